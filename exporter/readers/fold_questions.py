"""The questions that the boxes of a file tell, into its outline, and where their ids may stand."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from exporter.model.bank import Reference
from exporter.model.document import (
    Block,
    BulletList,
    Heading,
    OrderedList,
    Paragraph,
    Strong,
    plain,
)
from exporter.readers.answers import metadata_comment
from exporter.readers.boxes import boxes_of, may_hold_boxes
from exporter.readers.fold_pieces import Asked, Event, Section
from exporter.readers.folds import questions_of
from exporter.readers.forms.contract import IdPlace, Outline, Page
from exporter.readers.id_places import apart, below, in_comment
from exporter.readers.noise import repeated_in
from exporter.readers.outliner import Outliner
from exporter.readers.row_ends import at_row_end
from exporter.readers.stems import Body, asked_and_answered
from exporter.readers.titles import asks, read_title, sounds_asking

__all__ = ["asking_elsewhere", "bank_folds_ask", "fold_places", "read_folds"]

_SUMMARY_END = re.compile(r"</summary", re.IGNORECASE)
_PREFIX = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*")
LONGEST_SUMMARY = 100
"""How many rows a summary may have."""
CROWD = 10
"""How many folds a bank must have to speak for those of one file."""


def read_folds(page: Page, *, asking: bool) -> Outline:
    """The questions of a file; with `asking`, boxes may be questions by themselves."""
    events = _events(page, asking=asking)
    answers = [event.answer for event in events if isinstance(event, Asked)]
    first = next((i for i, event in enumerate(events) if isinstance(event, Asked)), 0)
    above = [event for event in events[:first] if not isinstance(event, Asked | Section)]
    outliner = Outliner(page, page.document, repeated_in(answers, above))
    _, survey = boxes_of(page)
    options = 3 * survey.optioned >= survey.questions
    rows = page.text.split("\n")
    boxes = [0]  # the levels of the sections that are boxes, and open
    level = 0
    for event in events:
        match event:
            case Asked():
                _add(outliner, event, rows, options=options)
            case Section(title=()):
                level = boxes.pop() - 1
                outliner.close(level + 1)
            case Section(title, line):
                level = max(level, 1) + 1
                boxes.append(level)
                outliner.heading(Heading(level, title, line))
            case Heading():
                level = max(event.level, boxes[-1] + 1)
                outliner.heading(replace(event, level=level))
            case _:
                outliner.text(event)
    return outliner.outline()


def _events(page: Page, *, asking: bool) -> tuple[Event, ...]:
    boxes, _ = boxes_of(page)
    name = f"folds asking {asking}: {page.file}"
    return page.shelf.fact(
        name, lambda _: tuple(questions_of(page.document.blocks, boxes, asking=asking))
    )


def _add(outliner: Outliner, asked: Asked, rows: Sequence[str], *, options: bool) -> None:
    title = read_title(asked.title)
    stem, answer = asked.stem, asked.answer
    if asked.place == "box" and not stem:
        end = _end_of_summary(asked.line, rows)
        lead = tuple(block for block in answer if block.line < end)
        body = Body(answer[len(lead) :], options=options, generic=title.generic)
        more, answer = asked_and_answered(body)
        stem = (*lead, *more)
    outliner.question(
        title.words,
        asked.line,
        answer,
        stem=stem,
        level=title.level,
        references=tuple(
            Reference(link.href, plain(link.children), link.href) for link in title.sources
        ),
    )


def _end_of_summary(line: int, rows: Sequence[str]) -> int:
    """The line on which the summary of the box on `line` ends; 0 when it has none."""
    for number in range(line, min(line + LONGEST_SUMMARY, len(rows) + 1)):
        if _SUMMARY_END.search(rows[number - 1]):
            return number
    return 0


def asking_elsewhere(blocks: Iterable[Block]) -> int:
    """How many headings and lines in bold ask, of those in no box; those in list items, too."""
    return sum(map(_asks_in, blocks))


def _asks_in(block: Block) -> int:
    match block:
        case Heading(children=words):
            return asks(words) or bool(read_title(words).label)
        case Paragraph(children=(Strong(), *_) as words):
            return asks(words) or bool(read_title(words).label)
        case BulletList(items) | OrderedList(items):
            return sum(_begins_asking(i.blocks) or asking_elsewhere(i.blocks) for i in items)
        case _:
            return 0


def _begins_asking(blocks: Sequence[Block]) -> bool:
    """Whether an item begins with a heading whose words are those of a question."""
    return bool(blocks) and isinstance(blocks[0], Heading) and sounds_asking(blocks[0].children)


def bank_folds_ask(page: Page) -> bool:
    """Whether the folds of a file, few of which ask, are questions, as those of its bank are."""
    _, survey = boxes_of(page)
    some = survey.asking or 2 * survey.listed >= survey.questions
    return bool(some) and page.shelf.fact("folds: bank asks", _bank_asks)


def _bank_asks(pages: Sequence[Page]) -> bool:
    """Whether the folds of a bank are questions on the whole."""
    surveys = [boxes_of(page)[1] for page in pages if may_hold_boxes(page)]
    folds = sum(survey.questions for survey in surveys)
    return folds >= CROWD and 5 * sum(survey.asking for survey in surveys) >= 2 * folds


def fold_places(page: Page, *, asking: bool) -> Mapping[int, IdPlace]:
    """Where ids may be written: in a question's comment, else in a new one beside its title."""
    rows = page.text.split("\n")
    places = {}
    for event in _events(page, asking=asking):
        if isinstance(event, Asked):
            comment = metadata_comment((*event.stem, *event.answer))
            place = in_comment(comment, rows) if comment else None
            places[event.line] = place or _place(event, rows)
    return places


def _place(asked: Asked, rows: Sequence[str]) -> IdPlace:
    row = rows[asked.line - 1]
    match asked.place:
        case "heading":
            underlined = not row.lstrip(" \t>").startswith("#")
            return apart(asked.line + underlined, rows, _indent(row))
        case "line":
            return at_row_end(asked.line, rows)
        case "box":
            end = _end_of_summary(asked.line, rows)
            if end:
                return below(end, rows, _indent(row))
            marked = row[len(_indent(row)) :].startswith(("???", "!!!", "==="))
            return apart(asked.line, rows, _indent(row) + " " * 4 * marked)


def _indent(row: str) -> str:
    """What stands in front of what follows a row, be it the first of a list item."""
    match = _PREFIX.match(row)
    return re.sub(r"[^\s>]", " ", match[0]) if match else ""
