"""The boxes of a file, and what stands above them, into its questions in order.

A labelled box is the answer to what stands above it: a heading, a line in bold, a list item or a
text. Which of them, the whole file decides. A box around one answer is a question itself, one
around several is a section.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal, TypeGuard, assert_never

from exporter.model.document import (
    Admonition,
    Block,
    BulletList,
    Heading,
    Inline,
    ListItem,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    Strong,
    children,
    plain,
    plain_blocks,
)
from exporter.readers.anchors import Anchor, anchor_at, find_anchor, is_strong, items_as_anchors
from exporter.readers.answers import is_comment
from exporter.readers.boxes import Boxes, content_of
from exporter.readers.labels import label_of, labelled
from exporter.readers.titles import asks, read_title

__all__ = ["Asked", "Place", "Section", "questions_of"]

Place = Literal["heading", "line", "box"]
"""What holds a question's title."""

MOST = 0.6
"""Which share of the answers must have a heading of one level for such headings to ask."""
NEARLY_ALL = 0.95
"""Which share must have one for lines that read more like questions to be but text below it."""
FEW = 3
"""How many answers say what asks in a file; with less, each of them is looked at by itself."""
SHORT = 30
"""How many words stand at most between two answers of one question."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its answer."""

    title: tuple[Inline, ...]
    line: int
    place: Place
    stem: tuple[Block, ...]
    answer: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A box around several questions."""

    title: tuple[Inline, ...]
    line: int


Event = Asked | Section | Heading | Block
"""What is found in a file, in its order: a heading is a section, any other block a text."""


@dataclass(slots=True)
class _Answered:
    """An answer, with all that stands between the one before it and itself."""

    above: list[Block]
    answer: list[Block]
    item: bool = False
    """Whether a list item begins above it, whose first text is the question."""
    box: Admonition | None = None
    """The box around the question, when it is one around this question alone."""
    alone: bool = True
    """Whether the next answer has a heading of its own."""


@dataclass(slots=True)
class _Reader:
    """Goes through the blocks of a file from top to bottom."""

    boxes: Boxes
    asking: bool
    """Whether boxes with words of their own in their titles are questions by themselves."""
    found: list["_Answered | Asked | Section | list[Block]"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Style:
    """What asks in a file."""

    level: int
    """The level of the headings that ask; 0 when headings are but sections."""
    items: bool
    """Whether items of lists ask, with their answers behind them."""
    boxes: bool
    """Whether boxes that are tasks ask, by the headings that they begin with."""


def questions_of(blocks: tuple[Block, ...], boxes: Boxes, *, asking: bool) -> Iterator[Event]:
    """The questions of a file, with the sections and other texts between them.

    With `asking`, a box that has words of its own in its title is a question, and holds its answer.
    """
    reader = _Reader(boxes, asking)
    _flow(reader, blocks)
    tasks = (e.box for e in reader.found if isinstance(e, _Answered) and e.box)
    style = _Style(_level_of(reader.found), _items_ask(reader.found), any(map(_is_task, tasks)))
    _mark_alone(reader.found)
    pieces: list[Event] = []
    last: Asked | None = None
    for event in reader.found:
        match event:
            case _Answered() if last and pieces[-1] is last and _goes_on(event, style):
                answer = (*last.answer, *_told(event.above), *event.answer)
                pieces[-1] = last = replace(last, answer=answer)
            case _Answered():
                pieces.extend(_settled(boxes, event, style))
                last = next((p for p in pieces[-1:] if isinstance(p, Asked)), None)
            case list():
                pieces.extend(_unanswered(event, style))
            case Asked() | Section():
                pieces.append(event)
            case _:
                assert_never(event)
    return iter(pieces)


def _mark_alone(found: "Sequence[_Answered | Asked | Section | list[Block]]") -> None:
    """Notes of each answer whether the heading above it is that of others, too."""
    for event, after in pairwise(found):
        if isinstance(event, _Answered) and isinstance(after, _Answered) and after.box is None:
            event.alone = any(isinstance(block, Heading) for block in after.above)


def _told(blocks: Sequence[Block]) -> list[Block]:
    return [block for block in blocks if not isinstance(block, Rule) and not is_comment(block)]


def _goes_on(event: _Answered, style: _Style) -> bool:
    """Whether an answer is a further one to the question before it."""
    if event.item or event.box or any(isinstance(block, Heading) for block in event.above):
        return False
    told = _told(event.above)
    if not told:
        return True
    anchor = find_anchor(told)
    short = len(plain_blocks(tuple(told)).split()) <= SHORT
    return style.level > 0 and short and not (anchor and is_strong(anchor.title))


def _flow(reader: _Reader, blocks: Sequence[Block], *, item: bool = False) -> None:
    """Finds the answers among `blocks`, which stand side by side."""
    above: list[Block] = []
    place = 0
    blocks = tuple(_spliced(reader, blocks))
    while place < len(blocks):
        block = blocks[place]
        role = reader.boxes.role(block)
        place += 1
        if role == "answer" or (role == "explanation" and _told(above)):
            answer, place = _run_of_answers(reader, blocks, place - 1)
            reader.found.append(_Answered(above, answer, item))
            above, item = [], False
        elif isinstance(block, Admonition) and reader.boxes.holds_answer(block):
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
    if isinstance(first, _Answered) and (len(asked) == 1 or _is_question(box, asked)):
        place = inner.found.index(first)
        first.above = [*_blocks_of(inner.found[:place]), *first.above]
        first.answer = [*first.answer, *_blocks_of(inner.found[place + 1 :])]
        first.item, first.box = False, box
        reader.found.append(first)
        return
    if box.title:
        reader.found.append(Section(box.title, box.line))
    reader.found.extend(inner.found)


def _is_question(box: Admonition, asked: Sequence["_Answered | Asked | Section"]) -> bool:
    """Whether a box with several answers is one question all the same."""
    if _is_task(box):
        return True
    if not is_strong(box.title):
        return False
    anchors = [find_anchor(event.above) for event in asked if isinstance(event, _Answered)]
    strong = sum(1 for anchor in anchors if anchor and is_strong(anchor.title))
    return len(anchors) == len(asked) and 2 * strong < len(anchors)


def _is_task(block: Block) -> TypeGuard[Admonition]:
    """Whether it is a box of the kind of tasks, with a title, or with a heading that begins it."""
    if not isinstance(block, Admonition) or label_of(block.kind) != "question":
        return False
    if block.title:
        return block.kind == "challenge"
    headings = [inner for inner in block.blocks if isinstance(inner, Heading)]
    return len(headings) == 1 and block.blocks[0] is headings[0]


def _blocks_of(found: "Sequence[_Answered | Asked | Section | list[Block]]") -> Iterator[Block]:
    """The blocks of what is found, of answers in it, too."""
    for event in found:
        match event:
            case list():
                yield from event
            case _Answered(above, answer):
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
        elif 2 * direct >= len(block.items) or _item_asks(item):
            reader.found.append(_unanswered_item(item))
        else:
            reader.found.append(list(item.blocks))


def _answers(reader: _Reader, block: Block) -> bool:
    return reader.boxes.role(block) == "answer"


def _tells(reader: _Reader, block: Block) -> bool:
    """Whether a block of an item is an answer or a question, or holds one."""
    return _answers(reader, block) or _is_question_box(reader, block) or _holds(reader, block)


def _item_asks(item: ListItem) -> bool:
    first = item.blocks[0] if item.blocks else None
    return isinstance(first, Paragraph) and asks(first.children)


def _unanswered_item(item: ListItem) -> Asked:
    [anchor] = items_as_anchors((item,))
    return Asked(anchor.title, anchor.line, "line", anchor.stem, ())


def _items_ask(found: "Sequence[_Answered | Asked | Section | list[Block]]") -> bool:
    above = [e.above for e in found if isinstance(e, _Answered) and not (e.item or e.box)]
    lists = [b for b in (_told(blocks)[-1:] for blocks in above) if b]
    items = sum(isinstance(b[0], OrderedList) and _item_asks(b[0].items[-1]) for b in lists)
    return 2 * items > len(above)


def _level_of(found: "Sequence[_Answered | Asked | Section | list[Block]]") -> int:
    """The level of the headings that ask; 0 when headings are but sections."""
    flowing = [e for e in found if isinstance(e, _Answered) and not (e.item or e.box)]
    if len(flowing) < FEW:
        return 0
    levels: dict[int, list[Heading]] = {}
    for event in flowing:
        for heading in {b.level: b for b in event.above if _may_ask(b)}.values():
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


def _may_ask(block: Block) -> TypeGuard[Heading]:
    return isinstance(block, Heading) and label_of(plain(block.children)) not in (
        "answer",
        "explanation",
        "hint",
        "more",
    )


def _settled(boxes: Boxes, event: _Answered, style: _Style) -> Iterator[Event]:
    """An answer with what it answers, behind what else stands above it."""
    above = [b for b in event.above if not isinstance(b, Heading) or _may_ask(b)]
    if pairs := _pairs(above, event.answer):
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
    yield from _unanswered(anchor.above, style)
    yield Asked(anchor.title, anchor.line, place, stem, (*event.answer, *hints))


def _pairs(above: Sequence[Block], answer: Sequence[Block]) -> list[Asked]:
    """The questions of a numbered list, each with its answer, when those are a list as long."""
    asked = above[-1] if above else None
    lists = [block for block in answer if isinstance(block, OrderedList)]
    if not (isinstance(asked, OrderedList) and len(lists) == 1 and len(asked.items) > 1):
        return []
    if len(lists[0].items) != len(asked.items):
        return []
    if 2 * sum(map(_item_asks, asked.items)) < len(asked.items):
        return []
    anchors = items_as_anchors(asked.items)
    return [
        Asked(anchor.title, anchor.line, "line", anchor.stem, item.blocks)
        for anchor, item in zip(anchors, lists[0].items, strict=True)
    ]


def _anchor_of(
    boxes: Boxes, event: _Answered, above: list[Block], level: int
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
    if _is_task(box) and not box.title:
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


def _unanswered(blocks: Sequence[Block], style: _Style) -> Iterator[Event]:
    """The blocks, with the headings and items that ask, and have no answer, as questions."""
    place = 0
    while place < len(blocks):
        block = blocks[place]
        place += 1
        if isinstance(block, OrderedList) and style.items and all(map(_item_asks, block.items)):
            yield from map(_unanswered_item, block.items)
        elif style.boxes and _is_task(block):
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


def _asks_alone(block: Block, style: _Style) -> TypeGuard[Heading]:
    """Whether it is a heading that asks, as others do, though no answer stands below it."""
    if not (isinstance(block, Heading) and block.level == style.level):
        return False
    return asks(block.children) or bool(read_title(block.children).label)
