"""Blocks into the options in them: task lists, with what stands above and below them.

`- [x]` is a right option, `- [ ]` and `- []` a wrong one; `- (x)` and `- ( )` mean the same. Code
and pictures between two lists belong to the option above them, and a quote right below an option
says something to who chose it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

from exporter.model.document import (
    Block,
    Break,
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
    plain,
)
from exporter.readers.answers import is_comment

__all__ = ["Tasks", "find_tasks", "is_ticked", "options_of", "title_above", "with_joined_tasks"]

_TIGHT = re.compile(r"(?:\[[ \t\xa0]*([xX✓✔✅*])?[ \t\xa0]*\]|\(([ \t\xa0]+|[xX✓✔✅])\))[ \t]*")
"""A mark; where it is the only one of a list, a space must follow it."""
_MARK = re.compile(rf"{_TIGHT.pattern}(?:(?<=[ \t])|$)|\[[ \t\xa0]+\]")
_BOXED = re.compile(r"\[[ \t\xa0]*([xX✓✔✅*])?[ \t\xa0]*\][ \t]*")
_SIGNED = re.compile(
    r"(✅|✔|☑|❌|✗|✘|☐)\ufe0f?[ \t]*(?:[^\W\d_]{3,12} \d{1,2}[:.][ \t]*)?(?:[A-La-l][.)][ \t]+)?"
)
"""A tick or a cross, and the name that an option may have: "Option 1: A."."""
_RIGHT = frozenset("xX✓✔✅☑*")


@dataclass(frozen=True, slots=True)
class Tasks:
    """Options as they are written."""

    above: tuple[Block, ...]
    items: tuple[ListItem, ...]
    below: tuple[Block, ...]
    """What explains; first of all, what is said to who chose an option."""


def options_of(block: Block) -> tuple[ListItem, ...]:
    """The items of a task list, each checked or not; none of any other block.

    Items at its end that have no mark are no options: they explain. Where right options alone have
    a mark, all items are options, but for a single one behind several that are right.
    """
    if isinstance(block, Paragraph):
        return _lines_as_options(block)
    if not isinstance(block, BulletList | OrderedList):
        return ()
    items = tuple(_option(item, _MARK) for item in block.items)
    if any(item.checked is not None for item in items):
        items = tuple(_option(item, _TIGHT) for item in items)
    marked = [place for place, item in enumerate(items) if item.checked is not None]
    explained = len(marked) > 1 and marked[-1] + 1 == len(marked) == len(items) - 1
    if all(items[place].checked for place in marked) and not explained:
        options = items if marked else ()
    elif 3 * len(marked) < 2 * (marked[-1] + 1):
        return ()
    else:
        options = items[: marked[-1] + 1]
    return tuple(replace(item, checked=bool(item.checked)) for item in options)


def _lines_as_options(text: Paragraph) -> tuple[ListItem, ...]:
    """The options that the lines of a text are, each with its mark; a name above them is left."""
    if not _ends_marked(text.children):
        return ()
    lines = list(_lines(text))
    marked = [_marked_line(line) for line in lines]
    if len(lines) > 1 and marked[0] is None and plain(lines[0].children).rstrip().endswith(":"):
        marked = marked[1:]
    items = tuple(item for item in marked if item is not None)
    if len(items) < len(marked):
        return ()
    boxed = all(_BOXED.match(_first_words(line)) for line in lines)
    return items if boxed or {item.checked for item in items} == {True, False} else ()


def _ends_marked(words: tuple[Inline, ...]) -> bool:
    """Whether the last line of a text has a mark."""
    begin = next((at for at in range(len(words), 0, -1) if isinstance(words[at - 1], Break)), 0)
    first = words[begin] if begin < len(words) else None
    return isinstance(first, Text) and bool(_BOXED.match(first.text) or _SIGNED.match(first.text))


def _lines(text: Paragraph) -> Iterator[Paragraph]:
    words: list[Inline] = []
    line = text.line
    for inline in (*text.children, Break(hard=False)):
        if isinstance(inline, Break):
            if words:
                yield Paragraph(tuple(words), line)
            words, line = [], line + 1
        else:
            words.append(inline)


def _first_words(line: Paragraph) -> str:
    first = line.children[0] if line.children else None
    return first.text if isinstance(first, Text) else ""


def _marked_line(line: Paragraph) -> ListItem | None:
    """The option that a line is; None for a line without a mark."""
    words = _first_words(line)
    match = _BOXED.match(words) or _SIGNED.match(words)
    if not match:
        return None
    rest = words[match.end() :]
    children = (*((Text(rest),) if rest else ()), *line.children[1:])
    blocks = (replace(line, children=children),) if children else ()
    return ListItem(blocks, line.line, match[1] in _RIGHT)


def _behind_options(block: Block) -> tuple[Block, ...]:
    """A list of the items that explain."""
    rest = block.items[len(options_of(block)) :] if _is_list(block) else ()
    return (BulletList(rest, rest[0].line, tight=True),) if rest else ()


def _option(item: ListItem, mark: re.Pattern[str]) -> ListItem:
    """The item with its mark read, when it has one of those that markdown does not know."""
    first = item.blocks[0] if item.blocks else None
    words = first.children[0] if isinstance(first, Paragraph) and first.children else None
    if item.checked is not None or not (isinstance(first, Paragraph) and isinstance(words, Text)):
        return item
    match = mark.match(words.text)
    if not match:
        return item
    rest = Text(words.text[match.end() :])
    children = (*((rest,) if rest.text else ()), *first.children[1:])
    body = (replace(first, children=children),) if children else ()
    checked = bool(match[1] or (match[2] or "").strip())
    return ListItem((*body, *item.blocks[1:]), item.line, checked)


def is_ticked(block: Block) -> bool:
    """Whether it is a list of which some items are ticked."""
    return isinstance(block, BulletList | OrderedList) and any(i.checked for i in block.items)


def find_tasks(blocks: Sequence[Block]) -> Tasks | None:
    """The options in `blocks`; None when there are none."""
    first = next((place for place, block in enumerate(blocks) if options_of(block)), None)
    if first is None:
        return None
    items = list(options_of(blocks[first]))
    rest = _behind_options(blocks[first])
    after = first + 1
    while not rest and after < len(blocks):
        end = after
        while end < len(blocks) and (_belongs(blocks[end]) or _is_said(blocks, end)):
            end += 1
        more = options_of(blocks[end]) if end < len(blocks) else ()
        if not more:
            in_pieces = any(map(_belongs, items[0].blocks[1:]))
            end = _end_of_option(blocks, after, in_pieces=in_pieces)
        items[-1] = replace(items[-1], blocks=(*items[-1].blocks, *blocks[after:end]))
        items.extend(more)
        after = end + bool(more)
        if not more:
            break
        rest = _behind_options(blocks[end])
    said = tuple(ListItem(item.blocks, item.line) for item in items if _says(item))
    feedback = (BulletList(said, said[0].line, tight=False),) if said else ()
    options = tuple(map(_without_said, items))
    return Tasks(tuple(blocks[:first]), options, (*feedback, *rest, *blocks[after:]))


def _end_of_option(blocks: Sequence[Block], after: int, *, in_pieces: bool) -> int:
    """The place behind what belongs to the last option: what belongs to others like it, too."""
    if _is_said(blocks, after):
        return after + 1
    while in_pieces and after < len(blocks) and _belongs(blocks[after]):
        after += 1
    return after


def with_joined_tasks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The same blocks with the options that stand in pieces as one task list."""
    tasks = find_tasks(blocks)
    if tasks is None:
        return blocks
    return (*tasks.above, BulletList(tasks.items, tasks.items[0].line, tight=True), *tasks.below)


def _is_list(block: Block) -> TypeGuard[BulletList | OrderedList]:
    return isinstance(block, BulletList | OrderedList)


def _is_said(blocks: Sequence[Block], place: int) -> bool:
    """Whether it is a quote right below an option of one row."""
    quote, above = blocks[place], blocks[place - 1]
    return isinstance(quote, Quote) and _is_list(above) and quote.line == above.items[-1].line + 1


def _says(option: ListItem) -> bool:
    """Whether something in an option is said to who chose it."""
    return any(isinstance(block, Quote) for block in option.blocks[1:])


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
