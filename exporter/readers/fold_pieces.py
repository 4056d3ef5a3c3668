"""What a file with boxes is made of: questions, answers below what asks, sections, texts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeGuard

from exporter.model.document import (
    Admonition,
    Block,
    Heading,
    Inline,
    ListItem,
    Paragraph,
    Rule,
    plain,
)
from exporter.readers.anchors import items_as_anchors
from exporter.readers.answers import is_comment
from exporter.readers.labels import label_of
from exporter.readers.titles import asks

__all__ = [
    "Answered",
    "Asked",
    "Event",
    "Found",
    "Place",
    "Section",
    "is_task",
    "item_asks",
    "may_ask",
    "told",
    "unanswered_item",
]

Place = Literal["heading", "line", "box"]
"""What holds a question's title."""


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
    """Where a box around several questions begins, or ends."""

    title: tuple[Inline, ...]
    """Empty where it ends."""
    line: int


@dataclass(slots=True)
class Answered:
    """An answer, with all that stands between the one before it and itself."""

    above: list[Block]
    answer: list[Block]
    item: bool = False
    """Whether a list item begins above it, whose first text is the question."""
    box: Admonition | None = None
    """The box around the question, when it is one around this question alone."""
    alone: bool = True
    """Whether the next answer has a heading of its own."""


Found = Answered | Asked | Section | list[Block]
"""What is found before it is known what asks in the file: a list is text below no answer."""
Event = Asked | Section | Heading | Block
"""What a file is in the end: a heading is a section, any other block a text."""


def told(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without rules and comments."""
    return [block for block in blocks if not isinstance(block, Rule) and not is_comment(block)]


def is_task(block: Block) -> TypeGuard[Admonition]:
    """Whether it is a box of the kind of tasks, with a title, or with a heading that begins it."""
    if not isinstance(block, Admonition) or label_of(block.kind) != "question":
        return False
    if block.title:
        return block.kind == "challenge"
    headings = [inner for inner in block.blocks if isinstance(inner, Heading)]
    return len(headings) == 1 and block.blocks[0] is headings[0]


def may_ask(block: Block) -> TypeGuard[Heading]:
    """Whether it is a heading, and not one that only names what stands below it."""
    return isinstance(block, Heading) and label_of(plain(block.children)) not in (
        "answer",
        "explanation",
        "hint",
        "more",
    )


def item_asks(item: ListItem) -> bool:
    """Whether the first text of an item asks."""
    first = item.blocks[0] if item.blocks else None
    return isinstance(first, Paragraph) and asks(first.children)


def unanswered_item(item: ListItem) -> Asked:
    """An item that asks, with no answer in it."""
    [anchor] = items_as_anchors((item,))
    return Asked(anchor.title, anchor.line, "line", anchor.stem, ())
