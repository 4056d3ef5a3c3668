"""The rows of a page that lost its indentation into items: what belongs together, row by row.

On such a page every paragraph and every list item is one row; only fences, formulas, comments,
quotes and tables reach over several.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from exporter.markdown.opening import Opening, read_opening
from exporter.markdown.tex import closer_at, formula_over

__all__ = ["Item", "items_of"]

Kind = Literal[
    "box", "bullet", "number", "plain", "quote", "table", "code", "formula", "comment", "heading"
]
LONGEST_FORMULA = 100
"""How many rows a formula may have."""

_FENCE = re.compile(r"(`{3,}|~{3,})[^`]*$")
_BULLET = re.compile(r"[-*+•‣◦▪●·][ \t]+(?=\S)")
_NUMBER = re.compile(r"\d{1,4}[.)][ \t]+(?=\S)")
_HEADING = re.compile(r"#{1,6}[ \t]")
_DELIMITERS = re.compile(
    r"\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*|\|[ \t]*:?-+:?[ \t]*\|?"
)


@dataclass(frozen=True, slots=True)
class Item:
    """One or more rows that stay together."""

    kind: Kind
    rows: tuple[str, ...]
    line: int
    """Where it begins in the file, from 1."""
    opening: Opening | None = None
    """What a box's row says."""
    apart: bool = False
    """Whether a blank row stands above it."""


def items_of(rows: Sequence[str], first_line: int = 1) -> tuple[Item, ...]:
    """The items of `rows`, the first of which is the file's `first_line`."""
    items: list[Item] = []
    openings = [read_opening(row) for row in rows]
    ends = _next_boxes(openings)
    kind: Kind
    at, apart = 0, True
    while at < len(rows):
        if not rows[at].strip():
            at, apart = at + 1, True
            continue
        kind, end = ("box", at + 1) if openings[at] else _kind(rows, at, ends[at])
        taken = tuple(row.rstrip() for row in rows[at:end])
        items.append(Item(kind, taken, first_line + at, openings[at], apart))
        at, apart = end, False
    return tuple(items)


def _next_boxes(openings: Sequence[Opening | None]) -> list[int]:
    """For each row, the row of the next box below it, or the one behind the last."""
    ends = [len(openings)] * len(openings)
    for index in range(len(openings) - 2, -1, -1):
        ends[index] = index + 1 if openings[index + 1] else ends[index + 1]
    return ends


def _kind(rows: Sequence[str], at: int, end: int) -> tuple[Kind, int]:
    """What begins at row `at`, and the row behind its last one.

    Nothing reaches over `end`, where the next box is: what is not closed before was never closed.
    """
    row = rows[at].strip()
    if _FENCE.match(row):
        return "code", _end_of_fence(rows, at, end)
    if row.startswith("<!--"):
        return "comment", _end_of_comment(rows, at, end)
    if row.startswith(">"):
        return "quote", _while(rows, at, end, lambda text: text.startswith(">"))
    if _is_table(rows, at, end):
        return "table", _while(rows, at, end, lambda text: "|" in text)
    return _kind_of_line(row), _end_of_formula(rows, at, end)


def _kind_of_line(row: str) -> Kind:
    if closer_at(row, 0):
        return "formula"
    if _BULLET.match(row):
        return "bullet"
    if _NUMBER.match(row):
        return "number"
    return "heading" if _HEADING.match(row) else "plain"


def _while(rows: Sequence[str], at: int, end: int, belongs: Callable[[str], bool]) -> int:
    after = at + 1
    while after < end and rows[after].strip() and belongs(rows[after].strip()):
        after += 1
    return after


def _end_of_fence(rows: Sequence[str], at: int, end: int) -> int:
    fence = _FENCE.match(rows[at].strip())
    marks = fence[1] if fence else "```"
    for index in range(at + 1, end):
        row = rows[index].strip()
        if row.startswith(marks) and not row.strip(marks[0]):
            return index + 1
    return end


def _end_of_comment(rows: Sequence[str], at: int, end: int) -> int:
    if "-->" in rows[at][rows[at].index("<!--") + 4 :]:
        return at + 1
    return next((index + 1 for index in range(at + 1, end) if "-->" in rows[index]), at + 1)


def _is_table(rows: Sequence[str], at: int, end: int) -> bool:
    return "|" in rows[at] and at + 1 < end and bool(_DELIMITERS.fullmatch(rows[at + 1].strip()))


def _end_of_formula(rows: Sequence[str], at: int, end: int) -> int:
    """The row behind a displayed formula that row `at` leaves open; else the row behind `at`."""
    if "$$" not in rows[at] and "\\" not in rows[at]:
        return at + 1
    text = "\n".join(_paragraph(rows, at, min(end, at + LONGEST_FORMULA)))
    formula = formula_over(text, 0, len(rows[at]))
    return at + 1 + (text.count("\n", 0, formula.end) if formula else 0)


def _paragraph(rows: Sequence[str], at: int, end: int) -> Sequence[str]:
    blank = next((index for index in range(at, end) if not rows[index].strip()), end)
    return rows[at:blank]
