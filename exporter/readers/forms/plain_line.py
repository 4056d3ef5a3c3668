"""Lines of text that ask, each a text of its own or its first line, with their answers below."""

from exporter.model.document import Paragraph, plain
from exporter.readers.announced import is_announced
from exporter.readers.forms.contract import Evidence, Page
from exporter.readers.line_questions import (
    Asked,
    are_most,
    form_of_lines,
    lines_of,
    pieces_of,
)
from exporter.readers.lines import Line
from exporter.readers.titles import asks

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
    if 3 * answered < 2 * len(chosen) or not are_most(page, pieces):
        return Evidence(0, f"{len(chosen)} lines that ask, {answered} with something below")
    why = f"{len(chosen)} lines of text that ask, {answered} with something below"
    return Evidence(len(chosen), why, doubtful=len(chosen) < SURE)


def _chosen(page: Page) -> list[Line]:
    """The lines that ask and begin a text; none where most texts do not ask."""
    begins = {block.line for block in page.document.blocks if isinstance(block, Paragraph)}
    texts = [line for line in lines_of(page) if line.line in begins and not line.in_list]
    found = [line for line in texts if _is_question(line)]
    others = OTHERS if is_announced(page) else 1
    return found if len(texts) <= (others + 1) * len(found) else []


def _is_question(line: Line) -> bool:
    """Whether a line is one question, and no sentence of a text that asks."""
    words = plain(line.title.words).strip()
    ends = asks(line.title.words) and words[-1:] in "?？؟"
    return ends and not (line.bold or line.rest) and len(words) <= LONGEST and ". " not in words


PLAIN_LINE = form_of_lines(
    name="plain-line",
    about="lines of text that ask, with their answers below",
    evidence=_evidence,
    chosen=_chosen,
)
