"""What a form found in a file into topics: sections with paths, questions with numbers."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from exporter.markdown import is_blank, trimmed
from exporter.model.bank import Location, Question, Section, Topic
from exporter.model.document import Image, Inline, Text, plain, walk_inlines
from exporter.readers.forms.contract import Part
from exporter.readers.slugs import slug_of, unique

__all__ = [
    "left_out",
    "name_of",
    "numbered",
    "titled",
    "topic_of_file",
    "topics_in_file",
]

_SUFFIX = re.compile(r"\.[A-Za-z]\w{0,9}$")
_NUMBERED = re.compile(r"(\d{1,4})[-_. ]+(\S.*)")


def name_of(file: str) -> tuple[int | None, str]:
    """The number that the name of a file or folder begins with, if it does, and its words."""
    stem = _SUFFIX.sub("", file.rpartition("/")[2])
    match = _NUMBERED.fullmatch(stem)
    number, words = (int(match[1]), match[2]) if match else (None, stem)
    return number, words


def titled(name: str) -> str:
    """A file's or folder's name as a title."""
    words = " ".join(name.replace("-", " ").replace("_", " ").split())
    return words[:1].upper() + words[1:]


def topic_of_file(
    root: Part,
    file: str,
    *,
    number: int,
    numbered: bool,
    slug: str,
    title: str,
    otherwise: str,
    summary: str = "",
    code: str = "",
) -> Topic:
    """The one topic that a file is.

    `title` is the front matter's; without one it is the file's heading, else `otherwise`.
    """
    words: tuple[Inline, ...] = (Text(title or otherwise),)
    words = words if title else _without_pictures(root.title) or words
    path = (_words(words),)
    return Topic(
        number,
        slug,
        words,
        Location(file, root.line),
        path,
        summary,
        code,
        tuple(root.intro),
        tuple(root.questions),
        tuple(_sections(root, words, path, file)),
        numbered,
    )


def topics_in_file(root: Part, file: str, *, title: str) -> tuple[Topic, ...]:
    """The sections at the top of a bank in one file, as topics in the file's order.

    Empty when fewer than two sections with a title hold questions: then the file is one topic.
    Questions under no section make topics of their own, titled as the bank and without a path.
    """
    parts = [part for part in root.parts if part.holds_questions()]
    if sum(1 for part in parts if part.title) < 2:
        return ()
    if root.questions:
        parts.insert(0, Part((), root.line, 0, [], root.questions))
    topics: list[Topic] = []
    taken: dict[str, int] = {}
    for number, part in enumerate(parts, 1):
        words = _without_pictures(part.title) or (Text(title),)
        slug = unique(slug_of(_words(words)) or f"topic-{number}", taken)
        path = (_words(words),) if part.title else ()
        location = Location(file, part.line)
        intro = tuple(part.intro)
        sections = tuple(_sections(part, words, path, file))
        questions = tuple(part.questions)
        topics.append(
            Topic(number, slug, words, location, path, "", "", intro, questions, sections)
        )
    first = replace(topics[0], intro=(*root.intro, *topics[0].intro))
    return (first, *topics[1:])


def left_out(root: Part) -> tuple[Part, ...]:
    """The sections at the top of a bank in one file that become no topic, yet say something."""
    return tuple(
        part for part in root.parts if not part.holds_questions() and _says_something(part)
    )


def _says_something(part: Part) -> bool:
    return bool(part.intro) or any(map(_says_something, part.parts))


def numbered(topics: Iterable[Topic]) -> tuple[Topic, ...]:
    """The same topics with every question's number in its topic and position in the bank."""
    position = 0
    result: list[Topic] = []
    for topic in topics:
        count = _Count(position)
        result.append(
            replace(
                topic,
                questions=count.questions(topic.questions),
                sections=tuple(count.section(section) for section in topic.sections),
            )
        )
        position = count.position
    return tuple(result)


class _Count:
    """Counts the questions of one topic."""

    def __init__(self, position: int) -> None:
        self.position = position
        self._number = 0

    def questions(self, questions: tuple[Question, ...]) -> tuple[Question, ...]:
        return tuple(self._next(question) for question in questions)

    def section(self, section: Section) -> Section:
        questions = self.questions(section.questions)
        return replace(
            section, questions=questions, sections=tuple(self.section(s) for s in section.sections)
        )

    def _next(self, question: Question) -> Question:
        self.position += 1
        self._number += 1
        return replace(question, number=self._number, position=self.position)


def _sections(
    part: Part, title: tuple[Inline, ...], path: tuple[str, ...], file: str
) -> Iterator[Section]:
    """The sections under `part`; a nameless one has the name and the path of what holds it."""
    for inner in part.parts:
        if not (inner.intro or inner.holds_questions()):
            continue
        words = _without_pictures(inner.title) or title
        below = (*path, _words(words)) if inner.title else path
        yield Section(
            words,
            below,
            Location(file, inner.line),
            tuple(inner.intro),
            tuple(inner.questions),
            tuple(_sections(inner, words, below, file)),
        )


def _without_pictures(title: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A heading without its pictures; one that is nothing else says what the first one shows."""
    pictures = [inline for inline in walk_inlines(title) if isinstance(inline, Image)]
    if not pictures:
        return title
    rest = trimmed((inline for inline in title if not _shows_picture(inline)), is_blank)
    if rest:
        return rest
    alt = next((picture.alt for picture in pictures if picture.alt.strip()), "")
    return (Text(alt),) if alt else ()


def _shows_picture(inline: Inline) -> bool:
    return any(isinstance(inner, Image) for inner in walk_inlines((inline,)))


def _words(title: tuple[Inline, ...]) -> str:
    return " ".join(plain(title).split())
