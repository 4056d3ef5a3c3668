"""Blocks into the options in them: task lists, with what stands above and below them.

`- [x]` is a right option, `- [ ]` and `- []` a wrong one; `- (x)` and `- ( )` mean the same. Code
and pictures between two lists belong to the option above them, and a quote right below an option
says something to who chose it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from exporter.model.document import (
    Block,
    BulletList,
    CodeBlock,
    Heading,
    Image,
    Inline,
    ListItem,
    MathBlock,
    OrderedList,
    Paragraph,
    Quote,
    Table,
    Text,
)
from exporter.readers.answers import is_comment

__all__ = ["Tasks", "find_tasks", "options_of", "title_above"]

_MARK = re.compile(r"(?:\[[ \t\xa0]*([xX✓✔✅])?[ \t\xa0]*\]|\(([ \t\xa0]+|[xX✓✔✅])\))(?:[ \t]+|$)")


@dataclass(frozen=True, slots=True)
class Tasks:
    """Options as they are written."""

    above: tuple[Block, ...]
    items: tuple[ListItem, ...]
    below: tuple[Block, ...]
    """What explains; first of all, what is said to who chose an option."""


def options_of(block: Block) -> tuple[ListItem, ...]:
    """The items of a task list, each checked or not; none of any other block."""
    if not isinstance(block, BulletList | OrderedList):
        return ()
    items = tuple(map(_option, block.items))
    marked = sum(item.checked is not None for item in items)
    if 3 * marked < 2 * len(items):
        return ()
    return tuple(replace(item, checked=bool(item.checked)) for item in items)


def _option(item: ListItem) -> ListItem:
    """The item with its mark read, when it has one of those that markdown does not know."""
    first = item.blocks[0] if item.blocks else None
    if item.checked is not None or not (isinstance(first, Paragraph) and first.children):
        return item
    words = first.children[0]
    if not isinstance(words, Text):
        return item
    if match := _MARK.match(words.text):
        checked = bool(match[1] or (match[2] or "").strip())
    else:
        return item
    rest = Text(words.text[match.end() :])
    children = (*((rest,) if rest.text else ()), *first.children[1:])
    body = (replace(first, children=children),) if children else ()
    return ListItem((*body, *item.blocks[1:]), item.line, checked)


def find_tasks(blocks: Sequence[Block], rows: Sequence[str]) -> Tasks | None:
    """The options in `blocks` of a file with these `rows`; None when there are none."""
    first = next((place for place, block in enumerate(blocks) if options_of(block)), None)
    if first is None:
        return None
    items = list(options_of(blocks[first]))
    after = first + 1
    while after < len(blocks):
        end = after
        while end < len(blocks) and (_belongs(blocks[end]) or _is_said(blocks[end], rows)):
            end += 1
        more = options_of(blocks[end]) if end < len(blocks) else ()
        if not more:
            end = after + 1 if _is_said(blocks[after], rows) else after
        items[-1] = replace(items[-1], blocks=(*items[-1].blocks, *blocks[after:end]))
        items.extend(more)
        after = end + bool(more)
        if not more:
            break
    said = tuple(ListItem(item.blocks, item.line) for item in items if _says(item))
    feedback = (BulletList(said, said[0].line, tight=False),) if said else ()
    options = tuple(map(_without_said, items))
    return Tasks(tuple(blocks[:first]), options, (*feedback, *blocks[after:]))


def _is_said(block: Block, rows: Sequence[str]) -> bool:
    """Whether it is a quote with no blank row above it."""
    return isinstance(block, Quote) and bool(rows[block.line - 2].strip(" \t>"))


def _says(option: ListItem) -> bool:
    """Whether something in an option is said to who chose it."""
    return len(option.blocks) > 1 and any(isinstance(block, Quote) for block in option.blocks[1:])


def _without_said(option: ListItem) -> ListItem:
    first, rest = option.blocks[:1], option.blocks[1:]
    return replace(option, blocks=(*first, *(b for b in rest if not isinstance(b, Quote))))


def _belongs(block: Block) -> bool:
    """Whether a block that stands between two lists is a part of the option above it."""
    match block:
        case CodeBlock() | MathBlock() | Table():
            return True
        case Paragraph(children=children):
            return all(isinstance(inline, Image) for inline in children)
        case _:
            return is_comment(block)


def title_above(blocks: tuple[Block, ...]) -> tuple[tuple[Inline, ...], tuple[Block, ...]]:
    """The first text of what stands above options as its title, and the rest of it."""
    for place, block in enumerate(blocks):
        match block:
            case Paragraph(children=title) | Heading(children=title):
                return title, (*blocks[:place], *blocks[place + 1 :])
            case OrderedList(items=(item,)) if item.blocks:
                title, rest = title_above(item.blocks)
                return title, (*blocks[:place], *rest, *blocks[place + 1 :])
            case _:
                pass
    return (), blocks
