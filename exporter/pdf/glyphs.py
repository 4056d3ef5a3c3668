"""The letters of a topic that the bundled fonts lack into what is told of them."""

from collections.abc import Iterator

from exporter.fonts import uncovered
from exporter.model.bank import Question, Section, Topic
from exporter.model.diagnostic import Diagnostic
from exporter.model.document import Block, plain, plain_blocks, walk

__all__ = ["told_of_glyphs"]

_MOST = 12


def told_of_glyphs(topic: Topic, missing: frozenset[str]) -> Iterator[Diagnostic]:
    """A diagnostic a line: a warning for letters that no font has (`missing`, as the layout found
    them), and for each topic one for those that only a font of this computer has."""
    found = list(_lines(topic))
    told: set[str] = set()
    for line, words in found:
        here = missing.intersection(words) - told
        if here:
            told |= here
            yield _missing(topic.location.file, line, here)
    if rest := missing - told:
        yield _missing(topic.location.file, topic.location.line, rest)
    lent = {
        letter: line for line, words in reversed(found) for letter in uncovered(words) - missing
    }
    if lent:
        yield _lent(topic.location.file, min(lent.values()), frozenset(lent))


def _missing(file: str, line: int, letters: frozenset[str]) -> Diagnostic:
    return Diagnostic(
        "missing-glyph",
        "warning",
        f"no font has {_shown(letters)}: an empty box is printed",
        "install a font that has it, or write it otherwise",
        file,
        line,
    )


def _lent(file: str, line: int, letters: frozenset[str]) -> Diagnostic:
    return Diagnostic(
        "system-font",
        "info",
        f"{_shown(letters)} printed in a font of this computer; elsewhere it may look otherwise",
        "",
        file,
        line,
    )


def _shown(letters: frozenset[str]) -> str:
    first = sorted(letters)[:_MOST]
    named = ", ".join(_named(letter) for letter in first)
    more = len(letters) - len(first)
    return f"{named} and {more} more" if more else named


def _named(letter: str) -> str:
    code = f"U+{ord(letter):04X}"
    return f"{letter} ({code})" if letter.isprintable() else code


def _lines(part: Topic | Section) -> Iterator[tuple[int, str]]:
    """(line, what stands there), in reading order."""
    summary = part.summary if isinstance(part, Topic) else ""
    yield part.location.line, f"{plain(part.title)} {summary}"
    yield from _of_blocks(part.intro)
    for question in part.questions:
        yield from _of_question(question)
    for section in part.sections:
        yield from _lines(section)


def _of_question(question: Question) -> Iterator[tuple[int, str]]:
    sources = " ".join(reference.text for reference in question.references)
    words = f"{plain(question.title)} {question.kind} {' '.join(question.tags)} {sources}"
    yield question.location.line, words
    for choice in question.choices:
        yield from _of_blocks(choice.blocks)
    yield from _of_blocks(question.short)
    yield from _of_blocks(question.details)


def _of_blocks(blocks: tuple[Block, ...]) -> Iterator[tuple[int, str]]:
    for block in walk(blocks):
        yield block.line, plain_blocks((block,))
