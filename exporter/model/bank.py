"""The bank: topics, sections and questions, as every reader gives and every writer takes them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from exporter.model.document import Block, Inline, ListItem

__all__ = [
    "Bank",
    "CardSettings",
    "CheckLevel",
    "CheckSettings",
    "Form",
    "Limits",
    "Location",
    "PrintSettings",
    "Question",
    "Reference",
    "RuleLevel",
    "Section",
    "Topic",
    "all_questions",
    "other_language",
    "sections_of",
    "with_questions",
]

Form = Literal["question", "choice", "cloze"]
CheckLevel = Literal["off", "info", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Location:
    """Where something is written."""

    file: str
    """Relative to the bank's folder, with forward slashes."""
    line: int
    """From 1."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A source of an answer, out of `references.bib`."""

    key: str
    text: str = ""
    """Authors, year and title, as they are printed; empty when the key is unknown."""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its answer."""

    title: tuple[Inline, ...]
    """The question as it is shown."""
    location: Location
    id: str = ""
    """The written id, or the derived one; empty until identities are resolved."""
    guid: str = ""
    """The Anki guid; empty until identities are resolved."""
    stem: tuple[Block, ...] = ()
    """What else is asked, below the title: code to read, a table, a figure."""
    short: tuple[Block, ...] = ()
    """The part of the answer that one should be able to recall; a cloze's text with its blanks."""
    details: tuple[Block, ...] = ()
    """The rest of the answer."""
    choices: tuple[ListItem, ...] = ()
    """The options of a choice question; `checked` says which are right."""
    cloze: bool = False
    """Whether `short` has blanks (`Mark` nodes with a number)."""
    level: int = 0
    """1 core, 2 working, 3 deep; 0 when it is not said."""
    kind: str = ""
    """What is asked for: `concept`, `derive`, `code`, …."""
    tags: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    as_of: str = ""
    """`YYYY-MM` for an answer that ages."""
    seed: str = ""
    """Where the question came from, as the author noted it."""
    unchecked: tuple[str, ...] = ()
    """The rules of `exporter check` that say nothing of it, by name or code."""
    language: str = ""
    """A BCP 47 tag; empty: the bank's."""
    number: int = 0
    """From 1, in its topic, counting every question of the whole bank's topic."""
    position: int = 0
    """From 1, in the whole bank: the order of new cards."""

    @property
    def form(self) -> Form:
        """Which way it is asked."""
        if self.cloze:
            return "cloze"
        return "choice" if self.choices else "question"

    @property
    def answered(self) -> bool:
        """Whether there is an answer, so that it can become a card."""
        if self.choices:
            return any(item.checked for item in self.choices)
        return bool(self.short or self.details)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a topic with what stands under it."""

    title: tuple[Inline, ...]
    path: tuple[str, ...]
    """The titles from the topic's down to its own, as plain text."""
    location: Location
    intro: tuple[Block, ...] = ()
    questions: tuple[Question, ...] = ()
    sections: "tuple[Section, ...]" = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A file of the bank; of a bank in one file, a section at the top."""

    number: int
    """From the file's `NN-`, else the first place in the bank that it had, from 1."""
    slug: str
    """Lower-case letters, digits and hyphens; unique in the bank."""
    title: tuple[Inline, ...]
    location: Location
    path: tuple[str, ...] = ()
    """Its title as plain text; empty for questions of a bank in one file that no section holds."""
    summary: str = ""
    code: str = ""
    """The prefix of its questions' ids; empty when the author named none."""
    intro: tuple[Block, ...] = ()
    questions: tuple[Question, ...] = ()
    """Those above the first section."""
    sections: tuple[Section, ...] = ()
    numbered: bool = False
    """Whether the file's name gives the number."""
    language: str = ""
    """A BCP 47 tag, when all that it holds is in one language; empty: the bank's, or several."""


@dataclass(frozen=True, slots=True)
class CardSettings:
    """`[cards]` of bank.toml."""

    theme: str = ""
    """A CSS file, absolute; empty for the look that ships."""


@dataclass(frozen=True, slots=True)
class PrintSettings:
    """`[print]` of bank.toml; an empty text means: the program's own."""

    theme: str = ""
    """The name of a theme that ships, or a CSS file, absolute."""
    paper: str = ""
    layout: str = ""
    font_size: float = 0.0
    """In points; 0: the layout's own."""
    duplex: bool = False
    links: str = ""
    flip: str = ""
    header: str = ""
    """What stands at the head of every page, in the place of the section."""
    footer: str = ""
    """What stands at the foot of every page, in the place of the bank's title."""


@dataclass(frozen=True, slots=True)
class RuleLevel:
    """What a bank has decided of rules."""

    rule: str
    """A name, a code, or what codes begin with."""
    level: CheckLevel
    line: int = 0
    """Of bank.toml; 0 when it is not known."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how many the things may be that `exporter check` counts.

    A range holds both its ends.
    """

    title_chars: int = 160
    short_words: int = 60
    short_sentences: int = 3
    details_words: tuple[tuple[int, int], ...] = ((60, 150), (100, 220), (150, 300))
    """By level, from 1."""
    card_words: int = 250
    """Of an answer all of which stands on the card, for want of a `<!-- more -->`."""
    bullets: int = 7
    formulas: int = 3
    """Displayed ones."""
    code_lines: int = 30
    table_columns: int = 6
    table_rows: int = 8
    pitfalls: tuple[int, int] = (1, 4)
    pitfall_words: int = 25
    follow_ups: tuple[int, int] = (1, 3)
    references: tuple[int, int] = (1, 4)
    as_of_months: int = 12
    """How old an `as_of` may be."""


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """`[check]` of bank.toml."""

    profile: Literal["", "study"] = ""
    """"study": an answer has parts, and each of them its length."""
    levels: tuple[RuleLevel, ...] = ()
    limits: Limits = field(default_factory=Limits)
    volatile: tuple[str, ...] = ("volatile",)
    """The tags and kinds of answers that age, and must say as of when they are right."""


@dataclass(frozen=True, slots=True)
class Bank:
    """A whole bank, or a selection of one."""

    title: str
    slug: str
    """The name of its files: lower-case letters, digits and hyphens."""
    root: str
    """The bank's folder on disk, absolute."""
    topics: tuple[Topic, ...] = ()
    description: str = ""
    author: str = ""
    licence: str = ""
    source_url: str = ""
    """With `{file}` and `{id}` in it; empty when there is none."""
    language: str = "en"
    """A BCP 47 tag."""
    deck: str = ""
    """The name of the Anki deck; empty means the title."""
    decks: Literal["topic", "flat"] = "topic"
    """A subdeck a topic, or one deck."""
    namespace: str = ""
    """The UUID that every note's identity grows from; derived when the author gave none."""
    labels: tuple[tuple[str, str], ...] = ()
    """Words of the interface that this bank wants otherwise: (label, word)."""
    cards: CardSettings = field(default_factory=CardSettings)
    print: PrintSettings = field(default_factory=PrintSettings)
    check: CheckSettings = field(default_factory=CheckSettings)
    tags: tuple[str, ...] = ()
    """The closed list; empty: every tag is allowed."""


def other_language(language: str, usual: str) -> str:
    """`language`, a tag, where it has to be said among what is in the `usual` one; else empty."""
    tag = usual.casefold()
    return "" if language.casefold() in (tag, tag.partition("-")[0]) else language


def sections_of(part: Topic | Section) -> Iterator[Section]:
    """Every section under `part`, parents before children, in order."""
    for section in part.sections:
        yield section
        yield from sections_of(section)


def all_questions(part: Bank | Topic | Section) -> Iterator[Question]:
    """Every question of `part`, in reading order."""
    if isinstance(part, Bank):
        for topic in part.topics:
            yield from all_questions(topic)
        return
    yield from part.questions
    for section in part.sections:
        yield from all_questions(section)


def with_questions(bank: Bank, change: Callable[[Question], Question]) -> Bank:
    """The bank with every question replaced by what `change` makes of it, in reading order."""

    def changed(section: Section) -> Section:
        questions = tuple(map(change, section.questions))
        return replace(section, questions=questions, sections=tuple(map(changed, section.sections)))

    def with_topic(topic: Topic) -> Topic:
        questions = tuple(map(change, topic.questions))
        return replace(topic, questions=questions, sections=tuple(map(changed, topic.sections)))

    return replace(bank, topics=tuple(map(with_topic, bank.topics)))
