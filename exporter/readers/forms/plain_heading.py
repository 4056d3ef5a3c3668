"""Headings of one level, each of which is a question, with a question mark or without one."""

from collections.abc import Mapping

from exporter.readers.asking import numbered_lines
from exporter.readers.forms.contract import Evidence, Form, IdPlace, Outline, Page
from exporter.readers.heading_levels import MANY, Entry
from exporter.readers.heading_questions import id_places_of, read_level
from exporter.readers.headings import best_level, chosen_level

__all__ = ["PLAIN_HEADING"]


def _asks(entry: Entry) -> bool:
    return True


def _evidence(page: Page) -> Evidence:
    level = chosen_level(page)
    if level is None:
        return Evidence(0, "no level of headings reads as questions")
    asking, count = len(level.signed), len(level.entries)
    marked = any(entry.asks for entry in level.entries)
    if not marked and numbered_lines(page) > 2 * count:
        return Evidence(0, "numbered lines below its headings are the questions")
    why = f"{count} headings of level {level.level}, {asking} of which ask"
    sure = level.fits or level is best_level(page)
    return Evidence(count, why, doubtful=asking < MANY or not sure)


def _read(page: Page) -> Outline:
    return read_level(page, _asks)


def _id_places(page: Page) -> Mapping[int, IdPlace]:
    return id_places_of(page, _asks)


PLAIN_HEADING = Form(
    name="plain-heading",
    about="headings that ask, all at one level",
    evidence=_evidence,
    read=_read,
    id_places=_id_places,
)
