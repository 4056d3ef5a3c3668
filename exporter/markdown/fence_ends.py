"""Fences whose end has more on its row, so that it is none, are closed there.

It is done only where the last fence of a text would be without an end otherwise: what begins fences
below that row ends them, and the other way round.
"""

import re
from collections.abc import Sequence

__all__ = ["with_ends"]

MOST = 20
"""How many rows that may be ends are tried."""

_FENCE = re.compile(r" {0,3}(?P<marks>`{3,}|~{3,})(?P<rest>.*)")
_MORE = re.compile(r"[ \t]*(?:(?:`{3,}|~{3,}).*|[^\w\s`~]+[ \t]*)")
"""What may stand behind an end: another fence, or signs."""
_ANY = re.compile(r"^ {0,3}(?:`{3,}|~{3,})[ \t]*(?:[ \t]```|[ \t]~~~|[^\w\s`~])", re.MULTILINE)


def with_ends(text: str) -> tuple[str, int]:
    """The text, with the row (from 0) that is the end of a fence now; -1 when none had to be."""
    if not _ANY.search(text):
        return text, -1
    rows = text.split("\n")
    is_open, lost = _walked(rows)
    for row, marks in lost[:MOST] if is_open else ():
        mended = [*rows[:row], marks, *rows[row + 1 :]]
        if not _walked(mended)[0]:
            return "\n".join(mended), row
    return text, -1


def _walked(rows: Sequence[str]) -> tuple[bool, list[tuple[int, str]]]:
    """Whether the last fence has no end, and the rows in fences that may be meant as one."""
    opened = ""
    lost: list[tuple[int, str]] = []
    for number, row in enumerate(rows):
        match = _FENCE.fullmatch(row)
        if not match:
            continue
        marks, rest = match["marks"], match["rest"]
        if not opened:
            opened = "" if "`" in marks and "`" in rest else marks
        elif marks.startswith(opened) and not rest.strip():
            opened = ""
        elif marks.startswith(opened) and _MORE.fullmatch(rest):
            lost.append((number, opened))
    return bool(opened), lost
