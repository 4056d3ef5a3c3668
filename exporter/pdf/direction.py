"""Languages and texts into the direction that they are written in."""

import re
from typing import Literal
from unicodedata import bidirectional

__all__ = ["Direction", "direction_of", "direction_within", "may_turn"]

Direction = Literal["ltr", "rtl"]

_LANGUAGES = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "iw", "nqo", "ps", "sd", "syr", "ug", "ur", "yi")
)
_SCRIPTS = frozenset(("adlm", "arab", "hebr", "mand", "nkoo", "rohg", "syrc", "thaa"))
_STRONG: dict[str, Direction] = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_TURNING = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""The blocks of Unicode that hold all letters written from right to left."""


def direction_of(language: str) -> Direction:
    """The direction of a language, by its tag: the script that it names, else its first part."""
    first, *others = language.casefold().split("-")
    scripts = [part for part in others if len(part) == 4 and part.isalpha()]
    turned = scripts[0] in _SCRIPTS if scripts else first in _LANGUAGES
    return "rtl" if turned else "ltr"


def direction_within(text: str, usual: Direction) -> Direction:
    """The direction of the first letter that has one, as HTML finds it for `dir=auto`."""
    for letter in text:
        if found := _STRONG.get(bidirectional(letter)):
            return found
    return usual


def may_turn(html: str, usual: Direction) -> bool:
    """Whether anything in `html` may have another direction than is usual."""
    return usual == "rtl" or bool(_TURNING.search(html))
