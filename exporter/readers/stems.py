"""What stands below a title into what else is asked there, and the answer.

An answer begins at its label ("Answer: …"), behind options, or, below a title that says nothing
("Question 8"), behind the first text and the code that belongs to it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from exporter.model.document import (
    Admonition,
    Block,
    Break,
    BulletList,
    CodeBlock,
    Heading,
    ListItem,
    MathBlock,
    OrderedList,
    Paragraph,
    RawHtml,
    Rule,
    Table,
    Text,
    plain,
)
from exporter.readers.answers import is_comment
from exporter.readers.labels import Label, label_of, labelled
from exporter.readers.noise import without_noise
from exporter.readers.noted_lines import is_note
from exporter.readers.options import find_options
from exporter.readers.tasks import is_ticked, with_joined_tasks

__all__ = ["Body", "asked_and_answered", "is_answer", "is_choice", "label_of_block"]

_COUNTED = re.compile(r"[AА]\s?\d{1,3}\s?[:：]\s*(?=\S)")
"""`A7:` in front of an answer."""

LONGEST_LABEL = 4
"""How many inlines a label and what tells its end are at most."""
NEAR = 8
"""How many blocks below a title options are looked for in."""

_NAMES_LETTER = re.compile(r"(?<![\w-])[(\[]?[A-L][)\]]?\W*$")
"""The letter that ends a label, and is the answer: "Answer B"."""


@dataclass(frozen=True, slots=True)
class Body:
    """What stands below a title, and what is known of it."""

    blocks: tuple[Block, ...]
    labels: bool = False
    """Whether a label within it parts it: in many a file "Answer:" is but a word of an answer."""
    options: bool = False
    """Whether lettered lines are options: in many a file they are but a way to count."""
    generic: bool = False
    """Whether the title says nothing of what is asked."""
    repeated: bool = False
    """Whether other questions have the same title: the code below it is what they ask about."""
    only_asks: bool = False
    """Whether it answers nothing, as in all of the bank."""


def asked_and_answered(body: Body) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The blocks that ask, options among them, and those that answer, without a label."""
    lead = tuple(takewhile(is_comment, body.blocks))
    blocks = with_joined_tasks(_parted_at_labels(body.blocks[len(lead) :]))
    if body.generic:
        blocks = _from_item(blocks)
    begin = _begin_of_answer(body, blocks)
    asked, hints = _without_hints(blocks[:begin])
    comments = tuple(block for block in asked if is_comment(block))
    stem = tuple(block for block in asked if not (is_comment(block) or isinstance(block, Rule)))
    return stem, (*lead, *comments, *_without_label(blocks[begin:]), *hints)


def _from_item(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, from within the only item of a list that they begin with: it asks and answers."""
    match blocks:
        case (BulletList(items=(item,)) | OrderedList(items=(item,)), *others) if len(
            item.blocks
        ) > 1 and isinstance(item.blocks[0], Paragraph):
            return (*item.blocks, *others)
        case _:
            return blocks


def _without_hints(
    blocks: tuple[Block, ...],
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """What asks, and the hints in it, which are not to be seen before the answer."""
    asked: list[Block] = []
    hints: list[Block] = []
    below = False
    for block in blocks:
        is_hint = label_of_block(block) == "hint"
        if isinstance(block, Heading):
            below = is_hint
        (hints if is_hint or below else asked).append(block)
    return tuple(asked), tuple(hints)


def _begin_of_answer(body: Body, blocks: tuple[Block, ...]) -> int:
    """The place of the block that the answer begins with."""
    if body.only_asks:
        labels = (place for place, block in enumerate(blocks) if body.labels and is_answer(block))
        return next(labels, len(blocks))
    tasks = next((place for place, block in enumerate(blocks[:NEAR]) if is_choice(block)), -1)
    if tasks >= 0 and (tasks == 0 or body.generic or body.options or is_ticked(blocks[tasks])):
        picked = not is_ticked(blocks[tasks]) and any(map(is_answer, blocks[tasks + 1 : tasks + 2]))
        return tasks + picked
    options = _end_of_options(blocks) if body.options else 0
    for place, block in enumerate(blocks):
        if is_answer(block) and (body.labels or options or place == 0):
            return place
    if options:
        return options
    if body.generic:
        return _end_of_first_text(blocks)
    code = _end_of_code(blocks) if body.repeated else 0
    # Code that stands alone says in its comments what it does: it answers.
    return code if code and without_noise(blocks[code:]).blocks else 0


def is_choice(block: Block) -> bool:
    """Whether it is a list of tasks, each of which is an option."""
    return isinstance(block, BulletList | OrderedList) and all(
        item.checked is not None for item in block.items
    )


def label_of_block(block: Block) -> Label:
    """What a block names: a heading, a box with a title, or a text that begins with a label."""
    match block:
        case Heading(children=words) | Admonition(title=words):
            return label_of(plain(words))
        case Paragraph(children=words):
            return labelled(words)[0]
        case _:
            return ""


def is_answer(block: Block) -> bool:
    """Whether a block is called an answer, be it by a heading that goes on with it, too."""
    if isinstance(block, Heading) and labelled(block.children)[0] == "answer":
        return True
    return label_of_block(block) == "answer"


def _without_label(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """An answer without the label that it begins with."""
    first = blocks[0] if blocks else None
    match first:
        case Paragraph(children=(Text(text), *words)) if match := _COUNTED.match(text):
            shown = (Text(text[match.end() :]), *words)
            return (replace(first, children=shown), *blocks[1:])
        case None:
            return blocks
        case _ if not is_answer(first):
            return blocks
        case Admonition(blocks=inner):
            return (*inner, *blocks[1:])
        case Paragraph(children=words) | Heading(children=words):
            rest = labelled(words)[1] if labelled(words)[0] else ()
            if not rest and _NAMES_LETTER.search(plain(words)):
                rest = words
            return (Paragraph(rest, first.line), *blocks[1:]) if rest else blocks[1:]
        case _:
            return blocks


def _end_of_options(blocks: tuple[Block, ...]) -> int:
    """The place behind lettered options; 0 when there are none."""
    near = blocks[:NEAR]
    for count in range(1, len(near) + 1):
        options = find_options(near[:count])
        if options and options.lettered:
            return count + _more_options(near[:count], near[count:], len(options.items))
    return 0


def _more_options(head: tuple[Block, ...], rest: tuple[Block, ...], found: int) -> int:
    """How many blocks of `rest` hold further options."""
    most = 0
    for count in range(1, len(rest) + 1):
        options = find_options((*head, *rest[:count]))
        if options and len(options.items) > found:
            found, most = len(options.items), count
    return most


def _end_of_first_text(blocks: tuple[Block, ...]) -> int:
    """The place behind the first text, with what it speaks of: code, a table, a formula."""
    place = _next_shown(blocks, 0)
    if place < len(blocks) and isinstance(blocks[place], Paragraph):
        return _end_of_code(blocks, place + 1)
    end = _end_of_code(blocks)
    return end or min(place + 1, len(blocks))


def _end_of_code(blocks: tuple[Block, ...], place: int = 0) -> int:
    """The place behind code, tables and formulas; `place` itself when there are none."""
    end = place
    for index in range(place, len(blocks)):
        if isinstance(blocks[index], CodeBlock | Table | MathBlock):
            end = index + 1
        elif not isinstance(blocks[index], RawHtml):
            break
    return end


def _next_shown(blocks: tuple[Block, ...], place: int) -> int:
    """The place of the next block that a reader sees, and that is no note beside the question."""
    while place < len(blocks) and (
        isinstance(blocks[place], RawHtml | Rule) or is_note(blocks[place])
    ):
        place += 1
    return place


def _parted_at_labels(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with a new text at each line that begins with an answer's label."""
    parted: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            parted.extend(_parted(block))
        elif isinstance(block, BulletList | OrderedList) and block.items:
            parted.extend(_parted_list(block))
        else:
            parted.append(block)
    return tuple(parted)


def _parted(paragraph: Paragraph) -> Sequence[Paragraph]:
    words, line = paragraph.children, paragraph.line
    for place, inline in enumerate(words):
        if isinstance(inline, Break):
            line += 1
            if labelled(words[place + 1 : place + 1 + LONGEST_LABEL])[0] == "answer":
                above = replace(paragraph, children=words[:place])
                return (above, replace(paragraph, children=words[place + 1 :], line=line))
    return (paragraph,)


def _names_answer(item: ListItem) -> bool:
    first = item.blocks[0] if item.blocks else None
    if item.checked is not None or not isinstance(first, Paragraph):
        return False
    label, rest = labelled(first.children)
    return label == "answer" and bool(rest)


def _parted_list(block: BulletList | OrderedList) -> tuple[Block, ...]:
    """A list, and behind it the answer, which stands below its last item or is an item itself."""
    named = [place for place, item in enumerate(block.items) if _names_answer(item)]
    if named and named[0] > 1:
        options = replace(block, items=block.items[: named[0]])
        return (options, *(b for item in block.items[named[0] :] for b in item.blocks))
    last = block.items[-1]
    inner = last.blocks[-1] if last.blocks else None
    parts = _parted(inner) if isinstance(inner, Paragraph) else ()
    if len(parts) < 2:
        return (block,)
    item = ListItem((*last.blocks[:-1], parts[0]), last.line, last.checked)
    return (replace(block, items=(*block.items[:-1], item)), *parts[1:])
