"""The columns of a table into what they hold: questions, answers, options, numbers, or more."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from exporter.model.document import Block, Inline, Paragraph, Strong, Table, Text, plain
from exporter.readers.labels import label_of
from exporter.readers.titles import calls_question

__all__ = ["Columns", "columns_of"]

_FRONTS, _BACKS = frozenset(("front",)), frozenset(("back",))
_COUNTS = re.compile(r"\W*(?:n[or°º]?|num|number|id|序号|编号|編號|番号|번호)?\W*", re.IGNORECASE)
_OPTION = re.compile(r"(?:option|choice|opción|opção|вариант|选项)?\W*(?P<letter>[A-H])\W*", re.I)

_Row = tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table hold what, each by its place."""

    question: int
    answers: tuple[int, ...]
    """The answer, and what explains it; empty where nothing is answered."""
    options: tuple[tuple[int, str], ...]
    """Each with its letter."""
    others: tuple[tuple[int, tuple[Inline, ...]], ...]
    """Each with its heading."""

    def options_in(self, row: _Row, line: int) -> tuple[Block, ...]:
        """The options of a row, each as a text that begins with its letter."""
        return tuple(
            Paragraph((Text(f"{letter}) "), *row[place]), line)
            for place, letter in self.options
            if row[place]
        )

    def answer_in(self, row: _Row, line: int) -> tuple[Block, ...]:
        """The answer that a row gives."""
        return tuple(Paragraph(row[place], line) for place in self.answers if row[place])

    def others_in(self, row: _Row, line: int) -> tuple[Block, ...]:
        """What else a row says, below the headings of its columns."""
        return tuple(
            Paragraph((Strong(heading), Text(": "), *row[place]), line)
            for place, heading in self.others
            if row[place]
        )


def columns_of(table: Table) -> Columns | None:
    """The columns of a table of questions; None when none of them is called so."""
    names = [plain(cell).strip() for cell in table.header]
    question = next((place for place, name in enumerate(names) if _asks(name)), None)
    if question is None:
        return None
    labels = [label_of(name) for name in names]
    answers = [p for p, name in enumerate(names) if labels[p] == "answer" or _is_back(name)]
    more = [p for p, label in enumerate(labels) if label == "explanation"]
    options = _options(names, question)
    known = {question, *answers, *more, *(place for place, _ in options)}
    others = tuple(
        (place, heading)
        for place, heading in enumerate(table.header)
        if place not in known and heading and not _counts(place, names[place], table.rows)
    )
    return Columns(question, (*answers, *more) if answers else (), options, others)


def _asks(name: str) -> bool:
    return calls_question(name.rstrip("s")) or calls_question(name) or name.casefold() in _FRONTS


def _is_back(name: str) -> bool:
    return name.casefold() in _BACKS


def _options(names: Sequence[str], question: int) -> tuple[tuple[int, str], ...]:
    found = [
        (place, match["letter"].upper())
        for place, name in enumerate(names)
        if place != question and (match := _OPTION.fullmatch(name))
    ]
    return tuple(found) if [letter for _, letter in found[:2]] == ["A", "B"] else ()


def _counts(place: int, name: str, rows: Sequence[_Row]) -> bool:
    """Whether a column only counts."""
    cells = (plain(row[place]).strip(" .#") for row in rows)
    return _COUNTS.fullmatch(name) is not None or all(cell.isdigit() for cell in cells)
