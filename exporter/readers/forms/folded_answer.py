"""Answers in folds titled as such ("Show answer"), below what asks: a heading, an item, a text.

The fold may be `<details>`, `???`, `:::`, a quote with `[!…]-`, or a tab "Solution" beside one for
the statement. Options stand between the question and the fold.
"""

from collections.abc import Mapping

from exporter.readers.boxes import boxes_of, may_hold_boxes
from exporter.readers.fold_questions import (
    asking_elsewhere,
    bank_folds_ask,
    fold_places,
    read_folds,
)
from exporter.readers.forms.contract import Evidence, Form, IdPlace, Outline, Page

__all__ = ["FOLDED_ANSWER"]

SURE = 3
"""How many answers are enough for no sibling to be asked."""
SURE_OF_BARE = 6
"""How many, when none is called an answer."""


def _evidence(page: Page) -> Evidence:
    if not may_hold_boxes(page):
        return Evidence(0, "no folds")
    _, survey = boxes_of(page)
    if not survey.answers:
        return Evidence(0, "no folds titled as an answer")
    asking = asking_elsewhere(page.document.blocks)
    if asking > 2 * survey.answers:
        return Evidence(0, "most of its headings have no fold below them")
    if not (survey.named or survey.shown) and 3 * asking < survey.answers:
        return Evidence(0, "its folds are called alike, and nothing above them asks")
    why = f"{survey.answers} folds titled as answers"
    sure = SURE if survey.named else SURE_OF_BARE
    return Evidence(survey.answers, why, doubtful=survey.answers < sure)


def _asking(page: Page) -> bool:
    """Whether folds with words of their own are questions, too."""
    _, survey = boxes_of(page)
    asks = survey.asking >= SURE and 2 * survey.asking >= survey.questions
    return asks or (survey.listed >= SURE and bank_folds_ask(page))


def _read(page: Page) -> Outline:
    return read_folds(page, asking=_asking(page))


def _id_places(page: Page) -> Mapping[int, IdPlace]:
    return fold_places(page, asking=_asking(page))


FOLDED_ANSWER = Form(
    name="folded-answer",
    about='folds titled "Answer" below what they answer',
    evidence=_evidence,
    read=_read,
    id_places=_id_places,
    marked=True,
)
