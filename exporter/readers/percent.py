"""A body in which a lone `%` parts the front of a card from its back."""

from collections.abc import Sequence
from dataclasses import replace

from exporter.model.document import Block, Break, Inline, Paragraph, Text, plain

__all__ = ["parted_by_percent"]

_SIGN = "%"


def parted_by_percent(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """What stands above the first `%` on a line of its own, and below; all below without one."""
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph) and any(map(_holds_sign, block.children)):
            lines = _lines(block.children)
            said = [plain(tuple(line)).strip() for line in lines]
            if _SIGN in said:
                at = said.index(_SIGN)
                above = _text(block, lines[:at], 0)
                below = _text(block, lines[at + 1 :], at + 1)
                return (*blocks[:place], *above), (*below, *blocks[place + 1 :])
    return (), tuple(blocks)


def _holds_sign(inline: Inline) -> bool:
    return isinstance(inline, Text) and _SIGN in inline.text


def _lines(words: Sequence[Inline]) -> list[list[Inline]]:
    lines: list[list[Inline]] = [[]]
    for inline in words:
        if isinstance(inline, Break):
            lines.append([])
        else:
            lines[-1].append(inline)
    return lines


def _text(block: Paragraph, lines: Sequence[Sequence[Inline]], behind: int) -> tuple[Block, ...]:
    """Some of the lines of a text, `behind` so many others, as a text; none without lines."""
    words: list[Inline] = []
    for line in lines:
        words += [Break(hard=False), *line] if words else line
    return (replace(block, children=tuple(words), line=block.line + behind),) if words else ()
