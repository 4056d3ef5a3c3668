"""A block rule: what stands between `<quiz>` and `</quiz>`, each alone on its line, becomes a box.

All of it is markdown, blank lines about it or not. One that is never closed ends before the next.
"""

import re
from collections.abc import Mapping

from markdown_it.rules_block import StateBlock

from exporter.markdown.opening import Opening
from exporter.markdown.rules.admonition import WIDEST_INDENT, push_box

__all__ = ["quiz"]

_OPENING = re.compile(r"[ \t>]*<quiz(?:[ \t][^<>]*)?(?<!/)>[ \t]*", re.IGNORECASE)
_CLOSING = re.compile(r"[ \t>]*</quiz>[ \t]*", re.IGNORECASE)
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})(.*)")
_BOX = Opening("!!!", "quiz", (), "", "", "", closed=True)


def quiz(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """The tokens of a box."""
    begin = state.bMarks[start_line] + state.tShift[start_line]
    if state.src[begin : begin + 5].lower() != "<quiz" or state.is_code_block(start_line):
        return False
    if not _OPENING.fullmatch(state.src, begin, state.eMarks[start_line]):
        return False
    if silent:
        return True
    end = min(_ends(state).get(start_line, end_line), end_line)
    after = _end_of_container(state, start_line + 1, end)
    push_box(state, _BOX, (start_line, start_line + 1, after), _column(state, start_line, after))
    closes = after < end_line and _CLOSING.fullmatch(
        state.src, state.bMarks[after], state.eMarks[after]
    )
    state.line = after + 1 if closes else after
    return True


def _end_of_container(state: StateBlock, line: int, end: int) -> int:
    """The line on which the body ends at the latest: a shallower one ends what it stands in."""
    while line < end and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent):
        line += 1
    return line


def _column(state: StateBlock, start_line: int, end: int) -> int:
    own = state.sCount[start_line]
    indents = [state.sCount[n] for n in range(start_line + 1, end) if not state.isEmpty(n)]
    column = min(indents, default=own)
    return column if own <= column <= own + WIDEST_INDENT else state.blkIndent


def _ends(state: StateBlock) -> Mapping[int, int]:
    """The line of each tag that opens → the line of what ends it."""
    if "quiz" not in state.env:
        state.env["quiz"] = _paired(state.src)
    ends: Mapping[int, int] = state.env["quiz"]
    return ends


def _paired(text: str) -> dict[int, int]:
    ends: dict[int, int] = {}
    opened = -1
    fence = ""
    for number, row in enumerate(text.split("\n")):
        mark = _FENCE.match(row)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence) and not mark[2].strip():
            fence = ""
        elif not fence and (closes := _CLOSING.fullmatch(row) or _OPENING.fullmatch(row)):
            if opened >= 0:
                ends[opened] = number
            opened = -1 if closes.re is _CLOSING else number
    return ends
