"""The headings of a file into those that ask: one level of them a file, by what speaks for it.

What speaks for a heading: a number, the word "Question", a question mark, a coloured mark, options
or an answer's label below it. Headings above that level are sections, those below it are answers.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from exporter.model.document import (
    Block,
    BulletList,
    Heading,
    OrderedList,
    Paragraph,
    inlines_of,
    plain,
    plain_blocks,
    walk,
)
from exporter.readers.announced import announced_sections, announces_itself
from exporter.readers.files import is_readme
from exporter.readers.flow import flow
from exporter.readers.forms.contract import Page
from exporter.readers.heading_entries import blocks_below, levels_of
from exporter.readers.heading_levels import CROWD, MANY, SURE, Level, best_of
from exporter.readers.noise import without_noise
from exporter.readers.plans import is_plan
from exporter.readers.titles import asks, sounds_asking

__all__ = [
    "best_level",
    "bodies_ask",
    "chosen_level",
    "counted_headings",
    "is_long_below",
    "text_below",
]

_ENDS_ASKING = re.compile(r"[?？؟]\W*$")
SHORT = 20
"""How many words a text has at most that only asks."""
LONG = 400
"""How many characters are more than those words, whatever else is taken off them."""
ENOUGH = 4
"""How many that ask, times which part of their level they are, are a bank among such files, too."""


def chosen_level(page: Page) -> Level | None:
    """The level of the headings that are questions; None when there is none in the file.

    The file's own headings say it, or, where they say little, those of the other files.
    """
    return page.shelf.fact(f"headings: level of {page.file}", lambda _: _chosen(page))


def _chosen(page: Page) -> Level | None:
    found = _asking(page)
    return _fullest(levels_of(page)) if found is None and page.shelf.asked else found


def _fullest(levels: Sequence[Level]) -> Level | None:
    """The shallowest level with at least half as many headings as the one that has most.

    Only those with something below them count, and there must be several.
    """
    counts = [sum(not entry.empty for entry in level.entries) for level in levels]
    least = max(2, max(counts, default=0) / 2)
    return next((level for level, n in zip(levels, counts, strict=True) if n >= least), None)


def _asking(page: Page) -> Level | None:
    if is_plan(page):
        return None
    own = best_level(page)
    habits = page.shelf.fact("headings: habits", _habits)
    if own and len(page.shelf.pages) > 1 and not _stands(page, own, habits[own.level]):
        own = None
    for level in levels_of(page):
        habit = habits.get(level.level, _NONE)
        if (
            (own and level.level == own.level)
            or not habit.firm
            or (own and len(own.strong) > len(level.entries))
        ):
            continue
        counts = level.runs and not level.called and 2 * habit.running > habit.asking
        if counts or level.share(level.signed) >= 0.2 or _among_others(page):
            return level
    if own is None and (asking := page.shelf.fact("headings: bodies ask", _asking_level)):
        return next((level for level in levels_of(page) if level.level == asking), None)
    return own


def counted_headings(page: Page) -> int:
    """How many headings of a file ask and are numbered one after another; 0 for none."""
    level = best_level(page)
    return len(level.numbered) if level and level.runs else 0


def _asking_level(pages: tuple[Page, ...]) -> int:
    """The level of the headings below which a bank asks and never answers; 0 for none.

    Texts of that kind are short, and half of them end in a question mark.
    """
    found: dict[int, list[str]] = {}
    for page in pages:
        levels = levels_of(page)
        if best_level(page):
            return 0
        for level in levels:
            bodies = (text_below(flow(page), entry.begin - 1) for entry in level.entries)
            found.setdefault(level.level, []).extend(filter(None, bodies))
    asking = [level for level, bodies in found.items() if bodies_ask(bodies)]
    return max(asking, key=lambda level: len(found[level]), default=0)


def bodies_ask(bodies: Sequence[str]) -> bool:
    """Whether texts below headings are questions, and not answers."""
    if len(bodies) <= MANY:
        return False
    lengths = sorted(len(body.split()) for body in bodies)
    asking = sum(1 for body in bodies if _ENDS_ASKING.search(body))
    return lengths[len(lengths) // 2] <= SHORT and 2 * asking >= len(bodies)


def text_below(blocks: tuple[Block, ...], place: int) -> str:
    """The words between a heading and the next one."""
    return plain_blocks(without_noise(blocks_below(blocks, place)).blocks).strip()


def is_long_below(blocks: tuple[Block, ...], place: int) -> bool:
    """Whether the texts below a heading are far longer than those that only ask."""
    below = blocks_below(blocks, place)
    return sum(len(plain(b.children)) for b in below if isinstance(b, Paragraph)) > LONG


def _stands(page: Page, level: Level, habit: "_Habit") -> bool:
    """Whether headings that read as questions are some, in this file or in most others."""
    called = [
        entry
        for entry in level.entries
        if entry.title.label or (entry.labelled and (entry.asks or entry.title.number))
    ]
    if level.runs or level.share(called) >= 0.5:
        return True
    strong = len(level.strong)
    if strong >= SURE or strong * level.share(level.strong) > ENOUGH:
        return True
    return 2 * habit.asking >= habit.having and not _introduces_bank(page)


@dataclass(frozen=True, slots=True)
class _Habit:
    """How many files of a bank have questions at a level of headings."""

    asking: int = 0
    having: int = 0
    """How many have headings of that level at all, be they questions or not."""
    running: int = 0
    """In how many of those with questions these are numbered, without a word for them."""

    @property
    def firm(self) -> bool:
        """Whether it speaks for files that say little themselves."""
        return self.asking >= MANY and 2 * self.asking > self.having


_NONE = _Habit()


def _habits(pages: tuple[Page, ...]) -> Mapping[int, _Habit]:
    asking: Counter[int] = Counter()
    having: Counter[int] = Counter()
    running: Counter[int] = Counter()
    for page in pages:
        levels = levels_of(page)
        having.update(level.level for level in levels if len(level.entries) > 1)
        if best := _habitual(page):
            asking[best.level] += 1
            running[best.level] += best.runs and not best.called
    return {level: _Habit(asking[level], having[level], running[level]) for level in having}


def _introduces_bank(page: Page) -> bool:
    return is_readme(page.file) and "/" not in page.file


def _among_others(page: Page) -> bool:
    """Whether most files beside it have questions, so that a file without a sign has them, too.

    Beside it are those of its folder, and, if they are many, those of the folders beside that.
    """
    if _introduces_bank(page):
        return False
    sure = page.shelf.fact("headings: sure files", _sure_files)
    own = bool(_habitual(page))
    for place, least in zip(_around(page), (MANY, CROWD), strict=True):
        files, asking = sure[place]
        if asking - own >= least and 4 * (asking - own) >= 3 * (files - 1):
            return True
    return False


def _around(page: Page) -> tuple[str, str]:
    """The folder of a file, and the folders beside it; as one name each."""
    folder = PurePosixPath(page.file).parent
    return f"{folder}", f"{folder.parent}/*"


def _sure_files(pages: tuple[Page, ...]) -> Mapping[str, tuple[int, int]]:
    """How many files each of such places has, and in how many of them headings ask."""
    files: Counter[str] = Counter()
    asking: Counter[str] = Counter()
    for page in pages:
        places = _around(page)
        files.update(places)
        if _habitual(page):
            asking.update(places)
    return {place: (count, asking[place]) for place, count in files.items()}


def best_level(page: Page) -> Level | None:
    """The level of a file's headings that reads most like questions, without a look at others."""
    return page.shelf.fact(f"headings: best level of {page.file}", lambda _: _found_best(page))


def _habitual(page: Page) -> Level | None:
    """The best level of a file, unless only a section of it asks: that is no habit."""
    best = best_level(page)
    return best if any(level is best for level in levels_of(page)) else None


def _found_best(page: Page) -> Level | None:
    """That of all headings, else of those in a file or a section that is said to hold some."""
    levels = levels_of(page)
    best = best_of([level for level in levels if level.fits])
    if best or not levels:
        return best
    if announces_itself(page):
        return best_of(
            [level for level in levels if level.may_fit and not _asks_below(page, level)]
        )
    sections = announced_sections(page)
    inner = [_within(level, sections) for level in levels] if sections else []
    return best_of([level for level in inner if len(level.signed) >= MANY and level.fits])


def _within(level: Level, lines: Collection[int]) -> Level:
    """Those of a level that stand on these lines."""
    return replace(level, entries=tuple(e for e in level.entries if e.heading.line in lines))


def _asks_below(page: Page, level: Level) -> bool:
    """Whether headings are but sections of what asks below them, in texts, lists or headings."""
    own = {entry.heading.line for entry in level.entries}
    found: set[str] = set()
    for block in walk(flow(page)[level.entries[0].begin :]):
        match block:
            case Paragraph(words, line) | Heading(_, words, line) if line not in own and asks(
                words
            ):
                found.add(plain(words))
            case BulletList(items) | OrderedList(items):
                first = (inlines_of(item.blocks[0]) for item in items if item.blocks)
                found.update(plain(words) for words in first if sounds_asking(words))
            case _:
                pass
    return 2 * len(found) > len(level.entries)
