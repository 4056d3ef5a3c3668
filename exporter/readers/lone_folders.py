"""A bank into those of its files that ask one thing each, by what speaks for their folders.

A file with nothing but a title asks when most files of its folder do, by their titles or their
names, and none of them has questions further down. Files that are called questions need no folder.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from exporter.model.document import (
    Admonition,
    Block,
    BulletList,
    Heading,
    OrderedList,
    Paragraph,
    Strong,
    inlines_of,
    plain,
    walk,
)
from exporter.readers.files import is_readme
from exporter.readers.forms.contract import Page
from exporter.readers.labels import label_of
from exporter.readers.lone import Lone, asking_key, begins_answer, lone_of, only_dresses
from exporter.readers.options import find_options
from exporter.readers.titles import asks, read_title, sounds_asking

__all__ = ["Folder", "lone_files"]

MANY = 5
"""How many files of a folder must have a title each for what they ask to be looked at."""
MOST = 0.6
"""Which part of a folder's files must have one, and which part of those must ask."""
NEARLY_ALL = 0.9
"""Which part of them must be built as those of other folders that ask."""
TIMES = 5
"""How many times more those must be."""
NEAR = 12
"""How many blocks below a title options are looked for in."""
FEW = 0.2
"""Which part of them may have questions further down."""


@dataclass(frozen=True, slots=True)
class Folder:
    """What speaks for a folder's files being one question each."""

    why: str
    asks: bool
    """Whether their titles or names ask; else they are only alike."""
    files: int
    """How many of them have one title."""


def lone_files(pages: Sequence[Page]) -> Mapping[str, Folder]:
    """The files of a bank that ask one thing each by their titles, with what speaks for it."""
    found = _called_files(pages)
    asking: list[Lone] = []
    others: list[tuple[dict[str, Lone], int]] = []
    for group in _groups(pages):
        alone = {
            page.file: lone for page in group if page.file not in found and (lone := lone_of(page))
        }
        if folder := _judged(list(alone.values()), len(group)):
            found.update(dict.fromkeys(alone, folder))
            asking += alone.values() if folder.asks else ()
        else:
            others.append((alone, len(group)))
    common = _common_parts(asking)
    for alone, files in others if common else ():
        if folder := _alike(list(alone.values()), files, common, len(asking)):
            found.update(dict.fromkeys(alone, folder))
    return found


def _common_parts(asking: Sequence[Lone]) -> frozenset[str]:
    """The headings by which most of the files that ask part their answers."""
    counts = Counter(part for lone in asking for part in _parts(lone))
    return frozenset(part for part, count in counts.items() if count >= MOST * len(asking))


def _parts(lone: Lone) -> frozenset[str]:
    headings = (block for block in lone.body if isinstance(block, Heading))
    return frozenset(plain(heading.children).strip(" :").casefold() for heading in headings)


def _alike(alone: Sequence[Lone], files: int, common: frozenset[str], asking: int) -> Folder | None:
    """What speaks for a folder whose files do not ask, but are built as very many that do."""
    count = len(alone)
    if count < max(MANY, NEARLY_ALL * files) or TIMES * count > asking:
        return None
    alike = sum(common <= _parts(lone) for lone in alone)
    further = sum(_asks_further(lone.body) for lone in alone)
    if alike < NEARLY_ALL * count or further > FEW * count:
        return None
    return Folder(f"one title, and the parts that {asking} files have which ask", True, count)


def _called_files(pages: Sequence[Page]) -> dict[str, Folder]:
    """The files, of whatever folders, that are called questions, when most of them ask."""
    called = {page.file: lone for page in pages if (lone := lone_of(page)) and lone.called}
    if sum(map(_asks_or_sounds, called.values())) < max(MANY, MOST * len(called)):
        return {}
    why = f"it is called a question, as {len(called)} files are"
    return dict.fromkeys(called, Folder(why, asks=True, files=len(called)))


def _groups(pages: Sequence[Page]) -> Iterator[list[Page]]:
    """The files of each folder; where each question has a folder of its own, those of one name."""
    groups: dict[str, list[Page]] = {}
    for page in pages:
        folder, _, name = page.file.rpartition("/")
        if is_readme(name):
            folder = f"*/{name}" if folder else "*"
        groups.setdefault(folder, []).append(page)
    for group in groups.values():
        if len(group) >= MANY:
            yield [page for page in group if not asking_key(page.document.front_matter)]


def _judged(alone: Sequence[Lone], files: int) -> Folder | None:
    """What speaks for the files of a folder being questions, of which some have one title each."""
    count = len(alone)
    if count < max(MANY, MOST * files):
        return None
    parted = sum(_begins_question(lone.body) for lone in alone)
    if parted >= MOST * count:
        why = f"what it asks below its title, as {parted} of {files} do beside it"
        return Folder(why, asks=True, files=count)
    offering = sum(_offers(lone.body) for lone in alone)
    if offering >= MOST * count:
        why = f"options below its only title, as in {offering} of {files} files beside it"
        return Folder(why, asks=True, files=count)
    if sum(_asks_further(lone.body) for lone in alone) > FEW * count:
        return None
    asking = sum(lone.asks for lone in alone)
    if asking >= MOST * count:
        why = f"its only title asks, as {asking} of {files} do beside it"
        return Folder(why, asks=True, files=count)
    named = sum(lone.named for lone in alone)
    if named >= MOST * count:
        why = f"one title, and a name that asks, as {named} of {files} have beside it"
        return Folder(why, asks=True, files=count)
    answering = sum(_answers_in(lone.body) == 1 for lone in alone)
    if answering >= MOST * count:
        why = f"one title and one answer, as in {answering} of {files} files beside it"
        return Folder(why, asks=False, files=count)
    return None


def _asks_or_sounds(lone: Lone) -> bool:
    title = read_title(lone.title)
    return asks(title.words) or sounds_asking(title.words)


def _asks_further(body: tuple[Block, ...]) -> bool:
    """Whether there are questions of their own in a file's text."""
    marks = items = 0
    for block in walk(body):
        match block:
            case Heading() | Admonition() | Paragraph(children=(Strong(),)):
                title = inlines_of(block)
                marks += asks(title) or bool(read_title(title).label)
            case BulletList(found) | OrderedList(found):
                items += sum(asks(inlines_of(item.blocks[0])) for item in found if item.blocks)
            case _:
                continue
        if marks > 1 or items >= MANY:
            return True
    return _answers_in(body) > 1


def _offers(body: tuple[Block, ...]) -> bool:
    """Whether lettered options stand below a title, and hardly any further down."""
    options = find_options(body[:NEAR])
    if not (options and options.lettered):
        return False
    explained = find_options((*options.below, *body[NEAR:]))
    if not (explained and explained.lettered):
        return True
    further = find_options(explained.below)
    return not (further and further.lettered)


def _begins_question(body: tuple[Block, ...]) -> bool:
    """Whether a heading right below a title says that what is asked follows, and no other does."""
    headings = [block for block in body if isinstance(block, Heading)]
    named = [block for block in headings if label_of(plain(block.children)) == "question"]
    first = next((block for block in body if not only_dresses(block)), None)
    return len(named) == 1 and first is named[0] and _answers_in(body) <= 1


def _answers_in(body: tuple[Block, ...]) -> int:
    """How many blocks of a file's text are labelled as an answer."""
    return sum(map(begins_answer, body))
