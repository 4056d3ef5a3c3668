"""Task lists below plain texts: each list holds the options of what the text above it asks.

What follows a list explains, up to the text that asks next: the last one above a list, or one
further up that reads as a question, with what stands between the two.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from exporter.model.document import Block, BulletList, Heading, Paragraph, Rule, Strong, plain
from exporter.readers.flow import flow
from exporter.readers.forms.contract import Evidence, Form, IdPlace, Outline, Page
from exporter.readers.outliner import Outliner
from exporter.readers.row_ends import at_row_end
from exporter.readers.stems import is_choice
from exporter.readers.tasks import find_tasks, is_ticked
from exporter.readers.titles import asks, read_title, sounds_asking

__all__ = ["CHOICE"]

SURE = 3
"""From how many questions on no sibling is asked."""
GAPS = ("__", "…", "...")
"""What a sentence that options complete has in it."""

_Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A text with its options, and what stands above it."""

    above: _Blocks
    """What belongs to what came before."""
    title: Paragraph
    stem: _Blocks
    """What else is asked, and the options."""


@dataclass(frozen=True, slots=True)
class _Run:
    """The blocks from a heading or a rule up to the next."""

    heading: Heading | None
    questions: tuple[_Asked, ...]
    rest: _Blocks
    """What stands behind the last options."""


def _runs(page: Page) -> Iterator[_Run]:
    run: list[Block] = []
    heading: Heading | None = None
    for block in (*flow(page), Rule(0)):
        if not isinstance(block, Heading | Rule):
            run.append(block)
            continue
        if heading or run:
            yield _run(heading, tuple(run))
        run, heading = [], block if isinstance(block, Heading) else None


def _run(heading: Heading | None, rest: _Blocks) -> _Run:
    questions: list[_Asked] = []
    while tasks := find_tasks(rest):
        begin = _begin(tasks.above)
        title = tasks.above[begin] if begin >= 0 else None
        if not isinstance(title, Paragraph):
            break
        options = BulletList(tasks.items, tasks.items[0].line, tight=True)
        stem = (*tasks.above[begin + 1 :], options)
        questions.append(_Asked(tasks.above[:begin], title, stem))
        rest = tasks.below
    return _Run(heading, tuple(questions), rest)


def _begin(above: _Blocks) -> int:
    """The place of the text that asks; -1 when there is no text."""
    texts = [place for place, block in enumerate(above) if isinstance(block, Paragraph)]
    asking = [place for place in texts if _asks(above[place])]
    return (asking or texts or [-1])[-1]


def _asks(block: Block) -> bool:
    if not isinstance(block, Paragraph):
        return False
    words = plain(block.children).rstrip()
    return (
        asks(block.children)
        or any(gap in words for gap in GAPS)
        or sounds_asking(block.children)
        or _begins_line(block)
    )


def _begins_line(block: Paragraph) -> bool:
    """Whether it is a line in bold, or one with a number or a label in front."""
    title = read_title(block.children)
    return bool(title.number or title.label) or isinstance(block.children[0], Strong)


def _evidence(page: Page) -> Evidence:
    if "[ ]" not in page.text and "[x]" not in page.text.lower():
        return Evidence(0, "no task list")
    runs = tuple(_runs(page))
    questions = [asked for run in runs for asked in run.questions]
    asking = sum(_asks(asked.title) for asked in questions)
    if 2 * asking < len(questions) or not asking:
        return Evidence(0, "no text above a task list asks")
    if not _is_ticked(questions) and _task_lists(page) > 2 * len(questions):
        return Evidence(0, "most of its task lists are things to do")
    if 2 * sum(_begins_line(asked.title) for asked in questions) >= len(questions):
        return Evidence(0, "the texts above its task lists are marked as questions")
    if 2 * sum(map(_is_heading_of_one, runs)) >= len(questions):
        return Evidence(0, "the headings above its task lists are the questions")
    if _asking_headings(runs) > 2 * len(questions):
        return Evidence(0, "its headings are the questions")
    why = f"{len(questions)} task lists, {asking} below a text that asks"
    return Evidence(len(questions), why, doubtful=asking < SURE)


def _is_ticked(questions: Sequence[_Asked]) -> bool:
    return any(is_ticked(block) for asked in questions for block in asked.stem)


def _task_lists(page: Page) -> int:
    """How many task lists there are in a file, below texts or not."""
    return sum(is_choice(block) for block in flow(page))


def _is_heading_of_one(run: _Run) -> bool:
    """Whether a heading reads as a question, and has one task list below it."""
    return run.heading is not None and len(run.questions) == 1 and _is_signed(run.heading)


def _asking_headings(runs: Sequence[_Run]) -> int:
    return sum(1 for run in runs if run.heading and _is_signed(run.heading))


def _is_signed(heading: Heading) -> bool:
    title = read_title(heading.children)
    return asks(heading.children) or bool(title.number or title.label)


def _read(page: Page) -> Outline:
    outliner = Outliner(page, page.document)
    for run in _runs(page):
        if run.heading:
            outliner.heading(run.heading)
        before = run.questions[0].above if run.questions else run.rest
        for block in before:
            outliner.text(block)
        explained = [asked.above for asked in run.questions[1:]] + [run.rest]
        for asked, below in zip(run.questions, explained, strict=False):
            title = read_title(asked.title.children)
            outliner.question(
                title.words, asked.title.line, below, stem=asked.stem, level=title.level
            )
    return outliner.outline()


def _id_places(page: Page) -> Mapping[int, IdPlace]:
    rows = page.text.split("\n")
    asked = (question.title for run in _runs(page) for question in run.questions)
    return {title.line: at_row_end(title.line, rows) for title in asked}


CHOICE = Form(
    name="choice",
    about="texts with a task list of options below each",
    evidence=_evidence,
    read=_read,
    id_places=_id_places,
)
