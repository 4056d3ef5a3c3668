"""A block rule: what stands between `:::kind[title]` and `:::` becomes a box.

The kind may be `{kind}` or one of the classes in `{.kind title="…"}`. A box of no kind that says
something of its text, such as a column, is its text alone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markdown_it.rules_block import StateBlock

from exporter.markdown.opening import Opening
from exporter.markdown.rules.admonition import push_box, tokenize_bare

__all__ = ["colons"]

_MARK = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(:{3,})[ \t]*(.*?)[ \t]*")
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})(.*)")
_KIND = re.compile(r"(?:\{[ \t]*)?\.?([^\W\d_][\w-]*)[ \t]*")
_TITLED = re.compile(r"\[(.*)\]")
_ATTRIBUTES = re.compile(r"[ \t]*\{([^{}]*)\}[ \t]*$")
_TITLE = re.compile(r"""\btitle=(?:"([^"]*)"|'([^']*)')""")
_COLLAPSED = re.compile(r"""\bcollapse=["']?true|\.?dropdown\b""")
_OPTION = re.compile(r":[\w-]+:.*")
_FOLDED = re.compile("details|spoiler|dropdown|toggle|collapse|collapsible|fold|expand")
_KIND_OF_BOX = re.compile(
    rf"{_FOLDED.pattern}|abstract|admonition|answer|attention|callout|caution|challenge|check|cloze|danger"
    "|definition|error|example|exercise|explanation|failure|faq|hint|important|info|note|problem"
    "|proof|question|quiz|quote|remark|seealso|solution|success|summary|task|theorem|tip|todo"
    "|warning"
)


def colons(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """The tokens of a box, or of its text alone."""
    begin = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith(":::", begin) or state.is_code_block(start_line):
        return False
    end = _ends(state).get(start_line, end_line)
    opening = _opening(state.src[begin : state.eMarks[start_line]])
    if end >= end_line or opening is None:
        return False
    if silent:
        return True
    first = start_line + 1
    while first < end and _OPTION.fullmatch(state.src, state.bMarks[first], state.eMarks[first]):
        first += 1
    if _KIND_OF_BOX.fullmatch(opening.kind) or opening.title:
        push_box(state, opening, (start_line, first, end), state.blkIndent)
    else:
        tokenize_bare(state, (first, end), state.blkIndent)
    state.line = end + 1
    return True


def _opening(line: str) -> Opening | None:
    match = _MARK.fullmatch(line)
    named = _KIND.match(match[2]) if match else None
    if not (match and named):
        return None
    attributes = _ATTRIBUTES.search(match[2])
    said = attributes[1] if attributes else ""
    name = named[1].lower()
    kind = name.removeprefix("callout-")
    words = match[2][: attributes.start() or named.end()] if attributes else match[2]
    rest = words[named.end() :].lstrip("}").strip()
    titled = _TITLED.fullmatch(rest)
    title = _TITLE.search(said)
    shown = (title[1] or title[2]) if title else titled[1] if titled else rest
    folded = bool(_FOLDED.fullmatch(kind) or _COLLAPSED.search(said))
    classes = ("callout",) if kind != name else ()
    return Opening("???" if folded else "!!!", kind, classes, shown.strip(), "", "", closed=True)


@dataclass(frozen=True, slots=True)
class _Open:
    line: int
    colons: int


def _ends(state: StateBlock) -> Mapping[int, int]:
    """The line of each mark that opens → the line of the one that closes it."""
    if "colons" not in state.env:
        state.env["colons"] = _paired(state.src)
    ends: Mapping[int, int] = state.env["colons"]
    return ends


def _paired(text: str) -> dict[int, int]:
    ends: dict[int, int] = {}
    opened: list[_Open] = []
    fence = ""
    for number, row in enumerate(text.split("\n")):
        if fence:
            closing = _FENCE.match(row)
            if closing and closing[1].startswith(fence) and not closing[2].strip():
                fence = ""
        elif found := _FENCE.match(row):
            fence = found[1]
        elif ":::" in row and (mark := _MARK.fullmatch(row)):
            if mark[2]:
                if not mark[2].endswith(":::"):
                    opened.append(_Open(number, len(mark[1])))
            else:
                _close(ends, opened, number, len(mark[1]))
    return ends


def _close(ends: dict[int, int], opened: list[_Open], number: int, colons: int) -> None:
    """Closes the innermost box that this many colons close, and gives up those within it."""
    for place in range(len(opened) - 1, -1, -1):
        if opened[place].colons <= colons:
            ends[opened[place].line] = number
            del opened[place:]
            return
