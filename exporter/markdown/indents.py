r"""A text into the first item of a list that stands deeper, or less deep, than it looks.

A tab reaches to the next column that four divides; an editor may show it as two columns or as
eight. Where that decides whether an item is nested in the one above it, its author may mean another
list than is read. (Python refuses such lines for the same reason: docs.python.org/3/reference,
"Indentation".)
"""

import re
from collections.abc import Iterator

from exporter.markdown.faults import Fault, Place

__all__ = ["mixed_indentation", "mixed_item"]

_ITEM = re.compile(r"([ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]")
_FENCE = re.compile(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})")
_WIDTHS = (2, 4, 8)


def mixed_item(text: str) -> Place | None:
    """Where the first such item stands (its line is its row in `text`, from 1), if there is one."""
    if "\n\t" not in text and " \t" not in text:
        return None
    above = ""
    for row, line in _outside_fences(text):
        item = _ITEM.match(line)
        if item:
            if "\t" in above + item[1] and _is_mixed(above, item[1]):
                return Place(row + 1, len(item[1]) + 1, row)
            above = item[1]
        elif line[:1].strip():
            above = ""
    return None


def mixed_indentation() -> Fault:
    """An item that is indented otherwise than the one above it."""
    message = "this item is indented with tabs and the one above it with spaces, or the reverse"
    help_ = "indent both with spaces: how deep a tab reaches is up to the editor"
    return Fault("mixed-indentation", "info", message, help_)


def _is_mixed(above: str, indent: str) -> bool:
    """Whether an item is nested or not depending on how wide a tab is."""
    orders = set()
    for width in _WIDTHS:
        upper, lower = len(above.expandtabs(width)), len(indent.expandtabs(width))
        orders.add((lower > upper) - (lower < upper))
    return len(orders) > 1


def _outside_fences(text: str) -> Iterator[tuple[int, str]]:
    fence = ""
    for row, line in enumerate(text.split("\n")):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence):
                fence = ""
        elif mark:
            fence = mark[1]
        else:
            yield row, line
