"""A block rule: the content of `<div markdown>` and its like is markdown, and stands for itself."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markdown_it.rules_block import StateBlock

from exporter.markdown.rules.admonition import WIDEST_INDENT, tokenize_bare

__all__ = ["markdown_html"]

_NAMES = "div|section|article|aside|main|header|footer|figure|center|blockquote|p|span|li|ul|ol"
_OPENING = re.compile(
    rf"<({_NAMES})\b"
    r"""(?:"[^"]*"|'[^']*'|[^"'<>])*?\smarkdown(?:=(?:"[^"]*"|'[^']*'|\w+))?(?=[\s/>])[^<>]*>""",
    re.IGNORECASE,
)
_TAG = re.compile(rf"<(/?)({_NAMES})\b[^<>]*>", re.IGNORECASE)
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})(.*)")


@dataclass(frozen=True, slots=True)
class _Closing:
    """The tag that closes an element."""

    line: int
    begin: int
    end: int
    """The place behind it."""


def markdown_html(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """The tokens of the content; the element itself leaves none."""
    begin = state.bMarks[start_line] + state.tShift[start_line]
    if state.src[begin : begin + 1] != "<" or state.is_code_block(start_line):
        return False
    opening = _OPENING.match(state.src, begin, state.eMarks[start_line])
    if not opening:
        return False
    closing = _closings(state).get(opening.start())
    if closing is None or not _is_inside(state, (start_line, closing.line), end_line):
        return False
    if silent:
        return True
    line = closing.line
    if line == start_line:
        _push_text(state, state.src[opening.end() : closing.begin], line)
    else:
        _push_body(state, (start_line, line), opening.end(), closing.begin)
    state.line = line + 1
    _push_text(state, state.src[closing.end : state.eMarks[line]], line)
    return True


def _is_inside(state: StateBlock, lines: tuple[int, int], end_line: int) -> bool:
    """Whether an element ends within what it stands in."""
    first, last = lines
    return last < end_line and all(
        state.isEmpty(line) or state.sCount[line] >= state.blkIndent
        for line in range(first + 1, last + 1)
    )


def _closings(state: StateBlock) -> Mapping[int, _Closing]:
    """The place of each tag that opens an element → the tag that closes it; code is left out."""
    if "markdown_html" not in state.env:
        state.env["markdown_html"] = _paired(state.src)
    closings: Mapping[int, _Closing] = state.env["markdown_html"]
    return closings


def _paired(text: str) -> dict[int, _Closing]:
    closings: dict[int, _Closing] = {}
    opened: dict[str, list[int]] = {}
    fence = ""
    at = 0
    for line, row in enumerate(text.split("\n")):
        mark = _FENCE.match(row)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence) and not mark[2].strip():
            fence = ""
        elif not fence and "<" in row:
            for tag in _TAG.finditer(row):
                begins = opened.setdefault(tag[2].lower(), [])
                if not tag[1]:
                    begins.append(at + tag.start())
                elif begins:
                    closings[begins.pop()] = _Closing(line, at + tag.start(), at + tag.end())
        at += len(row) + 1
    return closings


def _push_body(state: StateBlock, lines: tuple[int, int], begin: int, end: int) -> None:
    """Tokens of what stands behind an opening tag, below it and before the closing one."""
    first, last = lines
    _push_text(state, state.src[begin : state.eMarks[first]], first)
    indents = [state.sCount[line] for line in range(first + 1, last) if not state.isEmpty(line)]
    column = min(indents, default=0)
    if column - state.blkIndent > WIDEST_INDENT:
        column = state.blkIndent
    tokenize_bare(state, (first + 1, last), column)
    _push_text(state, state.src[state.bMarks[last] : end], last)


def _push_text(state: StateBlock, text: str, line: int) -> None:
    if not text.strip():
        return
    state.push("paragraph_open", "p", 1).map = [line, line + 1]
    token = state.push("inline", "", 0)
    token.content = text.strip()
    token.map = [line, line + 1]
    token.children = []
    state.push("paragraph_close", "p", -1)
