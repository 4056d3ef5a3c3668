"""The letters that options begin with: "A) …", "b. …", "(C) …", "**D:** …", "① …"."""

import re
from dataclasses import replace

from exporter.model.document import Code, Emphasis, Inline, Span, Strong, Text, plain

__all__ = [
    "LETTERS",
    "MARKER",
    "alphabet_of",
    "letter_of",
    "may_hold_second",
    "place_of",
    "without_letter",
]

_ALPHABETS = (
    "abcdefghijkl",
    "абвгдежзиклм",
    "αβγδεζηθικλμ",
    "アイウエオカキク",
    "가나다라마바사아",
    "甲乙丙丁戊己庚辛",
    "أبجدهوزح",
    "ابجدهوزح",
    "אבגדהוזח",
    "कखगघङचछज",
    "কখগঘঙচছজ",
    "กขคงจฉชซ",
    "①②③④⑤⑥⑦⑧⑨⑩",
)
LETTERS = "".join(_ALPHABETS)
MARKER = re.compile(
    rf"\s*(?:[(\uff08\[]([{LETTERS}])[)\uff09\]]|([{LETTERS}])(?:[)\uff09\].:\u3001\uff1a\uff0e]|\s+[-\u2013\u2014](?=\s))"
    r"|([①-⑩]))(?![).])\s*",
    re.IGNORECASE,
)


_SECOND = re.compile(
    rf"(?:^|[\s(\uff08\[*])[{''.join(alphabet[1] for alphabet in _ALPHABETS)}](?![a-zа-яё])|②",
    re.IGNORECASE,
)


def may_hold_second(words: str) -> bool:
    """Whether the letter of a second option may stand in a text: in most there is none."""
    return _SECOND.search(words) is not None


def alphabet_of(letter: str) -> str:
    """The alphabet that `letter` is the first of; empty when there is none."""
    return next((alphabet for alphabet in _ALPHABETS if alphabet[0] == letter), "")


def place_of(letter: str) -> int:
    """Which option a letter or a number names, from 0; -1 for none."""
    if letter.isdecimal():
        return int(letter) - 1
    return next((alphabet.index(letter) for alphabet in _ALPHABETS if letter in alphabet), -1)


def letter_of(match: re.Match[str]) -> str:
    """The letter that `MARKER` found."""
    return next(group for group in match.groups() if group).casefold()


def without_letter(inlines: tuple[Inline, ...]) -> tuple[str, tuple[Inline, ...]] | None:
    """The letter that a text begins with, and the text behind it; None without a letter."""
    first = inlines[0] if inlines else None
    match first:
        case Text(text):
            if match := MARKER.match(text):
                return letter_of(match), _behind(text[match.end() :], inlines[1:])
        case Strong(inner) | Emphasis(inner) | Span(children=inner):
            if found := without_letter(inner):
                kept = (replace(first, children=found[1]),) if found[1] else ()
                return found[0], (*kept, *_stripped(inlines[1:], led=bool(kept)))
            return _alone(plain(inner), inlines[1:])
        case Code(text):
            return _alone(text, inlines[1:])
    return None


def _alone(words: str, others: tuple[Inline, ...]) -> tuple[str, tuple[Inline, ...]] | None:
    """A letter in bold or in code with what follows it: `**A** text`, `**A**) text`."""
    letter = words.strip().casefold()
    if len(letter) != 1 or letter not in LETTERS:
        return None
    return letter, _stripped(others, led=False)


def _stripped(others: tuple[Inline, ...], *, led: bool) -> tuple[Inline, ...]:
    if led or not (others and isinstance(others[0], Text)):
        return others
    return _behind(others[0].text.lstrip(" )].:\uff1a-\u2013\u2014"), others[1:])


def _behind(text: str, others: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return (Text(text), *others) if text else others
