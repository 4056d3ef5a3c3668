"""Directives of MyST that are boxes into colon boxes, ```` ```{dropdown} Answer ```` and its end.

Each row stays where it is. `{math}` becomes a formula; code cells, figures and the like stay
fences. A gated box stands between two directives of its own, `{exercise-start}` and
`{exercise-end}`.
"""

import re
from dataclasses import dataclass

__all__ = ["with_directives"]

_BOXES = frozenset(
    (
        "abstract",
        "admonition",
        "answer",
        "attention",
        "caution",
        "danger",
        "dropdown",
        "error",
        "example",
        "exercise",
        "hint",
        "important",
        "note",
        "problem",
        "proof",
        "question",
        "quiz",
        "seealso",
        "solution",
        "tab-item",
        "tab-set",
        "tip",
        "toggle",
        "warning",
    )
)
_ALIASES = {"tab-item": "tab"}
_NAMED = re.compile(rf"\{{(?:{'|'.join(sorted(_BOXES))})")
_ROW = re.compile(r"([ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)(`{3,}|~{3,}|:{3,})[ \t]*(.*)")
_DIRECTIVE = re.compile(r"\{([a-z]+(?:-[a-z]+)*)\}[ \t]*(.*?)[ \t]*")
_BARE = re.compile(r"[ \t>]*")
_OPTION = re.compile(r"[ \t>]*:[\w-]+:.*")
_EDGE = re.compile(r"[ \t>]*---[ \t]*")
_FOLDS = re.compile(r"[ \t>]*:?(?:class:.*\b(?:dropdown|toggle)\b|open:|closed:)")
FARTHEST = 12
"""How many rows below a directive its options are looked for."""


@dataclass(frozen=True, slots=True)
class _Fence:
    """A fence that is open."""

    marks: str
    row: int
    box: bool
    """Whether it is a box; else it holds code or a formula."""
    end: str = ""
    """What its last row is written as; empty for code, and where the box ends further below."""


def with_directives(text: str) -> str:
    """`text`, whose rows end in `\\n`, with such boxes written in colons."""
    if not _NAMED.search(text):
        return text
    rows = text.split("\n")
    mended = _Mended(rows)
    for number, row in enumerate(rows):
        if match := _ROW.match(row):
            mended.take(number, match)
    for fence in mended.opened:
        if fence.end:  # it is never closed: it stays as it is written
            mended.rows[fence.row] = rows[fence.row]
    return "\n".join(mended.rows)


class _Mended:
    """The rows of a text, while they are gone through."""

    def __init__(self, rows: list[str]) -> None:
        self.rows = list(rows)
        self._written = rows
        self.opened: list[_Fence] = []
        self._behind = 0
        """The first row behind the gate that was taken last."""

    def take(self, number: int, match: re.Match[str]) -> None:
        """Takes a row that begins with the marks of a fence or of a colon box."""
        prefix, marks, rest = match.groups()
        top = self.opened[-1] if self.opened else None
        if number < self._behind:
            return
        closes = top is not None and not rest and marks.startswith(top.marks)
        if top and (closes or not top.box):
            if closes:
                self._close(number, prefix, top)
            return
        directive = _DIRECTIVE.fullmatch(rest)
        name = directive[1] if directive else ""
        if directive and name.removesuffix("-start") in _BOXES:
            self._open(number, prefix, marks, name, directive[2])
        elif directive and name.removesuffix("-end") in _BOXES:
            if top and not top.end:
                self.opened.pop()
            self._gate(number, prefix, marks, ":::")
        elif name == "math":
            self._lower(number, prefix + "$$")
            self.opened.append(_Fence(marks, number, box=False, end="$$"))
        elif marks[0] != ":":
            if directive:
                self._lower(number, self.rows[number])
            self.opened.append(_Fence(marks, number, box=False))

    def _open(self, number: int, prefix: str, marks: str, name: str, title: str) -> None:
        kind = name.removesuffix("-start")
        kind = _ALIASES.get(kind, kind)
        title = "" if kind == "solution" else title  # the name of what it solves
        fold = " {.dropdown}" if self._take_options(number + 1) else ""
        row = f"{{{kind}}} {title}".rstrip() + fold
        if name.endswith("-start"):
            if not self._gate(number, prefix, marks, f":::{row}"):
                self.opened.append(_Fence(marks, number, box=True))
            return
        self.rows[number] = prefix + ":" * len(marks) + row
        if marks[0] != ":":
            self.opened.append(_Fence(marks, number, box=True, end=":" * len(marks)))

    def _close(self, number: int, prefix: str, fence: _Fence) -> None:
        inner = self.rows[self._next(fence.row - 1) : number]
        if not fence.box and fence.end and any(not row.strip(" \t>") for row in inner):
            self.rows[fence.row : number] = self._written[fence.row : number]
        elif fence.box or fence.end:
            self.rows[number] = prefix + fence.end
        self.opened.pop()

    def _take_options(self, begin: int) -> bool:
        """Takes away the options that begin on a row; whether they say that the box folds."""
        edges = [
            number
            for number in range(begin, min(begin + FARTHEST, len(self.rows)))
            if _EDGE.fullmatch(self.rows[number])
        ]
        end = edges[1] + 1 if len(edges) > 1 and edges[0] == begin else begin
        while end < len(self.rows) and _OPTION.fullmatch(self.rows[end]):
            end += 1
        folds = any(map(_FOLDS.match, self.rows[begin:end]))
        for number in range(begin, end):
            self._blank(number)
        return folds

    def _blank(self, number: int) -> None:
        bare = _BARE.match(self.rows[number])
        self.rows[number] = bare[0].rstrip() if bare else ""

    def _gate(self, number: int, prefix: str, marks: str, row: str) -> bool:
        """Takes a directive that is one end of a box; whether nothing but options stands in it."""
        self.rows[number] = prefix + row
        self._take_options(number + 1)
        behind = self._next(number)
        found = _ROW.match(self.rows[behind]) if behind < len(self.rows) else None
        if found and found[2].startswith(marks) and not found[3]:
            self._blank(behind)
            self._behind = behind + 1
            return True
        return False

    def _lower(self, number: int, row: str) -> None:
        """Writes a row right above what stands in a fence, in the place of its last option."""
        self._take_options(number + 1)
        self._blank(number)
        self.rows[max(self._next(number) - 1, number)] = row

    def _next(self, number: int) -> int:
        """The next row that says something."""
        number += 1
        while number < len(self.rows) and not self.rows[number].strip(" \t>"):
            number += 1
        return number
