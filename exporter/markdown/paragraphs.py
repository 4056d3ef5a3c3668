"""A paragraph into blocks: its text, parted where a displayed formula stands in it."""

import re
from collections.abc import Callable, Iterable

from markdown_it.token import Token

from exporter.markdown.faults import Faults
from exporter.markdown.inlines import lower_pieces, merged
from exporter.markdown.pictures import Media
from exporter.model.document import (
    Break,
    CodeBlock,
    Inline,
    MathBlock,
    Paragraph,
    RawHtml,
    Text,
)

__all__ = ["is_blank", "lower_paragraph", "trimmed"]

_Split = Paragraph | MathBlock | CodeBlock | RawHtml

_MARK_BEHIND = re.compile(r"([.,;:])(?=\s|$)")


def lower_paragraph(token: Token, faults: Faults, media: Media) -> tuple[_Split, ...]:
    """The blocks of a paragraph's `inline` token: its text, parted at each displayed formula."""
    line = faults.line((token.map or [0])[0])
    pieces = lower_pieces(token, faults, media, splits=True)
    if len(pieces) == 1 and isinstance(only := pieces[0], Text):
        text = only.text.strip()
        return (Paragraph((Text(text),), line),) if text else ()
    blocks: list[_Split] = []
    words: list[Inline] = []
    for piece in pieces:
        if isinstance(piece, MathBlock | CodeBlock | RawHtml):
            _end_paragraph(blocks, words, line)
            blocks.append(piece)
            words = []
            line = piece.line + (0 if isinstance(piece, RawHtml) else _text_of(piece).count("\n"))
        else:
            words.append(piece)
    _end_paragraph(blocks, words, line)
    return tuple(blocks)


def _end_paragraph(blocks: list[_Split], words: list[Inline], line: int) -> None:
    """Adds what stood between two displayed formulas; a mark behind one is set with it."""
    last = blocks[-1] if blocks else None
    if isinstance(last, MathBlock) and words and isinstance(words[0], Text):
        mark = _MARK_BEHIND.match(words[0].text)
        if mark:
            blocks[-1] = MathBlock(last.tex + mark[1], last.line)
            words = [Text(words[0].text[mark.end() :]), *words[1:]]
    inlines = trimmed(merged(words), is_blank)
    if inlines:
        above = next((i for i, word in enumerate(words) if not is_blank(word)), 0)
        line += sum(isinstance(word, Break) for word in words[:above])
        blocks.append(Paragraph(inlines, line))


def _text_of(block: MathBlock | CodeBlock) -> str:
    return block.tex if isinstance(block, MathBlock) else block.text


def trimmed(inlines: Iterable[Inline], blank: Callable[[Inline], bool]) -> tuple[Inline, ...]:
    """Without what is `blank`, and without spaces, at both ends."""
    words = list(inlines)
    while words and blank(words[0]):
        words.pop(0)
    while words and blank(words[-1]):
        words.pop()
    if words and isinstance(first := words[0], Text) and first.text[:1].isspace():
        words[0] = Text(first.text.lstrip())
    if words and isinstance(last := words[-1], Text) and last.text[-1:].isspace():
        words[-1] = Text(last.text.rstrip())
    return tuple(words)


def is_blank(inline: Inline) -> bool:
    """Whether it is a break or nothing but spaces."""
    return isinstance(inline, Break) or (isinstance(inline, Text) and not inline.text.strip())
