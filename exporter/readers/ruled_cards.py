"""Cards between rules, in which a lone `?`, or a lone `%`, parts front and back.

Beside a `?` there is a blank row: without one it parts a card that stands between blank rows. What
follows a second `%` is tags.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exporter.readers.marked_rows import MarkedQuestion, Row
from exporter.readers.row_ends import without_row_end
from exporter.readers.text_rows import HEADING_ROW, RULE_ROW, TextRows

__all__ = ["ruled_cards"]

SEVERAL = 2
"""How many such cards a page must have: one may stand between rules by chance."""

_MARK = re.compile(r"[ \t]*(?:\?\??|(?P<percent>%))[ \t]*$")


@dataclass(frozen=True, slots=True)
class _Parting:
    """The row of the mark in a card."""

    row: int
    end: int
    """The row behind the answer."""
    by_percent: bool


def ruled_cards(text: TextRows, rows: Sequence[str]) -> list[MarkedQuestion]:
    """The cards of a page with these rows; none unless there are several."""
    found = [card for part in _parts(text, rows) if (card := _card(text, rows, part))]
    return found if len(found) >= SEVERAL else []


def _parts(text: TextRows, rows: Sequence[str]) -> Iterator[range]:
    """The rows between one rule and the next."""
    begin = text.head
    for row in range(text.head, len(rows)):
        if text.is_text(row) and RULE_ROW.match(rows[row]):
            yield range(begin, row)
            begin = row + 1
    if begin > text.head:
        yield range(begin, len(rows))


def _card(text: TextRows, rows: Sequence[str], part: range) -> MarkedQuestion | None:
    parting = _parting(text, rows, part)
    if parting is None:
        return None
    front = _front(text, rows, range(part.start, parting.row), whole=parting.by_percent)
    back = _trimmed(rows, range(parting.row + 1, parting.end))
    if not (front and back and re.search(r"\w", "".join(rows[front.start : front.stop]))):
        return None
    end = part.stop if parting.by_percent else back.stop
    return MarkedQuestion(front.start, end, _rows(rows, front), _rows(rows, back))


def _parting(text: TextRows, rows: Sequence[str], part: range) -> _Parting | None:
    marks = [(row, m) for row in part if text.is_text(row) and (m := _MARK.match(rows[row]))]
    by_percent = bool(marks and all(match["percent"] for _, match in marks))
    if not marks or len(marks) > 1 + by_percent:
        return None
    row, _ = marks[0]
    if not by_percent and all(r in part and rows[r].strip() for r in (row - 1, row + 1)):
        return None
    return _Parting(row, marks[1][0] if len(marks) > 1 else part.stop, by_percent)


def _front(text: TextRows, rows: Sequence[str], above: range, *, whole: bool) -> range:
    """What asks above a mark: without its heading, unless that is all, or `whole` is asked for."""
    headings = [row for row in above if text.is_text(row) and HEADING_ROW.match(rows[row])]
    if headings and not whole and (below := _trimmed(rows, range(headings[-1] + 1, above.stop))):
        return below
    return _trimmed(rows, range(headings[-1] if headings else above.start, above.stop))


def _trimmed(rows: Sequence[str], part: range) -> range:
    """The rows without blank ones at their edges."""
    filled = [row for row in part if rows[row].strip()]
    return range(filled[0], filled[-1] + 1) if filled else range(0)


def _rows(rows: Sequence[str], part: range) -> tuple[Row, ...]:
    return tuple((row, without_row_end(rows[row])) for row in part)
