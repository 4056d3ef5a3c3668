"""What a parse has to say, collected with its place in the file."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from exporter.markdown.raw_html import closed_tags
from exporter.model.diagnostic import Diagnostic, Severity

__all__ = [
    "Fault",
    "Faults",
    "Place",
    "broken_formula",
    "cleaned_html",
    "linked_html",
    "unclosed_box",
    "unclosed_title",
    "unread_text",
]


@dataclass(frozen=True, slots=True)
class Fault:
    """A diagnostic without its place."""

    rule: str
    severity: Severity
    message: str
    help: str = ""

    def at(self, file: str, line: int = 0, column: int = 0) -> Diagnostic:
        """The diagnostic, with its place."""
        return Diagnostic(self.rule, self.severity, self.message, self.help, file, line, column)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is written."""

    line: int
    """In the file, from 1."""
    column: int = 0
    """From 1; 0 when it is not known."""
    row: int = 0
    """In the text that is parsed, from 0."""


class Faults:
    """Collects the faults of one text, and finds their lines and columns in it."""

    def __init__(self, file: str, text: str, lines: Sequence[int]) -> None:
        """`text` is the file's own; `lines` gives the line in it of each row that is parsed.

        Empty `lines`: the file is parsed as it is.
        """
        self.file = file
        self.told: list[Diagnostic] = []
        self._text = text
        self._rows: list[str] = []
        self._lines = lines
        self._kinds: set[str] = set()

    @cached_property
    def closed_tags(self) -> frozenset[str]:
        """The names of the tags that the file closes."""
        return closed_tags(self._text)

    def line(self, row: int) -> int:
        """The file's line, from 1, of the text's row, from 0."""
        if not self._lines:
            return row + 1
        return self._lines[min(row, len(self._lines) - 1)]

    def tell(self, fault: Fault, place: Place) -> None:
        """Collects `fault`."""
        self.told.append(fault.at(self.file, place.line, place.column))

    def tell_once(self, kind: str, fault: Fault, place: Place) -> None:
        """Collects `fault` unless one of its kind has been told of this text."""
        if kind not in self._kinds:
            self._kinds.add(kind)
            self.tell(fault, place)

    def find(self, words: str, rows: tuple[int, int], start: int = 0) -> Place:
        """Where `words` stand first in the parsed `rows` (the last left out).

        In the first row it is looked for from the column `start`, counted from 0.
        """
        words = words.partition("\n")[0]
        self._rows = self._rows or self._text.split("\n")
        for row in range(*rows):
            line = min(self.line(row), len(self._rows))
            column = self._rows[line - 1].find(words, start if row == rows[0] else 0)
            if column >= 0:
                return Place(line, column + 1, row)
        return Place(self.line(rows[0]), 0, rows[0])


def broken_formula(fault: str) -> Fault:
    """A formula that can't be typeset."""
    help_ = "mend it; until then it is shown as it is written"
    return Fault("broken-formula", "warning", f"the formula is broken: {fault}", help_)


def unclosed_box() -> Fault:
    """A box of HTML without its closing tag."""
    message = "`<details>` is never closed: it ends with what it stands in, or before the next one"
    return Fault("unclosed-details", "warning", message, "close it with `</details>`")


def unclosed_title() -> Fault:
    """A box's title without its closing quote."""
    message = "the title has no closing quote: it is read to the end of its line"
    return Fault("unclosed-title", "info", message, "close the title with a quote")


def cleaned_html(name: str) -> Fault:
    """A tag that is left out."""
    return Fault("cleaned-html", "info", f"`<{name}>` is left out", "write it in markdown")


def linked_html(name: str) -> Fault:
    """A tag in whose place stands a link."""
    return Fault("cleaned-html", "info", f"in the place of `<{name}>` stands a link")


def unread_text(what: str) -> Fault:
    """A paragraph that is kept as it is written: all of it, or its `labels`."""
    message = "this is longer than anyone reads: it is shown as it is written"
    if what == "labels":
        message = "there are more brackets than anyone reads: from here on they are no links"
    return Fault("too-long", "warning", message, "part the text into paragraphs")
