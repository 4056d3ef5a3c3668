"""The headings of one level, and what speaks for their being questions."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from exporter.model.document import Heading, plain
from exporter.readers.titles import Title, calls_question

__all__ = ["CROWD", "MANY", "SURE", "Entry", "Level", "best_of", "narrowed"]

MANY = 3
"""How many files or headings are enough to speak of a habit."""
SURE = 8
"""How many that ask are a bank even among many files that ask nothing."""
CROWD = 20
"""How many headings are a bank where some ask, and how many files speak for other folders."""
RARE = 0.2
"""Which part of the headings of a level may be no question where the others are."""
LONGEST_NAME = 6
"""How many words the name of a section has at most."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading, and what speaks for its being a question."""

    place: int
    """Among the blocks of its file."""
    begin: int
    """The place of the first block below it."""
    heading: Heading
    title: Title
    asks: bool
    """Whether there is a question mark in it."""
    sounds: bool
    """Whether its words are those of a question."""
    labelled: bool
    """Whether an answer's label stands below it."""
    lettered: bool
    """Whether lettered options stand below it."""
    bare: bool
    """Whether nothing but deeper headings stands below it, or nothing at all."""
    empty: bool
    """Whether there is nothing at all, up to a heading that is no deeper."""
    leads: bool
    """Whether what stands below it is nothing but links to other places."""

    @property
    def strong(self) -> bool:
        """Whether it has a sign that other headings hardly have."""
        return (
            self.asks
            or self.labelled
            or self.lettered
            or bool(self.title.label or self.title.level)
        )


@dataclass(frozen=True, slots=True)
class Level:
    """The headings of one level of a file that may be questions."""

    level: int
    entries: tuple[Entry, ...]
    narrowed: bool = False
    """Whether others of the level stand in answers, for those alone are called questions."""

    def share(self, entries: Sequence[Entry]) -> float:
        """How many of the headings those are."""
        return len(entries) / len(self.entries) if self.entries else 0.0

    @property
    def strong(self) -> tuple[Entry, ...]:
        """Those that have a sign for sure."""
        return tuple(entry for entry in self.entries if entry.strong)

    @property
    def signed(self) -> tuple[Entry, ...]:
        """Those that have any."""
        return tuple(entry for entry in self.entries if entry.strong or entry.sounds)

    @property
    def numbered(self) -> tuple[Entry, ...]:
        """Those with a number."""
        return tuple(entry for entry in self.entries if entry.title.number)

    @property
    def called(self) -> bool:
        """Whether most are called something ("Question 7")."""
        return self.share([entry for entry in self.entries if entry.title.label]) >= 0.5

    @property
    def silent(self) -> tuple[Entry, ...]:
        """Those that only name what others stand below, or list links, where most others ask."""
        called = self.share([entry for entry in self.entries if entry.title.label])
        mute = [
            entry
            for entry in self.entries
            if not (entry.strong or entry.sounds or (entry.title.number and called < 0.5))
        ]
        if called >= 1 - RARE:
            return tuple(mute)
        found = list(self._only_numbered())
        if self.share(mute) <= RARE:
            found += [entry for entry in mute if entry.leads]
        if self.share(mute) <= 0.5 and self.share([e for e in self.entries if e.empty]) <= RARE:
            found += [entry for entry in mute if entry.empty and _names(entry.title)]
        return tuple(found)

    def _only_numbered(self) -> Iterator[Entry]:
        """Those with nothing but a number, where labels or marks of a level tell the questions."""
        labels = sum(bool(entry.title.label) for entry in self.entries) > 1
        levels = sum(bool(entry.title.level) for entry in self.entries) >= MANY
        for entry in self.entries:
            if (
                entry.title.number
                and not entry.strong
                and (labels or (levels and not entry.sounds))
            ):
                yield entry

    @property
    def runs(self) -> bool:
        """Whether most have numbers, and most of these follow one another."""
        numbers = [entry.title.number for entry in self.numbered]
        steps = sum(1 for pair in pairwise(numbers) if _follows(*pair))
        return (
            len(numbers) > 1
            and self.share(self.numbered) >= 0.6
            and steps >= 0.7 * (len(numbers) - 1)
        )

    @property
    def fits(self) -> bool:
        """Whether they read as questions, without a look at other files."""
        if len(self.entries) < 2 or self._repeats():
            return False
        strong, signed = self.share(self.strong), self.share(self.signed)
        if self.runs:
            return strong >= 0.3 or signed >= 0.6
        count = len(self.entries)
        if count >= CROWD and signed >= 0.8:
            return True
        if len(self.strong) < MANY and strong < 1 and (signed < 1 or len(self.strong) < 2):
            return False
        return (
            strong >= 0.5
            or (count >= SURE and signed >= 0.8)
            or (count >= CROWD and signed >= 0.6 and strong >= 0.15)
        )

    @property
    def may_fit(self) -> bool:
        """Whether they read as questions in a file that is said to hold some."""
        if len(self.entries) < SURE or self._repeats():
            return False
        counted = self.runs and self.share(self.numbered) >= 1 - RARE
        return counted or (self.share(self.strong) >= 0.3 and self.share(self.signed) >= 0.4)

    def _repeats(self) -> bool:
        """Whether a few titles come again and again: then they are parts of answers."""
        titles = Counter(plain(entry.title.words).casefold() for entry in self.entries)
        marked = [
            entry
            for entry in self.entries
            if entry.title.number or entry.title.label or entry.labelled or entry.lettered
        ]
        return 2 * len(titles) < len(self.entries) and self.share(marked) < 0.5


def _names(title: Title) -> bool:
    """Whether a title is that of a section: a few words, and no sentence."""
    words = plain(title.words)
    return len(words.split()) <= LONGEST_NAME and not words.endswith((".", "。", ":", "："))


def _follows(before: tuple[int, ...], after: tuple[int, ...]) -> bool:
    """Whether a number counts on, a few left out, or begins again."""
    return after[-1] == 1 or before < after <= (*before[:-1], before[-1] + MANY)


def best_of(levels: Sequence[Level]) -> Level | None:
    """The level that reads most like questions; of two, the one that holds the other."""
    best: Level | None = None
    for level in levels:
        if best is None or _only_holds(best, level):
            best = level
    return best


def _only_holds(outer: Level, inner: Level) -> bool:
    """Whether the headings of the outer level are but sections of those of the inner one."""
    holding = sum(1 for entry in outer.entries if entry.bare)
    if 2 * holding > len(outer.entries):
        return True
    return len(inner.strong) > 4 * len(outer.entries)


def narrowed(level: Level) -> Level:
    """The level with no others than those that are called questions, where these are counted."""
    called = _called(level.entries)
    if not called:
        return level
    inner = [e for e in level.entries if called[0].place <= e.place <= called[-1].place]
    return Level(level.level, called, narrowed=len(called) < len(inner))


def _called(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Those that are called questions and counted, where few of the others ask.

    They are counted from 1, or they alone have an answer's label below them.
    """
    called: list[Entry] = []
    others: list[Entry] = []
    for entry in entries:
        calls = entry.title.number and calls_question(entry.title.label)
        (called if calls else others).append(entry)
    if len(called) < MANY:
        return entries
    labelled = all(e.labelled for e in called) and not any(e.labelled for e in others)
    if not labelled and (len(called) >= len(others) or called[0].title.number != (1,)):
        return entries
    counted = sum(1 for a, b in pairwise(called) if _follows(a.title.number, b.title.number))
    asking = 0 if labelled else sum(entry.strong for entry in others)
    if counted < len(called) - 1 or 10 * asking > 3 * len(others):
        return entries
    return tuple(called)
