"""Topics, sections and questions into what the templates of every layout place."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from exporter.html.render import render_inlines
from exporter.model.bank import (
    Location,
    Question,
    Section,
    Topic,
    all_questions,
    other_language,
)
from exporter.model.diagnostic import Diagnostic
from exporter.model.document import (
    Block,
    Emphasis,
    Image,
    Inline,
    Link,
    ListItem,
    Mark,
    Paragraph,
    Span,
    Strike,
    Strong,
    plain,
    plain_blocks,
    walk,
)
from exporter.pdf.addresses import shown
from exporter.pdf.anchors import link_to, question_target, section_target, topic_target
from exporter.pdf.direction import direction_within, may_turn
from exporter.pdf.endless import with_endless
from exporter.pdf.fit import fitted
from exporter.pdf.headings import below
from exporter.pdf.medium import PrintMedium
from exporter.pdf.options import SheetOptions
from exporter.pdf.paper import Page
from exporter.pdf.pictures import Fault
from exporter.pdf.runs import Run
from exporter.pdf.spaces import with_spaces_apart
from exporter.pdf.words import Words

__all__ = [
    "Choice",
    "Entry",
    "QuestionView",
    "RunView",
    "SectionView",
    "Viewer",
    "parts_of",
]


_BRIEF = 480
"""Letters of an answer in one piece that is still short enough to be set off."""
_WHOLE = 900
"""Letters of a short answer that is kept on one page."""
_SHORT_ADDRESS = 48
"""Letters of an address that is not broken over two lines."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a choice question."""

    right: bool
    content: Markup


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question, ready to be placed."""

    name: str
    """Its `id`."""
    number: str
    """`6.3`: topic and question, of the whole bank."""
    topic: str
    """The title of its topic, as plain text."""
    tag: str
    """Of its heading: `h2`, `h3`, …."""
    title: Markup
    words: str
    """The title as plain text, for bookmarks."""
    answered: bool
    stem: Markup
    """What else is asked, below the title."""
    choices: tuple[Choice, ...]
    short: Markup
    """Empty when the answer has no part that is short."""
    whole: bool
    """Whether `short` is to be kept on one page."""
    details: Markup
    references: tuple[Markup, ...]
    marks: tuple[Markup, ...]
    """What stands quietly beside it, line by line: level and kind, date."""
    tags: Markup
    language: str
    """Empty: the bank's."""


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section, ready to be placed."""

    name: str
    tag: str
    title: Markup
    words: str
    count: Markup
    intro: Markup
    questions: tuple[QuestionView, ...]
    sections: "tuple[SectionView, ...]"


@dataclass(frozen=True, slots=True)
class RunView:
    """A run of questions, ready to be placed."""

    opens: bool
    """Whether the topic begins with it."""
    prefix: str
    """What stands before the number of a page in its folio."""
    name: str
    number: str
    """The topic's; empty for a run that is no topic."""
    title: Markup
    words: str
    bookmark: str
    running: str
    """What stands at the head of its pages."""
    summary: Markup
    count: Markup
    intro: Markup
    questions: tuple[QuestionView, ...]
    sections: tuple[SectionView, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    name: str
    """The `id` of what it leads to."""
    href: str
    depth: int
    """0 for a topic, 1 for a section, …."""
    number: str
    """Of a topic or a question."""
    title: Markup
    count: Markup
    """What is said behind it: how many questions, or that it has no answer."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """What is alike for every part of a bank."""

    page: Page
    words: Words
    options: SheetOptions
    """Settled."""
    homes: Mapping[Location, Topic]
    """Where a question is written → its topic, which is not the one of its run in a mixed sheet."""
    tell: Callable[[Diagnostic], None]
    """Called for each fault that shows while parts are rendered."""

    def run(self, run: Run) -> RunView:
        """A run and all that is in it."""
        topic = run.topic
        target = topic_target(topic)
        number = str(topic.number or "")
        return RunView(
            opens=run.opens,
            prefix=run.prefix,
            name=target.name,
            number=number,
            title=self.line(topic.title, topic.location),
            words=target.title,
            bookmark=f"{number} {target.title}".strip(),
            running=self.words.running(
                f"{number}\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}{target.title}".strip()
            ),
            summary=self.words.isolated(topic.summary),
            count=self.words.isolated(self.words.count(run.questions)),
            intro=self.text(topic.intro, topic.location, level=1),
            questions=tuple(self.question(q, level=2) for q in topic.questions),
            sections=tuple(self._section(topic, section, level=2) for section in topic.sections),
        )

    def entries(self, topic: Topic) -> Iterator[Entry]:
        """A topic and its sections as lines of the contents."""
        name = topic_target(topic).name
        title = self.line(_unlinked(topic.title), topic.location)
        count = self._count(topic)
        yield Entry(name, link_to(name), 0, str(topic.number), title, count)
        yield from self._entries(topic, topic.sections, depth=1)

    def outline(self, topic: Topic) -> tuple[Entry, ...]:
        """The sections and questions of a topic, or of a part of one, as its own contents."""
        return tuple(self._outline(topic, topic, depth=1))

    def _outline(self, topic: Topic, part: Topic | Section, *, depth: int) -> Iterator[Entry]:
        for question in part.questions:
            name = question_target(question).name
            number = self._number(question)
            title = self.line(_unlinked(question.title), question.location)
            state = "" if question.answered else self.words["no_answer"]
            yield Entry(name, link_to(name), depth, number, title, self.words.isolated(state))
        for section in part.sections:
            name = section_target(topic, section).name
            title = self.line(_unlinked(section.title), section.location)
            yield Entry(name, link_to(name), depth, "", title, Markup(""))
            yield from self._outline(topic, section, depth=depth + 1)

    def _count(self, part: Topic | Section) -> Markup:
        return self.words.isolated(self.words.count(all_questions(part)))

    def _number(self, question: Question) -> str:
        return f"{self.homes[question.location].number}.{question.number}"

    def question(self, question: Question, *, level: int) -> QuestionView:
        """A question, with a heading of `level` (1 to 6)."""
        where = question.location
        home = self.homes[where]
        short, details = parts_of(question)
        return QuestionView(
            name=question_target(question).name,
            number=self._number(question),
            topic=plain(home.title),
            tag=_tag(level),
            title=self.line(question.title, where),
            words=plain(question.title),
            answered=question.answered,
            stem=self.text(question.stem, where, level=level),
            choices=tuple(self._choice(item, where, level) for item in question.choices),
            short=self.text(short, where, level=level),
            whole=len(plain_blocks(short)) <= _WHOLE,
            details=self.text(details, where, level=level),
            references=tuple(_reference(r.text or r.key, r.url) for r in question.references),
            marks=tuple(map(self.words.isolated, self.words.marks(question))),
            tags=with_endless(", ".join(question.tags)),
            language=other_language(question.language, self.words.language),
        )

    def _choice(self, item: ListItem, where: Location, level: int) -> Choice:
        match item.blocks:
            case (Paragraph(words), *rest):
                first = self.line(words, where)
                content = first + self.text(tuple(rest), where, level=level)
            case blocks:
                content = self.text(blocks, where, level=level)
        return Choice(bool(item.checked), content)

    def _entries(
        self, topic: Topic, sections: tuple[Section, ...], *, depth: int
    ) -> Iterator[Entry]:
        for section in sections:
            name = section_target(topic, section).name
            title = self.line(_unlinked(section.title), section.location)
            count = self._count(section)
            yield Entry(name, link_to(name), depth, "", title, count)
            yield from self._entries(topic, section.sections, depth=depth + 1)

    def _section(self, topic: Topic, section: Section, *, level: int) -> SectionView:
        target = section_target(topic, section)
        inner = min(level + 1, 6)
        return SectionView(
            name=target.name,
            tag=_tag(level),
            title=self.line(section.title, section.location),
            words=target.title,
            count=self._count(section),
            intro=self.text(section.intro, section.location, level=level),
            questions=tuple(self.question(q, level=inner) for q in section.questions),
            sections=tuple(self._section(topic, part, level=inner) for part in section.sections),
        )

    def line(self, inlines: tuple[Inline, ...], where: Location) -> Markup:
        """What is written at `where`, as HTML to stand in a line."""
        html = with_spaces_apart(render_inlines(inlines, self._medium((), where)))
        usual = self.words.direction
        if may_turn(html, usual):
            direction = direction_within(plain(inlines), usual)
            if direction != usual:
                return Markup('<span dir="{}">{}</span>').format(direction, html)
        return html

    def text(self, blocks: tuple[Block, ...], where: Location, *, level: int) -> Markup:
        """What is written at `where`, as HTML below a heading of `level`."""
        medium = self._medium(blocks, where)
        html = fitted(below(level, blocks), medium, self.page, self.words.direction)
        return with_spaces_apart(html)

    def _medium(self, blocks: tuple[Block, ...], where: Location) -> PrintMedium:
        lines = {image: block.line for block, image in _standing_alone(blocks)}

        def tell(image: Image, fault: Fault) -> None:
            line = lines.get(image, where.line)
            said = Diagnostic(fault.rule, "warning", fault.message, fault.help, where.file, line)
            self.tell(said)

        return PrintMedium(
            where.file,
            figures=frozenset(lines),
            tell=tell,
            words=self.words,
            notes_of="" if self.options.links == "hidden" else f"{where.file}:{where.line}",
        )


def parts_of(question: Question) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """What is set off as the short answer, and what follows it.

    An answer in one piece is no short one when it is long; and in a choice the options answer.
    """
    short, details = question.short, question.details
    whole_answer = not details and len(plain_blocks(short)) > _BRIEF
    return ((), short + details) if whole_answer or question.choices else (short, details)


def _unlinked(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """What stands in a line that is a link itself."""
    return tuple(inner for inline in inlines for inner in _without_link(inline))


def _without_link(inline: Inline) -> tuple[Inline, ...]:
    match inline:
        case Link(children=inner):
            return _unlinked(inner)
        case Emphasis(inner) | Strong(inner) | Strike(inner) | Mark(children=inner):
            return (replace(inline, children=_unlinked(inner)),)
        case Span(children=inner):
            return (replace(inline, children=_unlinked(inner)),)
        case _:
            return (inline,)


def _standing_alone(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, Image]]:
    for block in walk(blocks):
        match block:
            case Paragraph((Image() as image,)):
                yield block, image
            case _:
                pass


def _reference(text: str, url: str) -> Markup:
    if not url:
        return Markup("<span>{}</span>").format(with_endless(text))
    address = shown(url)
    kind = "address" if len(address) <= _SHORT_ADDRESS else "address long"
    link = Markup('<a class="{}" href="{}">{}</a>').format(kind, url, address)
    return Markup("{} {}").format(with_endless(text), link)


def _tag(level: int) -> str:
    return f"h{min(level, 6)}"
