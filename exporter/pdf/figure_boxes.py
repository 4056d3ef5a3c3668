"""Where figures stand: as WeasyPrint writes it, into where they are on the page.

It counts in pixels of CSS, from the top of the page; PDF counts in points, from the bottom.
"""

from pikepdf import Array, Object

__all__ = ["Box", "from_page", "on_page"]

Box = tuple[float, float, float, float]
"""Two corners: the horizontal and the vertical place of the one, then of the other."""

_PIXEL = 0.75
"""In points."""


def on_page(box: Object, page: Object) -> Box:
    """A box as WeasyPrint writes it: its lower left and its upper right corner on `page`."""
    left, top, right, bottom = map(float, box)
    height = float(page.MediaBox[3])
    return left * _PIXEL, height - bottom * _PIXEL, right * _PIXEL, height - top * _PIXEL


def from_page(box: Box, page: Object) -> Array:
    """The inverse of `on_page`."""
    left, bottom, right, top = box
    height = float(page.MediaBox[3])
    return Array(
        [left / _PIXEL, (height - top) / _PIXEL, right / _PIXEL, (height - bottom) / _PIXEL]
    )
