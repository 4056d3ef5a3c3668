"""Numbered lines, of lists or of texts, into questions with the answers that stand below them.

An answer may be indented as a part of its item, or not: then the list ends, and the next item is a
list of its own, which goes on counting.
"""

from exporter.readers.forms.contract import Evidence, Page
from exporter.readers.line_questions import (
    Asked,
    are_most,
    form_of_lines,
    lines_of,
    pieces_of,
)
from exporter.readers.lines import Line, only_leads, running
from exporter.readers.titles import asks

__all__ = ["NUMBERED_LINE"]

FEW = 6
"""Up to how many questions half of them must have something below, and not a third."""
SURE = 3
"""From how many questions on no sibling is asked."""


def _evidence(page: Page) -> Evidence:
    chosen = _chosen(page)
    pieces = pieces_of(page, {line.line for line in chosen}) if chosen else []
    answered = sum(isinstance(piece, Asked) and bool(piece.body) for piece in pieces)
    why = f"{len(chosen)} numbered lines that ask, {answered} with something below"
    enough = 3 * answered >= len(chosen) if len(chosen) > FEW else 2 * answered >= len(chosen)
    marks = len(chosen) if len(chosen) > 1 and enough else 0
    return Evidence(marks, why, doubtful=marks < SURE or not are_most(page, pieces))


def _chosen(page: Page) -> list[Line]:
    """The numbered lines that ask; none when too few of them do."""
    numbered = [line for line in lines_of(page) if line.number and not only_leads(line)]
    leveled = [line for line in numbered if line.title.level]
    if len(leveled) >= SURE and 2 * len(leveled) > len(numbered):
        return leveled
    others = [line for line in numbered if not line.bracketed]
    if any(asks(line.title.words) for line in others):
        numbered = others
    chosen = running(numbered)
    asking = sum(line.asks for line in chosen)
    marked = sum(asks(line.title.words) for line in chosen)
    return chosen if 2 * asking >= len(chosen) and 3 * marked >= len(chosen) else []


NUMBERED_LINE = form_of_lines(
    name="numbered-line",
    about="numbered lines that ask, with their answers below",
    evidence=_evidence,
    chosen=_chosen,
)
