"""Headings with lettered options below them, and a line that says which of them is right."""

from collections.abc import Mapping

from exporter.readers.asking import numbered_lines
from exporter.readers.forms.contract import Evidence, Form, IdPlace, Outline, Page
from exporter.readers.heading_levels import MANY, Entry
from exporter.readers.heading_questions import id_places_of, read_level
from exporter.readers.headings import chosen_level

__all__ = ["HEADING_WITH_OPTIONS"]


def _asks(entry: Entry) -> bool:
    return entry.strong or bool(entry.title.number)


def _evidence(page: Page) -> Evidence:
    level = chosen_level(page)
    lettered = [entry for entry in level.entries if entry.lettered] if level else []
    if level is None or level.share(lettered) < 0.5:
        return Evidence(0, "no level of headings has lettered options below it")
    if numbered_lines(page) > 2 * len(lettered):
        return Evidence(0, "numbered lines below its headings are the questions")
    why = f"{len(lettered)} headings of level {level.level} with lettered options below them"
    return Evidence(len(lettered), why, doubtful=len(lettered) < MANY)


def _read(page: Page) -> Outline:
    return read_level(page, _asks)


def _id_places(page: Page) -> Mapping[int, IdPlace]:
    return id_places_of(page, _asks)


HEADING_WITH_OPTIONS = Form(
    name="heading-with-options",
    about="headings with lettered options below them",
    evidence=_evidence,
    read=_read,
    id_places=_id_places,
)
