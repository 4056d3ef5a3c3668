"""Texts into HTML whose words without an end do not take WeasyPrint ages."""

import re

from markupsafe import Markup, escape

__all__ = ["with_endless"]

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff"
    "\uff00-\uffef\U00020000-\U0003ffff"
)
"""The scripts that write no spaces between words, but whose lines may be broken."""
_ENDLESS = re.compile(rf"[^\s{_UNSPACED}]{{80,}}")
"""A word that takes long to hyphenate."""
_PARTED = 250
"""Letters of a word that it takes long to break anywhere, in a table: so it is broken here."""
_PART = 10


def with_endless(text: str) -> Markup:
    """`text`, escaped, its endless words in spans of their own."""
    if not _ENDLESS.search(text):
        return escape(text)
    done, pieces = 0, []
    for found in _ENDLESS.finditer(text):
        pieces += [escape(text[done : found.start()]), _endless(found[0])]
        done = found.end()
    return Markup("").join([*pieces, escape(text[done:])])


def _endless(word: str) -> Markup:
    if len(word) < _PARTED:
        return Markup('<span class="endless">{}</span>').format(word)
    parts = (word[start : start + _PART] for start in range(0, len(word), _PART))
    return Markup('<span class="endless split">{}</span>').format(Markup("<wbr>").join(parts))
