"""An answer with what stands above it into its question, and what stands there besides."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeGuard

from exporter.model.document import (
    Admonition,
    Block,
    Heading,
    ListItem,
    OrderedList,
    Paragraph,
    Rule,
    plain,
)
from exporter.readers.anchors import Anchor, anchor_at, find_anchor, is_strong, items_as_anchors
from exporter.readers.boxes import Boxes
from exporter.readers.fold_pieces import (
    Answered,
    Asked,
    Event,
    Place,
    is_task,
    item_asks,
    may_ask,
    unanswered_item,
)
from exporter.readers.fold_style import Style
from exporter.readers.labels import label_of, labelled
from exporter.readers.titles import asks, read_title

__all__ = ["settled", "unanswered"]


def settled(boxes: Boxes, event: Answered, style: Style) -> Iterator[Event]:
    """An answer with what it answers, behind what else stands above it."""
    above = [b for b in event.above if not isinstance(b, Heading) or may_ask(b)]
    pairs = [] if event.box and is_task(event.box) else _pairs(above, event.answer)
    if pairs:
        yield from above[:-1]
        yield from pairs
        return
    anchor, place = _anchor_of(boxes, event, above, style.level)
    if anchor is None:  # it answers nothing: it is a text like any other
        yield from above
        yield from event.answer
        return
    hints = [block for block in anchor.stem if boxes.role(block) == "hint"]
    stem = tuple(b for b in anchor.stem if b not in hints and not _is_placeholder(b))
    yield from unanswered(anchor.above, style)
    yield Asked(anchor.title, anchor.line, place, stem, (*event.answer, *hints))


def _pairs(above: Sequence[Block], answer: Sequence[Block]) -> list[Asked]:
    """The questions of a numbered list, each with its answer, when those are a list as long."""
    asked = above[-1] if above else None
    lists = [block for block in answer if isinstance(block, OrderedList)]
    if not (isinstance(asked, OrderedList) and len(lists) == 1 and len(asked.items) > 1):
        return []
    if len(lists[0].items) != len(asked.items):
        return []
    if 2 * sum(map(item_asks, asked.items)) < len(asked.items):
        return []
    anchors = items_as_anchors(asked.items)
    return [
        Asked(anchor.title, anchor.line, "line", anchor.stem, item.blocks)
        for anchor, item in zip(anchors, lists[0].items, strict=True)
    ]


def _anchor_of(
    boxes: Boxes, event: Answered, above: list[Block], level: int
) -> tuple[Anchor | None, Place]:
    if event.box is not None:
        return _in_box(event.box, above), "box"
    statements = [i for i, block in enumerate(above) if boxes.role(block) == "statement"]
    if statements:
        return _from_statement(above, statements[-1]), "box"
    if event.item and above:
        [anchor] = items_as_anchors((ListItem(tuple(above), above[0].line),))
        return anchor, "line"
    heading = _asking_heading(above, level)
    if heading is not None:
        return anchor_at(above, heading), "heading"
    last = max((i for i, block in enumerate(above) if isinstance(block, Heading)), default=-1)
    found = find_anchor(above[last + 1 :])
    if found is not None and not (event.alone and _is_weak(found, above[last])):
        return replace(found, above=(*above[: last + 1], *found.above)), "line"
    return (anchor_at(above, last), "heading") if last >= 0 else (found, "line")


def _in_box(box: Admonition, above: Sequence[Block]) -> Anchor | None:
    """The question that a box is, by its title, or by the first text in it."""
    shown = tuple(block for block in above if not isinstance(block, Rule))
    label, rest = labelled(box.title)
    if label == "question" and rest:
        return Anchor(rest, box.line, shown)
    if is_task(box) and not box.title:
        return replace(anchor_at(shown, 0), line=box.line)
    named = label_of(plain(box.title)) if box.title else "more"
    if named not in ("question", "more") or read_title(box.title).number:
        return Anchor(box.title, box.line, shown)
    found = find_anchor(above)
    if found is None or not plain(found.title).strip():
        return Anchor(box.title, box.line, shown) if named == "question" else None
    return replace(found, line=box.line, stem=(*found.above, *found.stem), above=())


def _from_statement(above: Sequence[Block], place: int) -> Anchor | None:
    """The question that a box asks which holds no answer."""
    box = above[place]
    assert isinstance(box, Admonition)
    label, rest = labelled(box.title)
    below = tuple(block for block in above[place + 1 :] if not isinstance(block, Rule))
    if label == "question" and rest:
        return Anchor(rest, box.line, (*box.blocks, *below), tuple(above[:place]))
    found = find_anchor(box.blocks)
    if found is None:
        return Anchor(box.title, box.line, (*box.blocks, *below), tuple(above[:place]))
    stem = (*found.above, *found.stem, *below)
    return Anchor(found.title, box.line, stem, tuple(above[:place]))


def _is_weak(anchor: Anchor, heading: Block) -> bool:
    """Whether the heading above a line reads more like the question than the line itself."""
    return (
        isinstance(heading, Heading) and is_strong(heading.children) and not is_strong(anchor.title)
    )


def _asking_heading(above: Sequence[Block], level: int) -> int | None:
    """The place of the heading that asks, when headings of one level do."""
    if not level:
        return None
    headings = [(i, block) for i, block in enumerate(above) if isinstance(block, Heading)]
    own = [i for i, heading in headings if heading.level == level]
    return next(reversed(own or [i for i, _ in headings]), None)


def _is_placeholder(block: Block) -> bool:
    """Whether it is a line that only says where an answer is to stand."""
    return isinstance(block, Paragraph) and label_of(plain(block.children)) == "answer"


def unanswered(blocks: Sequence[Block], style: Style) -> Iterator[Event]:
    """The blocks, with the headings and items that ask, and have no answer, as questions."""
    place = 0
    while place < len(blocks):
        block = blocks[place]
        place += 1
        if isinstance(block, OrderedList) and style.items and all(map(item_asks, block.items)):
            yield from map(unanswered_item, block.items)
        elif style.boxes and is_task(block):
            task = (
                Anchor(block.title, 0, block.blocks) if block.title else anchor_at(block.blocks, 0)
            )
            yield Asked(task.title, block.line, "box", task.stem, ())
        elif _asks_alone(block, style):
            begin = place
            while place < len(blocks) and not isinstance(blocks[place], Heading):
                place += 1
            stem = tuple(b for b in blocks[begin:place] if not isinstance(b, Rule))
            yield Asked(block.children, block.line, "heading", stem, ())
        else:
            yield block


def _asks_alone(block: Block, style: Style) -> TypeGuard[Heading]:
    """Whether it is a heading that asks, as others do, though no answer stands below it."""
    if not (isinstance(block, Heading) and block.level == style.level):
        return False
    return asks(block.children) or bool(read_title(block.children).label)
