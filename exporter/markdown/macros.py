"""Macros of site generators into the markdown that they hold: `{{ solution(True, "` … `") }}`.

The text that a macro is given stands between two rows of nothing but quotes; those rows, and what
stands around them, are left empty. What a macro makes of anything else nobody but the site knows.
"""

import re
from collections.abc import Iterator, Sequence

from exporter.markdown.faults import Fault

__all__ = ["unread_macro", "unread_macros", "with_macros"]

_BEGINS = re.compile(r"^[ \t>]*\{\{-?[ \t]*\w+\(", re.MULTILINE)
_OPENS = re.compile(
    r"[ \t>]*\{\{-?[ \t]*\w+\((?:[^\"'(){}]*,)?[ \t]*(?P<quote>\"{3}|\"|'{3}|')?[ \t]*$"
)
_QUOTE = re.compile(r"[ \t>]*(?P<quote>\"{3}|\"|'{3}|')[ \t]*$")
_CLOSES = re.compile(r"[ \t>]*(?P<quote>\"{3}|\"|'{3}|')?[ \t]*\)[ \t]*-?\}\}[ \t]*$")
_ALONE = re.compile(r"[ \t>]*\{\{-?[ \t]*(?P<name>\w+)\(.*\)[ \t]*-?\}\}[ \t]*$")
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})(.*)")

LONGEST = 500
"""On how many rows the end of a macro is looked for."""


def with_macros(text: str) -> str:
    """`text`, whose rows end in `\\n`, without what stands around the markdown in macros."""
    if not _BEGINS.search(text):
        return text
    rows = text.split("\n")
    for number in list(_outside_code(rows)):
        if "{{" in rows[number] and (match := _OPENS.match(rows[number])):
            for around in _around(rows, number, match["quote"] or ""):
                rows[around] = ""
    return "\n".join(rows)


def unread_macros(text: str) -> Iterator[tuple[int, str]]:
    """The rows, from 0, on which macros stand alone, and their names."""
    if not _BEGINS.search(text):
        return
    rows = text.split("\n")
    for number in _outside_code(rows):
        if "{{" in rows[number] and (match := _ALONE.match(rows[number])):
            yield number, match["name"]


def unread_macro(name: str) -> Fault:
    """A macro that stands for what only a site generator knows."""
    message = f"what the site's macro `{name}` makes is not known: it is shown as it is written"
    return Fault("unread-macro", "info", message, "write what it makes")


def _outside_code(rows: Sequence[str]) -> Iterator[int]:
    fence = ""
    for number, row in enumerate(rows):
        if found := _FENCE.match(row) if "```" in row or "~~~" in row else None:
            if not fence:
                fence = found[1]
            elif found[1].startswith(fence) and not found[2].strip():
                fence = ""
        elif not fence:
            yield number


def _around(rows: Sequence[str], begin: int, quote: str) -> tuple[int, ...]:
    """The rows around the text of the macro that opens on row `begin`; none without an end."""
    inner = [begin]
    at = begin + 1
    if not quote:
        match = _QUOTE.match(rows[at]) if at < len(rows) else None
        if match is None:
            return ()
        quote = match["quote"]
        inner.append(at)
    for end in range(inner[-1] + 1, min(begin + LONGEST, len(rows))):
        match = _CLOSES.match(rows[end])
        if match and match["quote"] == quote:
            return (*inner, end)
        if match and not match["quote"]:
            last = _last_said(rows, inner[-1] + 1, end)
            closed = _QUOTE.match(rows[last])
            return (*inner, last, end) if closed and closed["quote"] == quote else ()
    return ()


def _last_said(rows: Sequence[str], begin: int, end: int) -> int:
    """The last row of those from `begin` to `end`, that left out, which is not blank."""
    return next((row for row in range(end - 1, begin - 1, -1) if rows[row].strip()), begin)
