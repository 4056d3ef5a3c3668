"""The layout to learn with away from a screen: cards to be cut out, printed on both sides.

On a front stands the question, with its topic and its number: a choice has boxes, a cloze gaps. On
its back stands the short answer: the options that are right and why, the text without gaps; the
details only where there is no short answer. A question that nobody has answered gets a back that is
ruled, to be written on. Introductions, references and tags are left out.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate
from math import ceil, log
from unicodedata import east_asian_width

from markupsafe import Markup

from exporter.model.bank import Question, Section, Topic
from exporter.pdf.anchors import question_target, section_target, topic_target
from exporter.pdf.chapter import Chapter, Target
from exporter.pdf.dealing import PLACE, Card, Deal, Side, Strips
from exporter.pdf.gaps import with_gaps
from exporter.pdf.grid import Grid, grid_of
from exporter.pdf.layouts.contract import Layout
from exporter.pdf.notes import IS_NOTE
from exporter.pdf.pages import Setting, base_of, render
from exporter.pdf.paper import Page, page_of
from exporter.pdf.runs import Run
from exporter.pdf.views import QuestionView, RunView

__all__ = ["CARDS"]

_SIDE, _TOP, _BOTTOM = 6.0, 13.5, 5.5
"""The margins of a card: what is printed on its back may lie a millimetre or two beside it."""
_LEAST = 7.5
"""The smallest type, in points."""
_STEP = 1.13
"""How much smaller the type becomes at once, at most."""
_ROW = 7.0
"""From one ruled line to the next; so the style sheet has it too."""
_LETTER = 1.1
"""The width of a letter of small type, on average."""
_NOTE = re.compile(rf'((?:id="|data-note="#){IS_NOTE})')
_DEPTH = re.compile(r"vertical-align:-(\d+(?:\.\d+)?)em")
_DEEPEST = 5.0
"""How far a formula reaches below its line at most, in em; a higher one stands beside the line's
middle, so that it can be made as small as a card."""
_TOPIC = 0.85
"""Letters of a topic that have room in two lines, for each millimetre of text."""
_WORDS = 90
"""Letters of a question in a message, and on a card that only its answer needs."""


@dataclass(frozen=True, slots=True)
class _Size:
    """A size of type: that of the page that is made as small as a card."""

    number: int
    """How many steps smaller than the usual one it is."""
    width: float
    height: float
    mm: float
    """What is a millimetre on the card."""
    margin: str


@dataclass(frozen=True, slots=True)
class _Opening:
    """What begins with a question."""

    name: str
    level: int
    """In the bookmarks."""
    bookmark: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question, and what begins with it."""

    question: Question
    level: int
    """In the bookmarks."""
    openings: tuple[_Opening, ...]
    targets: tuple[Target, ...]


def _run(setting: Setting, run: Run) -> Chapter | None:
    asked = tuple(_asked(run.topic.questions, run.topic.sections, run.topic, level=2))
    if not asked:
        return None
    grid = grid_of(page_of(setting.options.paper))
    bare = replace(run, topic=replace(run.topic, intro=(), questions=(), sections=()))
    head = setting.viewer.run(bare)
    sizes = tuple(_sizes(setting.page))
    strips = _strips(setting, run, grid)
    shell = render(
        setting, "cards.html", {"run": head, "cards": Markup(PLACE), "sizes": sizes, "grid": grid}
    )
    cards = (
        _card(setting, number, one, head if number == 1 and run.opens else None)
        for number, one in enumerate(asked, start=1)
    )
    deal = Deal(shell, tuple(cards), len(sizes) - 1, grid, setting.options.flip, strips)
    return Chapter(
        html=deal.first(),
        base=base_of(setting.bank, run.topic),
        location=run.topic.location,
        prefix=run.prefix,
        targets=(
            *((topic_target(run.topic),) if run.opens else ()),
            *(target for one in asked for target in one.targets),
        ),
        finish=deal,
    )


def _front(setting: Setting, folios: Mapping[str, str]) -> Chapter | None:
    """Nothing: what is printed on both sides begins with the cards."""
    return None


def _page(paper: Page) -> Page:
    """A card."""
    grid = grid_of(paper)
    return Page(
        width=grid.card_width,
        height=grid.card_height,
        top=_TOP,
        right=_SIDE,
        bottom=_BOTTOM,
        left=_SIDE,
        text=paper.text,
    )


def _sizes(page: Page) -> Iterator[_Size]:
    """The usual size of type, and those down to the smallest."""
    whole = max(1.0, page.text / _LEAST)
    steps = ceil(log(whole) / log(_STEP))
    for number in range(steps + 1):
        mm = whole ** (number / steps) if steps else 1.0
        lengths = (page.top, page.right, page.bottom, page.left)
        margin = " ".join(f"{round(length * mm, 3)}mm" for length in lengths)
        width, height = round(page.width * mm, 3), round(page.height * mm, 3)
        yield _Size(number, width, height, round(mm, 4), margin)


def _strips(setting: Setting, run: Run, grid: Grid) -> Strips:
    words = setting.words
    said = setting.bank.print.footer or setting.bank.title
    flip = words[f"flip_{setting.options.flip}"]
    room = int(grid.strip_width / _LETTER)

    def strip(side: str) -> str:
        return _short(f"{words[side]} · {flip} · {said}", room)

    return Strips(run.prefix, strip("fronts"), strip("backs"))


def _asked(
    questions: Iterable[Question], sections: Iterable[Section], topic: Topic, *, level: int
) -> Iterator[_Asked]:
    """All questions, in order, the first of each section with that."""
    for question in questions:
        yield _Asked(question, level, (), (question_target(question),))
    for section in sections:
        target = section_target(topic, section)
        opening = _Opening(target.name, level, target.title)
        inner = _asked(section.questions, section.sections, topic, level=level + 1)
        for rank, one in enumerate(inner):
            if rank:
                yield one
            else:
                openings, targets = (opening, *one.openings), (target, *one.targets)
                yield replace(one, openings=openings, targets=targets)


def _card(setting: Setting, number: int, asked: _Asked, head: RunView | None) -> Card:
    """`head` is given for the question that its topic begins with."""
    question = asked.question
    view = setting.viewer.question(_recalled(question), level=2)
    room = int(_TOPIC * setting.page.measure)
    topic = _short(view.topic, room)
    mixed = head and not head.number
    values = {
        "question": view,
        "cloze": _gapped(setting, question),
        "several": sum(bool(item.checked) for item in question.choices) > 1,
        "rows": range(int((setting.page.height - _TOP - _BOTTOM) / _ROW)),
        "asked": asked,
        "head": head,
        "title": _short(f"{head.words}: {topic}", room) if head and mixed else topic,
        "short_words": _short(view.words, _WORDS),
    }

    def side(template: str) -> str:
        # The notes of each side are numbered anew.
        html = _NOTE.sub(rf"\g<1>{number}/{template}/", render(setting, template, values))
        return _DEPTH.sub(_bearable, html)

    # No name of a question or a section has a stroke in it.
    return Card(
        number=view.number,
        topic=topic,
        said=_said(question, view),
        front=Side(f"front/{number}", "front", side("cards-front.html"), side("cards-more.html")),
        back=Side(f"back/{number}", "back", side("cards-back.html")),
    )


def _bearable(depth: re.Match[str]) -> str:
    return depth[0] if float(depth[1]) <= _DEEPEST else "vertical-align:middle"


def _recalled(question: Question) -> Question:
    """The question without what does not come on its card."""
    return (
        replace(question, details=(), references=())
        if question.short or question.choices
        else question
    )


def _gapped(setting: Setting, question: Question) -> Markup:
    if not question.cloze:
        return Markup("")
    return setting.viewer.text(with_gaps(question.short), question.location, level=2)


def _said(question: Question, view: QuestionView) -> str:
    where = question.location
    return f"question {view.number}, “{_short(view.words, _WORDS)}” ({where.file}:{where.line}),"


def _short(text: str, most: int) -> str:
    """`text`, or as much of it as has the room of `most` letters, with an ellipsis."""
    ends = accumulate(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
    whole = bisect_right(list(ends), most)
    if whole == len(text):
        return text
    words, _, _ = text[:whole].rpartition(" ")
    return (words if 2 * len(words) > whole else text[: whole - 1]) + "…"


CARDS = Layout("cards", "cards to cut out, printed on both sides", _run, _front, page=_page)
