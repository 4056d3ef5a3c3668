"""A block rule: what is nested deeper than anyone reads is kept as it is written."""

from markdown_it.rules_block import StateBlock

__all__ = ["DEEPEST", "too_deep"]

DEEPEST = 50
"""How many containers may stand in one another; a list counts twice, once for its item."""


def too_deep(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A `too_deep` token with the text of what would be one container too many."""
    if state.level < DEEPEST or silent:
        return False
    line = start_line + 1
    while line < end_line and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent):
        line += 1
    token = state.push("too_deep", "", 0)
    token.content = state.getLines(start_line, line, state.blkIndent, False)
    token.map = [start_line, line]
    state.line = line
    return True
