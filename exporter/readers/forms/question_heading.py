"""Headings that are called questions: `### Q7: …`, `## Question 7`, `## 题目7：…`."""

from collections.abc import Mapping

from exporter.readers.forms.contract import Evidence, Form, IdPlace, Outline, Page
from exporter.readers.heading_levels import MANY, Entry
from exporter.readers.heading_questions import id_places_of, read_level
from exporter.readers.headings import chosen_level

__all__ = ["QUESTION_HEADING"]


def _asks(entry: Entry) -> bool:
    return bool(entry.title.label or entry.title.number) or entry.asks


def _evidence(page: Page) -> Evidence:
    level = chosen_level(page)
    called = [entry for entry in level.entries if entry.title.label] if level else []
    if level is None or level.share(called) < 0.5:
        return Evidence(0, "no level of headings is called questions")
    why = f"{len(called)} headings of level {level.level} called “{called[0].title.label}”"
    answered = all(entry.labelled for entry in called)
    return Evidence(len(called), why, doubtful=len(called) < MANY and not answered)


def _read(page: Page) -> Outline:
    return read_level(page, _asks)


def _id_places(page: Page) -> Mapping[int, IdPlace]:
    return id_places_of(page, _asks)


QUESTION_HEADING = Form(
    name="question-heading",
    about="headings called questions, `### Q7: …` or `## Question 7`",
    evidence=_evidence,
    read=_read,
    id_places=_id_places,
)
