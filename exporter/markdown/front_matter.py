"""The metadata at the top of a file, YAML in `---` or TOML in `+++`, into a table of texts.

Some write TOML in `---`, too: a line `key = value` tells.
"""

import re
import tomllib
from dataclasses import dataclass

import yaml

__all__ = ["FrontMatter", "check_depth", "fenced", "readable", "split_front_matter"]

LONGEST = 65_536
"""How many characters of metadata are read."""

DEEPEST = 100
"""How many lists and tables may stand in one another: YAML looks at each of them for each word."""

_BRACKET = re.compile(r"[\[\]{}]")
_PAIR = re.compile(
    r"""([\w-]+):[ \t]+(?:"(?P<double>[^"]+)"|'(?P<single>[^']+)'"""
    r"""|(?P<plain>[^\s"'\[{|>&*!%@`].*?))[ \t]*"""
)
_FENCES = re.compile(r"(---|\+\+\+)[ \t]*\n(?:(.*?)\n)??(?:\1|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_KEY = re.compile(r"""(?:[ \t]*(?:#.*)?\n)*["']?[\w-][^\n:]{0,60}:(?:\s|$)""")
"""A table's first line, below blank ones and comments."""
_UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_TOML = re.compile(r"\s*[\w.-]+[ \t]*=[ \t]*\S")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a file says of itself."""

    values: tuple[tuple[str, str], ...] = ()
    """The keys whose values are single words, numbers or dates, as they are written."""
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The keys whose values are lists, each with those of its items that are single."""
    fault: str = ""
    """Why it can't be read, all of it; empty when it can."""
    line: int = 0
    """Where the fault is."""

    def get(self, key: str) -> str:
        """The value of `key`, empty when it has none."""
        return dict(self.values).get(key, "")


def split_front_matter(text: str) -> tuple[FrontMatter, str]:
    """The metadata, and `text` with empty lines in its place, so that lines keep their numbers."""
    if not text.startswith(("---", "+++")):
        return FrontMatter(), text
    match = _FENCES.match(text)
    if match is None:
        return FrontMatter(), text
    fence, content = match[1], match[2] or ""
    if fence == "---" and _TOML.match(content):
        fence = "+++"
    elif fence == "---" and ":" not in (content or ":"):
        return FrontMatter(), text
    found = _read(fence, content[:LONGEST])
    if found is None:
        return FrontMatter(), text
    return found, "\n" * match[0].count("\n") + text[match.end() :]


def fenced(text: str) -> str:
    """The YAML at the top of `text`, without its fences; empty when there is none."""
    match = _FENCES.match(text) if text.startswith("---") else None
    return (match[2] or "") if match else ""


def _read(fence: str, text: str) -> FrontMatter | None:
    """What a table says; None when it is none, but text between two rules."""
    try:
        check_depth(text)
        table = tomllib.loads(text) if fence == "+++" else yaml.load(text, yaml.BaseLoader)
    except (yaml.YAMLError, tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        if fence == "---" and not _KEY.match(text):
            return None
        return FrontMatter(_pairs(text), fault=_reason(error), line=_line(error))
    if not isinstance(table, dict):
        return None if text.strip() else FrontMatter()
    plain = {readable(key): readable(value) for key, value in table.items() if _is_single(value)}
    lists = {
        readable(key): tuple(readable(item) for item in value if _is_single(item))
        for key, value in table.items()
        if isinstance(value, list)
    }
    return FrontMatter(tuple(plain.items()), tuple(lists.items()))


def check_depth(text: str) -> None:
    """Raises RecursionError where more stands in one another than anyone writes."""
    if text.count("[") + text.count("{") <= DEEPEST:
        return
    depth = 0
    for bracket in _BRACKET.findall(text):
        depth = depth + 1 if bracket in "[{" else max(depth - 1, 0)
        if depth > DEEPEST:
            raise RecursionError("lists and tables are nested too deep")


def readable(value: object) -> str:
    """`value` without the characters that no file and no page can hold: escapes may name them."""
    return _UNREADABLE.sub("\ufffd", str(value))


def _is_single(value: object) -> bool:
    return not isinstance(value, list | dict)


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    """What a broken table says all the same: its lines that are `key: value` by their looks."""
    matches = (_PAIR.fullmatch(row) for row in text.split("\n"))
    return tuple((m[1], m["double"] or m["single"] or m["plain"]) for m in matches if m)


def _reason(error: Exception) -> str:
    problem = str(getattr(error, "problem", None) or error).partition("\n")[0]
    return re.sub(r"\s*\(at [^)]*\)$", "", problem) or type(error).__name__


def _line(error: Exception) -> int:
    mark = getattr(error, "problem_mark", None)
    if mark is not None:
        return int(mark.line) + 2
    found = re.search(r"at line (\d+)", str(error))
    return int(found[1]) + 1 if found else 1
