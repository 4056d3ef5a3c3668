"""A page into its rows, and which of them are text: no code, table, quote, formula or comment."""

import re
from collections.abc import Iterator
from functools import lru_cache

from exporter.markdown.front_matter import split_front_matter
from exporter.model.document import (
    Admonition,
    Block,
    Break,
    CodeBlock,
    MathBlock,
    Paragraph,
    Quote,
    RawHtml,
    Table,
    children,
    walk_inlines,
)
from exporter.readers.forms.contract import Page

__all__ = ["HEADING_ROW", "RULE_ROW", "TextRows", "dedented", "text_rows", "verbatim", "width_of"]

LONGEST_ROW = 5_000
"""How many characters a row with marks may have."""

HEADING_ROW = re.compile(r"[ \t]{0,3}#{1,6}(?:[ \t]|$)")
RULE_ROW = re.compile(r"[ \t]{0,3}(?P<rule>[-*_])(?:[ \t]*(?P=rule)){2,}[ \t]*$")

_FENCE = re.compile(r"`{3,}|~{3,}")
_FORMULA_ENDS = ("$$", "\\]", "}")
_QUOTED = re.compile(r"[ \t]*>")
_VERBATIM = re.compile(
    r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)"
    r"|(?<![\\$])\$\$?(?=\S).+?(?<=[^\s\\])\$\$?(?!\d)"
    r"|\\\(.+?\\\)"
    r"|!?\[\[[^\[\]]+\]\]"
    r"|<!--.*?-->"
    r"|\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)"
    r"|\w+://\S+"
)


class TextRows:
    """The rows of a page."""

    def __init__(self, rows: list[str], masked: bytearray, head: int) -> None:
        self.rows = rows
        self.head = head
        """How many of them the metadata at the top take."""
        self._masked = masked

    def is_text(self, row: int) -> bool:
        """Whether a row, from 0, may hold marks."""
        return not self._masked[row] and len(self.rows[row]) <= LONGEST_ROW


@lru_cache(maxsize=2)  # several forms ask this of a page, one right after the other
def text_rows(page: Page, *, in_boxes: bool = False) -> TextRows:
    """The rows of `page`; those of boxes are text only with `in_boxes`."""
    rows = page.text.split("\n")
    masked = bytearray(len(rows))
    head = _end_of_front_matter(page.text, rows)
    masked[:head] = b"\1" * head
    for begin, end in _spans(page.document.blocks, rows, in_boxes):
        begin, end = max(begin, 0), min(end, len(rows))
        masked[begin:end] = b"\1" * (end - begin)
    return TextRows(rows, masked, head)


def _end_of_front_matter(text: str, rows: list[str]) -> int:
    """How many rows the metadata at the top take."""
    if split_front_matter(text)[1] == text:
        return 0
    closing = (rows[0].rstrip(), "...")
    return next((row + 1 for row in range(1, len(rows)) if rows[row].rstrip() in closing), 0)


def verbatim(row: str) -> Iterator[tuple[int, int]]:
    """Where code, formulas, addresses, wiki links and comments stand in a row."""
    for match in _VERBATIM.finditer(row):
        yield match.span()


def width_of(row: str) -> int:
    """How many columns a row is indented."""
    return len(row[: len(row) - len(row.lstrip())].expandtabs(4))


def dedented(row: str, column: int) -> str:
    """A row without the blanks in front of `column`."""
    return " " * max(0, width_of(row) - column) + row.lstrip() if row.strip() else ""


def _spans(blocks: tuple[Block, ...], rows: list[str], in_boxes: bool) -> Iterator[tuple[int, int]]:
    for block in blocks:
        if isinstance(block, Admonition) and not in_boxes:
            yield block.line - 1, _end(block, rows)
        elif isinstance(block, Quote):
            yield block.line - 1, _end_of_quote(block.line - 1, rows)
        elif isinstance(block, CodeBlock | MathBlock | Table | RawHtml):
            yield block.line - 1, _end(block, rows)
        elif inner := children(block):
            yield from _spans(inner, rows, in_boxes)


def _end(block: Block, rows: list[str]) -> int:
    """The row behind a block, from 0, as far as its tree tells."""
    begin = block.line - 1
    match block:
        case CodeBlock(text):
            fenced = _FENCE.search(rows[begin]) if begin < len(rows) else None
            end = begin + text.count("\n") + 1 + bool(fenced)
            return end + bool(fenced and end < len(rows) and _FENCE.search(rows[end]))
        case MathBlock(tex):
            last = begin + tex.count("\n") + 2
            return next((i + 1 for i in range(begin, last) if _closes(rows, begin, i)), begin + 1)
        case Table(rows=found):
            return begin + 2 + len(found)
        case RawHtml(html):
            return begin + html.count("\n") + 1
        case Admonition(kind=kind, blocks=inner):
            end = max((_end(part, rows) for part in _outermost(inner)), default=begin + 1)
            return _end_of_details(end, rows) if kind == "details" else end
        case Paragraph(inlines):
            return begin + 1 + sum(isinstance(part, Break) for part in walk_inlines(inlines))
        case _:
            return begin + 1


def _outermost(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block of a tree but those in boxes: a box knows its own end."""
    for block in blocks:
        yield block
        if not isinstance(block, Admonition):
            yield from _outermost(children(block))


def _end_of_details(end: int, rows: list[str]) -> int:
    """The row behind the tag that closes a box, whose summary may run over rows, too."""
    closing = (row for row in range(end - 1, len(rows)) if "</details" in rows[row].lower())
    return next(closing, end - 1) + 1


def _closes(rows: list[str], begin: int, row: int) -> bool:
    """Whether a displayed formula that begins on one row ends on the other."""
    if row >= len(rows):
        return True
    text = rows[row].strip()
    return text.endswith(_FORMULA_ENDS) and (row > begin or len(text) > 2)


def _end_of_quote(begin: int, rows: list[str]) -> int:
    end = begin
    while end < len(rows) and _QUOTED.match(rows[end]):
        end += 1
    return max(end, begin + 1)
