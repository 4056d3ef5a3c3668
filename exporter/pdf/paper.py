"""The name of a paper into where things stand on its pages."""

import re
from dataclasses import dataclass

from exporter.errors import ExporterError

__all__ = ["Page", "page_of"]

_SIZES = {"a4": (210.0, 297.0), "letter": (215.9, 279.4), "a5": (148.0, 210.0)}
_LEAST, _MOST = 90.0, 1000.0

_MEASURE = 122.0
"""The width of a line of text, some 70 letters."""
_NUMBERS = 32.0
"""The left margin, in which the numbers hang."""
_ASIDE = 34.0
"""The least right margin that marks fit into."""


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

    @property
    def measure(self) -> float:
        """How wide a line of text is."""
        room = self.width - self.left - self.right - self.inset
        return (room - (self.columns - 1) * self.gutter) / self.columns

    @property
    def aside(self) -> bool:
        """Whether marks stand beside the text; else they stand below the question."""
        return self.right >= _ASIDE

    @property
    def wide(self) -> float:
        """How wide a table, a formula or code may be: some of the right margin is theirs."""
        return self.measure + self.inset + (self.right - 16.0 if self.aside else 0.0)


def page_of(paper: str, text: float = 0.0) -> Page:
    """The page of `a4`, `letter`, `a5`, or of `WxH` in millimetres such as `200x250mm`.

    `text` is the size of its type in points; 0: what fits the paper.

    Raises ExporterError for any other text, and for a page too small or too big to print on.
    """
    width, height = _size(paper)
    if width >= _NUMBERS + _MEASURE + _ASIDE:
        right = width - _NUMBERS - _MEASURE
        return Page(width, height, top=27, right=right, bottom=27, left=_NUMBERS, text=text or 10.5)
    left = max(16.0, width * 0.14)
    right = max(12.0, width * 0.11)
    return Page(width, height, top=20, right=right, bottom=20, left=left, text=text or 9.5)


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
