"""A question into the room that its answer needs, written by hand."""

from dataclasses import dataclass
from math import ceil
from typing import Literal
from unicodedata import east_asian_width

from exporter.model.bank import Question
from exporter.model.document import CodeBlock, plain_blocks, walk
from exporter.pdf.paper import Page

__all__ = ["Room", "room_for"]

_ROW = 8.0
"""Millimetres from one ruled line to the next; so the style sheet has it too."""
_LETTER = 2.5
"""Millimetres that a letter takes, written by hand."""
_CODE_LINE = 6.0
"""Millimetres that a line of code takes."""
_FEWEST, _MOST, _UNKNOWN = 3, 12, 5
"""Rows for the shortest answer, for the longest, and for one that nobody has given yet."""
_SHARE = 0.5
"""The part of a page that rows may take."""
_RECALLED = 300
"""Letters of an answer that one may be asked to write; of those beyond, one in so many:"""
_OF_THE_REST = 12


@dataclass(frozen=True, slots=True)
class Room:
    """Rows to write in."""

    kind: Literal["ruled", "boxed", "none"]
    """Between lines; in a box, for code; none where an answer is ticked or filled in."""
    rows: int = 0


def room_for(question: Question, page: Page) -> Room:
    """The more rows, the longer the answer is; never more than stand well on `page`."""
    if question.form != "question":
        return Room("none")
    most = min(_MOST, int((page.height - page.top - page.bottom) * _SHARE / _ROW))
    rows, coded = _rows(question, page)
    return Room("boxed" if coded else "ruled", max(1, min(max(rows, _FEWEST), most)))


def _rows(question: Question, page: Page) -> tuple[int, bool]:
    """How many the answer would fill, and whether it is code."""
    blocks = question.short + question.details
    if not blocks:
        return _UNKNOWN, question.kind == "code"
    code = [block.text for block in walk(blocks) if isinstance(block, CodeBlock)]
    letters = _letters(plain_blocks(blocks))
    if question.kind == "code" or 2 * sum(map(_letters, code)) > letters:
        lines = sum(text.count("\n") + 1 for text in code)
        return ceil((lines + 2) * _CODE_LINE / _ROW), True
    written = min(letters, _RECALLED) + max(letters - _RECALLED, 0) / _OF_THE_REST
    return ceil(written * _LETTER / page.wide), False


def _letters(text: str) -> int:
    """Letters as wide as Latin ones: an ideograph counts as two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
