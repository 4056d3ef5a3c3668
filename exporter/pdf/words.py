"""Counts, dates and levels into the words that stand on a page."""

from collections.abc import Iterable
from datetime import UTC, datetime

from markupsafe import Markup

from exporter.html.labels import labels_of
from exporter.model.bank import Bank, Question
from exporter.pdf.direction import Direction, direction_of, direction_within
from exporter.pdf.endless import with_endless

__all__ = ["Words"]

_RUNNING = 90
"""Letters of a title at the head of a page."""
_LEVELS = {1: "core", 2: "working", 3: "deep"}


class Words:
    """The labels of a bank, and what is made of them."""

    def __init__(self, bank: Bank) -> None:
        """In the bank's language, with its own labels before the program's."""
        self._labels = labels_of(bank)
        self.language = bank.language
        self.direction: Direction = direction_of(bank.language)
        """The one that the bank is written in."""

    def __getitem__(self, label: str) -> str:
        """The word for `label`."""
        return self._labels[label]

    def isolated(self, text: str) -> Markup:
        """`text` as HTML that keeps its own order where lines run in the other direction."""
        direction = direction_within(text, self.direction)
        if direction == self.direction:
            return with_endless(text)
        return Markup('<span dir="{}">{}</span>').format(direction, with_endless(text))

    def running(self, text: str) -> str:
        """As much of `text` as there is room for at the head of a page."""
        return text if len(text) <= _RUNNING else f"{text[: _RUNNING - 1].rstrip()}…"

    def number(self, label: str, count: int) -> str:
        """`1 question`, `12 questions`: `label` is the word for one, `labels` the one for more."""
        return f"{count} {self._labels[label if count == 1 else f'{label}s']}"

    def count(self, questions: Iterable[Question]) -> str:
        """`12 questions, 3 unanswered`."""
        answers = [question.answered for question in questions]
        said = self.number("question", len(answers))
        open_ones = answers.count(False)
        return f"{said}, {open_ones} {self._labels['unanswered']}" if open_ones else said

    def date(self, seconds: int) -> str:
        """`24 November 2026`, of seconds since the epoch, in UTC."""
        day = datetime.fromtimestamp(seconds, UTC)
        return self._dated("date", day.year, day.month, day.day)

    def marks(self, question: Question) -> tuple[str, ...]:
        """What is quietly said of a question: its level and kind, the month of its answer."""
        level = self._labels[_LEVELS[question.level]] if question.level in _LEVELS else ""
        aged = f"{self._labels['as_of']} {self._month(question.as_of)}" if question.as_of else ""
        sort = " · ".join(mark for mark in (level, question.kind) if mark)
        return tuple(mark for mark in (sort, aged) if mark)

    def _month(self, text: str) -> str:
        year, _, month = text.partition("-")
        if not (year.isdecimal() and month.isdecimal() and 1 <= int(month) <= 12):
            return text
        return self._dated("month", int(year), int(month))

    def _dated(self, form: str, year: int, month: int, day: int = 0) -> str:
        names = dict(enumerate(self._labels["months"].split(), start=1))
        name = names.get(month, str(month))
        parts = {"{day}": str(day), "{month}": name, "{year}": str(year)}
        text = self._labels[form]
        for mark, value in parts.items():
            text = text.replace(mark, value)
        return text
