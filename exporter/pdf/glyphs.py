"""The letters of a topic that the bundled fonts lack into what is told of them."""

from collections.abc import Iterator

from exporter.fonts import uncovered
from exporter.model.bank import Location, Question, Section, Topic
from exporter.model.diagnostic import Diagnostic
from exporter.model.document import Block, plain, plain_blocks, walk

__all__ = ["told_of_glyphs"]

_MOST = 12


def told_of_glyphs(topic: Topic, missing: frozenset[str]) -> Iterator[Diagnostic]:
    """A diagnostic a line: a warning for letters that no font has (`missing`, as the layout found
    them), and for each topic one for those that only a font of this computer has."""
    found = list(_lines(topic))
    told: set[str] = set()
    for where, words in found:
        here = missing.intersection(words) - told
        if here:
            told |= here
            yield _missing(where, here)
    if rest := missing - told:
        yield _missing(topic.location, rest)
    lent = [(where, uncovered(words) - missing) for where, words in found]
    letters = frozenset(letter for _, here in lent for letter in here)
    if letters:
        yield _lent(next(where for where, here in lent if here), letters)


def _missing(where: Location, letters: frozenset[str]) -> Diagnostic:
    return Diagnostic(
        "missing-glyph",
        "warning",
        f"no font has {_shown(letters)}: an empty box is printed",
        "install a font that has it, or write it otherwise",
        where.file,
        where.line,
    )


def _lent(where: Location, letters: frozenset[str]) -> Diagnostic:
    return Diagnostic(
        "system-font",
        "info",
        f"{_shown(letters)} printed in a font of this computer; elsewhere it may look otherwise",
        "",
        where.file,
        where.line,
    )


def _shown(letters: frozenset[str]) -> str:
    first = sorted(letters)[:_MOST]
    named = ", ".join(_named(letter) for letter in first)
    more = len(letters) - len(first)
    return f"{named} and {more} more" if more else named


def _named(letter: str) -> str:
    code = f"U+{ord(letter):04X}"
    return f"{letter} ({code})" if letter.isprintable() else code


def _lines(part: Topic | Section) -> Iterator[tuple[Location, str]]:
    """(where, what stands there), in reading order."""
    summary = part.summary if isinstance(part, Topic) else ""
    yield part.location, f"{plain(part.title)} {summary}"
    yield from _of_blocks(part.intro, part.location.file)
    for question in part.questions:
        yield from _of_question(question)
    for section in part.sections:
        yield from _lines(section)


def _of_question(question: Question) -> Iterator[tuple[Location, str]]:
    sources = " ".join(reference.text for reference in question.references)
    words = f"{plain(question.title)} {question.kind} {' '.join(question.tags)} {sources}"
    yield question.location, words
    file = question.location.file
    yield from _of_blocks(question.stem, file)
    for choice in question.choices:
        yield from _of_blocks(choice.blocks, file)
    yield from _of_blocks(question.short, file)
    yield from _of_blocks(question.details, file)


def _of_blocks(blocks: tuple[Block, ...], file: str) -> Iterator[tuple[Location, str]]:
    for block in walk(blocks):
        yield Location(file, block.line), plain_blocks((block,))
