"""The headings of a file that may ask, level by level, with what stands below each."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from exporter.model.document import (
    Block,
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
    plain,
    walk,
)
from exporter.readers.contents import is_contents, is_space
from exporter.readers.flow import flow
from exporter.readers.forms.contract import Page
from exporter.readers.heading_levels import Entry, Level, narrowed
from exporter.readers.labels import label_of
from exporter.readers.options import find_options
from exporter.readers.stems import is_answer, is_choice, label_of_block
from exporter.readers.tasks import is_ticked
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

__all__ = ["blocks_below", "is_field", "levels_of", "names_part"]

EDGE = 40
"""How many letters of a text are looked at for a label."""
NEAR = 8
"""How many blocks below a heading are looked at for options and labels."""


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


def _levels(page: Page) -> tuple[Level, ...]:
    blocks = flow(page)
    found: dict[int, list[tuple[int, Heading]]] = {}
    for place, heading in _headings(blocks):
        found.setdefault(heading.level, []).append((place, heading))
    return tuple(
        narrowed(Level(level, tuple(_entries(blocks, found[level]))))
        for level in sorted(found)
        if not _are_labels([heading for _, heading in found[level]])
    )


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
        below = blocks_below(blocks, begin - 1)
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


def blocks_below(blocks: tuple[Block, ...], place: int) -> tuple[Block, ...]:
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
    here = [inline for inline in inlines if not is_space(inline)]
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
