"""Answer keys: the answers to many questions in one place below them, by their numbers.

A key stands below a heading, a line or in a box that names answers; its entries are numbered as the
questions above it are. It is taken out of the file before that is read, and given back to its
questions afterwards.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exporter.model.document import (
    Admonition,
    Block,
    Break,
    BulletList,
    Heading,
    Inline,
    OrderedList,
    Paragraph,
    Rule,
    Table,
    Text,
    inlines_of,
    plain,
    plain_blocks,
)
from exporter.readers.labels import label_of, labelled
from exporter.readers.titles import asks, read_title

__all__ = ["Key", "split_keys"]

FEWEST = 3
"""How many entries a key has at least."""
LONGEST_HEAD = 3
"""How many words at the beginning of a heading may name answers: "Gabarito do dia 1"."""

_LETTER = re.compile(r"(\d{1,3})\s*[-.):=\u2013\u2014\uff0e\u3001]?\s*\(?([A-La-l])\)?(?![\w.])")
_PICKED = re.compile(r"\W*[A-La-l](?!\w)")
_LETTERS = re.compile(rf"\W*(?:{_LETTER.pattern}[\s,;|/]*)+\.?")


@dataclass(frozen=True, slots=True)
class Key:
    """The answers to the questions of a part of a file."""

    begin: int
    """The line behind which they stand."""
    line: int
    """The line of the key itself."""
    answers: tuple[tuple[Block, ...], ...]
    """In the order of their numbers, from 1."""

    @property
    def picks(self) -> bool:
        """Whether each of the answers begins with the letter of an option."""
        return all(_PICKED.match(plain_blocks(answer[:1])) for answer in self.answers)


def split_keys(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Key, ...]]:
    """The blocks of a file without its answer keys, and those."""
    kept: list[Block] = []
    keys: list[Key] = []
    named: set[tuple[type, str]] = set()
    begin = place = 0
    while place < len(blocks):
        end = place
        # Where answers are named in the same way above, each of them is that of one question.
        if _names_key(blocks[place]) and (manner := _manner_of(blocks[place])) not in named:
            named.add(manner)
            end = _end_of_key(blocks, place)
        answers = _entries(_inside(blocks, place, end)) if end > place else ()
        if len(answers) >= FEWEST and _are_asked(blocks[begin:place], len(answers)):
            above = blocks[begin].line if begin < place else 0
            keys.append(Key(above if keys else 0, blocks[place].line, answers))
            begin = place = end
            named.clear()
        else:
            kept.append(blocks[place])
            place += 1
    return (tuple(kept), tuple(keys)) if keys else (blocks, ())


def _names_key(block: Block) -> bool:
    """Whether a block names answers: those to one question, or a key."""
    match block:
        case Heading(children=words):
            return _names_answers(words)
        case Paragraph(children=words):
            return labelled(words)[0] == "answer"
        case Admonition(title=words):
            return label_of(plain(words)) == "answer"
        case _:
            return False


def _manner_of(block: Block) -> tuple[type, str]:
    """How a block names answers: headings and boxes by their words, whatever their numbers."""
    words = "" if isinstance(block, Paragraph) else plain(inlines_of(block))
    return type(block), re.sub(r"\d+", "", words).casefold().strip()


def _end_of_key(blocks: Sequence[Block], place: int) -> int:
    """The place behind what stands below the name of answers."""
    block = blocks[place]
    end = place + 1
    while end < len(blocks) and not isinstance(block, Admonition):
        if isinstance(block, Heading) and _is_heading(blocks[end], block.level):
            break
        if isinstance(block, Paragraph) and isinstance(blocks[end], Heading | Rule):
            break
        end += 1
    return end


def _names_answers(words: tuple[Inline, ...]) -> bool:
    first = plain(words).split()[:LONGEST_HEAD]
    begins = (" ".join(first[:count]) for count in range(1, len(first) + 1))
    return label_of(plain(words)) == "answer" or any(label_of(b) == "answer" for b in begins)


def _is_heading(block: Block, level: int) -> bool:
    return isinstance(block, Heading) and block.level <= level


def _inside(blocks: Sequence[Block], place: int, end: int) -> Iterator[Block]:
    """What stands below the name of a key, or in the box that is one."""
    first = blocks[place]
    if isinstance(first, Paragraph) and (rest := labelled(first.children)[1]):
        yield Paragraph(rest, first.line)
    for block in (first, *blocks[place + 1 : end]):
        if isinstance(block, Admonition) and label_of(plain(block.title)) in ("answer", "more"):
            yield from block.blocks
        elif block is not first:
            yield block


def _entries(blocks: Iterator[Block]) -> tuple[tuple[Block, ...], ...]:
    """The entries of a key, in order; none when their numbers are not 1, 2, 3 …."""
    found: list[list[Block]] = []
    leading = 0
    for block in blocks:
        for number, inner in _numbered(block, len(found) + 1):
            if number == len(found) + 1:
                found.append(list(inner))
            elif not number and found:
                found[-1].extend(inner)
            else:
                leading += 1 + bool(number)
            if leading > 1:
                return ()
    return tuple(tuple(_without_rules(entry)) for entry in found)


def _without_rules(entry: list[Block]) -> Iterator[Block]:
    return (block for block in entry if not isinstance(block, Rule))


def _numbered(block: Block, following: int) -> Iterator[tuple[int, tuple[Block, ...]]]:
    """The entries that a block holds, each with its number; 0 for what goes on with the last."""
    match block:
        case OrderedList(items, start=start) if start == following:
            yield from ((start + place, item.blocks) for place, item in enumerate(items))
        case BulletList(items):
            entries = [_entry(inner) for item in items for inner in item.blocks[:1]]
            if [entry[0] for entry in entries[:1]] != [following]:
                yield 0, (block,)
                return
            for entry, item in zip(entries, items, strict=True):
                yield entry[0], (*entry[1], *item.blocks[1:])
        case Table(rows=rows) if rows and _cell_number(rows[0][0]) == following:
            for row in rows:
                yield _cell_number(row[0]), _cells(row[1:], block.line)
        case Paragraph(children=words):
            yield from _in_text(words, block.line, following)
        case Heading():
            yield _entry(block)
        case _:
            yield 0, (block,)


def _entry(block: Block) -> tuple[int, tuple[Block, ...]]:
    """The number that a text begins with, and the text behind it."""
    if not isinstance(block, Paragraph | Heading):
        return 0, (block,)
    title = read_title(block.children)
    if len(title.number) != 1:
        return 0, (block,)
    words = () if title.generic else title.words
    return title.number[0], ((Paragraph(words, block.line),) if words else ())


def _in_text(
    words: tuple[Inline, ...], line: int, following: int
) -> Iterator[tuple[int, tuple[Block, ...]]]:
    """The entries that stand on the lines of a text, or all on one: "1. b, 2. c"."""
    text = plain(words)
    if _LETTERS.fullmatch(text):
        for match in _LETTER.finditer(text):
            yield int(match[1]), (Paragraph((Text(match[2]),), line),)
        return
    row: list[Inline] = []
    for inline in (*words, Break(hard=False)):
        if isinstance(inline, Break) and row:
            number, blocks = _entry(Paragraph(tuple(row), line))
            begins = number == following
            following += begins
            yield (number, blocks) if begins else (0, (Paragraph(tuple(row), line),))
            row = []
        elif not isinstance(inline, Break):
            row.append(inline)
        line += isinstance(inline, Break)


def _cell_number(cell: tuple[Inline, ...]) -> int:
    match = re.fullmatch(r"\D{0,12}?(\d{1,3})\W?", plain(cell).strip())
    return int(match[1]) if match else 0


def _cells(cells: tuple[tuple[Inline, ...], ...], line: int) -> tuple[Block, ...]:
    return tuple(Paragraph(cell, line) for cell in cells if plain(cell).strip())


def _are_asked(blocks: Sequence[Block], count: int) -> bool:
    """Whether `blocks` are numbered up to `count`, or hold so many headings that ask."""
    headings: list[Heading] = []
    texts: list[Block] = []
    items: list[int] = []
    for block in blocks:
        match block:
            case Heading():
                headings.append(block)
            case OrderedList(blocks_of, start=start):
                items.extend(range(start, start + len(blocks_of)))
            case Paragraph():
                texts.append(block)
            case _:
                pass
    runs = (items, [_entry(b)[0] for b in headings], [_entry(b)[0] for b in texts])
    return any(_highest(run) == count for run in runs) or any(
        sum(asks(h.children) for h in headings if h.level == level) == count
        for level in {h.level for h in headings}
    )


def _highest(numbers: Sequence[int]) -> int:
    """How far a run of numbers counts on from 1."""
    reached = 0
    for number in numbers:
        reached += number == reached + 1
    return reached
