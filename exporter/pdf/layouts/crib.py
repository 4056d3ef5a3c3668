"""The layout of crib sheets: what one should be able to recall, in columns of small type.

Each question is a run of text: its number and its title, then its answer. What stands there:

- of a choice, the right options;
- of a cloze, its text, the blanks filled and marked;
- of any other answer, its short part, or all of it when that is short;
- of an answer that has no short part, its first paragraph, with the formula or the list that a
  colon at its end announces;
- of an answer that has no paragraph either, a line that says that it is in the study sheet.

What else a question asks stands between its title and its answer, which then has lines of its own.

Details, introductions, references and marks are left out; so are questions without an answer, and
sections and topics without any. The head of a topic says how many are unanswered.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from exporter.model.bank import Location, Question, Section, Topic, all_questions
from exporter.model.document import (
    Block,
    BulletList,
    Emphasis,
    Image,
    Inline,
    ListItem,
    MathBlock,
    OrderedList,
    Paragraph,
    Text,
    plain,
    plain_blocks,
)
from exporter.pdf.anchors import question_target, section_target, targets_of
from exporter.pdf.chapter import Chapter, Target
from exporter.pdf.layouts.contract import Layout
from exporter.pdf.pages import Setting, base_of, render
from exporter.pdf.paper import Page
from exporter.pdf.runs import Run
from exporter.pdf.views import parts_of

__all__ = ["CRIB"]

_MM = 0.3528
"""Of a point."""
_TEXT = 7.5
_GUTTER = 2.2
"""In the size of the type, as the columns are."""
_LEAST_COLUMN = 19.0
"""What a column of two must have."""
_GOOD_COLUMN = 29.0
"""What a column of more than two must have."""
_LINE, _LETTER = 1.32, 0.46
"""The height of a line, as the style sheet has it, and the width of a letter, on average."""
_BINDING = 4.0
"""How much wider the margin at the back of a book is."""
_MOST_WHOLE = 700
"""Letters of an answer that is kept in one column, if that is no more than a sixth of it."""
_MANY_TOPICS = 8
"""Topics that want a page of contents."""
_DEEPEST = 6

_Said = tuple[tuple[Inline, ...], tuple[Block, ...]]
"""What runs in after a title, and what follows it in blocks of its own."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answered question, ready to be placed."""

    name: str
    tag: str
    number: str
    title: Markup
    words: str
    lead: Markup
    rest: Markup
    whole: bool
    """Whether it is kept in one column."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A section that has answers, ready to be placed."""

    name: str
    tag: str
    title: Markup
    words: str
    answers: tuple[_Answer, ...]
    parts: "tuple[_Part, ...]"


def _run(setting: Setting, run: Run) -> Chapter | None:
    whole = next(topic for topic in setting.bank.topics if topic.slug == run.topic.slug)
    answered = replace(run, topic=_answered_topic(run.topic))
    topic = answered.topic
    if not any(question.answered for question in all_questions(whole if run.opens else topic)):
        return None
    head = replace(run, topic=replace(topic, questions=(), sections=()))
    values = {
        "run": setting.viewer.run(head),
        "unanswered": sum(not question.answered for question in all_questions(whole)),
        "answers": tuple(_answer(setting, question, 2) for question in topic.questions),
        "parts": tuple(_part(setting, topic, section, 2) for section in topic.sections),
    }
    return Chapter(
        html=render(setting, "crib.html", values),
        base=base_of(setting.bank, topic),
        location=topic.location,
        prefix=run.prefix,
        targets=targets_of(answered),
    )


def _front(setting: Setting, folios: Mapping[str, str]) -> Chapter | None:
    """The contents of a crib of many topics; it has no cover."""
    topics = setting.bank.topics
    if len(topics) < _MANY_TOPICS:
        return None
    entries = [next(setting.viewer.entries(topic)) for topic in topics]
    return Chapter(
        html=render(setting, "crib-front.html", {"entries": entries, "folios": folios}),
        base=base_of(setting.bank),
        location=Location("bank.toml", 0),
        numerals="roman",
        targets=(Target("contents", setting.words["contents"]),),
    )


def _page(page: Page) -> Page:
    """Narrow margins, and as many columns as there is room for, but more than two only if they
    are wide."""
    side = min(11.0, page.width * 0.07)
    left = side + (_BINDING if page.duplex else 0.0)
    em = page.text * _MM
    room = (page.width - left - side) / em + _GUTTER
    most, good = (int(room // (least + _GUTTER)) for least in (_LEAST_COLUMN, _GOOD_COLUMN))
    columns = max(1, good, min(2, most))
    return replace(
        page,
        top=14.0,
        right=side,
        bottom=13.0,
        left=left,
        columns=columns,
        gutter=_GUTTER * em,
    )


def _answered_topic(topic: Topic) -> Topic:
    """`topic` with what stands in a crib of it."""
    sections = tuple(_answered_sections(topic.sections))
    return replace(topic, intro=(), questions=_answered(topic.questions), sections=sections)


def _answered_sections(sections: Iterable[Section]) -> Iterator[Section]:
    for section in sections:
        if any(question.answered for question in all_questions(section)):
            inner = tuple(_answered_sections(section.sections))
            yield replace(section, questions=_answered(section.questions), sections=inner)


def _answered(questions: Iterable[Question]) -> tuple[Question, ...]:
    return tuple(question for question in questions if question.answered)


def _part(setting: Setting, topic: Topic, section: Section, level: int) -> _Part:
    target = section_target(topic, section)
    inner = min(level + 1, _DEEPEST)
    return _Part(
        name=target.name,
        tag=f"h{level}",
        title=setting.viewer.line(section.title, section.location),
        words=target.title,
        answers=tuple(_answer(setting, question, inner) for question in section.questions),
        parts=tuple(_part(setting, topic, part, inner) for part in section.sections),
    )


def _answer(setting: Setting, question: Question, level: int) -> _Answer:
    where = question.location
    target = question_target(question)
    lead, rest = _said(setting, question)
    if question.stem:
        said = (Paragraph(lead, where.line),) if lead else ()
        lead, rest = (), (*question.stem, *said, *rest)
    return _Answer(
        name=target.name,
        tag=f"h{level}",
        number=f"{setting.viewer.homes[where].number}.{question.number}",
        title=setting.viewer.line(question.title, where),
        words=target.title,
        lead=setting.viewer.line(lead, where),
        rest=setting.viewer.text(rest, where, level=level),
        whole=len(plain(lead)) + len(plain_blocks(rest)) <= _most_whole(setting.page),
    )


def _said(setting: Setting, question: Question) -> _Said:
    if question.choices:
        return _right_ones([item for item in question.choices if item.checked])
    short, details = parts_of(question)
    match short or _opening(details):
        case (Paragraph((Image(),)), *_) as figure_first:
            return (), figure_first
        case (Paragraph(words), *rest):
            return words, tuple(rest)
        case ():
            return (Emphasis((Text(setting.words["in_detail"]),)),), ()
        case blocks:
            return (), blocks


def _most_whole(page: Page) -> float:
    em = page.text * _MM
    lines = (page.height - page.top - page.bottom) / (em * _LINE)
    return min(_MOST_WHOLE, lines * page.measure / (em * _LETTER) / 6)


def _right_ones(options: list[ListItem]) -> _Said:
    lines = [item.blocks[0] for item in options if len(item.blocks) == 1]
    words = [line.children for line in lines if isinstance(line, Paragraph)]
    if len(words) < len(options):
        return (), (BulletList(tuple(options), options[0].line),)
    ticked = ((Text("☑\N{NO-BREAK SPACE}"), *line, Text("\N{EN SPACE}")) for line in words)
    return tuple(inline for line in ticked for inline in line), ()


def _opening(details: tuple[Block, ...]) -> tuple[Block, ...]:
    """The first paragraph, with what a colon at its end announces; empty when there is none."""
    for number, block in enumerate(details):
        if isinstance(block, Paragraph):
            announces = plain(block.children).rstrip().endswith(":")
            after = details[number + 1 : number + 2] if announces else ()
            shown = (MathBlock, BulletList, OrderedList)
            return (block, *(next_one for next_one in after if isinstance(next_one, shown)))
    return ()


CRIB = Layout(
    "crib",
    "short answers only, in columns of small type",
    _run,
    _front,
    text=_TEXT,
    page=_page,
)
