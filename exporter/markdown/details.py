"""HTML's own folding box: what opens it, with its summary, and what closes it."""

import re
from dataclasses import dataclass

__all__ = ["Opened", "closes_details", "nesting", "open_details"]

_OPENING = re.compile(r"\s*<details\b([^>]*)>\s*(?:<summary\b[^>]*>(.*?)</summary>)?", re.I | re.S)
_TAG = re.compile(r"<(/?)details\b[^>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Opened:
    """A piece of HTML that opens a box and leaves it open."""

    summary: str
    rest: str
    """The HTML behind the summary."""
    is_open: bool


def nesting(html: str) -> int:
    """How many boxes `html` opens and leaves open; negative when it closes more."""
    return sum(-1 if match[1] else 1 for match in _TAG.finditer(html))


def open_details(html: str) -> Opened | None:
    """What `html` opens, when it begins with a box that it does not close."""
    match = _OPENING.match(html)
    if not match or nesting(html) != 1:
        return None
    attributes = match[1].lower().split()
    is_open = any(word.partition("=")[0] == "open" for word in attributes)
    return Opened(" ".join((match[2] or "").split()), html[match.end() :], is_open)


def closes_details(html: str) -> tuple[str, str]:
    """The HTML before the tag that closes a box, and behind it."""
    match = _TAG.search(html)
    while match and not match[1]:
        match = _TAG.search(html, match.end())
    return (html[: match.start()], html[match.end() :]) if match else (html, "")
