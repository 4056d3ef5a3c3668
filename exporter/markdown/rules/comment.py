"""A block rule for HTML: a comment becomes a token; one that is never closed stays text."""

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.html_block import html_block

from exporter.markdown.rules.details import before_box

__all__ = ["comment_or_html"]

LONGEST = 500
"""How many lines a comment may have."""

_UNTIL_CLOSED = re.compile(r"<(?:[!?]|(?:script|pre|style|textarea)\b)", re.IGNORECASE)

_BREAKS = re.compile(r"(?:<br[ \t]*/?>[ \t]*)+", re.IGNORECASE)


def comment_or_html(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A `comment` token; what follows a comment on its last line is parsed as what it is."""
    begin = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith("<", begin):
        return False
    if not state.src.startswith("<!--", begin) or state.is_code_block(start_line):
        if _BREAKS.fullmatch(state.src, begin, state.eMarks[start_line]):
            return not silent and _skip(state, start_line)
        if not silent and not _UNTIL_CLOSED.match(state.src, begin):
            end_line = before_box(state, start_line, end_line)
        return html_block(state, start_line, end_line, silent)
    line, after = _end(state, start_line, end_line)
    says_more = bool(state.src[after : state.eMarks[line]].strip())
    if not after or (says_more and line == start_line):
        return False  # text, or a line of it that begins with a comment
    if silent:
        return True
    token = state.push("comment", "", 0)
    token.content = state.src[begin:after]
    token.map = [start_line, line + 1]
    state.line = line + 1
    if says_more:
        _cut(state, line, after)
    return True


def _skip(state: StateBlock, line: int) -> bool:
    """Leaves out a line of nothing but breaks: what follows is no HTML for all that."""
    state.line = line + 1
    return True


def _end(state: StateBlock, start_line: int, end_line: int) -> tuple[int, int]:
    """The line on which the comment closes, and the position behind it; 0 when it never does."""
    begin = state.bMarks[start_line] + state.tShift[start_line] + 4
    if "last_comment" not in state.env:
        state.env["last_comment"] = state.src.rfind("-->")
    if state.env["last_comment"] < begin:
        return start_line, 0
    for line in range(start_line, min(end_line, start_line + LONGEST)):
        if line > start_line:
            begin = state.bMarks[line]
            if not state.isEmpty(line) and state.sCount[line] < state.blkIndent:
                break
        at = state.src.find("-->", begin, state.eMarks[line])
        if at >= 0:
            return line, at + 3
    return start_line, 0


def _cut(state: StateBlock, line: int, after: int) -> None:
    """Lets the parser go on behind the comment, as if the line began there."""
    text = state.src[after : state.eMarks[line]]
    state.bMarks[line] = after
    state.tShift[line] = len(text) - len(text.lstrip())
    state.sCount[line] = state.blkIndent
    state.line = line
