"""The marks of a cloze question's short answer into numbered blanks."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from exporter.model.document import (
    Admonition,
    Block,
    Break,
    BulletList,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    Image,
    Inline,
    Link,
    Mark,
    Math,
    MathBlock,
    OrderedList,
    Paragraph,
    Quote,
    RawHtml,
    RawInline,
    Rule,
    Span,
    Strike,
    Strong,
    Table,
    Text,
    inlines_of,
    walk,
    walk_inlines,
)

__all__ = ["with_blanks"]

_NUMBER = re.compile(r"\s*([1-9][0-9]{0,2}):\s+")
LARGEST = 499
"""A bank with more blanks in one question has other troubles than their numbers."""

_HINT = re.compile(r"\s+::\s+(?!.*\s::\s)(.*\S)\s*$", re.DOTALL)


def with_blanks(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], int]:
    """The same blocks with every mark made a blank, and how many there are.

    `==2: words :: hint==` gives the number and the hint itself; the others get, in order, the
    numbers that nobody gave.
    """
    given = {mark.number for mark in map(_read, _marks(blocks)) if mark.number}
    numbers = (number for number in range(1, LARGEST) if number not in given)
    blanks = _Blanks(numbers)
    return tuple(blanks.block(block) for block in blocks), blanks.count


def _marks(blocks: tuple[Block, ...]) -> Iterator[Mark]:
    for block in walk(blocks):
        for inline in walk_inlines(inlines_of(block)):
            if isinstance(inline, Mark):
                yield inline


def _read(mark: Mark) -> Mark:
    """The mark with its number and its hint taken out of its text."""
    words = list(mark.children)
    number, hint = 0, ""
    if words and isinstance(words[0], Text) and (match := _NUMBER.match(words[0].text)):
        number = int(match[1])
        words[0] = Text(words[0].text[match.end() :])
    if words and isinstance(words[-1], Text) and (match := _HINT.search(words[-1].text)):
        hint = match[1]
        words[-1] = Text(words[-1].text[: match.start()])
    return Mark(tuple(word for word in words if word != Text("")), number, hint)


class _Blanks:
    """Gives out the numbers while it goes through a tree."""

    def __init__(self, numbers: Iterator[int]) -> None:
        self.count = 0
        self._numbers = numbers

    def block(self, block: Block) -> Block:
        match block:
            case Heading(children=inlines) | Paragraph(children=inlines):
                return replace(block, children=self.line(inlines))
            case BulletList(items) | OrderedList(items):
                numbered = tuple(replace(i, blocks=self.blocks(i.blocks)) for i in items)
                return replace(block, items=numbered)
            case Quote(blocks):
                return replace(block, blocks=self.blocks(blocks))
            case Admonition(title=title, blocks=blocks):
                return replace(block, title=self.line(title), blocks=self.blocks(blocks))
            case Table(header, rows):
                header = tuple(map(self.line, header))
                return replace(
                    block, header=header, rows=tuple(tuple(map(self.line, r)) for r in rows)
                )
            case CodeBlock() | MathBlock() | Rule() | RawHtml():
                return block
            case _:
                assert_never(block)

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(self.block(block) for block in blocks)

    def line(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(self.inline(inline) for inline in inlines)

    def inline(self, inline: Inline) -> Inline:
        if isinstance(inline, Mark):
            self.count += 1
            blank = _read(inline)
            return replace(blank, number=blank.number or next(self._numbers, LARGEST))
        match inline:
            case Emphasis(inner) | Strong(inner) | Strike(inner) | Link(children=inner):
                return replace(inline, children=self.line(inner))
            case Span(children=inner):
                return replace(inline, children=self.line(inner))
            case Text() | Code() | Math() | Image() | Break() | RawInline():
                return inline
            case _:
                assert_never(inline)
