"""A question into the parts that rules look at."""

from collections.abc import Iterator

from exporter.model.bank import Question
from exporter.model.document import (
    Admonition,
    Block,
    BulletList,
    Inline,
    ListItem,
    OrderedList,
    inlines_of,
    walk,
    walk_inlines,
)

__all__ = [
    "answer_of",
    "asked_of",
    "blocks_of",
    "follow_ups_of",
    "inlines_in",
    "items_of",
    "pitfalls_of",
]

_PITFALLS = frozenset({"warning", "danger", "caution", "attention", "pitfall", "pitfalls"})
_FOLLOW_UPS = frozenset({"question", "faq", "help"})


def asked_of(question: Question) -> tuple[Block, ...]:
    """What stands below its title before the answer: more of the question, and options."""
    return (*question.stem, *(block for item in question.choices for block in item.blocks))


def answer_of(question: Question) -> tuple[Block, ...]:
    """The whole answer."""
    return (*question.short, *question.details)


def blocks_of(question: Question) -> tuple[Block, ...]:
    """Everything below the title."""
    return (*asked_of(question), *answer_of(question))


def inlines_in(question: Question) -> Iterator[tuple[Inline, int]]:
    """Each inline of a question at any depth, and the line of what it stands in."""
    for inline in walk_inlines(question.title):
        yield inline, question.location.line
    for block in walk(blocks_of(question)):
        for inline in walk_inlines(inlines_of(block)):
            yield inline, block.line


def pitfalls_of(question: Question) -> tuple[Admonition, ...]:
    """The boxes of common mistakes, known by their kind in any language."""
    return _boxes(question, _PITFALLS)


def follow_ups_of(question: Question) -> tuple[Admonition, ...]:
    """The boxes of what may be asked next."""
    return _boxes(question, _FOLLOW_UPS)


def items_of(box: Admonition) -> tuple[ListItem, ...]:
    """The points of the lists in a box."""
    lists = (block for block in box.blocks if isinstance(block, BulletList | OrderedList))
    return tuple(item for found in lists for item in found.items)


def _boxes(question: Question, kinds: frozenset[str]) -> tuple[Admonition, ...]:
    blocks = answer_of(question)
    return tuple(box for box in blocks if isinstance(box, Admonition) and box.kind in kinds)
