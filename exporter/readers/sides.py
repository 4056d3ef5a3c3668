"""The headings of a file that name its question and its answer, once or in each of its languages.

"Front" and "Back" do so, too. A label in no known language is known by its level, when a language
stands behind it: `# Vopros (RU)` beside `# Question (EN)`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from exporter.model.document import (
    Block,
    Heading,
    Inline,
    Paragraph,
    Quote,
    Rule,
    plain,
    plain_blocks,
)
from exporter.readers.anchors import as_text
from exporter.readers.answers import is_comment
from exporter.readers.card_sides import BACKS, FRONTS
from exporter.readers.forms.contract import Page
from exporter.readers.labels import label_of
from exporter.readers.languages import language_of, tagged
from exporter.readers.titles import read_title

__all__ = ["Sides", "sided_files", "sides_in"]

SURE = 3
"""How many files have a title in common when it names no question."""

_Side = Literal["", "question", "answer"]


@dataclass(frozen=True, slots=True)
class Sides:
    """A question of a file, and its answer."""

    line: int
    """Of the heading that names the question."""
    title: tuple[Inline, ...]
    """The first text below it; empty when there is none."""
    stem: tuple[Block, ...]
    answer: tuple[Block, ...]
    language: str = ""
    is_cloze: bool = False
    """Whether it is a text with words to be hidden, which is `answer` then."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A heading, with what it names."""

    heading: Heading
    side: _Side
    language: str
    by_cards: bool = False
    """Whether it names a side of a card, which is nothing else."""


def sided_files(pages: Sequence[Page]) -> Mapping[str, tuple[Sides, ...]]:
    """The files of a bank that are read by such headings, each with its questions."""
    found: dict[str, tuple[Sides, ...]] = {}
    titles: dict[str, str] = {}
    for page in pages:
        if page.keys and all(key.picks for key in page.keys):
            continue
        blocks = _whole(page)
        if named := _pairs(blocks):
            found[page.file] = _read(blocks, named)
            cards = any(each.by_cards for each in named)
            titles[page.file] = "" if cards or len(found[page.file]) > 1 else _title_of(page)
    found.update(_without_label(pages, found))
    counts = Counter(titles.values())
    return {
        file: sides
        for file, sides in found.items()
        if not titles.get(file) or counts[titles[file]] >= SURE
    }


def sides_in(page: Page) -> tuple[Sides, ...]:
    """The questions of one of those files."""
    blocks = _whole(page)
    if named := _pairs(blocks):
        return _read(blocks, named)
    headed = _headed(page.document.blocks)
    return (headed,) if headed else ()


def _whole(page: Page) -> tuple[Block, ...]:
    """The blocks of a file, for below an answer's heading its own list looks like a key to many."""
    return page.parse(page.text).blocks if page.keys else page.document.blocks


def _without_label(
    pages: Sequence[Page], sided: Mapping[str, tuple[Sides, ...]]
) -> Mapping[str, tuple[Sides, ...]]:
    """The files whose first heading names a question, and none an answer, beside as many others."""
    found = {}
    for page in pages if len(sided) >= SURE else ():
        if page.file not in sided and (sides := _headed(page.document.blocks)):
            found[page.file] = (sides,)
    return found if len(found) <= len(sided) else {}


def _headed(blocks: Sequence[Block]) -> Sides | None:
    """The only question that a heading names, above all: any other heading begins its answer."""
    shown = [block for block in blocks if not is_comment(block)]
    places = [place for place, block in enumerate(shown) if isinstance(block, Heading)]
    named = [_named(block) for block in shown if isinstance(block, Heading)]
    if not places or places[0] or len(places) < 2 or named[0].side != "question":
        return None
    if any(each.language or each.heading.level < named[0].heading.level for each in named):
        return None
    if any(each.side and _words(each) == _words(named[0]) for each in named[1:]):
        return None
    answer = blocks.index(shown[places[1]])
    sides = _sides(named[0], blocks[blocks.index(shown[0]) + 1 : answer], blocks[answer:])
    return sides if sides.title else None


def _words(named: _Named) -> str:
    """What a heading says, without numbers."""
    words = plain(read_title(named.heading.children).words).casefold()
    return re.sub(r"[\W\d_]+", "", words)


def _title_of(page: Page) -> str:
    """What a file is called beside the labels of its sides; empty for nothing that says more."""
    title = page.document.front_matter.get("title")
    for block in page.document.blocks:
        if title or (isinstance(block, Heading) and _named(block).side):
            break
        if isinstance(block, Heading):
            read = read_title(block.children)
            title = "" if read.generic else plain(read.words)
    return title.strip()


def _named(heading: Heading) -> _Named:
    language, words = tagged(heading.children)
    bare = words.strip(" :").casefold()
    if bare in FRONTS or bare in BACKS:
        side: _Side = "question" if bare in FRONTS else "answer"
        return _Named(heading, side, language, by_cards=True)
    label = label_of(words)
    return _Named(heading, label if label in ("question", "answer") else "", language)


def _pairs(blocks: Sequence[Block]) -> list[_Named]:
    """The headings that name sides; none unless a question has an answer, and each is one."""
    headings = [_named(block) for block in blocks if isinstance(block, Heading)]
    named = _outermost([each for each in headings if each.side])
    if len(named) > 2 and _is_title(named[0], named[1]):
        del named[0]
    questions = Counter(each.language for each in named if each.side == "question")
    answers = {each.language for each in named if each.side == "answer"}
    if not (questions.keys() & answers) or max(questions.values()) > 1:
        return []
    if named[0].side == "answer" or (len(questions) > 1 and "" in questions):
        return []
    if not any(each.language for each in named):
        return named
    known = {each.heading.line for each in named}
    others = [each for each in headings if each.language and each.heading.line not in known]
    named += _by_level(others, named, questions.keys() | answers)
    return sorted(named, key=lambda each: each.heading.line)


def _outermost(named: list[_Named]) -> list[_Named]:
    """The headings that part the file: others stand in an answer and name a part of it."""
    if any(each.language for each in named):
        return [each for each in named if each.language]
    answers = [each.heading for each in named if each.side == "answer"]
    if not answers:
        return []
    first = answers[0]
    own = next((_words(each) for each in named if each.side == "question"), "")
    return [
        each
        for each in named
        if each.heading.line <= first.line
        or (
            each.heading.level <= first.level
            and (len(answers) > 1 or each.side == "answer" or _words(each) == own)
        )
    ]


def _is_title(first: _Named, second: _Named) -> bool:
    """Whether a heading such as "Question 12" only stands over the one below which it is asked."""
    return (
        (first.side, first.language) == (second.side, second.language)
        and first.side == "question"
        and first.heading.level < second.heading.level
    )


def _by_level(
    others: Sequence[_Named], named: Sequence[_Named], known: set[str]
) -> Iterator[_Named]:
    """The sides of languages whose labels are not known: those at the levels of the known ones."""
    levels = {each.side: each.heading.level for each in reversed(named)}
    asked: set[str] = set()
    answered: set[str] = set()
    for each in others:
        side: _Side = "answer" if each.language in asked else "question"
        taken = answered if side == "answer" else asked
        if each.language in known | taken or levels[side] != each.heading.level:
            continue
        taken.add(each.language)
        yield replace(each, side=side)


def _read(blocks: Sequence[Block], named: Sequence[_Named]) -> tuple[Sides, ...]:
    """The questions of a file, in the order in which they are asked."""
    sides = {each.heading.line: each for each in named}
    parts: dict[tuple[str, _Side], list[Block]] = {}
    part: list[Block] = []
    for place, block in enumerate(blocks):
        if isinstance(block, Heading):
            if block.line in sides and (key := _key(sides[block.line])) not in parts:
                part = parts[key] = []
                continue
            part = _elsewhere(blocks[place:], parts) or part
        part.append(block)
    return tuple(
        _sides(each, parts[_key(each)], parts.get((each.language, "answer"), []))
        for each in named
        if each.side == "question"
    )


def _key(named: _Named) -> tuple[str, _Side]:
    return named.language, named.side


def _elsewhere(
    blocks: Sequence[Block], parts: Mapping[tuple[str, _Side], list[Block]]
) -> list[Block] | None:
    """The answer that the section which `blocks` begin with belongs to, by its language."""
    first, *others = blocks
    assert isinstance(first, Heading)
    language, _ = tagged(first.children)
    if not language and len(parts) > 2:
        end = next((n for n, b in enumerate(others) if isinstance(b, Heading)), len(others))
        language = language_of(plain_blocks((first, *others[:end])))
    return parts.get((language, "answer")) if language else None


def _sides(named: _Named, asked: Sequence[Block], answer: Sequence[Block]) -> Sides:
    title: tuple[Inline, ...] = ()
    stem: list[Block] = []
    for block in asked:
        words = block if title else as_text(block)
        if not title and isinstance(block, Quote):
            title, quoted = _first_text(block.blocks)
            stem += [replace(block, blocks=quoted)] if quoted else []
        elif not title and isinstance(words, Paragraph) and plain(words.children).strip():
            title = words.children
        elif not isinstance(block, Rule):
            stem.append(block)
    return Sides(named.heading.line, title, tuple(stem), tuple(answer), named.language)


def _first_text(blocks: tuple[Block, ...]) -> tuple[tuple[Inline, ...], tuple[Block, ...]]:
    match blocks:
        case (Paragraph(children=words), *others) if plain(words).strip():
            return words, tuple(others)
        case _:
            return (), blocks
