"""What a form is: a way of writing questions in markdown, and the function that reads it.

A form is one file in this folder and one line in its table (`__init__.py`). It gets a `Page` and
gives an `Outline`; it never sees the folder, the bank's settings or another form.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

from exporter.markdown import Document, FrontMatter, Media, Source, read_document, read_line
from exporter.model.bank import Question, Reference
from exporter.model.diagnostic import Diagnostic
from exporter.model.document import Block, Inline
from exporter.readers.keys import Key, split_keys

__all__ = ["Evidence", "Form", "IdPlace", "Outline", "Page", "Part", "Shelf", "shelved"]

_Fact = TypeVar("_Fact")


class Page:
    """A file of a bank, as a form gets it; its tree is made when it is first asked for."""

    def __init__(
        self,
        file: str,
        text: str,
        media: Media,
        references: Mapping[str, Reference] | None = None,
        tags: frozenset[str] = frozenset(),
        *,
        whole: bool = False,
    ) -> None:
        """`file` is relative to the bank's folder; lines of `text` end in `\\n`.

        `tags` is the bank's closed list; an empty one allows every tag. `whole` leaves answer keys
        in the document.
        """
        self.file = file
        self.text = text
        self.references = references or {}
        self.tags = tags
        self.shelf = Shelf((self,))
        self._media = media
        self._whole = whole
        self._known: Document | None = None

    @property
    def document(self) -> Document:
        """The tree of the text as it stands, without its answer keys."""
        return self._parted[0]

    @property
    def keys(self) -> tuple[Key, ...]:
        """The answer keys of the file, in order."""
        return self._parted[1]

    @cached_property
    def _parted(self) -> tuple[Document, tuple[Key, ...]]:
        document = self._known or self.parse(self.text)
        blocks, keys = (document.blocks, ()) if self._whole else split_keys(document.blocks)
        return replace(document, blocks=blocks), keys

    @property
    def source(self) -> Source:
        """What its document is made of."""
        return Source(self.text, self.file, self._media, self.text)

    def know(self, document: Document) -> None:
        """Take `document` for the tree of the text, which another process has read."""
        self._known = document

    def as_whole(self) -> "Page":
        """The same page with its answer keys in the document; it takes the place of this one."""
        page = Page(self.file, self.text, self._media, self.references, self.tags, whole=True)
        self.shelf.put_beside(page)
        return page

    def behind(self, line: int) -> "Page":
        """The same page without what stands above a line, which keeps its number."""
        rows = self.text.split("\n")
        text = "\n" * (line - 1) + "\n".join(rows[line - 1 :])
        page = Page(self.file, text, self._media, self.references, self.tags)
        self.shelf.put_beside(page)
        return page

    def parse(self, text: str, lines: Sequence[int] = ()) -> Document:
        """The tree of a repaired text; `lines` says which line of the file each of its rows is."""
        return read_document(
            text, file=self.file, media=self._media, original=self.text, lines=lines
        )

    def line(self, words: str, number: int) -> tuple[tuple[Inline, ...], tuple[Diagnostic, ...]]:
        """The inlines of words that line `number` holds in some other way, and what is wrong."""
        return read_line(words, number, file=self.file, media=self._media, original=self.text)


class Shelf:
    """The files of a bank, side by side, and what forms find out about all of them."""

    def __init__(self, pages: tuple[Page, ...], asked: str = "") -> None:
        self.pages = pages
        self.asked = asked
        """The form that was asked for, if one was: it reads what it can, whatever speaks for it."""
        self._facts: dict[str, Any] = {}
        self._others: tuple[Shelf, str] | None = None

    def fact(self, name: str, find: Callable[[tuple[Page, ...]], _Fact]) -> _Fact:
        """What `find` says of all files, or of one; it is asked once a bank.

        `name` begins with the form's; that of a fact of one file ends with the file's.
        """
        if self._others and not name.endswith(self._others[1]):
            return self._others[0].fact(name, find)
        if name not in self._facts:
            self._facts[name] = find(self.pages)
        found: _Fact = self._facts[name]
        return found

    def put_beside(self, changed: Page) -> None:
        """Let `changed` stand for the file of its name; of the bank it knows what was known."""
        changed.shelf = Shelf(self.pages, self.asked)
        changed.shelf._others = (self, changed.file)


def shelved(pages: Sequence[Page], asked: str = "") -> tuple[Page, ...]:
    """`pages`, which are all files of one bank, each knowing the others, and the form asked for."""
    shelf = Shelf(tuple(pages), asked)
    for page in shelf.pages:
        page.shelf = shelf
    return shelf.pages


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a form in a file."""

    marks: int
    """How many of the form's marks there are; none: the file is not written in it."""
    why: str
    """The same in words, as `exporter topics -v` shows it."""
    doubtful: bool = False
    """Whether the files beside this one may outvote it."""


@dataclass(slots=True)
class Part:
    """A heading with what stands under it, while and after a file is read."""

    title: tuple[Inline, ...] = ()
    """Empty for questions that stand behind the end of a section, under no heading."""
    line: int = 1
    level: int = 0
    intro: list[Block] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    parts: "list[Part]" = field(default_factory=list)

    def all_questions(self) -> Iterator[Question]:
        """Every question in it, at any depth, in order."""
        yield from self.questions
        for part in self.parts:
            yield from part.all_questions()

    def holds_questions(self) -> bool:
        """Whether there is one."""
        return any(True for _ in self.all_questions())


@dataclass(frozen=True, slots=True)
class Outline:
    """What a form finds in a file."""

    root: Part
    """The file itself; its title is the file's first heading, or empty."""
    front_matter: FrontMatter
    diagnostics: tuple[Diagnostic, ...] = ()
    single: bool = False
    """Whether the file is one question: then its folder is the topic, not the file."""


@dataclass(frozen=True, slots=True)
class IdPlace:
    """Where the id of a question may be put into its file."""

    line: int
    """From 1."""
    column: int
    """How many characters of the line stand before it."""
    before: str
    """What comes with the id, in front of it; it may begin with `\\n`, for a line of its own."""
    after: str


def _nowhere(page: Page) -> Mapping[int, IdPlace]:
    return {}


@dataclass(frozen=True, slots=True)
class Form:
    """A way of writing questions."""

    name: str
    about: str
    """What it looks like, in a few words."""
    evidence: Callable[[Page], Evidence]
    """How sure it is that a file is written so; must be quick, and never raise."""
    read: Callable[[Page], Outline]
    """The questions of a file; never raises, whatever the file holds."""
    marked: bool = False
    """Whether its marks hardly mean anything else, so that a single one says enough."""
    id_places: Callable[[Page], Mapping[int, IdPlace]] = _nowhere
    """The line of a question of a file → where its id may be written, for each that can hold one.

    Only questions without an id are asked for.
    """
