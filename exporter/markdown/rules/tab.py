"""A block rule: a content tab, `=== "Title"` with an indented body, becomes a box of that kind."""

import re

from markdown_it.rules_block import StateBlock

from exporter.markdown.opening import Opening
from exporter.markdown.rules.admonition import body_of, push_box

__all__ = ["tab"]

_LINE = re.compile(r"===[!+]{0,2}[ \t]+([\"'])(.*)\1[ \t]*")


def tab(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """The tokens of a box."""
    begin = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith("===", begin) or state.is_code_block(start_line):
        return False
    match = _LINE.fullmatch(state.src, begin, state.eMarks[start_line])
    if not match:
        return False
    if not silent:
        after, column = body_of(state, start_line, end_line)
        opening = Opening("!!!", "tab", (), match[2].strip(), "", "straight", closed=True)
        push_box(state, opening, (start_line, start_line + 1, after), column)
        state.line = after
    return True
