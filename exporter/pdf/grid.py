"""A paper into the grid of cards that are cut out of it, and where the back of each one lies.

Lengths are in millimetres, from the left and from the bottom of the paper, as PDF has them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from exporter.pdf.paper import Page

__all__ = ["Grid", "Line", "Spot", "grid_of"]

_MARGIN = 10.0
"""What a printer may leave white at each edge, and where the crop marks stand."""
_LEAST_WIDTH, _LEAST_HEIGHT = 90.0, 60.0
_MOST_WIDTH, _MOST_HEIGHT = 105.0, 74.0
"""A7, the size of many a box of cards."""
_MARK_AWAY, _MARK_END = 1.5, 6.5
"""Where a crop mark begins and ends, from the edge of the cards."""
_CROSS = 1.2
"""How far the arms of a cross reach from the corner where cards meet."""
_STRIP_INSET, _STRIP_AWAY = 4.0, 6.5
"""Where a strip begins, from the crop mark at its left; where it ends, from the cards above it."""

Line = tuple[float, float, float, float]
"""From one point to another."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a side of a card lies."""

    left: float
    bottom: float
    turned: bool = False
    """Whether it stands on its head."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Cards on a paper, edge to edge, in the middle."""

    width: float
    height: float
    """Of the paper."""
    columns: int
    rows: int
    card_width: float
    card_height: float

    @property
    def cards(self) -> int:
        """How many a sheet of paper has."""
        return self.columns * self.rows

    @property
    def left(self) -> float:
        """Where the first column begins."""
        return (self.width - self.columns * self.card_width) / 2

    @property
    def bottom(self) -> float:
        """Where the last row ends."""
        return (self.height - self.rows * self.card_height) / 2

    def front(self, number: int) -> Spot:
        """Where the front of a card lies: 0 is at the top left, 1 to its right."""
        row, column = divmod(number, self.columns)
        return self._spot(row, column)

    def back(self, number: int, flip: str) -> Spot:
        """Where its back lies on the other side of the paper, which a printer turns over its `long`
        or its `short` edge.

        Every card is turned like a page of a book, however its paper was: so turned over the upper
        edge of the paper, its back stands on its head.
        """
        row, column = divmod(number, self.columns)
        upright = self.width <= self.height
        if (flip == "long") == upright:
            return self._spot(row, self.columns - 1 - column)
        return self._spot(self.rows - 1 - row, column, turned=True)

    @property
    def strip_width(self) -> float:
        """How wide the strip is that is printed below the cards, between two crop marks."""
        return self.card_width - 2 * _STRIP_INSET

    def strip(self) -> Spot:
        """Where it lies."""
        return Spot(self.left + _STRIP_INSET, self.bottom - _STRIP_AWAY)

    def marks(self) -> Iterator[Line]:
        """Where to cut: marks outside the cards, a small cross where cards meet."""
        right, top = self.width - self.left, self.height - self.bottom
        across = [self.left + n * self.card_width for n in range(self.columns + 1)]
        up = [self.bottom + n * self.card_height for n in range(self.rows + 1)]
        for x in across:
            yield x, top + _MARK_AWAY, x, top + _MARK_END
            yield x, self.bottom - _MARK_AWAY, x, self.bottom - _MARK_END
        for y in up:
            yield self.left - _MARK_AWAY, y, self.left - _MARK_END, y
            yield right + _MARK_AWAY, y, right + _MARK_END, y
        yield from self._crosses(across, up)

    def _crosses(self, across: list[float], up: list[float]) -> Iterator[Line]:
        right, top = across[-1], up[-1]
        for x in across:
            for y in up:
                if self.left < x < right or self.bottom < y < top:
                    yield max(x - _CROSS, self.left), y, min(x + _CROSS, right), y
                    yield x, max(y - _CROSS, self.bottom), x, min(y + _CROSS, top)

    def _spot(self, row: int, column: int, *, turned: bool = False) -> Spot:
        left = self.left + column * self.card_width
        bottom = self.height - self.bottom - (row + 1) * self.card_height
        return Spot(left, bottom, turned)


def grid_of(paper: Page) -> Grid:
    """As many cards as there is room for on a paper, none larger than A7; one at least."""
    columns, width = _divided(paper.width - 2 * _MARGIN, _LEAST_WIDTH, _MOST_WIDTH)
    rows, height = _divided(paper.height - 2 * _MARGIN, _LEAST_HEIGHT, _MOST_HEIGHT)
    return Grid(paper.width, paper.height, columns, rows, width, height)


def _divided(room: float, least: float, most: float) -> tuple[int, float]:
    """How many cards that are `least` long at least stand in `room`, and how long they are then, in
    whole millimetres."""
    count = max(1, int(room // least))
    return count, min(room // count, most)
