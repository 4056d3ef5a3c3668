"""Rules for HTML's folding box: `<details>`, its `<summary>` and `</details>` become tokens.

What stands between them is markdown, blank lines about it or not. The summary may go over lines and
hold a list. A box that is never closed ends with what it stands in, or before the next one.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from exporter.markdown.details import BoxTag, box_tag, box_tags_in, is_box_line

__all__ = ["before_box", "details", "pair_details"]

LONGEST_SUMMARY = 100
"""How many lines a summary may have."""

_LINE_END = re.compile(r"\n")


def details(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Tokens `details_open` (content: the summary; meta: is_open) and `details_close`."""
    if state.is_code_block(start_line) or not is_box_line(_rest(state, start_line)):
        return False
    if silent:
        return True
    line = start_line
    while (tag := box_tag(_rest(state, line))) is not None:
        begin = state.bMarks[line] + state.tShift[line]
        after = begin + tag.end
        if tag.closes:
            _push(state, "details_close", line, line + 1)
        else:
            token = _push(state, "details_open", line, line + 1)
            token.meta = {"is_open": tag.is_open}
            token.content, line, after = _summary(state, line, end_line, after)
            token.map = [token.map[0] if token.map else line, line + 1]
        _cut(state, line, after)
        if state.isEmpty(line):
            break
    if state.isEmpty(line):
        state.line = line + 1
    else:
        _go_on(state, line, end_line)
    return True


def _rest(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _push(state: StateBlock, name: str, line: int, after: int) -> Token:
    token = state.push(name, "", 0)
    token.map = [line, after]
    return token


def _summary(state: StateBlock, line: int, end_line: int, after: int) -> tuple[str, int, int]:
    """The summary that follows a tag, the line on which it ends, and the place behind it."""
    begin_line, begin = line, after
    while begin_line < end_line and not state.src[begin : state.eMarks[begin_line]].strip():
        begin_line += 1
        if begin_line >= end_line or state.sCount[begin_line] < state.blkIndent:
            return "", line, after
        begin = state.bMarks[begin_line] + state.tShift[begin_line]
    opener = state.src[begin : state.eMarks[begin_line]]
    opener = opener.lstrip()
    begin = state.eMarks[begin_line] - len(opener)
    if not opener.lower().startswith("<summary") or ">" not in opener:
        return "", line, after
    begin += opener.index(">") + 1
    for last in range(begin_line, min(end_line, begin_line + LONGEST_SUMMARY)):
        if last > begin_line and not state.isEmpty(last) and is_box_line(_rest(state, last)):
            break
        row_begin = begin if last == begin_line else state.bMarks[last]
        found = state.src[row_begin : state.eMarks[last]].lower().find("</summary")
        if found >= 0:
            end = row_begin + found
            behind = state.src.find(">", end, state.eMarks[last]) + 1 or state.eMarks[last]
            return _text(state, begin_line, begin, last, end), last, behind
    return state.src[begin : state.eMarks[begin_line]], begin_line, state.eMarks[begin_line]


def _text(state: StateBlock, first: int, begin: int, last: int, end: int) -> str:
    """What stands between two places, without the indentation of what it stands in."""
    if first == last:
        return state.src[begin:end]
    between = state.getLines(first + 1, last, state.blkIndent, True)
    column = min(state.bMarks[last] + state.blkIndent, state.bMarks[last] + state.tShift[last])
    return f"{state.src[begin : state.eMarks[first]]}\n{between}{state.src[column:end]}"


def _cut(state: StateBlock, line: int, after: int) -> None:
    """Lets the parser go on behind a tag, as if the line began there."""
    text = state.src[after : state.eMarks[line]]
    state.bMarks[line] = after
    state.tShift[line] = len(text) - len(text.lstrip())
    state.sCount[line] = state.blkIndent


def _go_on(state: StateBlock, line: int, end_line: int) -> None:
    """Parses what is left of a line: a rule must not end on the line on which it began."""
    for rule in state.md.block.ruler.getRules(""):
        if rule(state, line, end_line, False):
            return


def before_box(state: StateBlock, start_line: int, end_line: int) -> int:
    """The line on which raw HTML ends at the latest: where a tag of a box begins one."""
    line = start_line + 1
    while line < end_line and not state.isEmpty(line):
        if is_box_line(_rest(state, line)):
            return line
        line += 1
    return end_line


def pair_details(state: StateCore) -> None:
    """Tags of boxes within paragraphs become tokens, too; then each that opens knows what closes.

    It is the meta `close` of a `details_open`; tokens that close nothing are left as they are.
    """
    if "details" not in state.src.lower():
        return
    tokens = list(_parted(state, state.tokens))
    unclosed = _paired(tokens)
    state.tokens = _closed(tokens, unclosed) if unclosed else tokens


def _parted(state: StateCore, tokens: list[Token]) -> Iterator[Token]:
    skip = 0
    for index, token in enumerate(tokens):
        if skip:
            skip -= 1
        elif token.type == "paragraph_open" and (tags := _tags_in(tokens[index + 1])):
            skip = 2
            yield from _pieces(state, token, tokens[index + 1], tags)
        else:
            yield token


def _tags_in(inline: Token) -> tuple[BoxTag, ...]:
    if "details" not in inline.content.lower():
        return ()
    tags = box_tags_in(inline.content)
    raw = sum(child.type == "html_inline" for child in inline.children or ())
    return tags if len(tags) <= raw else ()


def _pieces(
    state: StateCore, opening: Token, inline: Token, tags: tuple[BoxTag, ...]
) -> Iterator[Token]:
    first = inline.map[0] if inline.map else 0
    ends = [match.start() for match in _LINE_END.finditer(inline.content)]
    at = 0
    for tag in tags:
        row = first + bisect_left(ends, tag.begin)
        text = inline.content[at : tag.begin]
        yield from _paragraph(state, opening, text, first + bisect_left(ends, at))
        yield Token(
            "details_close" if tag.closes else "details_open",
            "",
            0,
            map=[row, row + 1],
            level=opening.level,
            content=tag.summary,
            meta={"is_open": tag.is_open},
        )
        at = tag.end
    yield from _paragraph(state, opening, inline.content[at:], first + bisect_left(ends, at))


def _paragraph(state: StateCore, opening: Token, text: str, row: int) -> Iterator[Token]:
    """The tokens of a part of a paragraph, which begins on `row`."""
    if not text.strip():
        return
    row += text.count("\n", 0, len(text) - len(text.lstrip()))
    rows = [row, row + text.strip().count("\n") + 1]
    [part] = state.md.parseInline(text.strip(), state.env)
    part.map, part.level = rows, opening.level + 1
    hidden = opening.hidden
    yield Token("paragraph_open", "p", 1, map=rows, level=opening.level, hidden=hidden)
    yield part
    yield Token("paragraph_close", "p", -1, level=opening.level, hidden=hidden)


def _paired(tokens: list[Token]) -> list[Token]:
    """Gives each token that opens the one that closes it; those that nothing closes."""
    opened: list[Token] = []
    unclosed: list[Token] = []
    for token in tokens:
        while opened and token.level < opened[-1].level:
            unclosed.append(opened.pop())
        if token.type == "details_open":
            opened.append(token)
        elif token.type == "details_close" and opened and opened[-1].level == token.level:
            opened.pop().meta["close"] = token
            token.meta = {"paired": True}
    return [*unclosed, *opened]


def _closed(tokens: list[Token], unclosed: list[Token]) -> list[Token]:
    """The tokens with one more for each that nothing closes."""
    waiting: list[Token] = []
    lost = {id(token) for token in unclosed}
    ended = False
    closed: list[Token] = []
    for token in tokens:
        while waiting and _ends(token, waiting[-1].level, ended=ended):
            closed.append(_closing(waiting.pop(), within=ended))
            ended = False
        if id(token) in lost:
            waiting.append(token)
            ended = False
        elif token.type == "details_close" and not token.meta.get("paired"):
            ended = True
        closed.append(token)
    for token in reversed(waiting):
        closed.append(_closing(token, within=ended))
        ended = False
    return closed


def _ends(token: Token, level: int, *, ended: bool) -> bool:
    """Whether a box that is never closed ends before a token.

    `ended` says that something within it, a list say, held a tag that closes a box.
    """
    if token.level != level:
        return token.level < level
    return token.nesting >= 0 and (ended or token.type in ("heading_open", "details_open"))


def _closing(opening: Token, *, within: bool) -> Token:
    """What closes a box that nothing at its own level closes; `within` it stands a tag that does.

    Formatters of markdown move that tag into a list that stands right above it.
    """
    closing = Token("details_close", "", 0, map=opening.map, level=opening.level)
    opening.meta.update(close=closing, unclosed=not within)
    return closing
