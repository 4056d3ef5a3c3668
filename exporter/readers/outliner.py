"""Headings, questions and other text of a file, in their order, into its outline."""

from collections.abc import Iterator
from dataclasses import replace

from exporter.markdown import Document, Fault
from exporter.model.bank import Question, Reference
from exporter.model.diagnostic import Diagnostic
from exporter.model.document import (
    Block,
    BulletList,
    Heading,
    Inline,
    ListItem,
    OrderedList,
    Paragraph,
    RawHtml,
    Rule,
)
from exporter.readers.answers import is_comment, is_more, make_question, without_comments
from exporter.readers.choices import Asked, asked_of
from exporter.readers.forms.contract import Outline, Page, Part
from exporter.readers.marked_lists import choose_marked
from exporter.readers.noise import Answer, Noise, Repeated, tell_noise, without_noise
from exporter.readers.noted_lines import read_notes
from exporter.readers.percent import parted_by_percent
from exporter.readers.row_ends import holds_metadata, metadata_at_end
from exporter.readers.tasks import find_tasks, options_of, with_joined_tasks

__all__ = ["Outliner"]


class Outliner:
    """Takes what stands in a file from top to bottom, and gives its outline."""

    def __init__(self, page: Page, document: Document, repeated: Repeated | None = None) -> None:
        """`document` is the tree that is gone through; what is told of it is told here, too.

        `repeated` is what stands around answers in this file and belongs to none of them.
        """
        self._page = page
        self._repeated = repeated or Repeated()
        self._document = document
        self._rows = page.text.split("\n")
        self._root = Part()
        self._open = [self._root]
        self._diagnostics: list[Diagnostic] = list(document.diagnostics)
        self._noise: list[Noise] = []
        self._told: set[str] = set()

    def heading(self, heading: Heading) -> None:
        """Opens a section."""
        self.close(heading.level)
        self._begin(Part(heading.children, heading.line, heading.level))

    def _begin(self, part: Part) -> None:
        self._open[-1].parts.append(part)
        self._open.append(part)

    def close(self, level: int) -> None:
        """Ends the sections of this level, and deeper ones."""
        while len(self._open) > 1 and self._open[-1].level >= level:
            self._open.pop()

    def question(
        self,
        title: tuple[Inline, ...],
        line: int,
        body: tuple[Block, ...],
        *,
        stem: tuple[Block, ...] = (),
        level: int = 0,
        references: tuple[Reference, ...] = (),
        cloze: bool = False,
    ) -> None:
        """Adds a question to the section that is open.

        `stem` is what stands between its title and its answer, options too; `level` is what its
        title says of it, and `references` what it names as its source. Its metadata stands in a
        comment at the end of its line, or in a block.
        """
        front, body = parted_by_percent(body)
        stem = (*stem, *front)
        metadata = tuple(self._metadata(line, (*stem, *body)))
        stem, body = _behind_tasks(stem, body)
        found = self._without_noise(body)
        below = read_notes(found.blocks, self._page.tags)
        above = read_notes(without_comments(stem), self._page.tags, least=0)
        asked = asked_of(above.blocks, below.blocks, self._page.file, line)
        if not asked.choices:
            title, asked = self._in_title(title, line, asked, below.blocks)
        tasks, rest = _tasks(asked.stem)
        answer = (*metadata, *below.blocks)
        question, told = make_question(self._page, title, line, answer, cloze=cloze)
        self._diagnostics.extend((*asked.diagnostics, *told))
        if question:
            self._take(
                replace(
                    question,
                    stem=rest,
                    choices=asked.choices or tasks or question.choices,
                    references=(*question.references, *references, *found.references),
                    level=question.level or above.level or below.level or level,
                    kind=question.kind or above.kind or below.kind,
                    tags=tuple(dict.fromkeys((*question.tags, *above.tags, *below.tags))),
                )
            )

    def _take(self, question: Question) -> None:
        """Puts it into the section that is open, or, behind others in that, under no heading."""
        if self._open[-1].parts:
            line = question.location.line
            self._begin(Part((), line, self._open[-1].level + 1))
        self._open[-1].questions.append(question)

    def _without_noise(self, body: tuple[Block, ...]) -> Answer:
        own = [block for block in body if is_more(block) or not is_comment(block)]
        found = without_noise(own, self._repeated)
        self._noise.extend(found.noise)
        return found

    def _in_title(
        self, title: tuple[Inline, ...], line: int, asked: Asked, answer: tuple[Block, ...]
    ) -> tuple[tuple[Inline, ...], Asked]:
        """The title without options that stand on its line, when the answer picks one of them."""
        found = asked_of((Paragraph(title, line),), answer, self._page.file, line)
        match found.stem:
            case (Paragraph(children=words),) if found.choices:
                return words, replace(asked, choices=found.choices)
            case _:
                return title, asked

    def text(self, block: Block) -> None:
        """Text above a section's questions introduces them; any other is left out, and told."""
        if is_comment(block):
            return
        part = self._open[-1]
        if not (part.questions or part.parts):
            part.intro.extend(without_comments((block,)))
        elif not isinstance(block, Rule):
            message = "this text stands behind a question and belongs to none: it is left out"
            help_ = "move it into an answer, or above the first question of its section"
            self.tell_once(Fault("text-between-questions", "info", message, help_), block.line)

    def tell_once(self, fault: Fault, line: int) -> None:
        """Tells the first fault of its kind in the file."""
        if fault.rule not in self._told:
            self._told.add(fault.rule)
            self.tell(fault, line)

    def tell(self, fault: Fault, line: int) -> None:
        """Tells a fault."""
        self._diagnostics.append(fault.at(self._page.file, line))

    def outline(self) -> Outline:
        """What was found."""
        _take_title(self._root)
        choose_marked(self._root)
        told = (*self._diagnostics, *tell_noise(self._page.file, self._noise))
        return Outline(self._root, self._document.front_matter, told)

    def _metadata(self, line: int, blocks: tuple[Block, ...]) -> Iterator[RawHtml]:
        if line <= len(self._rows) and (comment := metadata_at_end(self._rows[line - 1])):
            yield RawHtml(comment, line)
        for block in blocks:
            if isinstance(block, RawHtml) and is_comment(block) and holds_metadata(block.html):
                yield block


def _behind_tasks(
    stem: tuple[Block, ...], body: tuple[Block, ...]
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """What asks, up to its options, and what answers: what stands behind ticked ones, too.

    Options without a tick that begin the answer are asked, too: what is below them may pick one.
    """
    tasks = find_tasks(stem)
    if tasks and any(item.checked for item in tasks.items):
        options = BulletList(tasks.items, tasks.items[0].line, tight=True)
        return (*tasks.above, options), (*tasks.below, *body)
    tasks = find_tasks(body)
    only_asks = tasks and len(tasks.items) > 1 and not any(item.checked for item in tasks.items)
    if tasks and only_asks and all(map(is_comment, tasks.above)):
        options = BulletList(tasks.items, tasks.items[0].line, tight=True)
        return (*stem, options), (*tasks.above, *tasks.below)
    if body and isinstance(body[0], Paragraph) and options_of(body[0]):
        return stem, with_joined_tasks(body)
    return stem, body


def _tasks(stem: tuple[Block, ...]) -> tuple[tuple[ListItem, ...], tuple[Block, ...]]:
    """The options of a task list that ends what is asked, and the rest of it."""
    match stem:
        case (*above, BulletList(items) | OrderedList(items)) if all(
            item.checked is not None for item in items
        ):
            return items, tuple(above)
        case _:
            return (), stem


def _take_title(root: Part) -> None:
    """Gives `root` the file's title, its heading of level 1, unless several hold questions."""
    if root.questions:
        return
    for index, part in enumerate(root.parts):
        if part.level == 1:
            others = [other for other in root.parts[index + 1 :] if other.level == 1]
            if not (others and part.holds_questions()):
                _merge(root, index)
            return
        if part.holds_questions():
            return


def _merge(root: Part, index: int) -> None:
    part = root.parts[index]
    root.title, root.line = part.title, part.line
    root.intro += part.intro
    root.questions += part.questions
    root.parts[index : index + 1] = part.parts
