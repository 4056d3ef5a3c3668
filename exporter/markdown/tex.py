"""Text into formulas: where one begins and ends, and whether its TeX can be whole."""

import re
from dataclasses import dataclass

from mdit_py_plugins.amsmath import ENVIRONMENTS

__all__ = ["Formula", "closer_at", "fault_of", "formula_at", "formula_over"]

LONGEST_INLINE = 1_500
LONGEST_DISPLAY = 20_000
"""How many characters are searched for an end, so that a stray delimiter costs little."""

MOST_INSIDE = 8
"""How many dollars may stand in a formula's braces; how deep an environment nests in itself."""

_OPENERS = re.compile(r"(`+)(?!`)|\$\$|\\\[|\\begin\{")
_TOKEN = re.compile(r"\\.|[{}]|\$\$?|`+", re.DOTALL)
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_BARE = re.compile(
    r"\\begin\{((?:" + "|".join([*ENVIRONMENTS, "aligned", "gathered", "cases"]) + r")\*?)\}"
)
_PART = re.compile(r"\\(?:begin|end)\s*\{[^{}]*\}|\\(?:left|right)(?![a-zA-Z])|\\.|[{}]|\$\$", re.S)
_REMARK = re.compile(r"(?<!\\)(\\\\)*%.*")
_SAYS_TEX = re.compile(r"[\\^_={}+<>|]")
_CLOSES_GROUP = {"}": "{", r"\right": r"\left"}


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula in a text."""

    tex: str
    """TeX without delimiters; a bare environment keeps its own."""
    display: bool
    end: int
    """Where the text goes on."""


def closer_at(text: str, start: int) -> str:
    """What would close the displayed formula that begins at `start`; empty when none does."""
    if text.startswith("$$", start):
        return "$$"
    if text.startswith(r"\[", start):
        return r"\]"
    bare = _BARE.match(text, start)
    return rf"\end{{{bare[1]}}}" if bare else ""


def formula_at(text: str, start: int) -> Formula | None:
    """The formula whose delimiter stands at `start`, or None when it is no formula.

    An inline `$` has no space after it; its partner has no space before it and no digit after it,
    so that `$250 … $300` is money. A formula never reaches over inline code.
    """
    if text.startswith("$$", start):
        return _dollars(text, start)
    if text.startswith("$", start):
        return _dollar(text, start)
    if text.startswith(r"\(", start):
        return _between(text, start, r"\)", display=False)
    if text.startswith(r"\[", start):
        found = _between(text, start, r"\]", display=True)
        return found if found and _is_formula(found, text, start) else None
    bare = _BARE.match(text, start)
    return _environment(text, start, bare[1]) if bare else None


def formula_over(text: str, begin: int, end: int) -> Formula | None:
    """The displayed formula that begins in the row from `begin` to `end`, and goes on behind it."""
    position = begin
    while opener := _OPENERS.search(text, position, end):
        position = opener.end()
        if opener[1]:
            position = max(position, text.find(opener[1], position, end) + len(opener[1]))
        elif formula := formula_at(text, opener.start()):
            if formula.end > end:
                return formula
            position = formula.end
    return None


def fault_of(tex: str) -> str:
    """What keeps `tex` from being whole: unbalanced parts, a stray `$$`; empty if nothing does."""
    open_parts: list[str] = []
    for match in _PART.finditer(_REMARK.sub("", tex) if "%" in tex else tex):
        part = re.sub(r"\s", "", match[0])
        if part == "$$":
            return "a stray `$$` stands inside it"
        if part == "{" or part == r"\left" or part.startswith(r"\begin{"):
            open_parts.append(part)
            continue
        opener = _CLOSES_GROUP.get(part, part.replace(r"\end{", r"\begin{", 1))
        if opener == part:
            continue
        if not open_parts or open_parts.pop() != opener:
            return f"`{part}` closes nothing"
    return f"`{open_parts[-1]}` is never closed" if open_parts else ""


def _dollars(text: str, start: int) -> Formula | None:
    first = depth = inside = 0
    for match in _TOKEN.finditer(text, start + 2, start + LONGEST_DISPLAY):
        match match[0]:
            case "{":
                depth += 1
            case "}":
                depth -= 1
            case "$$":
                first = match.start() if depth <= 0 else first or match.start()
                inside += 1
                if depth <= 0 or inside > MOST_INSIDE:
                    break
            case part if part[0] == "`" and _is_code(text, match):
                break
    tex = text[start + 2 : first]
    return Formula(tex, True, first + 2) if first and tex.strip() else None


def _dollar(text: str, start: int) -> Formula | None:
    if text[start + 1 : start + 2].strip() == "":
        return None
    depth = fallback = inside = 0
    for match in _TOKEN.finditer(text, start + 1, start + LONGEST_INLINE):
        match match[0]:
            case "{":
                depth += 1
            case "}":
                depth -= 1
            case "$" | "$$":
                fits = _can_close(text, match.start())
                if depth <= 0:
                    return _inline(text, start, match.start()) if fits else None
                if fits and not fallback:
                    fallback = match.start()
                inside += 1
                if inside > MOST_INSIDE:
                    break
            case part if part[0] == "`" and _is_code(text, match):
                break
    return _inline(text, start, fallback) if fallback else None


def _inline(text: str, start: int, end: int) -> Formula | None:
    return Formula(text[start + 1 : end], False, end + 1) if end > start + 1 else None


def _can_close(text: str, at: int) -> bool:
    return not text[at - 1].isspace() and text[at + 1 : at + 2] not in tuple("0123456789")


def _is_code(text: str, ticks: re.Match[str]) -> bool:
    run = re.escape(ticks[0])
    return re.compile(rf"(?<!`){run}(?!`)").search(text, ticks.end()) is not None


def _between(text: str, start: int, closer: str, *, display: bool) -> Formula | None:
    last = start + (LONGEST_DISPLAY if display else LONGEST_INLINE)
    if text.find(closer, start + 2, last) < 0:
        return None
    for match in _ESCAPED.finditer(text, start + 2, last):
        if match[0] == closer:
            tex = text[start + 2 : match.start()]
            return Formula(tex, display, match.end()) if tex.strip() else None
    return None


def _is_formula(found: Formula, text: str, start: int) -> bool:
    """Whether `\\[…\\]` is one: plain words in brackets within a sentence are words in brackets."""
    alone = not text[text.rfind("\n", 0, start) + 1 : start].strip()
    alone = alone and not text[found.end :].partition("\n")[0].strip()
    return alone or _SAYS_TEX.search(found.tex) is not None


def _environment(text: str, start: int, name: str) -> Formula | None:
    if text.find(rf"\end{{{name}}}", start, start + LONGEST_DISPLAY) < 0:
        return None
    ends = re.compile(r"\\(begin|end)\{" + re.escape(name) + r"\}")
    depth = 0
    for match in ends.finditer(text, start, start + LONGEST_DISPLAY):
        depth += 1 if match[1] == "begin" else -1
        if depth == 0:
            return Formula(text[start : match.end()], True, match.end())
        if depth > MOST_INSIDE:
            break
    return None
