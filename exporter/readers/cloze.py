"""The marks of a cloze question's short answer into blanks."""

import re

from exporter.model.document import (
    Block,
    Inline,
    Mark,
    Text,
    inlines_of,
    walk,
    walk_inlines,
    with_inlines,
)

__all__ = ["with_blanks"]

_NUMBER = re.compile(r"\s*([1-9][0-9]{0,2}):\s+")
_HINT = re.compile(r"\s+::\s+(?!.*\s::\s)(.*\S)\s*$", re.DOTALL)


def with_blanks(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], int]:
    """The same blocks with every mark read as a blank, and how many there are.

    `==2: words :: hint==` gives the number and the hint itself; a blank without a number of its own
    has 0, and gets one with the question's identity.
    """
    read = with_inlines(blocks, _read)
    marks = (inline for block in walk(read) for inline in walk_inlines(inlines_of(block)))
    return read, sum(isinstance(inline, Mark) for inline in marks)


def _read(inline: Inline) -> Inline:
    """A mark with its number and its hint taken out of its text."""
    if not isinstance(inline, Mark):
        return inline
    words = list(inline.children)
    number, hint = 0, ""
    if words and isinstance(words[0], Text) and (match := _NUMBER.match(words[0].text)):
        number = int(match[1])
        words[0] = Text(words[0].text[match.end() :])
    if words and isinstance(words[-1], Text) and (match := _HINT.search(words[-1].text)):
        hint = match[1]
        words[-1] = Text(words[-1].text[: match.start()])
    return Mark(tuple(word for word in words if word != Text("")), number, hint)
