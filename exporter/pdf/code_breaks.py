"""Highlighted code into code whose long words can be broken where its parts meet.

WeasyPrint breaks a word anywhere only when it stands in one element, and each part of code that
has a colour stands in its own.
"""

import re

from markupsafe import Markup

__all__ = ["with_breaks"]

_LONG = 50
"""Letters that hardly fit a line of the narrowest column."""
_WORD = re.compile(r"(?:<[^>]*>|&[^;\s]{1,8};|[^<\s])+")
_MARKUP = re.compile(r"<[^>]*>|&[^;\s]{1,8};")
_MEETING = re.compile(r"(<[^>]*>|&[^;\s]{1,8};)|(\.+)|([,;:/()\[\]{}=+*|_-]+)")


def with_breaks(html: Markup) -> Markup:
    """`html` with places to break its long words at: before dots, and behind other signs."""
    return Markup(_WORD.sub(lambda found: _broken(found[0]), html))


def _broken(word: str) -> str:
    if len(word) < _LONG or len(_MARKUP.sub("", word)) < _LONG:
        return word
    return _MEETING.sub(_with_break, word)


def _with_break(found: re.Match[str]) -> str:
    if found[1]:
        return found[1]
    return f"<wbr>{found[2]}" if found[2] else f"{found[3]}<wbr>"
