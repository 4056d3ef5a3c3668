"""The sides of cards into pages of the size of a card, and those onto sheets of paper.

A side is laid out in its usual type first. One that does not fit is tried in every smaller size,
and takes the largest in which it needs the fewest cards. Smaller type is a larger page, which is
made smaller when it is placed: so all that stands on it shrinks alike, and breaks over pages as
anything else does, so that nothing is lost.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal

from markupsafe import Markup

from exporter.pdf.chapter import Anchors
from exporter.pdf.grid import Grid, Spot
from exporter.pdf.impose import Placed, Sheet, impose

__all__ = ["PLACE", "Card", "Deal", "Side", "Strips"]

PLACE = "<!-- cards -->"
"""What stands in the HTML around the cards in the place of them all."""

_TRIED = "~"
"""Between the name of a side and the size that it is tried in. No other name has one in it."""
_FEW = 3
"""How many cards smaller type may well make one of."""

_ID = re.compile(r'(<[^<>]*?) id="[^"]*"')

_Sizes = Mapping[str, int]
"""The name of a side → how many steps smaller its type is; those of usual size are left out."""
_Counts = Mapping[str, int]
"""The name of a side → how many cards it takes; those that take one are left out."""


@dataclass(frozen=True, slots=True)
class Side:
    """A front or a back."""

    name: str
    """Its `id`: no place that a link leads to has it."""
    kind: Literal["front", "back"]
    html: str
    """What stands on it."""
    further: str = ""
    """What stands on one more page of it, which only the other side needs."""


@dataclass(frozen=True, slots=True)
class Card:
    """The two sides of a question."""

    number: str
    topic: str
    """As it is printed on both sides."""
    said: str
    """Which question it is, for messages."""
    front: Side
    back: Side


@dataclass(frozen=True, slots=True)
class Strips:
    """What is printed below the cards of a sheet, to be cut away."""

    prefix: str
    """What stands before the number of a page."""
    front: str
    back: str


@dataclass(frozen=True, slots=True)
class Deal:
    """The `exporter.pdf.chapter.Finish` of a chapter of cards."""

    shell: str
    """The HTML around them, with `PLACE` in it."""
    cards: tuple[Card, ...]
    steps: int
    """How many sizes of type there are besides the usual one."""
    grid: Grid
    flip: str
    strips: Strips

    def first(self) -> str:
        """The HTML to begin with: every side in its usual type, on one card each."""
        return self._html({}, {})

    def again(self, html: str, anchors: Anchors, pages: int) -> str:
        """The HTML of what does not fit, in every smaller size; then that of all cards."""
        counts = _counts(anchors)
        if html == self.first():
            if not counts:
                return ""
            return self._trial(counts) if self.steps else self._html({}, counts)
        if not any(_TRIED in name for name, _ in anchors):
            return ""
        best = _best(Counter(name for name, _ in anchors))
        return self._html(
            {name: size for name, (_, size) in best.items()},
            {name: count for name, (count, _) in best.items() if count > 1},
        )

    def finished(self, pdf: bytes, anchors: Anchors) -> tuple[bytes, Anchors]:
        """The pages on sheets of paper, each of fronts followed by that of their backs."""
        pages: dict[str, list[int]] = {}
        for name, page in anchors:
            pages.setdefault(name, []).append(page - 1)
        own = frozenset(self._own_names(pages))
        sheets = tuple(self._sheets(pages))
        homes = {placed.page: n for n, sheet in enumerate(sheets, 1) for placed in sheet.placed}
        moved = {name: homes[at[0]] for name, at in pages.items() if name not in own}
        return impose(pdf, sheets, own), tuple(moved.items())

    def notices(self, anchors: Anchors) -> tuple[str, ...]:
        """Which questions take more than one card."""
        counts = _counts(anchors)
        return tuple(
            f"{card.said} does not fit a card, even in the smallest type: it takes {count}"
            for card in self.cards
            if (count := counts.get(card.front.name, 1)) > 1
        )

    def _own_names(self, names: Iterable[str]) -> Iterator[str]:
        """Those of `names` that are there for this class alone."""
        sides = {side.name for card in self.cards for side in (card.front, card.back)}
        return (name for name in names if name in sides or name.startswith("strip/"))

    def _html(self, sizes: _Sizes, counts: _Counts) -> str:
        """All cards, in these sizes, when they take so many pages."""
        parts: list[str] = []
        cards = 0
        for card in self.cards:
            many = max(counts.get(side.name, 1) for side in (card.front, card.back))
            cards += many
            for side in (card.front, card.back):
                blank = many - counts.get(side.name, 1)
                parts.append(_section(card, side, sizes.get(side.name, 0), many, blank))
        parts.extend(self._strips(-(-cards // self.grid.cards)))
        return self.shell.replace(PLACE, "\n".join(parts))

    def _trial(self, counts: _Counts) -> str:
        """The sides that take more than one card, in smaller sizes: in the smallest alone when they
        take many."""
        parts = [
            _section(card, _copy(side, size), size)
            for card in self.cards
            for side in (card.front, card.back)
            if side.name in counts
            for size in range(1 if counts[side.name] <= _FEW else self.steps, self.steps + 1)
        ]
        return self.shell.replace(PLACE, "\n".join(parts))

    def _strips(self, sheets: int) -> Iterator[str]:
        for page in range(1, 2 * sheets + 1):
            words = self.strips.front if page % 2 else self.strips.back
            yield Markup('<div class="strip" id="strip/{}" data-said="{}{} · {}"></div>').format(
                page, self.strips.prefix, page, words
            )

    def _sheets(self, pages: Mapping[str, list[int]]) -> Iterator[Sheet]:
        """The sheets, of the pages that each name stands on."""
        pairs = [
            pair
            for card in self.cards
            for pair in zip_longest(pages[card.front.name], pages[card.back.name])
        ]
        for sheet, first in enumerate(range(0, len(pairs), self.grid.cards)):
            fronts, backs = zip(*pairs[first : first + self.grid.cards], strict=True)
            yield self._sheet(fronts, self.grid.front, pages.get(f"strip/{2 * sheet + 1}", []))
            yield self._sheet(backs, self._behind, pages.get(f"strip/{2 * sheet + 2}", []))

    def _behind(self, number: int) -> Spot:
        return self.grid.back(number, self.flip)

    def _sheet(
        self, sides: Iterable[int | None], spot: Callable[[int], Spot], strips: Iterable[int]
    ) -> Sheet:
        """A page of sides, each in its spot."""
        width, foot = self.grid.card_width, self.grid.strip()
        spots = [(page, spot(number)) for number, page in enumerate(sides) if page is not None]
        placed = [Placed(page, at.left, at.bottom, width, at.turned) for page, at in spots]
        placed.extend(Placed(n, foot.left, foot.bottom, self.grid.strip_width) for n in strips)
        return Sheet(self.grid.width, self.grid.height, tuple(placed), tuple(self.grid.marks()))


def _section(card: Card, side: Side, size: int, many: int = 1, blank: int = 0) -> str:
    """The HTML of a side that is followed by `blank` pages without what stands on it."""
    classes = f"side {side.kind} size-{size}{' many' if many > 1 else ''}"
    opening = Markup(
        '<section class="{}" id="{}" data-topic="{}" data-number="{}" data-many="{}"'
        " style=\"--many: '{}'\">"
    ).format(classes, side.name, card.topic, card.number, many, many)
    further = f'<div class="further">{side.further}</div>' * blank
    return f"{opening}\n{side.html}\n{further}</section>"


def _copy(side: Side, size: int) -> Side:
    """`side`, to be tried in a size: of all places in it no other copy has the name."""
    return replace(side, name=f"{side.name}{_TRIED}{size}", html=_ID.sub(r"\1", side.html))


def _counts(anchors: Anchors) -> dict[str, int]:
    """How many pages each place stands on, if on more than one."""
    counts = Counter(name for name, _ in anchors)
    return {name: count for name, count in counts.items() if count > 1}


def _best(tried: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """Of each side that was tried: the fewest cards, and the largest size that takes no more."""
    found: dict[str, tuple[int, int]] = {}
    for name, count in tried.items():
        side, mark, size = name.rpartition(_TRIED)
        if mark:
            found[side] = min(found.get(side, (count, int(size))), (count, int(size)))
    return found
