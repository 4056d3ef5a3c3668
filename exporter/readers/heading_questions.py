"""The headings of a file that ask, with what stands below them, into questions and sections."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from exporter.markdown import Fault
from exporter.model.bank import Reference
from exporter.model.document import Block, Heading, Link, plain
from exporter.readers.answers import is_comment, metadata_comment
from exporter.readers.contents import CONTENTS, is_contents
from exporter.readers.flow import flow
from exporter.readers.forms.contract import IdPlace, Outline, Page
from exporter.readers.heading_entries import is_field, levels_of, names_part
from exporter.readers.heading_levels import MANY, SURE, Entry, Level
from exporter.readers.headings import bodies_ask, chosen_level, is_long_below, text_below
from exporter.readers.id_places import apart, in_comment
from exporter.readers.noise import repeated_in
from exporter.readers.outliner import Outliner
from exporter.readers.stems import Body, asked_and_answered
from exporter.readers.titles import is_about_the_file, is_about_the_project

__all__ = ["Asking", "id_places_of", "read_level"]

NEAR = 10
"""How many numbers may stand at another level of headings, in a row."""

Asking = Callable[[Entry], bool]
"""Whether a heading of the chosen level is a question."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A heading that asks, with what stands below it."""

    entry: Entry
    end: int
    """The place of the first block behind it."""
    body: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class _Manner:
    """How the questions of a file are written."""

    labels: bool
    """Whether many of them have a label for the answer."""
    options: bool
    """Whether many of them have options."""
    only_asks: bool
    """Whether nothing in the bank answers."""
    titles: Mapping[str, int]
    """How often a title is that of a question in the bank."""


def read_level(page: Page, asking: Asking) -> Outline:
    """The questions of a file: those headings of its chosen level that are `asking`."""
    level = chosen_level(page)
    blocks = flow(page)
    found = _questions(page, blocks, level, asking) if level else {}
    first = min(found, default=0)
    bodies = [question.body for question in found.values()]
    outliner = Outliner(page, page.document, repeated_in(bodies, blocks[:first]))
    manner = _manner_of(page, level.entries if level else ())
    place = 0
    while place < len(blocks):
        if question := found.get(place):
            _add(outliner, question, manner)
            place = question.end
        else:
            place = _pass(outliner, blocks, place, level)
    _tell_gaps(outliner, [question.entry for question in found.values()])
    return outliner.outline()


def _manner_of(page: Page, entries: Sequence[Entry]) -> _Manner:
    return _Manner(
        labels=3 * sum(entry.labelled for entry in entries) >= len(entries),
        options=3 * sum(entry.lettered for entry in entries) >= len(entries),
        only_asks=page.shelf.fact("headings: only asks", _bodies_ask),
        titles=page.shelf.fact("headings: titles", _titles),
    )


def _questions(
    page: Page, blocks: tuple[Block, ...], level: Level, asking: Asking
) -> dict[int, _Found]:
    """The headings that ask, by their places."""
    silent = {entry.place for entry in level.silent}
    found = [entry for entry in level.entries if entry.place not in silent and asking(entry)]
    entries = {entry.place: entry for entry in found}
    entries |= {entry.place: entry for entry in _elsewhere(page, level, found)}
    questions = {}
    for place in sorted(entries):
        begin = end = entries[place].begin
        depth = min(level.level, entries[place].heading.level)
        narrowed = level.narrowed and depth == level.level
        while end < len(blocks) and end not in entries:
            if _ends(blocks[end], depth, narrowed=narrowed):
                break
            end += 1
        questions[place] = _Found(entries[place], end, blocks[begin:end])
    return questions


def _ends(block: Block, depth: int, *, narrowed: bool) -> bool:
    """Whether a block ends an answer: a heading that is no deeper, and names no part of it."""
    if not isinstance(block, Heading) or block.level > depth or names_part(block):
        return False
    if narrowed and block.level == depth:
        return is_about_the_project(block.children)
    return block.level < depth or not is_field(block)


def _elsewhere(page: Page, level: Level, entries: Sequence[Entry]) -> list[Entry]:
    """Headings of other levels whose numbers are missing among those of the chosen one.

    They are called as those are ("Q23"), or stand just where their number is missing. Where none is
    numbered ("Q: …"), it is enough to be called so. Those above it ask without a number, too.
    """
    others = [e for other in levels_of(page) if other.level != level.level for e in other.entries]
    labels = {entry.title.label for entry in entries} - {""}
    numbers = {entry.title.number for entry in entries} - {()}
    found = [
        other
        for other in others
        if other.title.label in labels
        and (other.title.number not in numbers if other.title.number else not numbers)
    ]
    by_number: dict[tuple[int, ...], list[Entry]] = {}
    for other in others:
        by_number.setdefault(other.title.number, []).append(other)
    for before, after in pairwise(entries):
        found += _between(before, after, by_number)
    for above in levels_of(page):
        if above.level < level.level:
            found += _undivided(flow(page), above)
    return found


def _undivided(blocks: tuple[Block, ...], level: Level) -> Sequence[Entry]:
    """The headings above the level of the others that have nothing deeper below them.

    They are questions, too, where most of them ask, and many do: in a few a file speaks of itself.
    """
    alone = [entry for entry in level.entries if not entry.empty and not _is_divided(blocks, entry)]
    asking = sum(entry.strong or entry.sounds for entry in alone)
    return alone if asking >= max(SURE, 0.6 * len(alone)) else ()


def _is_divided(blocks: tuple[Block, ...], entry: Entry) -> bool:
    """Whether the next heading below one is deeper."""
    behind = (blocks[place] for place in range(entry.begin, len(blocks)))
    following = next((block for block in behind if isinstance(block, Heading)), None)
    return following is not None and following.level > entry.heading.level


def _between(
    before: Entry, after: Entry, by_number: Mapping[tuple[int, ...], Sequence[Entry]]
) -> list[Entry]:
    """The headings that count on from one to the other, when none is missing."""
    a, b = before.title.number, after.title.number
    if not (len(a) == len(b) == 1 and a[0] + 1 < b[0] <= a[0] + NEAR):
        return []
    found: list[Entry] = []
    place = before.place
    for number in range(a[0] + 1, b[0]):
        here = (e for e in by_number.get((number,), ()) if place < e.place < after.place)
        entry = next(here, None)
        if entry is None:
            return []
        found.append(entry)
        place = entry.place
    return found


def _add(outliner: Outliner, found: _Found, manner: _Manner) -> None:
    title = found.entry.title
    words = plain(title.words).casefold()
    body = Body(
        found.body,
        labels=manner.labels or title.generic,
        options=manner.options or title.generic,
        generic=title.generic,
        repeated=manner.titles.get(words, 0) >= MANY,
        only_asks=manner.only_asks,
    )
    stem, answer = asked_and_answered(body)
    outliner.question(
        title.words,
        found.entry.heading.line,
        answer,
        stem=stem,
        level=title.level,
        references=tuple(map(_reference, title.sources)),
    )


def _reference(link: Link) -> Reference:
    return Reference(link.href, plain(link.children), link.href)


def _pass(outliner: Outliner, blocks: tuple[Block, ...], place: int, level: Level | None) -> int:
    """Takes the blocks of a heading that asks nothing, or one that stands under none."""
    block = blocks[place]
    end = place + 1
    while isinstance(block, Heading) and end < len(blocks) and not isinstance(blocks[end], Heading):
        end += 1
    run = blocks[place + 1 : end] if isinstance(block, Heading) else (block,)
    if is_contents(run):
        outliner.tell_once(CONTENTS, block.line)
        if isinstance(block, Heading) and _names_section(block, level):
            outliner.heading(block)
        return end
    if isinstance(block, Heading) and _is_section(block, run, level):
        outliner.heading(block)
    else:
        outliner.text(block)
    return place + 1


def _names_section(heading: Heading, level: Level | None) -> bool:
    """Whether a heading is that of the questions below a list of them, and not the list's."""
    return _is_section(heading, (heading,), level) and not is_about_the_file(heading.children)


def _is_section(heading: Heading, run: Sequence[Block], level: Level | None) -> bool:
    """Whether a heading holds questions: it is above them, or beside them with nothing below it."""
    if level is None or heading.level < level.level:
        return True
    return heading.level == level.level and not any(not is_comment(block) for block in run)


def _titles(pages: tuple[Page, ...]) -> Mapping[str, int]:
    """How often a title is that of a question in a bank."""
    found: Counter[str] = Counter()
    for page in pages:
        if level := chosen_level(page):
            found.update(plain(entry.title.words).casefold() for entry in level.entries)
    return found


def _bodies_ask(pages: tuple[Page, ...]) -> bool:
    """Whether what stands below the titles of a bank is the question, and nothing answers it."""
    places: list[tuple[Page, int]] = []
    for page in pages:
        level = chosen_level(page)
        for entry in level.entries if level else ():
            if entry.labelled or entry.lettered:
                return False
            places.append((page, entry.begin - 1))
    if 2 * sum(is_long_below(flow(page), place) for page, place in places) > len(places):
        return False
    bodies = (text_below(flow(page), place) for page, place in places)
    return bodies_ask([body for body in bodies if body])


def _tell_gaps(outliner: Outliner, entries: Sequence[Entry]) -> None:
    """Tells where the numbers of questions do not follow one another, the first time."""
    for before, after in pairwise(entries):
        a, b = before.title.number, after.title.number
        if a and b and len(a) == len(b) and b[-1] not in (a[-1] + 1, 1):
            message = f"the number {_shown(b)} follows {_shown(a)}"
            help_ = "mend the numbers, if a question is missing or stands twice"
            line = after.heading.line
            outliner.tell_once(Fault("number-gap", "info", message, help_), line)


def _shown(number: tuple[int, ...]) -> str:
    return ".".join(map(str, number))


def id_places_of(page: Page, asking: Asking) -> Mapping[int, IdPlace]:
    """Where ids may be written: in a question's comment, else in a new one below the heading.

    Where a mark stands above the heading that says what is asked, it is below that one.
    """
    rows = page.text.split("\n")
    blocks = flow(page)
    level = chosen_level(page)
    found = _questions(page, blocks, level, asking) if level else {}
    places = {}
    for question in found.values():
        line = blocks[question.entry.begin - 1].line
        comment = metadata_comment(question.body)
        underlined = not rows[line - 1].lstrip().startswith("#")
        place = in_comment(comment, rows) if comment else None
        places[question.entry.heading.line] = place or apart(line + underlined, rows, "")
    return places
