"""Cards between a row `START` and a row `END`, or `STARTI [Type] … ENDI` on one row.

The first row names the type of the note; the text below is its first field, and others begin with
their names, `Back: …`. What stands under no such field is asked.
"""

import re
from collections.abc import Iterator, Sequence

from exporter.readers.cloze_rows import as_marks, has_cloze
from exporter.readers.marked_rows import MarkedQuestion, Row
from exporter.readers.row_ends import without_row_end
from exporter.readers.text_rows import TextRows

__all__ = ["bracketed_cards"]

_INLINE = re.compile(r"[ \t]*STARTI[ \t]+\[[^\[\]]*\][ \t]+(?P<text>.+?)[ \t]*\bENDI[ \t]*$")
_BACK = re.compile(r"(?:^|(?<=[ \t]))Back:[ \t]*")
_FRONT = re.compile(r"(?:Front|Text):[ \t]*")
_TAGS = re.compile(r"Tags:")


def bracketed_cards(text: TextRows) -> Iterator[MarkedQuestion]:
    """The cards of a page, in order."""
    begin = -1
    for row, words in enumerate(text.rows):
        if not text.is_text(row):
            continue
        if match := _INLINE.match(words):
            yield from _card(row, row + 1, [(row, without_row_end(match["text"]))])
        elif words.strip() == "START":
            begin = row
        elif words.strip() == "END" and begin >= 0:
            inner = range(begin + 2, row)
            yield from _card(begin, row + 1, [(r, without_row_end(text.rows[r])) for r in inner])
            begin = -1


def _card(begin: int, end: int, rows: Sequence[Row]) -> Iterator[MarkedQuestion]:
    front, back = _parted([(row, words) for row, words in rows if not _TAGS.match(words)])
    if any(has_cloze(words) for _, words in front):
        hidden = tuple((row, as_marks(words)) for row, words in front)
        more = [(back[0][0], "<!-- more -->"), *back] if back else []
        yield MarkedQuestion(begin, end, (), (*hidden, *more), cloze=True, in_brackets=False)
    elif any(words.strip() for _, words in front):
        yield MarkedQuestion(begin, end, tuple(front), tuple(back))


def _parted(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The rows that ask, and those that answer."""
    front: list[Row] = []
    for place, (row, words) in enumerate(rows):
        if match := _BACK.search(words):
            if above := words[: match.start()].strip():
                front.append((row, _FRONT.sub("", above, count=1)))
            return front, [(row, words[match.end() :]), *rows[place + 1 :]]
        front.append((row, words if front else _FRONT.sub("", words, count=1)))
    return front, []
