"""Words in square brackets into the holes of a cloze; brackets of formulas, code and links stay."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from exporter.markdown.inlines import merged
from exporter.model.document import (
    Block,
    BulletList,
    Emphasis,
    Inline,
    Mark,
    OrderedList,
    Paragraph,
    Quote,
    Span,
    Strong,
    Text,
    plain,
)

__all__ = ["gaps_in", "with_holes"]

_GAP = "[…]"
_BRACKET = re.compile(r"([\[\]])")
_OPEN, _CLOSE = Text("["), Text("]")


def with_holes(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The same blocks with a mark for each `[…]` in their texts."""
    return tuple(map(_with_holes, blocks))


def _with_holes(block: Block) -> Block:
    match block:
        case Paragraph():
            return replace(block, children=_line(block.children))
        case BulletList() | OrderedList():
            items = (replace(item, blocks=with_holes(item.blocks)) for item in block.items)
            return replace(block, items=tuple(items))
        case Quote():
            return replace(block, blocks=with_holes(block.blocks))
        case _:
            return block


def _line(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """One line of text: what stands between brackets of one level becomes a mark."""
    done: list[Inline] = []
    held: list[Inline] = []
    depth = 0
    for piece in _pieces(inlines):
        if piece == _OPEN:
            depth += 1
        elif piece == _CLOSE and depth:
            depth -= 1
            if not depth:
                words = merged(held[1:])
                done.extend((Mark(words),) if plain(words).strip() else (_OPEN, *words, _CLOSE))
                held = []
                continue
        (held if depth else done).append(piece)
    return merged((*done, *held))


def _pieces(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """The inlines with each bracket of a text by itself."""
    for inline in inlines:
        match inline:
            case Text(text):
                yield from (Text(part) for part in _BRACKET.split(text) if part)
            case Strong() | Emphasis() | Span():
                yield replace(inline, children=_line(inline.children))
            case _:
                yield inline


def gaps_in(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The same line with a gap in place of each mark."""
    return merged(_gap(inline) for inline in inlines)


def _gap(inline: Inline) -> Inline:
    match inline:
        case Mark():
            return Text(_GAP)
        case Strong() | Emphasis() | Span():
            return replace(inline, children=gaps_in(inline.children))
        case _:
            return inline
