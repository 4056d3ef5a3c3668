"""The headings of a file into those that ask: one level of them a file, by what speaks for it.

What speaks for a heading: a number, the word "Question", a question mark, a coloured mark, options
or an answer's label below it. Headings above that level are sections, those below it are answers.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from pathlib import PurePosixPath

from exporter.markdown import Fault
from exporter.model.document import (
    Admonition,
    Block,
    Break,
    BulletList,
    CodeBlock,
    Heading,
    Inline,
    Link,
    MathBlock,
    OrderedList,
    Paragraph,
    RawHtml,
    Rule,
    Strong,
    Table,
    Text,
    inlines_of,
    plain,
    plain_blocks,
    walk,
    walk_inlines,
)
from exporter.readers.announced import announced_sections, announces_itself
from exporter.readers.files import is_readme
from exporter.readers.flow import flow
from exporter.readers.forms.contract import Page
from exporter.readers.labels import label_of
from exporter.readers.noise import without_noise
from exporter.readers.options import find_options
from exporter.readers.plans import is_plan
from exporter.readers.stems import is_answer, is_choice, is_ticked, label_of_block
from exporter.readers.titles import (
    Title,
    asks,
    calls_question,
    has_bare_number,
    is_about_the_file,
    is_about_the_project,
    read_title,
    sounds_asking,
    tells_fault,
)

__all__ = [
    "CONTENTS",
    "MANY",
    "SURE",
    "Entry",
    "Level",
    "best_level",
    "bodies_ask",
    "chosen_level",
    "counted_headings",
    "is_contents",
    "is_field",
    "levels_of",
    "names_part",
    "text_below",
]

CONTENTS = Fault("left-out-contents", "info", "the list of the file's own headings is left out")
"""What is told of a table of contents."""

_ENDS_ASKING = re.compile(r"[?？؟]\W*$")
MANY = 3
"""How many files or headings are enough to speak of a habit."""
SHORT = 20
"""How many words a text has at most that only asks."""
SURE = 8
"""How many that ask are a bank even among many files that ask nothing."""
ENOUGH = 4
"""The same, for a level most of whose headings ask: how many, times which part they are."""
CROWD = 20
"""How many headings are a bank where some ask, and how many files speak for other folders."""
RARE = 0.2
"""Which part of the headings of a level may be no question where the others are."""
LONGEST_NAME = 6
"""How many words the name of a section has at most."""
EDGE = 40
"""How many letters of a text are looked at for a label."""
NEAR = 8
"""How many blocks below a heading are looked at for options and labels."""


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


def names_part(heading: Heading) -> bool:
    """Whether a heading only names a part of a question: "Answer", "Hint", "**Answer**: 42"."""
    label = label_of(plain(heading.children))
    return label in ("answer", "explanation", "hint") or is_answer(heading)


def is_field(heading: Heading) -> bool:
    """Whether a heading says something beside a question: `**Author**: …`."""
    match heading.children:
        case (Strong(), Text(text), *_):
            return text.lstrip().startswith((":", "："))
        case _:
            return False


def levels_of(page: Page) -> tuple[Level, ...]:
    """The levels of headings in a file, from the shallowest."""
    return page.shelf.fact(f"headings: levels of {page.file}", lambda _: _levels(page))


def chosen_level(page: Page) -> Level | None:
    """The level of the headings that are questions; None when there is none in the file.

    The file's own headings say it, or, where they say little, those of the other files.
    """
    return page.shelf.fact(f"headings: level of {page.file}", lambda _: _chosen(page))


def _chosen(page: Page) -> Level | None:
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
    return plain_blocks(without_noise(_below(blocks, place)).blocks).strip()


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
    best = _best([level for level in levels if level.fits])
    if best or not levels:
        return best
    if announces_itself(page):
        return _best([level for level in levels if level.may_fit and not _asks_below(page, level)])
    sections = announced_sections(page)
    inner = [_within(level, sections) for level in levels] if sections else []
    return _best([level for level in inner if len(level.signed) >= MANY and level.fits])


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


def _best(levels: Sequence[Level]) -> Level | None:
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


def _levels(page: Page) -> tuple[Level, ...]:
    blocks = flow(page)
    found: dict[int, list[tuple[int, Heading]]] = {}
    for place, heading in _headings(blocks):
        found.setdefault(heading.level, []).append((place, heading))
    return tuple(
        _narrowed(Level(level, tuple(_entries(blocks, found[level]))))
        for level in sorted(found)
        if not _are_labels([heading for _, heading in found[level]])
    )


def _narrowed(level: Level) -> Level:
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


def _headings(blocks: tuple[Block, ...]) -> Iterator[tuple[int, Heading]]:
    """The headings and their places, without those in which the file speaks of itself."""
    around = 0
    for place, block in enumerate(blocks):
        if isinstance(block, Heading):
            around = 0 if block.level <= around else around
            if not around or asks(block.children) or read_title(block.children).label:
                yield place, block
            if not around and is_about_the_project(block.children):
                around = block.level


def _are_labels(headings: Sequence[Heading]) -> bool:
    """Whether headings are a few titles again and again, such as "Source" below each answer."""
    titles = {plain(heading.children): heading for heading in headings}
    return len(headings) > 3 * len(titles) and not any(
        label_of(words) == "question" or asks(heading.children) for words, heading in titles.items()
    )


def _entries(blocks: tuple[Block, ...], headings: Sequence[tuple[int, Heading]]) -> Iterator[Entry]:
    """The headings of one level that may ask: labels, contents and the like never do."""
    bare = [heading for _, heading in headings if has_bare_number(heading.children)]
    numbered = len(bare) > 1 and 5 * len(bare) >= 4 * len(headings)
    for place, heading in headings:
        if names_part(heading):
            continue
        title, begin = _titled(blocks, place, read_title(heading.children, numbered=numbered))
        below = _below(blocks, begin - 1)
        labelled = _has_label(blocks, begin - 1)
        if labelled and label_of(plain(heading.children)) == "question":
            title = replace(title, label=title.label or "question", generic=True)
        about = is_about_the_file(title.words) and not title.label
        if not asks(title.words) and (about or is_contents(below)):
            continue
        empty = not any(map(_says_something, below))
        if empty and _leads_to_file(heading):
            continue
        yield Entry(
            place,
            begin,
            heading,
            title,
            asks=asks(title.words),
            sounds=sounds_asking(title.words),
            labelled=labelled,
            lettered=_has_options(below, asked=_may_have_tasks(title)),
            bare=empty,
            empty=_is_empty(blocks, place),
            leads=_only_leads(below),
        )


def _titled(blocks: tuple[Block, ...], place: int, title: Title) -> tuple[Title, int]:
    """The title of a heading, and where what stands below it begins.

    One that is nothing but a number (`## #7`), or a number and a topic (`## Question 7 - Lists`),
    is a mark; the deeper heading right below says what is asked.
    """
    heading = blocks[place]
    after = blocks[place + 1] if place + 1 < len(blocks) else None
    if (
        not title.number
        or not (isinstance(after, Heading) and isinstance(heading, Heading))
        or after.level <= heading.level
        or label_of(plain(after.children))
        or not (title.generic or _only_here(blocks, place, title))
    ):
        return title, place + 1
    words = read_title(after.children)
    label = title.label or words.label
    return replace(words, number=title.number, label=label), place + 2


def _only_here(blocks: tuple[Block, ...], place: int, title: Title) -> bool:
    """Whether below a heading that is called a question but does not ask only the next one does."""
    if not calls_question(title.label) or asks(title.words):
        return False
    heading, first = blocks[place], blocks[place + 1]
    assert isinstance(heading, Heading)
    assert isinstance(first, Heading)
    rest = (blocks[index] for index in range(place + 2, len(blocks)))
    below = takewhile(lambda b: not (isinstance(b, Heading) and b.level <= heading.level), rest)
    others = (block for block in below if isinstance(block, Heading) and block.level == first.level)
    return asks(first.children) and not any(asks(other.children) for other in others)


def _below(blocks: tuple[Block, ...], place: int) -> tuple[Block, ...]:
    """The blocks between a heading and the next one, as far as they are looked at."""
    end = place + 1
    while end < len(blocks) and end <= place + NEAR and not isinstance(blocks[end], Heading):
        end += 1
    return blocks[place + 1 : end]


def _says_something(block: Block) -> bool:
    return not isinstance(block, Rule | RawHtml)


def _is_empty(blocks: tuple[Block, ...], place: int) -> bool:
    """Whether nothing stands below a heading, up to one that is no deeper."""
    heading = blocks[place]
    behind = (blocks[at] for at in range(place + 1, len(blocks)))
    after = next(filter(_says_something, behind), None)
    if not isinstance(heading, Heading):
        return False
    return after is None or (isinstance(after, Heading) and after.level <= heading.level)


def _only_leads(blocks: tuple[Block, ...]) -> bool:
    """Whether blocks are lines that are one link each, to other places."""
    if any(isinstance(block, CodeBlock | MathBlock | Table) for block in blocks):
        return False
    leads = False
    for block in walk(blocks):
        if isinstance(block, Paragraph):
            leads = _is_link_elsewhere(block)
            if not leads:
                break
    return leads


def _is_link_elsewhere(line: Paragraph) -> bool:
    link = _only_link(line.children)
    return link is not None and not link.href.startswith("#")


def _leads_to_file(heading: Heading) -> bool:
    """Whether a heading is a link to another file of the bank, which asks it itself."""
    link = _only_link(heading.children)
    return link is not None and link.href.partition("#")[0].lower().endswith((".md", ".mdx"))


def _only_link(inlines: Sequence[Inline]) -> Link | None:
    """The link that is all that there is."""
    here = [inline for inline in inlines if not _is_space(inline)]
    return here[0] if len(here) == 1 and isinstance(here[0], Link) else None


def _has_label(blocks: tuple[Block, ...], place: int) -> bool:
    """Whether an answer's label stands below a heading, and above the next that is none."""
    for block in blocks[place + 1 : place + 1 + 2 * NEAR]:
        if isinstance(block, Heading | Paragraph) and tells_fault(plain(block.children)[:EDGE]):
            return False
        if label_of_block(block) == "answer":
            return True
        if isinstance(block, Heading):
            if is_field(block) and is_answer(block):
                return True
            if not is_field(block) or read_title(block.children).label:
                return False
    return False


def _may_have_tasks(title: Title) -> bool:
    """Whether tasks below a title are options though none is ticked, and not things to do."""
    return asks(title.words) or sounds_asking(title.words) or bool(title.label or title.number)


def _has_options(blocks: tuple[Block, ...], *, asked: bool) -> bool:
    if not any(isinstance(b, Paragraph | BulletList | OrderedList) for b in blocks):
        return False
    if any(is_choice(block) and (asked or is_ticked(block)) for block in blocks):
        return True
    options = find_options(blocks)
    return options is not None and options.lettered


def is_contents(blocks: Sequence[Block]) -> bool:
    """Whether blocks are nothing but links into the file: a table of contents."""
    links = 0
    listed = _listed(blocks)
    for block in walk(tuple(blocks)):
        match block:
            case Paragraph() if block.line in listed:
                links += 1
            case Paragraph() | Table():
                here = [i for i in inlines_of(block) if not _is_space(i)]
                others = [i for i in here if not _leads_inward(i)]
                leads = len(here) - len(others)
                if sum(len(plain((i,)).strip()) for i in others) > 4 * max(leads, 1):
                    return False
                links += leads
            case BulletList() | OrderedList() | Rule() | RawHtml() | Admonition():
                pass
            case _:
                return False
    return links > 1


def _listed(blocks: Sequence[Block]) -> frozenset[int]:
    """The lines of the lists each item of which begins with such a link, whatever it says of it."""
    lines: set[int] = set()
    for block in walk(tuple(blocks)):
        if isinstance(block, BulletList | OrderedList):
            first = [item.blocks[0] for item in block.items if item.blocks]
            texts = [text for text in first if isinstance(text, Paragraph) and text.children]
            if len(texts) == len(block.items) and all(_leads_inward(t.children[0]) for t in texts):
                lines.update(text.line for text in texts)
    return frozenset(lines)


def _is_space(inline: Inline) -> bool:
    return isinstance(inline, Break) or not plain((inline,)).strip()


def _leads_inward(inline: Inline) -> bool:
    return any(isinstance(i, Link) and i.href.startswith("#") for i in walk_inlines((inline,)))
