"""The layout to test oneself with: questions with room to write in, then their answers.

A choice has boxes to tick, a cloze gaps to fill, any other question ruled lines, or an empty box
when code is what answers it. Whatever could give an answer away stays out of the questions:
introductions, levels, kinds, tags and sources.

The key at the end of each run is what a teacher marks with: of each question the short answer, the
options that are right, the text without gaps; the details only where there is no short answer; and
the sources. A question and its answer lead to one another.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from exporter.model.bank import Question, all_questions, with_questions
from exporter.model.document import plain
from exporter.pdf.anchors import link_to, question_target, targets_of
from exporter.pdf.chapter import Chapter, Target
from exporter.pdf.front import cover_and_contents
from exporter.pdf.gaps import with_gaps
from exporter.pdf.layouts.contract import Layout
from exporter.pdf.pages import Setting, base_of, render
from exporter.pdf.paper import Page
from exporter.pdf.room import Room, room_for
from exporter.pdf.runs import Run

__all__ = ["QUIZ"]

_MARGIN = 18.0
"""The right margin, in millimetres, up to which lines are ruled where the paper has a broad one."""
_KEY_LEVEL = 3
"""Of the headings of answers: they stand below that of the key."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A question in its run."""

    rank: str
    """Its number there, from 1, when the run is a mixed one; else it has that of its topic."""
    room: Room
    several: bool
    """Whether more than one of its options is right."""
    answer: str
    """The name of its answer in the key; empty when there is none."""


def _run(setting: Setting, run: Run) -> Chapter:
    key = setting.options.key
    questions = tuple(all_questions(run.topic))
    marked = () if key == "without" else map(_marked, questions)
    values = {
        "run": setting.viewer.run(_headless(run) if key == "only" else _asked(setting, run)),
        "count": setting.words.number("question", len(questions)),
        "places": dict(_places(setting, run)),
        "answers": [setting.viewer.question(question, level=_KEY_LEVEL) for question in marked],
        "key": key,
        "link_to": link_to,
    }
    return Chapter(
        html=render(setting, "quiz.html", values),
        base=base_of(setting.bank, run.topic),
        location=run.topic.location,
        prefix=run.prefix,
        targets=_targets(setting, run),
    )


def _asked(setting: Setting, run: Run) -> Run:
    """The run with nothing in it that answers a question."""

    def asked(question: Question) -> Question:
        return replace(
            question,
            short=with_gaps(question.short) if question.cloze else (),
            details=(),
            choices=tuple(replace(item, checked=False) for item in question.choices),
            references=(),
        )

    alone = replace(setting.bank, topics=(replace(run.topic, intro=()),))
    (topic,) = with_questions(alone, asked).topics
    return replace(run, topic=topic)


def _marked(question: Question) -> Question:
    """The question with as much of its answer as the key says."""
    brief = question.short or question.choices
    return replace(question, details=()) if brief else question


def _headless(run: Run) -> Run:
    """The run as its title alone."""
    return replace(run, topic=replace(run.topic, intro=(), questions=(), sections=()))


def _places(setting: Setting, run: Run) -> Iterator[tuple[str, _Place]]:
    """Each question's name, and its place."""
    for rank, question in enumerate(all_questions(run.topic), start=1):
        name = question_target(question).name
        yield (
            name,
            _Place(
                rank="" if run.topic.number else str(rank),
                room=room_for(question, setting.page),
                several=sum(bool(item.checked) for item in question.choices) > 1,
                answer=_answer(setting, name),
            ),
        )


def _answer(setting: Setting, name: str) -> str:
    """The name of the answer to the question of that name: in a key alone it stands for it."""
    # No question's own name has a stroke in it.
    return {"": f"{name}/answer", "without": "", "only": name}[setting.options.key]


def _targets(setting: Setting, run: Run) -> tuple[Target, ...]:
    questions = tuple(all_questions(run.topic))
    match setting.options.key:
        case "without":
            return targets_of(run)
        case "only":
            return targets_of(
                replace(run, topic=replace(run.topic, questions=questions, sections=()))
            )
        case _:
            return (*targets_of(run), *(_answer_target(setting, q) for q in questions))


def _answer_target(setting: Setting, question: Question) -> Target:
    name = _answer(setting, question_target(question).name)
    return Target(name, f"{setting.words['answer']}: {plain(question.title)}")


def _front(setting: Setting, folios: Mapping[str, str]) -> Chapter | None:
    return cover_and_contents(setting, folios, sections=setting.options.key != "only")


def _page(page: Page) -> Page:
    """Nothing stands beside the text: lines are ruled up to a narrow margin."""
    return replace(page, right=_MARGIN, inset=page.right - _MARGIN) if page.aside else page


QUIZ = Layout(
    "quiz",
    "questions with room to answer them, and a key",
    _run,
    _front,
    styles=("topic.css",),
    page=_page,
)
