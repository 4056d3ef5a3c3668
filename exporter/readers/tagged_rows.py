"""Headings and texts of a note with the tag `#card` or `#flashcard`, and what answers them below.

Below a heading that is its section, below a text the rows up to a blank one. The tag may stand on a
row of its own, and `front : back #flashcard` on one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from exporter.readers.marked_rows import MarkedQuestion, Row
from exporter.readers.row_ends import without_row_end
from exporter.readers.text_rows import RULE_ROW, TextRows

__all__ = ["tagged_rows"]

_TAG = re.compile(r"(?<!\S)#(?:flash)?card(?:[-/][\w/-]+)?(?!\S)", re.IGNORECASE)
_TAGS = re.compile(r"(?:^|\s+)#[^\s#]+(?:\s+#[^\s#]+)*\s*$")
_HEADING = re.compile(r"[ \t]{0,3}(?P<marks>#{1,6})[ \t]+(?P<words>.*)$")
_ITEM = re.compile(r"[ \t]*[-*+][ \t]")
_BLOCK_MARK = re.compile(r"\^[\w-]{1,60}$")
_SIDES = re.compile(r"\s:\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class _Front:
    """What asks, as rows of a page."""

    begin: int
    end: int
    """The row behind it, and behind its tag."""
    level: int
    """Of its heading; 0 for a text."""
    words: str


def tagged_rows(text: TextRows) -> Iterator[MarkedQuestion]:
    """The cards of a page that are no items of lists, in order."""
    fronts = [front for row in range(text.head, len(text.rows)) if (front := _front(text, row))]
    for place, front in enumerate(fronts):
        stop = fronts[place + 1].begin if place + 1 < len(fronts) else len(text.rows)
        sides = _SIDES.search(front.words)
        if sides and not (front.end < stop and text.rows[front.end].strip()):
            asked, back = front.words[: sides.start()], front.words[sides.end() :]
            row = front.begin
            yield MarkedQuestion(row, front.end, ((row, asked),), ((row, back),))
        else:
            end = _end(text, front, stop)
            below = tuple(_below(text, range(front.end, end)))
            yield MarkedQuestion(front.begin, end, ((front.begin, front.words),), below)


def _below(text: TextRows, rows: range) -> Iterator[Row]:
    """The rows of an answer without the marks by which other notes name it."""
    for row in rows:
        if not _BLOCK_MARK.match(text.rows[row].strip()):
            yield row, without_row_end(text.rows[row])


def _front(text: TextRows, row: int) -> _Front | None:
    """What asks, when its tag stands on a row."""
    words = text.rows[row]
    if "card" not in words.casefold() or not text.is_text(row) or _ITEM.match(words):
        return None
    tags = _TAGS.search(without_row_end(words))
    if not tags or not _TAG.search(tags[0]):
        return None
    begin = row if words[: tags.start()].strip(" \t#") else row - 1
    if begin < text.head or not text.is_text(begin) or not re.search(r"\w", text.rows[begin]):
        return None
    asked = without_row_end(words)[: tags.start()] if begin == row else text.rows[begin]
    heading = _HEADING.match(asked)
    asked = heading["words"] if heading else asked.strip()
    if re.search(r"(?<!:):::?(?!:)|;;", asked):
        return None
    return _Front(begin, row + 1, len(heading["marks"]) if heading else 0, asked)


def _end(text: TextRows, front: _Front, stop: int) -> int:
    """The row behind an answer, which ends at `stop` at the latest."""
    end = front.end
    while end < stop and not text.rows[end].strip():
        end += 1
    while end < stop and not _ends(text, end, front):
        end += 1
    while end > front.end and not text.rows[end - 1].strip():
        end -= 1
    return end


def _ends(text: TextRows, row: int, front: _Front) -> bool:
    words = text.rows[row]
    if not text.is_text(row):
        return False
    if heading := _HEADING.match(words):
        return len(heading["marks"]) <= (front.level or 6)
    return bool(RULE_ROW.match(words)) or not (front.level or words.strip())
