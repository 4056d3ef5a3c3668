"""Rules for formulas: displayed ones on lines of their own, those within a text, and paragraphs
that hold a displayed formula over several lines."""

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from exporter.markdown.tex import closer_at, formula_at, formula_over

__all__ = ["math_block", "math_inline", "math_paragraph"]

LONGEST = 200
"""How many lines a displayed formula may have."""

_STRAY = re.compile(r"\$\$|\\begin\{[a-zA-Z]+\*?\}")
_BEGINS = re.compile(r"\s*[\w(\[{|+-]")
_SAYS_TEX = re.compile(r"\\[a-zA-Z]|[\^_]")


def math_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A `math_block` token for a displayed formula that begins a line and ends one."""
    begin = state.bMarks[start_line] + state.tShift[start_line]
    if state.src[begin : begin + 1] not in ("$", "\\") or state.is_code_block(start_line):
        return False
    closer = closer_at(state.src, begin)
    if not closer:
        return False
    found = _lines_of_formula(state, start_line, end_line, closer)
    if found is None:
        return False
    if not silent:
        tex, line = found
        token = state.push("math_block", "", 0)
        token.content = tex
        token.map = [start_line, line]
        token.markup = state.src[begin : state.eMarks[start_line]]
        state.line = line
    return True


def _lines_of_formula(
    state: StateBlock, start_line: int, end_line: int, closer: str
) -> tuple[str, int] | None:
    for line in _closing_lines(state, start_line, end_line, closer):
        text = state.getLines(start_line, line + 1, state.blkIndent, False).strip()
        formula = formula_at(text, 0)
        if formula is None:
            continue
        rest = text[formula.end :]
        if rest.strip() in ("", ".", ",", ";", ":"):
            return formula.tex + rest.strip(), line + 1
        return None
    return None


def _closing_lines(state: StateBlock, start_line: int, end_line: int, closer: str) -> list[int]:
    """The lines on which a formula may end: the first two that hold its closer."""
    found: list[int] = []
    begin = state.bMarks[start_line] + state.tShift[start_line] + 2
    for line in range(start_line, min(end_line, start_line + LONGEST)):
        if line > start_line:
            begin = state.bMarks[line]
            if state.isEmpty(line) or state.sCount[line] < state.blkIndent:
                break
        if state.src.find(closer, begin, state.eMarks[line]) >= 0:
            found.append(line)
            if len(found) == 2:
                break
    return found


def math_paragraph(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A paragraph that no other block interrupts while a displayed formula is open in it."""
    parent, state.parentType = state.parentType, "paragraph"
    line = start_line + 1
    whole_until = _open_until(state, start_line)
    terminators = state.md.block.ruler.getRules("paragraph")
    end_line = state.lineMax
    while line < end_line and not state.isEmpty(line):
        # An indented line goes on lazily, and so does one that a quote has checked already.
        checked = state.sCount[line] - state.blkIndent > 3 or state.sCount[line] < 0
        if not checked and line >= whole_until:
            if any(rule(state, line, end_line, True) for rule in terminators):
                break
            whole_until = _open_until(state, line)
        line += 1
    _push_paragraph(state, start_line, line)
    state.parentType = parent
    return True


def _open_until(state: StateBlock, line: int) -> int:
    """The line behind the displayed formula that `line` leaves open; 0 when it leaves none open."""
    if "displays" not in state.env:
        state.env["displays"] = any(opener in state.src for opener in ("$$", "\\[", "\\begin"))
    if not state.env["displays"]:
        return 0
    formula = formula_over(state.src, state.bMarks[line], state.eMarks[line])
    return _line_of(state, line, formula.end) if formula else 0


def _line_of(state: StateBlock, line: int, position: int) -> int:
    first = line
    while line < state.lineMax and state.eMarks[line] < position:
        if state.isEmpty(line) or state.sCount[line] < state.blkIndent:
            return 0
        line += 1
    if line - first >= LONGEST or (line > first and _is_outside(state, line)):
        return 0
    return line + 1


def _is_outside(state: StateBlock, line: int) -> bool:
    """Whether a line stands behind what the paragraph stands in: it is the next item, say."""
    if line >= state.lineMax or state.sCount[line] >= state.blkIndent:
        return False
    rules = state.md.block.ruler.getRules("paragraph")
    return any(rule(state, line, state.lineMax, True) for rule in rules)


def _push_paragraph(state: StateBlock, start_line: int, line: int) -> None:
    state.line = line
    state.push("paragraph_open", "p", 1).map = [start_line, line]
    token = state.push("inline", "", 0)
    token.content = state.getLines(start_line, line, state.blkIndent, False).strip(" \t\n\v\f\r")
    token.map = [start_line, line]
    token.children = []
    state.push("paragraph_close", "p", -1)


def math_inline(state: StateInline, silent: bool) -> bool:
    """A `math` token (meta: display) for a formula; `stray_math` behind an opener without end."""
    character = state.src[state.pos]
    if character not in ("$", "\\"):
        return False
    if state.src.startswith("$$$", state.pos):
        return _dollars_as_text(state, silent)
    formula = formula_at(state.src, state.pos)
    if formula is not None and formula.end <= state.posMax:
        if not silent:
            token = state.push("math", "", 0)
            token.content = formula.tex
            token.markup = state.src[state.pos : formula.end]
            token.meta = {"display": formula.display}
        state.pos = formula.end
        return True
    stray = _STRAY.match(state.src, state.pos)
    return stray is not None and _stray(state, stray.end(), silent)


def _dollars_as_text(state: StateInline, silent: bool) -> bool:
    end = state.pos
    while end < state.posMax and state.src[end] == "$":
        end += 1
    if not silent:
        state.append_pending(state.src[state.pos : end])
    state.pos = end
    return True


def _stray(state: StateInline, after: int, silent: bool) -> bool:
    is_tex = state.src[state.pos] == "\\" or _says_tex(state, after)
    end = state.posMax if is_tex else after
    if not silent:
        token = state.push("stray_math", "", 0)
        token.content = state.src[state.pos : end]
        token.meta = {"tex": is_tex, "leads": _leads(state, after)}
    state.pos = end
    return True


def _leads(state: StateInline, after: int) -> bool:
    """Whether an opener begins its row, with a formula behind it, or ends the rows of one."""
    begin = state.src.rfind("\n", 0, state.pos) + 1
    if state.src[begin : state.pos].strip():
        return False
    if _BEGINS.match(state.src, after) or state.src.find("\n", after) >= 0:
        return True
    return begin > 0 and not state.src[after:].strip()


def _says_tex(state: StateInline, begin: int) -> bool:
    """Whether TeX follows; where none does is looked through once, however many ask."""
    text, first, end = state.env.get("no_tex", ("", 0, 0))
    if text is state.src and first <= begin and state.posMax <= end:
        return False
    found = _SAYS_TEX.search(state.src, begin, state.posMax) is not None
    if not found:
        state.env["no_tex"] = state.src, begin, state.posMax
    return found
