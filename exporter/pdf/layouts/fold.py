"""The layout to test oneself with: questions at the left of a fold line, answers at its right.

The line halves the page, so that a sheet folds edge to edge, the part behind covers the part before
it exactly, and both sides of a sheet have one crease. Nothing stands across it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import ceil

from markupsafe import Markup

from exporter.model.bank import Question, all_questions
from exporter.model.document import (
    Block,
    Image,
    Inline,
    Mark,
    Text,
    inlines_of,
    plain,
    plain_blocks,
    walk,
    with_inlines,
)
from exporter.pdf.anchors import question_target, targets_of
from exporter.pdf.chapter import Chapter
from exporter.pdf.front import cover_and_contents
from exporter.pdf.layouts.contract import Layout
from exporter.pdf.pages import Setting, base_of, render
from exporter.pdf.paper import Page
from exporter.pdf.runs import Run
from exporter.pdf.views import QuestionView, RunView, SectionView

__all__ = ["FOLD"]

_MEASURE = 112.0
"""The widest line of an answer, in millimetres; so wide is the questions' half, too."""
_GUTTER = 0.055
"""Between the line and what stands beside it, of half a page."""
_EDGE = 0.145
"""Between that and the edge of the paper."""
_LEAST_EDGE = 8.0
_HANG = 0.13
"""The part of the questions' column in which the numbers hang, at most; so the style sheet has it,
too."""
_GAP = "_" * 9
"""What a blank is asked with: one length for all, for that of its words would tell."""
_LETTER = 0.55
"""The width of a letter, in the size of the text, when there are many wide ones."""
_LINE = 1.43
_PICTURE = 60.0
"""The height of a picture with its caption, at most."""
_MM = 0.3528
"""Of a point."""


def _run(setting: Setting, run: Run) -> Chapter:
    view = setting.viewer.run(run)
    questions = {question_target(q).name: q for q in all_questions(run.topic)}
    values = {
        "run": view,
        "asked": dict(_asked(setting, questions, view)),
        "long": {name for name, q in questions.items() if _is_long(q, setting.page)},
    }
    return Chapter(
        html=render(setting, "fold.html", values),
        base=base_of(setting.bank, run.topic),
        location=run.topic.location,
        prefix=run.prefix,
        targets=targets_of(run),
    )


def _page(page: Page) -> Page:
    """The page of the answers: its left margin is the half of the questions."""
    half = page.width / 2
    gutter = half * _GUTTER
    measure = min(half - gutter - max(half * _EDGE, _LEAST_EDGE), _MEASURE)
    return replace(page, left=half + gutter, right=half - gutter - measure, duplex=False)


def _asked(
    setting: Setting, questions: Mapping[str, Question], view: RunView
) -> Iterator[tuple[str, Markup]]:
    """What is asked below the titles, by the questions' names: a cloze has gaps for its blanks."""
    hang = setting.page.measure * _HANG
    narrower = replace(setting.page, right=setting.page.right + hang, inset=0)
    viewer = replace(setting.viewer, page=narrower)
    for shown in _shown(view):
        question = questions[shown.name]
        if blocks := _below(question):
            level = int(shown.tag.removeprefix("h"))
            yield shown.name, viewer.text(blocks, question.location, level=level)


def _below(question: Question) -> tuple[Block, ...]:
    cloze = with_inlines(question.short, _emptied) if question.cloze else ()
    return question.stem + cloze


def _shown(part: RunView | SectionView) -> Iterator[QuestionView]:
    yield from part.questions
    for section in part.sections:
        yield from _shown(section)


def _is_long(question: Question, page: Page) -> bool:
    """Whether what is asked may be higher than a page, so that a page must be able to end in it."""
    below = _below(question) + tuple(block for item in question.choices for block in item.blocks)
    letters = page.measure * (1 - _HANG) / (page.text * _MM * _LETTER)
    texts = (plain(question.title), *(plain_blocks((block,)) for block in below))
    lines = sum(1 + ceil(len(line) / letters) for text in texts for line in text.splitlines())
    pictures = sum(isinstance(part, Image) for block in walk(below) for part in inlines_of(block))
    height = lines * page.text * _MM * _LINE + pictures * _PICTURE
    return height > page.height - page.top - page.bottom


def _emptied(inline: Inline) -> Inline:
    match inline:
        case Mark(number=number) if number:
            return Text(_GAP)
        case _:
            return inline


FOLD = Layout(
    "fold",
    "questions left and answers right of a fold",
    _run,
    cover_and_contents,
    text=9.0,
    page=_page,
)
