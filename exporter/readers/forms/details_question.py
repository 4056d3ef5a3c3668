"""Folds whose titles ask: `<details><summary>Why …?</summary>`, `??? note "…"`, `:::details …`.

What a fold holds is the answer; a fold within it is part of that. A fold titled "Answer" in it, or
beside others, is the answer to what stands above it.
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

__all__ = ["DETAILS_QUESTION"]

SURE = 3
"""How many folds are enough for no sibling to be asked."""


def _evidence(page: Page) -> Evidence:
    if not may_hold_boxes(page):
        return Evidence(0, "no folds")
    _, survey = boxes_of(page)
    folds = survey.questions
    if not folds or survey.answers > folds:
        return Evidence(0, "no folds with words of their own in their titles")
    if asking_elsewhere(page.document.blocks) > folds:
        return Evidence(0, "more headings than folds ask")
    asks = 3 * survey.marked >= folds or 2 * survey.asking >= folds
    if not (asks or bank_folds_ask(page)):
        return Evidence(0, "the titles of its folds do not ask")
    why = f"{folds} folds with titles of their own, {survey.asking} of which ask"
    return Evidence(folds, why, doubtful=folds < SURE)


def _read(page: Page) -> Outline:
    return read_folds(page, asking=True)


def _id_places(page: Page) -> Mapping[int, IdPlace]:
    return fold_places(page, asking=True)


DETAILS_QUESTION = Form(
    name="details-question",
    about="folds (`<details>`, `???`, `:::`) whose titles ask",
    evidence=_evidence,
    read=_read,
    id_places=_id_places,
)
