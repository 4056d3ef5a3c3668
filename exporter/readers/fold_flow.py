"""The blocks of a file into the answers in its boxes, each with all that stands above it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeGuard, assert_never

from exporter.model.document import (
    Admonition,
    Block,
    BulletList,
    OrderedList,
    Paragraph,
    Quote,
    Strong,
    children,
    plain,
)
from exporter.readers.anchors import find_anchor, is_strong
from exporter.readers.boxes import Boxes, content_of
from exporter.readers.fold_pieces import (
    Answered,
    Asked,
    Found,
    Section,
    is_task,
    item_asks,
    told,
    unanswered_item,
)
from exporter.readers.labels import label_of, labelled

__all__ = ["found_in"]


@dataclass(slots=True)
class _Reader:
    """Goes through the blocks of a file from top to bottom."""

    boxes: Boxes
    asking: bool
    """Whether boxes with words of their own in their titles are questions by themselves."""
    found: list[Found] = field(default_factory=list)


def found_in(blocks: tuple[Block, ...], boxes: Boxes, *, asking: bool) -> list[Found]:
    """The answers of a file, and the texts below the last of them, in order.

    With `asking`, a box that has words of its own in its title is a question, and holds its answer.
    """
    reader = _Reader(boxes, asking)
    _flow(reader, blocks)
    return reader.found


def _flow(reader: _Reader, blocks: Sequence[Block], *, item: bool = False) -> None:
    """Finds the answers among `blocks`, which stand side by side."""
    above: list[Block] = []
    place = 0
    blocks = tuple(_spliced(reader, blocks))
    while place < len(blocks):
        block = blocks[place]
        role = reader.boxes.role(block)
        place += 1
        if role == "answer" or (role == "explanation" and told(above)):
            answer, place = _run_of_answers(reader, blocks, place - 1)
            reader.found.append(Answered(above, answer, item))
            above, item = [], False
        elif isinstance(block, Admonition) and _stands_around(reader, block):
            _leave(reader, above)
            _around(reader, block)
            above = []
        elif isinstance(block, Admonition) and _is_question_box(reader, block):
            _leave(reader, above)
            reader.found.append(_by_itself(block))
            above = []
        elif isinstance(block, BulletList | OrderedList) and _holds(reader, block):
            _leave(reader, above)
            _through_list(reader, block)
            above = []
        else:
            above.append(block)
    _leave(reader, above)


def _stands_around(reader: _Reader, box: Admonition) -> bool:
    """Whether there are answers in a box, or it is a section of questions."""
    if reader.boxes.holds_answer(box):
        return True
    return reader.boxes.role(box) == "section" and _holds(reader, box)


def _leave(reader: _Reader, blocks: list[Block]) -> None:
    if blocks:
        reader.found.append(blocks)


def _spliced(reader: _Reader, blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, with those of quotes, bare boxes and statements in their place."""
    for block, after in zip(blocks, (*blocks[1:], None), strict=True):
        if _is_transparent(reader, block):
            yield from _spliced(reader, children(block))
        elif _is_tab(block) and _is_tab(after) and _answers(reader, after):
            yield from (block,) if _answers(reader, block) else children(block)
        else:
            yield block


def _is_tab(block: Block | None) -> TypeGuard[Admonition]:
    return isinstance(block, Admonition) and block.kind == "tab"


def _is_transparent(reader: _Reader, block: Block) -> bool:
    """Whether a block only stands around questions and answers."""
    match block:
        case Quote():
            return _holds(reader, block)
        case Admonition(title=()):
            return reader.boxes.role(block) == "text" and _holds(reader, block)
        case _:
            return False


def _holds(reader: _Reader, block: Block) -> bool:
    """Whether there is an answer in a block, or a box that is a question."""
    if reader.boxes.holds_answer(block):
        return True
    return reader.asking and any(
        _is_question_box(reader, inner) or _holds(reader, inner) for inner in children(block)
    )


def _is_question_box(reader: _Reader, block: Block) -> bool:
    """Whether it is a box that is a question by itself."""
    return reader.asking and reader.boxes.role(block) == "question"


def _run_of_answers(
    reader: _Reader, blocks: Sequence[Block], place: int
) -> tuple[list[Block], int]:
    """The answer that begins at `place`, with those right behind it, and the place behind them."""
    answer: list[Block] = []
    several = False
    while place < len(blocks):
        block = blocks[place]
        role = reader.boxes.role(block)
        if not (isinstance(block, Admonition) and role in ("answer", "explanation")):
            break
        named = label_of(plain(block.title)) or labelled(block.title)[0]
        if block.title and (several or (_is_tab(block) and not named)):
            answer += [Paragraph((Strong(block.title),), block.line), *block.blocks]
        else:
            answer.extend(content_of(block))
        several = True
        place += 1
    return answer, place


def _around(reader: _Reader, box: Admonition) -> None:
    """Takes a box with answers in it: around one it is a question, around several a section."""
    inner = _Reader(reader.boxes, reader.asking)
    _flow(inner, box.blocks)
    asked = [event for event in inner.found if not isinstance(event, list)]
    first = asked[0]
    if isinstance(first, Answered) and (len(asked) == 1 or _is_question(box, asked)):
        place = inner.found.index(first)
        first.above = [*_blocks_of(inner.found[:place]), *first.above]
        first.answer = [*first.answer, *_blocks_of(inner.found[place + 1 :])]
        first.item, first.box = False, box
        reader.found.append(first)
        return
    if box.title:
        inner.found = [Section(box.title, box.line), *inner.found, Section((), box.line)]
    reader.found.extend(inner.found)


def _is_question(box: Admonition, asked: Sequence[Answered | Asked | Section]) -> bool:
    """Whether a box with several answers is one question all the same."""
    if is_task(box):
        return True
    if not is_strong(box.title):
        return False
    anchors = [find_anchor(event.above) for event in asked if isinstance(event, Answered)]
    strong = sum(1 for anchor in anchors if anchor and is_strong(anchor.title))
    return len(anchors) == len(asked) and 2 * strong < len(anchors)


def _blocks_of(found: Sequence[Found]) -> Iterator[Block]:
    """The blocks of what is found, of answers in it, too."""
    for event in found:
        match event:
            case list():
                yield from event
            case Answered(above, answer):
                yield from above
                yield from answer
            case Asked() | Section():
                pass
            case _:
                assert_never(event)


def _by_itself(box: Admonition) -> Asked:
    label, rest = labelled(box.title)
    title = rest if label == "question" and rest else box.title
    return Asked(title, box.line, "box", (), box.blocks)


def _through_list(reader: _Reader, block: BulletList | OrderedList) -> None:
    """Takes a list with answers in its items: an item with one is a question."""
    direct = sum(any(_answers(reader, inner) for inner in item.blocks) for item in block.items)
    for item in block.items:
        if any(_tells(reader, inner) for inner in item.blocks):
            _flow(reader, item.blocks, item=True)
        elif 2 * direct >= len(block.items) or item_asks(item):
            reader.found.append(unanswered_item(item))
        else:
            reader.found.append(list(item.blocks))


def _answers(reader: _Reader, block: Block) -> bool:
    return reader.boxes.role(block) == "answer"


def _tells(reader: _Reader, block: Block) -> bool:
    """Whether a block of an item is an answer or a question, or holds one."""
    return _answers(reader, block) or _is_question_box(reader, block) or _holds(reader, block)
