"""The line that opens a box, `??? kind "title"`, into its parts."""

import re
from dataclasses import dataclass
from typing import Literal

__all__ = ["Opening", "read_opening"]

_LINE = re.compile(r"(!!!|\?\?\?\+?)[ \t]*([\w-]+(?:[ \t]+[\w-]+)*)[ \t]*(?=[\"“”„]|$)(.*)$")
_QUOTES = '"“”'
_TITLE_ENDS = re.compile(r"(?<=[.?!…)。？！])[\"”](?=\s)")


@dataclass(frozen=True, slots=True)
class Opening:
    """A line that opens a box."""

    marker: str
    """`!!!`, `???` or `???+`."""
    kind: str
    """The first type word, in lower case."""
    classes: tuple[str, ...]
    """The type words after it."""
    title: str
    rest: str
    """What stands after the closing quote: a body begun on the title line."""
    quotes: Literal["", "straight", "curly"]
    """How the title is quoted; empty when there is no title quote at all."""
    closed: bool
    """Whether the title has its closing quote."""


def read_opening(line: str) -> Opening | None:
    """The parts of `line`, which begins at its first character; None when it opens no box."""
    if not line.startswith(("!!!", "???")):
        return None
    match = _LINE.match(line.rstrip())
    if not match:
        return None
    marker, words, quoted = match.groups()
    kind, *classes = words.lower().split()
    title, rest, closed = _title(quoted)
    return Opening(marker, kind, tuple(classes), title, rest, _quotes(quoted), closed)


def _quotes(quoted: str) -> Literal["", "straight", "curly"]:
    if not quoted:
        return ""
    return "straight" if quoted[0] == '"' else "curly"


def _title(quoted: str) -> tuple[str, str, bool]:
    if not quoted:
        return "", "", True
    body = quoted[1:]
    end = _curly_end(body) if quoted[0] != '"' else -1
    if end < 0:
        end = _last_quote(body)
    if end < 0:
        return body.strip(), "", False
    return body[:end].strip(), body[end + 1 :].strip(), True


def _curly_end(body: str) -> int:
    """The quote that closes the opening one, when curly quotes inside come in pairs."""
    depth = 1
    for index, character in enumerate(body):
        depth += (character in "“„") - (character == "”")
        if depth == 0:
            return index
    return -1


def _last_quote(body: str) -> int:
    """The last quote; on a line that goes on after its title, the first that ends a sentence."""
    if body[-1:] not in _QUOTES:
        ends = _TITLE_ENDS.search(body)
        if ends:
            return ends.start()
    return max(body.rfind(quote) for quote in _QUOTES)
