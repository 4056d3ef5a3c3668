"""The blanks of a cloze into numbers that stay: a blank's review history hangs on its number."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from rapidfuzz import fuzz

from exporter.identity.ledger import Blank
from exporter.model.bank import Question
from exporter.model.document import (
    Inline,
    Mark,
    inlines_of,
    plain,
    walk,
    walk_inlines,
    with_inlines,
)

__all__ = ["blanks_of", "with_numbers"]

_SAME = 60.0
"""From this ratio on, a blank that is not known is a vanished one, reworded."""


def blanks_of(question: Question, known: tuple[Blank, ...]) -> tuple[Blank, ...]:
    """The blanks that a cloze has, in order, and after them those that it once had.

    A written number is taken. A blank keeps its number by its text; a new one gets a number that
    was never used, so that no history lands on another blank.
    """
    marks = list(_marks(question))
    numbers = [mark.number for mark in marks]
    left = [blank for blank in known if blank.number not in numbers]
    for same in (_equal, _alike):
        for index, mark in enumerate(marks):
            match = None if numbers[index] else same(plain(mark.children), left)
            if match:
                numbers[index] = match.number
                left.remove(match)
    used = {*numbers, *(blank.number for blank in known)} - {0}
    first = max(used) + 1 if known else 1
    fresh = (number for number in count(first) if number not in used)
    now = [
        Blank(plain(mark.children), number or next(fresh))
        for mark, number in zip(marks, numbers, strict=True)
    ]
    texts = {(blank.text, blank.number) for blank in now}
    dropped = (replace(b, here=False) for b in left if (b.text, b.number) not in texts)
    return (*now, *dropped)


def with_numbers(question: Question, blanks: tuple[Blank, ...]) -> Question:
    """The cloze with the numbers of `blanks_of` on its marks."""
    numbers = iter(blanks)

    def numbered(inline: Inline) -> Inline:
        return replace(inline, number=next(numbers).number) if isinstance(inline, Mark) else inline

    return replace(question, short=with_inlines(question.short, numbered))


def _marks(question: Question) -> Iterator[Mark]:
    for block in walk(question.short):
        for inline in walk_inlines(inlines_of(block)):
            if isinstance(inline, Mark):
                yield inline


def _equal(text: str, blanks: list[Blank]) -> Blank | None:
    return next((blank for blank in blanks if blank.text == text), None)


def _alike(text: str, blanks: list[Blank]) -> Blank | None:
    here = [blank for blank in blanks if blank.here]
    near = max(here, key=lambda blank: fuzz.ratio(text, blank.text), default=None)
    return near if near and fuzz.ratio(text, near.text) >= _SAME else None
