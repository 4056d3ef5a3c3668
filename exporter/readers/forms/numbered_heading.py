"""Numbered headings: `## 12. Why …?`, at one level, whose numbers follow one another."""

from collections.abc import Mapping

from exporter.readers.forms.contract import Evidence, Form, IdPlace, Outline, Page
from exporter.readers.heading_levels import MANY, Entry
from exporter.readers.heading_questions import id_places_of, read_level
from exporter.readers.headings import chosen_level

__all__ = ["NUMBERED_HEADING"]


def _asks(entry: Entry) -> bool:
    return bool(entry.title.number) or entry.asks


def _evidence(page: Page) -> Evidence:
    level = chosen_level(page)
    called = [entry for entry in level.entries if entry.title.label] if level else []
    if level is None or not level.runs or level.share(called) >= 0.5:
        return Evidence(0, "no level of headings has numbers that follow one another")
    silent = level.silent
    count = sum(entry not in silent for entry in level.numbered)
    why = f"{count} numbered headings of level {level.level}"
    return Evidence(count, why, doubtful=len(level.numbered) < MANY)


def _read(page: Page) -> Outline:
    return read_level(page, _asks)


def _id_places(page: Page) -> Mapping[int, IdPlace]:
    return id_places_of(page, _asks)


NUMBERED_HEADING = Form(
    name="numbered-heading",
    about="numbered headings, `## 1. …`",
    evidence=_evidence,
    read=_read,
    id_places=_id_places,
)
