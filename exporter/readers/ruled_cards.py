"""Cards between rules, in which a lone `?` with a blank row above or below parts front and back."""

import re
from collections.abc import Iterator, Sequence

from exporter.readers.marked_rows import MarkedQuestion, Row
from exporter.readers.row_ends import without_row_end
from exporter.readers.text_rows import TextRows

__all__ = ["ruled_cards"]

SEVERAL = 2
"""How many such cards a page must have: one may stand between rules by chance."""

_RULE = re.compile(r"[ \t]{0,3}(?P<rule>[-*_])(?:[ \t]*(?P=rule)){2,}[ \t]*$")
_HEADING = re.compile(r"[ \t]{0,3}#{1,6}(?:[ \t]|$)")
_MARK = re.compile(r"[ \t]*\?\??[ \t]*$")


def ruled_cards(text: TextRows, rows: Sequence[str]) -> list[MarkedQuestion]:
    """The cards of a page with these rows; none unless there are several."""
    found = [card for part in _parts(text, rows) if (card := _card(text, rows, part))]
    return found if len(found) >= SEVERAL else []


def _parts(text: TextRows, rows: Sequence[str]) -> Iterator[range]:
    """The rows between one rule and the next."""
    begin = text.head
    for row in range(text.head, len(rows)):
        if text.is_text(row) and _RULE.match(rows[row]):
            yield range(begin, row)
            begin = row + 1
    if begin > text.head:
        yield range(begin, len(rows))


def _card(text: TextRows, rows: Sequence[str], part: range) -> MarkedQuestion | None:
    marks = [row for row in part if text.is_text(row) and _MARK.match(rows[row])]
    if len(marks) != 1:
        return None
    [mark] = marks
    if all(row in part and rows[row].strip() for row in (mark - 1, mark + 1)):
        return None
    headings = [row + 1 for row in range(part.start, mark) if _is_heading(text, rows, row)]
    front = _trimmed(rows, range(max(headings, default=part.start), mark))
    if not front:
        front = _trimmed(rows, range(part.start, mark))
    back = _trimmed(rows, range(mark + 1, part.stop))
    if not (front and back and re.search(r"\w", "".join(rows[front.start : front.stop]))):
        return None
    return MarkedQuestion(front.start, back.stop, _rows(rows, front), _rows(rows, back))


def _is_heading(text: TextRows, rows: Sequence[str], row: int) -> bool:
    return text.is_text(row) and _HEADING.match(rows[row]) is not None


def _trimmed(rows: Sequence[str], part: range) -> range:
    """The rows without blank ones at their edges."""
    filled = [row for row in part if rows[row].strip()]
    return range(filled[0], filled[-1] + 1) if filled else range(0)


def _rows(rows: Sequence[str], part: range) -> tuple[Row, ...]:
    return tuple((row, without_row_end(rows[row])) for row in part)
