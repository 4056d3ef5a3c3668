"""Bold lines into questions, each answered by what stands below it, up to the next one.

A bold line is a text's or an item's, as a whole or up to its question mark; one kind of them asks
through a file. Numbers or marks of a level tell questions from the labels within answers; without
them, question marks do.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from exporter.model.document import plain
from exporter.readers.forms.contract import Evidence, Form, IdPlace, Outline, Page
from exporter.readers.labels import label_of
from exporter.readers.line_questions import (
    are_most,
    line_places,
    lines_of,
    outline_of_lines,
    pieces_of,
)
from exporter.readers.lines import Line, running
from exporter.readers.titles import asks

__all__ = ["BOLD_LINE"]

LONG = 4
"""How many words a question without a question mark has: labels within answers have fewer."""
SURE = 3
"""From how many questions on no sibling is asked."""


def _evidence(page: Page) -> Evidence:
    if "**" not in page.text and "__" not in page.text and "<b>" not in page.text:
        return Evidence(0, "nothing is bold")
    chosen = _chosen(page)
    if len(chosen) < 2:
        return Evidence(0, "no bold lines that ask")
    pieces = pieces_of(page, {line.line for line in chosen})
    doubtful = len(chosen) < SURE or not are_most(page, pieces)
    return Evidence(len(chosen), f"{len(chosen)} bold lines that ask", doubtful=doubtful)


def _chosen(page: Page) -> list[Line]:
    """The bold lines of the kind that asks most, without those that only name a part."""
    kinds: dict[tuple[bool, bool], list[Line]] = {}
    for line in lines_of(page):
        if line.bold:
            kinds.setdefault((bool(line.in_list), bool(line.rest)), []).append(line)
    found = [_asking(lines) for lines in kinds.values()]
    return max(found, key=len, default=[])


def _asking(lines: Sequence[Line]) -> list[Line]:
    marked = [line for line in lines if asks(line.title.words)]
    for signed in (
        [line for line in lines if line.number],
        [line for line in lines if line.title.level],
    ):
        counted = running(signed) if signed and signed[0].number else signed
        asking = sum(line.asks for line in counted)
        if len(counted) >= SURE and 2 * len(counted) >= len(marked) and 3 * asking >= len(counted):
            return counted
    titles = Counter(plain(line.title.words).casefold() for line in lines)
    likely = [line for line in lines if asks(line.title.words) or _may_ask(line, titles)]
    if 3 * (len(likely) - len(marked)) <= 2 * len(marked):
        return likely
    return marked if len(marked) >= SURE and 3 * len(marked) >= len(lines) else []


def _may_ask(line: Line, titles: Mapping[str, int]) -> bool:
    """Whether a bold line without a question mark is no label."""
    words = plain(line.title.words).strip()
    if titles[words.casefold()] > 1 or words.endswith((":", "：")) or label_of(words):
        return False
    return line.asks or len(words.split()) >= LONG


def _read(page: Page) -> Outline:
    return outline_of_lines(page, pieces_of(page, {line.line for line in _chosen(page)}))


def _id_places(page: Page) -> Mapping[int, IdPlace]:
    return line_places(page, pieces_of(page, {line.line for line in _chosen(page)}))


BOLD_LINE = Form(
    name="bold-line",
    about="bold lines that ask, with their answers below",
    evidence=_evidence,
    read=_read,
    id_places=_id_places,
)
