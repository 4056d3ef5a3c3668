"""Items of an outline, headings or lines with the tag `#card`: what stands below one answers it.

So Logseq writes cards. The properties that it notes below an item, `card-repeats:: 1`, are no text;
`{{cloze words}}` are words to be hidden.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from exporter.readers.cloze_rows import as_marks, has_cloze
from exporter.readers.forms.contract import Evidence, Form, IdPlace, Outline, Page
from exporter.readers.marked_rows import MarkedQuestion, Row, outline_of_rows
from exporter.readers.row_ends import at_row_end
from exporter.readers.tagged_rows import tagged_rows
from exporter.readers.text_rows import TextRows, dedented, text_rows, verbatim, width_of

__all__ = ["TAGGED_ITEM"]

SURE = 2
"""From how many cards on no sibling is asked."""

_ITEM = re.compile(r"(?P<indent>[ \t]*)[-*+][ \t]+(?:#{1,6}[ \t]+)?(?P<words>.*)$")
_CARD = re.compile(r"(?<!\S)#(?:card|\[\[card\]\])(?!\S)|\[\[card\]\]", re.IGNORECASE)
_TAGS = re.compile(r"(?:(?:^|\s+)#(?:\[\[[^\[\]]*\]\]|[^\s#]+))+\s*$")
_PROPERTY = re.compile(r"[ \t]*[\w-]+::(?:[ \t]|$)")
_DRAWER = re.compile(r"[ \t]*(?::(?:LOGBOOK|END):|CLOCK:)")


@dataclass(frozen=True, slots=True)
class _Card:
    """An item with the tag, as rows of its file."""

    begin: int
    below: int
    """The row behind its own text."""
    end: int
    """The row behind all that stands below it, or of the next card in that."""


def _cards(text: TextRows) -> Iterator[_Card]:
    begins = [row for row, words in enumerate(text.rows) if text.is_text(row) and _is_card(words)]
    for place, begin in enumerate(begins):
        following = begins[place + 1] if place + 1 < len(begins) else len(text.rows)
        width = width_of(text.rows[begin])
        end = begin + 1
        while end < following and _is_below(text.rows[end], width):
            end += 1
        own = (row for row in range(begin + 1, end) if _ITEM.match(text.rows[row]))
        yield _Card(begin, next(own, end), end)


def _is_card(row: str) -> bool:
    if "card" not in row.casefold() or not (item := _ITEM.match(row)):
        return False
    words = item["words"]
    for begin, end in reversed(list(verbatim(words))):
        if not words[begin:end].startswith("[["):
            words = f"{words[:begin]}_{words[end:]}"
    return _CARD.search(words) is not None and bool(re.search(r"\w", _CARD.sub("", words)))


def _is_below(row: str, width: int) -> bool:
    return not row.strip() or width_of(row) > width


def _question(text: TextRows, card: _Card) -> MarkedQuestion:
    item = _ITEM.match(text.rows[card.begin])
    assert item
    words = _CARD.sub("", item["words"])
    first = (card.begin, _TAGS.sub("", words).rstrip())
    own = (first, *_kept(text, range(card.begin + 1, card.below)))
    answer = _kept(text, range(card.below, card.end))
    if any(has_cloze(row) for _, row in own):
        rows = tuple((row, as_marks(words)) for row, words in (*own, *answer))
        return MarkedQuestion(card.begin, card.end, (), rows, cloze=True, in_brackets=False)
    return MarkedQuestion(card.begin, card.end, own, answer)


def _kept(text: TextRows, block: Sequence[int]) -> tuple[Row, ...]:
    """The rows of a block without the notes of the program, dedented."""
    kept = [row for row in block if not _is_note(text, row)]
    column = min((width_of(text.rows[row]) for row in kept if text.rows[row].strip()), default=0)
    return tuple((row, dedented(text.rows[row], column)) for row in kept)


def _is_note(text: TextRows, row: int) -> bool:
    words = text.rows[row]
    return text.is_text(row) and bool(_PROPERTY.match(words) or _DRAWER.match(words))


def _questions(text: TextRows) -> list[MarkedQuestion]:
    items = [_question(text, card) for card in _cards(text)]
    return items or list(tagged_rows(text))


def _evidence(page: Page) -> Evidence:
    folded = page.text.casefold()
    if not any(tag in folded for tag in ("#card", "#flashcard", "[[card]]")):
        return Evidence(0, "nothing has the tag `#card`")
    marks = len(_questions(text_rows(page)))
    return Evidence(marks, f"{marks} items or lines with the tag `#card`", doubtful=marks < SURE)


def _read(page: Page) -> Outline:
    text = text_rows(page)
    return outline_of_rows(page, text.rows, _questions(text))


def _id_places(page: Page) -> Mapping[int, IdPlace]:
    rows = page.text.split("\n")
    begins = [question.begin + 1 for question in _questions(text_rows(page))]
    return {line: at_row_end(line, rows) for line in begins}


TAGGED_ITEM = Form(
    name="tagged-item",
    about="items, headings or lines with the tag `#card`, and their answers below them",
    evidence=_evidence,
    read=_read,
    id_places=_id_places,
)
