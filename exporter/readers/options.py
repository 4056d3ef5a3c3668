"""Blocks into the options in them: lines, items or cells with letters, or else a plain list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from exporter.model.document import (
    Block,
    Break,
    BulletList,
    Inline,
    ListItem,
    OrderedList,
    Paragraph,
    Table,
    Text,
    plain,
)
from exporter.readers.option_letters import (
    LETTERS,
    MARKER,
    alphabet_of,
    may_hold_second,
    without_letter,
)

__all__ = ["Options", "find_options"]

_GAP = re.compile(
    rf"(?:[\s\xa0]{{2,}}|\u2003)\s*(?=[(\uff08\[]?[{LETTERS}][)\uff09\].])"
    rf"|\s+(?=\([{LETTERS}]\)|[①-⑩])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Options:
    """Options as they are written, with what stands above and below them."""

    above: tuple[Block, ...]
    items: tuple[ListItem, ...]
    """Each without its letter."""
    below: tuple[Block, ...]
    lettered: bool
    """Whether the author wrote letters; else it is a list that an answer may point into."""
    numbered: bool = False
    """Whether it is a numbered list."""

    starred: bool = False
    """Whether stars in front of their letters say which are right: those are checked."""

    @property
    def sure(self) -> bool:
        """Whether it can't be but a list: its items have letters, or boxes to tick."""
        return self.lettered or all(item.checked is not None for item in self.items)


def find_options(blocks: tuple[Block, ...]) -> Options | None:
    """The options in `blocks`; None when nothing there reads as options.

    Letters tell them for sure; without any, the last list of the blocks is taken.
    """
    for place, block in enumerate(blocks):
        items: tuple[ListItem, ...] = ()
        if isinstance(block, BulletList | OrderedList):
            items = _lettered_items(block)
        elif isinstance(block, Table):
            items = _lettered_cells(block)
        if items:
            return Options(blocks[:place], items, blocks[place + 1 :], lettered=True)
    return _lettered_lines(blocks) or _last_list(blocks)


def _last_list(blocks: tuple[Block, ...]) -> Options | None:
    for place in range(len(blocks) - 1, -1, -1):
        block = blocks[place]
        if isinstance(block, BulletList | OrderedList):
            if len(block.items) < 2 or not all(item.blocks for item in block.items):
                return None
            above, below = blocks[:place], blocks[place + 1 :]
            numbered = isinstance(block, OrderedList)
            return Options(above, block.items, below, lettered=False, numbered=numbered)
    return None


def _lettered_items(block: BulletList | OrderedList) -> tuple[ListItem, ...]:
    """The items without their letters; none when they are not lettered in order.

    One in which nothing stands is none.
    """
    items: list[ListItem] = []
    alphabet = ""
    for place, item in enumerate(item for item in block.items if item.blocks):
        first = item.blocks[0]
        found = without_letter(first.children) if isinstance(first, Paragraph) else None
        if not (found and isinstance(first, Paragraph)):
            return ()
        alphabet = alphabet or alphabet_of(found[0])
        if alphabet[place : place + 1] != found[0]:
            return ()
        body = (replace(first, children=found[1]),) if found[1] else ()
        items.append(replace(item, blocks=(*body, *item.blocks[1:])))
    return tuple(items) if len(items) > 1 else ()


def _lettered_cells(table: Table) -> tuple[ListItem, ...]:
    """The options of a table that has a column, or a row, of nothing but letters in order."""
    rows = [row for row in (table.header, *table.rows) if any(plain(cell).strip() for cell in row)]
    for lines in (rows, list(zip(*rows, strict=False))):
        letters = [plain(line[0]).strip(" .)(").casefold() for line in lines if line]
        alphabet = alphabet_of(letters[0]) if letters and letters[0] else ""
        if len(letters) > 1 and letters == list(alphabet[: len(letters)]):
            return tuple(
                ListItem(tuple(Paragraph(cell, table.line) for cell in line[1:]), table.line)
                for line in lines
            )
    return ()


def _lettered_lines(blocks: tuple[Block, ...]) -> Options | None:
    """Options that are lines of texts, in one or more paragraphs, or the only item of a list."""
    alone = [_alone(block) for block in blocks]
    if not any(isinstance(b, Paragraph) and may_hold_second(plain(b.children)) for b in alone):
        return None
    found = _Found([], [], [])
    for block in alone:
        found.take(block)
    if len(found.items) < 2:
        return None
    items = tuple(
        ListItem(tuple(inner), line, line in found.starred if found.starred else None)
        for line, inner in found.items
    )
    above, below = tuple(found.above), tuple(found.waiting)
    return Options(above, items, below, lettered=True, starred=bool(found.starred))


def _alone(block: Block) -> Block:
    """The text of a list that holds nothing else."""
    match block:
        case BulletList(items=(ListItem(blocks=(Paragraph() as text,)),)):
            return text
        case _:
            return block


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a paragraph, or a part of one that begins like an option."""

    children: tuple[Inline, ...]
    line: int
    end: Inline
    """What parts it from the one before it."""


@dataclass(slots=True)
class _Found:
    """Options, while a text is read from the top."""

    above: list[Block]
    items: list[tuple[int, list[Block]]]
    """Each with its line."""
    waiting: list[Block]
    """What stands behind the last option: a part of it when another option follows."""
    alphabet: str = ""
    starred: set[int] = field(default_factory=set)
    """The lines of the options that a star marks as right: "*b) …"."""
    opening: tuple[Inline, ...] = ()
    """The line that the first option begins with, its letter too."""

    def take(self, block: Block) -> None:
        """Reads on."""
        target = self.waiting if self.items else self.above
        if not isinstance(block, Paragraph):
            target.append(block)
            return
        begun = False
        for line in _lines(block):
            words = _unstarred(line.children)
            marked = without_letter(words)
            if marked and len(self.items) == 1 and alphabet_of(marked[0]):
                self._restart()
            if marked and self._is_next(marked[0]):
                self.opening = self.opening if self.items else line.children
                target = self._begin(line.line, marked[1], starred=words != line.children)
            elif begun:
                _join(target, line)
            else:
                target.append(Paragraph(line.children, line.line))
            begun = True

    def _is_next(self, letter: str) -> bool:
        self.alphabet = self.alphabet or alphabet_of(letter)
        return self.alphabet[len(self.items) : len(self.items) + 1] == letter

    def _restart(self) -> None:
        """Takes what began like the first option as a text: the first one comes now."""
        [(line, blocks)] = self.items
        first, rest = blocks[:1], blocks[1:]
        said = first[0].children if first and isinstance(first[0], Paragraph) else ()
        led = without_letter(_unstarred(self.opening))
        words = (*self.opening, *said[len(led[1]) if led else 0 :])
        self.above += [Paragraph(words, line), *rest, *self.waiting]
        self.items.clear()
        self.waiting.clear()
        self.starred.clear()
        self.alphabet = ""

    def _begin(self, line: int, words: tuple[Inline, ...], *, starred: bool) -> list[Block]:
        if self.items:
            self.items[-1][1].extend(self.waiting)
        self.waiting = []
        blocks: list[Block] = [Paragraph(words, line)] if words else []
        self.items.append((line, blocks))
        if starred:
            self.starred.add(line)
        return blocks


def _unstarred(words: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A line without the star in front of its letter."""
    match words:
        case (Text(text), *others) if text[:1] == "*" and MARKER.match(text, 1):
            return (Text(text[1:]), *others)
        case _:
            return words


def _join(blocks: list[Block], line: _Line) -> None:
    """Adds a line to the paragraph that stands last."""
    last = blocks[-1] if blocks else None
    if isinstance(last, Paragraph):
        blocks[-1] = replace(last, children=(*last.children, line.end, *line.children))
    else:
        blocks.append(Paragraph(line.children, line.line))


def _lines(paragraph: Paragraph) -> Iterator[_Line]:
    children: list[Inline] = []
    number = paragraph.line
    end: Inline = Break(hard=False)
    for inline in paragraph.children:
        if isinstance(inline, Break):
            yield from _parts(tuple(children), number, end)
            children, end = [], inline
            number += 1
        else:
            children.append(inline)
    yield from _parts(tuple(children), number, end)


def _parts(children: tuple[Inline, ...], number: int, end: Inline) -> Iterator[_Line]:
    """A line, parted where several options stand on it."""
    part: list[Inline] = []
    for inline in children:
        words = _GAP.split(inline.text) if isinstance(inline, Text) else []
        if len(words) < 2:
            part.append(inline)
            continue
        for word in words[:-1]:
            yield _Line((*part, Text(word)), number, end)
            part, end = [], Text(" ")
        part = [Text(words[-1])]
    yield _Line(tuple(inline for inline in part if inline != Text("")), number, end)
