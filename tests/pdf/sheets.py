"""Sheets to open, each made once for all tests, and out of parts that they share."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from exporter.api import read_bank
from exporter.cache import VARIABLE, parts
from exporter.model.bank import Bank
from exporter.pdf.sheet import SheetOptions, SheetReport, write_sheet
from tests.pdf.banks import plain_bank, rich_bank, torture_bank
from tests.pdf.opened import Opened

__all__ = ["NOW", "Asked", "Sheets", "kept_in"]

NOW = 1_700_000_000
"""14 November 2023, in the evening, in UTC."""
CONTENT = Path(__file__).parent.parent.parent / "content"
SOME = (3, 6, 13)
"""The topics of content/ that stand for all of it, where all would take long."""


@dataclass(frozen=True)
class Asked:
    """A sheet that a test wants."""

    bank: str
    layout: str = "study"
    paper: str = "a4"
    topic: int | None = None
    """The number of the one topic that is printed; None: all."""

    def __str__(self) -> str:
        part = "whole" if self.topic is None else f"topic {self.topic}"
        return f"{self.bank}-{self.layout}-{self.paper}-{part}"


@dataclass
class Sheets:
    """The sheets made so far."""

    folder: Path
    _banks: dict[str, Bank] = field(default_factory=dict)
    _reports: dict[Asked, SheetReport] = field(default_factory=dict)
    _opened: dict[Asked, Opened] = field(default_factory=dict)

    def bank(self, asked: Asked) -> Bank:
        if asked.bank not in self._banks:
            root = self.folder / asked.bank
            root.mkdir()
            make: Mapping[str, Callable[[], Bank]] = {
                "plain": plain_bank,
                "torture": partial(torture_bank, root),
                "rich": partial(rich_bank, root),
                "content": partial(content_bank, SOME),
                "all of content": content_bank,
            }
            self._banks[asked.bank] = make[asked.bank]()
        bank = self._banks[asked.bank]
        if asked.topic is None:
            return bank
        (topic,) = (topic for topic in bank.topics if topic.number == asked.topic)
        return replace(bank, topics=(topic,))

    def report(self, asked: Asked) -> SheetReport:
        if asked not in self._reports:
            options = SheetOptions(layout=asked.layout, paper=asked.paper, now=NOW)
            path = self.folder / f"{asked}.pdf"
            with kept_in(self.folder / "cache"):
                self._reports[asked] = write_sheet(self.bank(asked), path, options)
        return self._reports[asked]

    def opened(self, asked: Asked) -> Opened:
        if asked not in self._opened:
            self._opened[asked] = Opened(self.report(asked).path)
        return self._opened[asked]


def content_bank(numbers: tuple[int, ...] = ()) -> Bank:
    """The bank that ships, or some topics of it."""
    bank = read_bank(CONTENT, check=False).bank
    topics = tuple(topic for topic in bank.topics if topic.number in numbers or not numbers)
    return replace(bank, topics=topics)


@contextmanager
def kept_in(folder: Path) -> Iterator[None]:
    """With the parts of sheets kept in `folder`, by this process and by those that it starts."""
    before = os.environ[VARIABLE]
    os.environ[VARIABLE] = str(folder)
    parts.cache_clear()
    try:
        yield
    finally:
        parts().close()
        os.environ[VARIABLE] = before
        parts.cache_clear()
