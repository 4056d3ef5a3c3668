"""A block rule: `!!! kind "title"`, `??? …` and `???+ …` with an indented body become a box."""

from markdown_it.rules_block import StateBlock

from exporter.markdown.opening import Opening, read_opening

__all__ = ["WIDEST_INDENT", "admonition", "body_of", "push_box", "tokenize_bare"]

WIDEST_INDENT = 7
"""A body that is indented deeper than this begins with code: its own column is then the usual 4."""


def admonition(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Tokens `admonition_open` (meta: the Opening), `inline` (title), body, `admonition_close`."""
    begin = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith(("!!!", "???"), begin) or state.is_code_block(start_line):
        return False
    opening = read_opening(state.src[begin : state.eMarks[start_line]])
    if opening is None:
        return False
    after, column = body_of(state, start_line, end_line)
    if opening.classes and not opening.quotes and after == start_line + 1:
        return False  # a sentence that begins with three marks
    if silent:
        return True
    push_box(state, opening, (start_line, start_line + 1, after), column)
    state.line = after
    return True


def body_of(state: StateBlock, start_line: int, end_line: int) -> tuple[int, int]:
    """The line after the last one of an indented body, and the column at which the body stands."""
    own = state.sCount[start_line]
    after = line = start_line + 1
    narrowest = WIDEST_INDENT + 1
    while line < end_line:
        if not state.isEmpty(line):
            indent = state.sCount[line] - own
            if indent <= 0:
                break
            narrowest = min(narrowest, indent)
            after = line + 1
        line += 1
    return after, own + (narrowest if narrowest <= WIDEST_INDENT else 4)


def push_box(state: StateBlock, opening: Opening, lines: tuple[int, int, int], column: int) -> None:
    """Tokens of a box: `lines` are its own, the first of its body and the one behind the body."""
    start_line, first, after = lines
    token = state.push("admonition_open", "", 1)
    token.meta = {"opening": opening}
    token.map = [start_line, after]
    _inline(state, opening.title, start_line)
    if opening.rest:
        state.push("paragraph_open", "p", 1).map = [start_line, start_line + 1]
        _inline(state, opening.rest, start_line)
        state.push("paragraph_close", "p", -1)
    _tokenize(state, (first, after), column)
    state.push("admonition_close", "", -1)


def _inline(state: StateBlock, text: str, line: int) -> None:
    token = state.push("inline", "", 0)
    token.content = text
    token.map = [line, line + 1]
    token.children = []


def tokenize_bare(state: StateBlock, lines: tuple[int, int], column: int) -> None:
    """Tokens of what stands on `lines` (the last left out) at `column`, in no box."""
    state.level += 1  # it counts as a container all the same: see too_deep
    _tokenize(state, lines, column)
    state.level -= 1


def _tokenize(state: StateBlock, lines: tuple[int, int], column: int) -> None:
    before = state.parentType, state.lineMax, state.blkIndent, state.listIndent
    state.parentType = "admonition"
    state.lineMax = lines[1]
    state.blkIndent = column
    state.listIndent = -1
    state.md.block.tokenize(state, *lines)
    state.parentType, state.lineMax, state.blkIndent, state.listIndent = before
