"""Lines of text that ask, each a text of its own or its first line, with their answers below."""

from collections.abc import Sequence
from itertools import pairwise

from exporter.model.document import Paragraph, plain
from exporter.readers.announced import is_announced
from exporter.readers.forms.contract import Evidence, Page
from exporter.readers.line_questions import (
    Asked,
    are_most,
    form_of_lines,
    lines_of,
    only_ask,
    pieces_of,
)
from exporter.readers.lines import Line, parts_of
from exporter.readers.lone import begins_answer
from exporter.readers.titles import asks, sounds_asking

__all__ = ["PLAIN_LINE"]

FEW = 4
"""How many questions a file must have at least."""
SURE = 8
"""From how many on no sibling is asked."""
LONGEST = 300
"""How many letters a question has at most."""
OTHERS = 2
"""How many other texts may stand between two questions, on the average."""


def _evidence(page: Page) -> Evidence:
    if not any(mark in page.text for mark in "?？؟"):
        return Evidence(0, "no question mark")
    chosen = _chosen(page)
    if len(chosen) < FEW:
        return Evidence(0, "no lines that ask")
    pieces = pieces_of(page, {line.line for line in chosen})
    answered = sum(isinstance(piece, Asked) and bool(piece.body) for piece in pieces)
    bare = len(chosen) >= SURE and only_ask(pieces)
    if not (bare or 3 * answered >= 2 * len(chosen)) or not are_most(page, pieces):
        return Evidence(0, f"{len(chosen)} lines that ask, {answered} with something below")
    why = f"{len(chosen)} lines of text that ask, {answered} with something below"
    return Evidence(len(chosen), why, doubtful=len(chosen) < SURE)


def _chosen(page: Page) -> list[Line]:
    """The lines that ask and begin a text; none where most texts do not ask."""
    if labelled := _above_labels(page):
        return labelled
    lines = [line for line in lines_of(page) if not line.in_list]
    if len(bare := _bare(lines)) >= SURE:
        return bare
    begins = {block.line for block in page.document.blocks if isinstance(block, Paragraph)}
    texts = [line for line in lines if line.line in begins]
    found = [line for line in texts if _is_question(line)]
    others = OTHERS if is_announced(page) else 1
    return found if len(texts) <= (others + 1) * len(found) else []


def _bare(lines: Sequence[Line]) -> list[Line]:
    """The lines that ask or tell what to answer, when hardly any others stand between them."""
    whole = [line for line in lines if line.lines == 1 or sounds_asking(line.title.words)]
    asking = [line for line in whole if _is_question(line)]
    found = [line for line in whole if _is_question(line) or _is_task(line)]
    most = 2 * len(asking) >= len(found) and 4 * len(found) >= 3 * len(lines)
    return found if most else []


def _above_labels(page: Page) -> list[Line]:
    """The last lines of texts right above texts that begin with an answer's label, if many ask."""
    rows = page.text.split("\n")
    lines = {line.line: line for line in lines_of(page) if not line.in_list}
    found = [
        lines[parts_of(above, rows)[-1].line]
        for above, below in pairwise(page.document.blocks)
        if isinstance(above, Paragraph) and isinstance(below, Paragraph) and begins_answer(below)
    ]
    asking = sum(map(_is_question, found))
    return found if len(found) >= FEW and 3 * asking >= 2 * len(found) else []


def _is_question(line: Line) -> bool:
    """Whether a line is one question, and no sentence of a text that asks."""
    words = plain(line.title.words).strip()
    ends = asks(line.title.words) and words[-1:] in "?？؟"
    return ends and not (line.bold or line.rest) and len(words) <= LONGEST and ". " not in words


def _is_task(line: Line) -> bool:
    """Whether a line tells what to answer, with no question mark: "Explain …"."""
    words = plain(line.title.words).strip()
    plainly = not (line.bold or line.rest) and len(words) <= LONGEST and ". " not in words
    return plainly and sounds_asking(line.title.words)


PLAIN_LINE = form_of_lines(
    name="plain-line",
    about="lines of text that ask, with their answers below",
    evidence=_evidence,
    chosen=_chosen,
    only_asks=only_ask,
)
