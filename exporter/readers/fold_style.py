"""The answers of a file into what asks in it: headings of a level, items, or single lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from exporter.model.document import Block, Heading, OrderedList, plain
from exporter.readers.anchors import find_anchor, is_strong
from exporter.readers.fold_pieces import Answered, Found, is_task, item_asks, may_ask, told

__all__ = ["Style", "style_of"]

MOST = 0.6
"""Which share of the answers must have a heading of one level for such headings to ask."""
NEARLY_ALL = 0.95
"""Which share must have one for lines that read more like questions to be but text below it."""
FEW = 3
"""How many answers say what asks in a file; with less, each of them is looked at by itself."""


@dataclass(frozen=True, slots=True)
class Style:
    """What asks in a file."""

    level: int
    """The level of the headings that ask; 0 when headings are but sections."""
    items: bool
    """Whether items of lists ask, with their answers behind them."""
    boxes: bool
    """Whether boxes that are tasks ask, by the headings that they begin with."""


def style_of(found: Sequence[Found]) -> Style:
    """What asks in a file, of which everything is found."""
    tasks = (event.box for event in found if isinstance(event, Answered) and event.box)
    return Style(_level_of(found), _items_ask(found), any(map(is_task, tasks)))


def _items_ask(found: Sequence[Found]) -> bool:
    above = [e.above for e in found if isinstance(e, Answered) and not (e.item or e.box)]
    lists = [b for b in (told(blocks)[-1:] for blocks in above) if b]
    items = sum(isinstance(b[0], OrderedList) and item_asks(b[0].items[-1]) for b in lists)
    return 2 * items > len(above)


def _level_of(found: Sequence[Found]) -> int:
    """The level of the headings that ask; 0 when headings are but sections."""
    flowing = [e for e in found if isinstance(e, Answered) and not (e.item or e.box)]
    if len(flowing) < FEW:
        return 0
    levels: dict[int, list[Heading]] = {}
    for event in flowing:
        for heading in {b.level: b for b in event.above if may_ask(b)}.values():
            levels.setdefault(heading.level, []).append(heading)
    best, most = 0, 0.0
    for level, headings in sorted(levels.items()):
        strong = sum(is_strong(heading.children) for heading in headings)
        titles = {plain(heading.children).casefold() for heading in headings}
        repeats = len(headings) > 2 and 2 * len(titles) < len(headings) and not strong
        score = len(headings) * (0.3 + strong / len(headings))
        if not repeats and len(headings) >= MOST * len(flowing) and score > most:
            best, most = level, score
    inner = sum(1 for event in flowing if _strong_line(event.above))
    strong = sum(is_strong(heading.children) for heading in levels.get(best, ()))
    governs_several = len(levels.get(best, ())) < NEARLY_ALL * len(flowing)
    return 0 if governs_several and inner > strong else best


def _strong_line(above: Sequence[Block]) -> bool:
    """Whether a line or item below the last heading reads as a question."""
    last = max((i for i, block in enumerate(above) if isinstance(block, Heading)), default=-1)
    anchor = find_anchor(above[last + 1 :])
    return anchor is not None and is_strong(anchor.title)
