"""Cards as Obsidian's plugins know them: `front::back`, `front;;back`, and a `?` on its own row.

A separator with nothing behind it has the answer below it. Words are hidden `==so==` or
`{{c1::so}}`. What the plugins write themselves, when a card is due and `#flashcards`, is no text.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from exporter.model.document import Text
from exporter.readers.asking import asking_headings
from exporter.readers.bracketed_cards import bracketed_cards
from exporter.readers.cloze_rows import cloze_rows
from exporter.readers.forms.contract import Evidence, Form, IdPlace, Outline, Page
from exporter.readers.headings import counted_headings
from exporter.readers.marked_rows import MarkedQuestion, Row, outline_of_rows
from exporter.readers.parted_rows import Parted, parted_row
from exporter.readers.row_ends import at_row_end, without_row_end
from exporter.readers.ruled_cards import ruled_cards
from exporter.readers.text_rows import HEADING_ROW, RULE_ROW, dedented, text_rows, width_of
from exporter.readers.titles import asks

__all__ = ["OBSIDIAN"]

SURE = 2
"""From how many cards on no sibling is asked."""

_MARKS = ("::", ";;", "\n?", "\n- ?", "==", "<!--SR:", "\nSTART", "\n%")
_ARROW = re.compile(r"\s(?:(?:->)+|→|=>|>>)\s")
"""What parts the sides of a card that is known by its schedule alone."""
_LONE = re.compile(r"[ \t]*\?\??[ \t]*$")
_TAGS = re.compile(r"(?:[ \t]*#[^\s#]+)+[ \t]*$")
_CARD_TAG = re.compile(r"#[^\s#]*(?:card|🃏)[^\s#]*[ \t]*", re.IGNORECASE)
_DECK_SIGNS = ("card", "🃏", "<!--")
_SCHEDULE = re.compile(r"<!--\s*(?:SR|fsrs):", re.IGNORECASE)


class _Note:
    """The cards of a page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.text = text_rows(page)
        self.rows = [_without_tags(row) for row in self.text.rows]

    @cached_property
    def is_deck(self) -> bool:
        """Whether a plugin's mark says that there are cards."""
        folded = self._page.text.casefold()
        if not any(sign in folded for sign in _DECK_SIGNS):
            return False
        tagged = any("card" in row.casefold() for row in self.text.rows[: self.text.head])
        return tagged or any(
            _CARD_TAG.match(row.lstrip()) if self.text.is_text(number) else _SCHEDULE.match(row)
            for number, row in enumerate(self.text.rows)
            if "#" in row or "<!--" in row
        )

    @cached_property
    def parted(self) -> list[Parted]:
        """The rows with a separator that are cards."""
        candidates = [
            found
            for row in self._separated()
            if self.text.is_text(row)
            and (found := parted_row(row, self.rows[row]) or self._by_arrow(row))
            and self._is_whole(found)
        ]
        sure = [found for found in candidates if found.is_sure]
        kept = [
            found
            for found in candidates
            if found.is_sure or (not self._is_field(found, sure) and not self._is_name(found))
        ]
        asking = any(asks((Text(found.front),)) for found in sure)
        if self.is_deck or asking or len(sure) >= SURE or self._fills(kept):
            return kept
        return []

    def _separated(self) -> Iterator[int]:
        """The rows that may have a separator."""
        scheduled = _SCHEDULE.search(self._page.text) is not None
        for row, text in enumerate(self.rows):
            if "::" in text or ";;" in text or scheduled:
                yield row

    def _by_arrow(self, row: int) -> Parted | None:
        """The sides of a row that a schedule makes a card, parted in some other way."""
        below = self.rows[row + 1] if row + 1 < len(self.rows) else ""
        return parted_row(row, self.rows[row], _ARROW) if _SCHEDULE.match(below) else None

    def _is_whole(self, found: Parted) -> bool:
        """Whether it has an answer, or asks for one."""
        return bool(found.back or self._below(found)) or asks((Text(found.front),))

    def _is_field(self, found: Parted, sure: Sequence[Parted]) -> bool:
        """Whether it is a field of the note: its key stands elsewhere, or cards look different."""
        if not found.is_field:
            return False
        unlike = bool(sure) and all(found.spacing != other.spacing for other in sure)
        return unlike or _is_repeated(self._page, found.front)

    def _is_name(self, found: Parted) -> bool:
        """Whether it is a name out of a program: no plugin marks the note, and it stands in prose.

        Prose has lines without separators beside it, or names the same namespace again.
        """
        if not found.is_name or self.is_deck:
            return False
        return self._namespaces[found.front.split()[-1]] > 1 or found.row in self._in_prose

    @cached_property
    def _namespaces(self) -> Counter[str]:
        parted = (parted_row(row, text) for row, text in enumerate(self.rows))
        return Counter(found.front.split()[-1] for found in parted if found and found.is_name)

    @cached_property
    def _in_prose(self) -> frozenset[int]:
        """The rows of texts in which some rows have no separator."""
        prose: set[int] = set()
        paragraph: list[int] = []
        for row in range(len(self.rows) + 1):
            if row < len(self.rows) and self._says(row):
                paragraph.append(row)
                continue
            texts = (self.rows[number] for number in paragraph)
            if any(not (text.lstrip().startswith("<!--") or parted_row(0, text)) for text in texts):
                prose.update(paragraph)
            paragraph = []
        return frozenset(prose)

    def _fills(self, cards: list[Parted]) -> bool:
        """Whether at least half of the text are such rows."""
        if len(cards) < SURE:
            return False
        text = sum(self.text.is_text(row) and self._says(row) for row in range(len(self.rows)))
        return 2 * len(cards) >= text

    def _says(self, row: int) -> bool:
        text = self.rows[row]
        return bool(text.strip()) and not (HEADING_ROW.match(text) or RULE_ROW.match(text))

    @cached_property
    def questions(self) -> list[MarkedQuestion]:
        """All cards, in order."""
        taken = {found.row for found in self.parted}
        found = [*map(self._one_row, self.parted), *self._lone(taken)]
        found += [*ruled_cards(self.text, self.rows), *bracketed_cards(self.text)]
        held = {row for question in found for row in range(question.begin, question.end)}
        found += cloze_rows(self.text, self.rows, held, is_deck=self.is_deck)
        questions: list[MarkedQuestion] = []
        for question in sorted(found, key=lambda each: each.begin):
            if not questions or question.begin >= questions[-1].end:
                questions.append(question)
        return questions

    def _one_row(self, found: Parted) -> MarkedQuestion:
        below = self._below(found)
        first: tuple[Row, ...] = ((found.row, found.back),) if found.back else ()
        asked = ((found.row, found.front),)
        return MarkedQuestion(found.row, found.row + 1 + len(below), asked, (*first, *below))

    def _below(self, found: Parted) -> tuple[Row, ...]:
        """The rows below a card that belong to it: deeper ones; with no answer beside it, all."""
        begin = found.row + 1
        end = begin
        while end < len(self.rows) and self._goes_on(end):
            deeper = width_of(self.rows[end]) > found.column
            if (found.back and not deeper) or parted_row(end, self.rows[end]):
                break
            end += 1
        return self._dedented(begin, end)

    def _lone(self, taken: set[int]) -> Iterator[MarkedQuestion]:
        """The cards whose sides are parted by a row of their own."""
        marks = [
            row
            for row, text in enumerate(self.rows)
            if "?" in text and _LONE.match(text) and self.text.is_text(row) and row - 1 not in taken
        ]
        behind = self.text.head
        for place, row in enumerate(marks):
            begin, end = row, row + 1
            while begin > behind and self._goes_on(begin - 1) and begin - 1 not in taken:
                begin -= 1
            if begin == row and row > behind and HEADING_ROW.match(self.rows[row - 1]):
                begin = row - 1
            last = marks[place + 1] if place + 1 < len(marks) else len(self.rows)
            while end < last and self._goes_on(end) and end not in taken:
                end += 1
            if place + 1 < len(marks) and end == last > row + 2:
                end -= 1  # without a blank row between, the next card's front is one row
            behind = end
            if end > row + 1 and re.search(r"\w", "".join(self.rows[begin:row])):
                answer = self._dedented(row + 1, end)
                yield MarkedQuestion(begin, end, self._dedented(begin, row), answer)

    def _goes_on(self, row: int) -> bool:
        """Whether a row belongs to the one beside it."""
        text = self.rows[row]
        if not self.text.is_text(row):
            return not _SCHEDULE.match(text.lstrip())
        return self._says(row) and not _LONE.match(text)

    def _dedented(self, begin: int, end: int) -> tuple[Row, ...]:
        rows = [without_row_end(text) for text in self.rows[begin:end]]
        column = min((width_of(text) for text in rows if text), default=0)
        return tuple((begin + place, dedented(text, column)) for place, text in enumerate(rows))


def _without_tags(row: str) -> str:
    return "" if "#" in row and _TAGS.fullmatch(row) else row


def _is_repeated(page: Page, key: str) -> bool:
    """Whether a key stands in front of `::` more than once in the bank: then it is no question."""
    return page.shelf.fact("obsidian: fields", _fields)[key.casefold()] > 1


def _fields(pages: tuple[Page, ...]) -> Counter[str]:
    found: Counter[str] = Counter()
    for page in pages:
        for row in page.text.split("\n") if "::" in page.text else ():
            sides = parted_row(0, row)
            if sides and sides.is_field:
                found[sides.front.casefold()] += 1
    return found


def _evidence(page: Page) -> Evidence:
    if not (any(mark in page.text for mark in _MARKS) or _may_hide(page.text)):
        return Evidence(0, "no `::`, `;;` or `?` parts two sides")
    note = _Note(page)
    marks = len(note.questions)
    if marks and not note.is_deck and counted_headings(page) > marks:
        return Evidence(0, "its numbered headings are the questions")
    ones = len(note.parted)
    clozes = sum(question.cloze for question in note.questions)
    tagged = _CARD_TAG.search(page.text) or _SCHEDULE.search(page.text)
    if not tagged and asking_headings(page) > 2 * marks:
        return Evidence(0, "its headings are the questions")
    why = f"{ones} lines with two sides, {marks - ones - clozes} with a `?` between them"
    if clozes:
        why = f"{why}, {clozes} texts with hidden words"
    return Evidence(marks, why, doubtful=marks < SURE)


def _may_hide(text: str) -> bool:
    """Whether a text that may be a deck has words in braces."""
    return "{{" in text and "card" in text.casefold()


def _read(page: Page) -> Outline:
    note = _Note(page)
    return outline_of_rows(page, note.rows, note.questions)


def _id_places(page: Page) -> Mapping[int, IdPlace]:
    rows = page.text.split("\n")
    found = _Note(page).questions
    return {question.begin + 1: at_row_end(question.begin + 1, rows) for question in found}


OBSIDIAN = Form(
    name="obsidian",
    about="`front::back` or `front;;back` on one line, or a `?` on a line between the sides",
    evidence=_evidence,
    read=_read,
    marked=True,
    id_places=_id_places,
)
