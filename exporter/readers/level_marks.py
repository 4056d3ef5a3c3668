"""Items with a mark of their level, `[E] What is …?`, into questions, be they parts of others.

What stands above such parts, in the item that holds them, is asked with each.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from exporter.model.document import (
    Block,
    Break,
    BulletList,
    Inline,
    ListItem,
    OrderedList,
    Paragraph,
    Text,
)
from exporter.readers.forms.contract import Page
from exporter.readers.question_words import LEVELS

__all__ = ["above_parts", "blocks_with_parts", "without_mark"]

_LETTERS = ("E", "M", "H")
_MARK = re.compile(
    r"\s*[\[(【](?:{})[\])】]\s*".format(
        "|".join(
            f"(?P<level{number}>(?-i:{letter})|{'|'.join(words.split())})"
            for number, (letter, words) in enumerate(zip(_LETTERS, LEVELS, strict=True), 1)
        )
    ),
    re.IGNORECASE,
)
_NUMBERED = re.compile(rf"\s*\d{{1,3}}[.)]\s+(?={_MARK.pattern})", re.IGNORECASE)
_Opened = tuple[tuple[Block, ...], Mapping[int, tuple[Block, ...]]]


def without_mark(words: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], int]:
    """A line without the mark that it begins with, and its level, 1 to 3; 0 without one."""
    first = words[0] if words else None
    match = _MARK.match(first.text) if isinstance(first, Text) else None
    if not (match and isinstance(first, Text)):
        return words, 0
    level = next(number for number in (1, 2, 3) if match[f"level{number}"])
    rest = first.text[match.end() :]
    return ((Text(rest), *words[1:]) if rest else words[1:]), level


def blocks_with_parts(page: Page) -> tuple[Block, ...]:
    """The blocks of a file; lists of marked parts stand behind the items that held them."""
    return _opened(page)[0]


def above_parts(page: Page) -> Mapping[int, tuple[Block, ...]]:
    """The line of each such part → what its item says above it."""
    return _opened(page)[1]


def _opened(page: Page) -> _Opened:
    return page.shelf.fact(f"level marks: {page.file}", lambda _: _open(page))


def _open(page: Page) -> _Opened:
    above: dict[int, tuple[Block, ...]] = {}
    opened: list[Block] = []
    for block in page.document.blocks:
        if isinstance(block, BulletList | OrderedList):
            opened.extend(_parts(block, above))
        else:
            opened.append(block)
    return tuple(opened), above


def _parts(
    block: BulletList | OrderedList, above: dict[int, tuple[Block, ...]]
) -> Iterator[BulletList | OrderedList]:
    """A list, parted where an item holds marked ones; an item without a mark only leads to them."""
    run: list[ListItem] = []
    for item in block.items:
        blocks = tuple(part for inner in item.blocks for part in _from_lines(inner))
        parts = [inner for inner in blocks if _is_marked(inner)]
        own = tuple(inner for inner in blocks if not _is_marked(inner))
        if not parts or _has_mark(item):
            run.append(replace(item, blocks=own))
        if parts and run:
            yield replace(block, items=tuple(run), line=run[0].line)
            run = []
        for part in parts:
            if isinstance(part, BulletList | OrderedList):
                above.update((inner.line, _without_mark(own)) for inner in part.items)
                yield from _parts(part, above)
    if run:
        yield replace(block, items=tuple(run), line=run[0].line)


def _without_mark(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    match blocks:
        case (Paragraph(words) as first, *others):
            return (replace(first, children=without_mark(words)[0]), *others)
        case _:
            return blocks


def _from_lines(block: Block) -> tuple[Block, ...]:
    """A text, and the items that its marked lines would be if their numbers began with 1."""
    lines = _lines(block) if isinstance(block, Paragraph) else ()
    begin = next((place for place, line in enumerate(lines) if _NUMBERED.match(_start(line))), 0)
    if not begin or not isinstance(block, Paragraph):
        return (block,)
    first, *others = lines[begin:]
    items = [_item(first)]
    for line in others:
        if not _NUMBERED.match(_start(line)):
            return (block,)
        items.append(_item(line))
    count = sum(1 + len(line.children) for line in lines[:begin]) - 1
    number = int(re.split(r"[.)]", _start(first).strip())[0])
    return (
        replace(block, children=block.children[:count]),
        OrderedList(tuple(items), first.line, number),
    )


def _item(line: Paragraph) -> ListItem:
    words = _NUMBERED.sub("", _start(line), count=1)
    return ListItem((replace(line, children=(Text(words), *line.children[1:])),), line.line)


def _start(line: Paragraph) -> str:
    first = line.children[0] if line.children else None
    return first.text if isinstance(first, Text) else ""


def _lines(paragraph: Paragraph) -> tuple[Paragraph, ...]:
    """The lines of a text, each as a text of its own."""
    lines = [Paragraph((), paragraph.line)]
    for inline in paragraph.children:
        if isinstance(inline, Break):
            lines.append(Paragraph((), lines[-1].line + 1))
        else:
            lines[-1] = replace(lines[-1], children=(*lines[-1].children, inline))
    return tuple(lines)


def _is_marked(block: Block) -> bool:
    """Whether it is a list most of whose items begin with a mark."""
    if not isinstance(block, BulletList | OrderedList):
        return False
    return 2 * sum(map(_has_mark, block.items)) > len(block.items)


def _has_mark(item: ListItem) -> bool:
    first = item.blocks[0] if item.blocks else None
    return isinstance(first, Paragraph) and without_mark(first.children)[1] > 0
