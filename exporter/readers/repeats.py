"""The questions of a bank without those that a file only lists, and another file answers.

Such a list is an index of the bank: most of its questions stand there without an answer, and in
another file, in the same words, with one.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from exporter.markdown import Fault
from exporter.model.bank import Question
from exporter.model.document import BulletList, OrderedList, plain
from exporter.readers.forms.contract import Outline, Part

__all__ = ["REPEATED", "without_repeats"]

REPEATED = "left-out-repeated"
"""The rule under which it is told that questions are left out."""
FEWEST = 3
"""How many questions an index has at least."""


def without_repeats(outlines: Sequence[tuple[str, Outline]]) -> tuple[Outline, ...]:
    """The outlines of the files named beside them, without what an index of the bank repeats."""
    answered: dict[str, str] = {}
    for file, outline in outlines:
        for question in outline.root.all_questions():
            if question.answered:
                answered.setdefault(_words(question), file)
    return tuple(_without_repeats(file, outline, answered) for file, outline in outlines)


def _without_repeats(file: str, outline: Outline, answered: dict[str, str]) -> Outline:
    questions = list(outline.root.all_questions())
    repeated = {
        question.location.line
        for question in questions
        if _only_asks(question) and answered.get(_words(question), file) != file
    }
    if len(repeated) < FEWEST or 2 * len(repeated) < len(questions):
        return outline
    _leave_out(outline.root, repeated)
    message = f"{len(repeated)} questions are only listed here, and answered in other files"
    told = Fault(REPEATED, "info", message).at(file, min(repeated))
    return replace(outline, diagnostics=(*outline.diagnostics, told))


def _only_asks(question: Question) -> bool:
    """Whether there is nothing but a title, and a list that asks on."""
    listed = all(isinstance(block, BulletList | OrderedList) for block in question.stem)
    return listed and not (question.answered or question.choices or question.id)


def _words(question: Question) -> str:
    return re.sub(r"\W+", " ", plain(question.title)).strip().casefold()


def _leave_out(part: Part, lines: set[int]) -> None:
    part.questions = [q for q in part.questions if q.location.line not in lines]
    for inner in part.parts:
        _leave_out(inner, lines)
