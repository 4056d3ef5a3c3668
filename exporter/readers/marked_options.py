"""Options into the right ones, where they say so themselves: by a tick, a word, or in bold."""

import re
from dataclasses import replace

from exporter.model.document import ListItem, Paragraph, Strong, Text, plain
from exporter.readers.labels import label_of
from exporter.readers.options import Options

__all__ = ["is_marked", "marked_options"]

_TICK = r"[\u2705\u2714\u2611\u2713]\ufe0f?|:(?:white|heavy)_check_mark:|:ballot_box_with_check:"
_TICK_BEFORE = re.compile(rf"^\s*({_TICK})\s*")
_TICK_BEHIND = re.compile(rf"\s*({_TICK}|[(\uff08\[][^()\uff08\uff09\[\]]{{1,30}}[)\uff09\]])\s*$")


def marked_options(options: Options) -> tuple[tuple[ListItem, ...], frozenset[int]]:
    """The options without a tick that marks some as right, and the places of those.

    Where options have letters, bold ones are right, too.
    """
    ticked = [_unticked(item) for item in options.items]
    right = frozenset(place for place, (_, tick) in enumerate(ticked) if tick)
    if 0 < len(right) < len(ticked):
        return tuple(item for item, _ in ticked), right
    bold = frozenset(place for place, item in enumerate(options.items) if _is_bold(item))
    if options.lettered and 0 < len(bold) < len(ticked):
        return tuple(map(_unbold, options.items)), bold
    return options.items, frozenset()


def is_marked(item: ListItem) -> bool:
    """Whether a mark at either end of an item says that it is right."""
    return _unticked(item)[1]


def _unticked(item: ListItem) -> tuple[ListItem, bool]:
    """An option without ticks at either end, and whether one says that it is right."""
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, Paragraph):
        return item, False
    words = list(first.children)
    tick = False
    for place, pattern in ((0, _TICK_BEFORE), (-1, _TICK_BEHIND)):
        inline = words[place] if words else None
        match = pattern.search(inline.text) if isinstance(inline, Text) else None
        if match and isinstance(inline, Text) and _says_right(match[1]):
            rest = inline.text[: match.start()] + inline.text[match.end() :]
            words[place : place + 1 or None] = [Text(rest)] if rest.strip() else []
            tick = True
    blocks = (replace(first, children=tuple(words)), *item.blocks[1:])
    return (replace(item, blocks=blocks), True) if tick else (item, False)


def _says_right(mark: str) -> bool:
    return (
        not mark[0].isascii()
        or mark[0] == ":"
        or label_of(mark.strip("()[]\uff08\uff09 ")) == "answer"
    )


def _is_bold(item: ListItem) -> bool:
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, Paragraph):
        return False
    words = [i for i in first.children if plain((i,)).strip(" .")]
    return bool(words) and all(isinstance(i, Strong) for i in words)


def _unbold(item: ListItem) -> ListItem:
    first = item.blocks[0] if item.blocks else None
    if not (_is_bold(item) and isinstance(first, Paragraph)):
        return item
    words = [w for i in first.children for w in (i.children if isinstance(i, Strong) else (i,))]
    return replace(item, blocks=(replace(first, children=tuple(words)), *item.blocks[1:]))
