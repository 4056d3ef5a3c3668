"""The name of a paper into where things stand on its pages."""

import re
from dataclasses import dataclass

from exporter.errors import ExporterError

__all__ = ["Page", "page_of"]

_SIZES = {"a4": (210.0, 297.0), "letter": (215.9, 279.4), "a5": (148.0, 210.0)}
_LEAST, _MOST = 90.0, 1000.0

_TEXT, _SMALL_TEXT = 10.5, 9.5
"""The size of the type, in points, of a page with a broad margin, and of one without."""
_MEASURE = 122.0
"""The width of a line of such text, some 70 letters; of any other it is in proportion."""
_LEAST_MEASURE = 100.0
_NUMBERS = 32.0
"""The left margin, in which the numbers hang."""
_ASIDE = 34.0
"""The least right margin that marks fit into."""
_MOST_ASIDE = 13.0
"""The largest type of a text that has marks beside it: they would need too broad a margin."""
_UNPRINTED = 16.0
"""What even a wide table leaves free at the edge of the paper."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page; every length but the size of the type is in millimetres."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float
    text: float
    """The size of the text's type, in points."""
    inset: float = 0.0
    """What lines of text leave free at their right, within the margins."""
    columns: int = 1
    """Columns of text, side by side."""
    gutter: float = 0.0
    """Between two of them."""
    duplex: bool = False
    """Whether the left and the right margin change sides on the back of a sheet."""

    @property
    def measure(self) -> float:
        """How wide a line of text is."""
        room = self.width - self.left - self.right - self.inset
        return (room - (self.columns - 1) * self.gutter) / self.columns

    @property
    def aside(self) -> bool:
        """Whether marks stand beside the text; else they stand below the question."""
        return self.right >= _ASIDE and not self.duplex

    @property
    def numbers(self) -> float:
        """What hangs in the left margin has so much room."""
        return max(0.0, min(20.0, self.left - 10.0))

    @property
    def wide(self) -> float:
        """How wide a table, a formula or code may be: some of a broad right margin is theirs."""
        margin = min(self.left, self.right) if self.duplex else self.right
        reach = max(0.0, margin - _UNPRINTED) if self.right >= _ASIDE else 0.0
        return self.measure + self.inset + reach


def page_of(paper: str, text: float = 0.0, *, duplex: bool = False) -> Page:
    """The page of `a4`, `letter`, `a5`, or of `WxH` in millimetres such as `200x250mm`.

    `text` is the size of its type in points; 0: what fits the paper.

    Raises ExporterError for any other text, and for a page too small or too big to print on.
    """
    width, height = _size(paper)
    most = width - _NUMBERS - _ASIDE
    if most >= _MEASURE and text <= _MOST_ASIDE:
        text = text or _TEXT
        measure = min(most, max(_LEAST_MEASURE, _MEASURE * text / _TEXT))
        right = width - _NUMBERS - measure
        return Page(width, height, 27, right, 27, _NUMBERS, text, duplex=duplex)
    text = text or _SMALL_TEXT
    # The numbers of questions are as large as the text.
    left = max(16.0, width * 0.14, min(10 + 1.05 * text, width * 0.25))
    return Page(width, height, 20, max(12.0, width * 0.11), 20, left, text, duplex=duplex)


def _size(paper: str) -> tuple[float, float]:
    name = paper.strip().casefold()
    if name in _SIZES:
        return _SIZES[name]
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*[x×]\s*(\d+(?:\.\d+)?)\s*(?:mm)?", name)
    if not found:
        raise ExporterError(
            f"no paper is called {paper!r}: write a4, letter, a5 or, say, 200x250mm"
        )
    width, height = float(found[1]), float(found[2])
    if not (_LEAST <= width <= _MOST and _LEAST <= height <= _MOST):
        raise ExporterError(
            f"a page of {paper} cannot be printed on: each side has {_LEAST:g} to {_MOST:g} mm"
        )
    return width, height
