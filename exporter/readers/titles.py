"""A question's title as it is written into the title that is shown, and what stood around it.

Numbering, the word "Question" in front of a number, emoji, scores, links to the source, emphasis of
the whole and closing `#`s are taken off both ends; code, formulas and emphasis within are kept.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import assert_never

from exporter.markdown import trimmed
from exporter.model.document import (
    Break,
    Code,
    Emphasis,
    Image,
    Inline,
    Link,
    Mark,
    Math,
    RawInline,
    Span,
    Strike,
    Strong,
    Text,
    plain,
    walk_inlines,
)
from exporter.readers.question_words import (
    ABOUT,
    ASKING,
    BEGINNINGS,
    FAULTS,
    POINTS,
    PROJECT,
    WITHIN,
    WORKING,
)

__all__ = [
    "Title",
    "asks",
    "calls_question",
    "has_bare_number",
    "is_about_the_file",
    "is_about_the_project",
    "number_of",
    "read_title",
    "sounds_asking",
    "tells_fault",
]


def _any_of(*lines: str) -> str:
    words = sorted({word for line in lines for word in line.split()}, key=len, reverse=True)
    return "|".join(re.escape(word).replace("·", r"\s") for word in words)


EDGE = 200
"""How many letters at either end of a title are looked at for what is no part of it."""
LONGEST = 2000
"""How many letters of a title are looked at for what it asks."""
REMEMBERED = 10_000
"""How many titles are known a while: several forms ask for each."""

_CHINESE = "一二三四五六七八九十百"
_NUMBER = rf"(?P<number>\d{{1,4}}(?:[.\-]\d{{1,3}}){{0,4}}|[{_CHINESE}]{{1,4}})"
_DIGITS = r"(?P<number>\d{1,4}(?:\.\d{1,3}){0,4})"
_STOP = r"[.:)\]、．：）】。]"
_PICTURES = r"\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u2300-\u23ff\u25a0-\u25ff\u2022"
_TONES = r"\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff"
_EMOJI = rf"(?:[{_PICTURES}][{_TONES}]*|(?<!\S):[a-z][a-z0-9_+-]*:(?!\S))"
_CIRCLED = r"\u2460-\u2473\u3251-\u325f\u32b1-\u32bf\u2776-\u277f"
_NAMED = _any_of(" ".join(word for line in ASKING for word in line.split() if len(word) > 3))
_SCORE = (
    rf"[(\[（【]\s*(?:\+?\d{{1,3}}(?:[.,/]\d{{1,2}})?\s*(?:{_any_of(*POINTS)})\.?"
    rf"|(?:{_any_of(*POINTS)})\s*[:：=]\s*\d{{1,3}}(?:[.,/]\d{{1,2}})?)\s*[)\]）】]"
)
_FRONTS = tuple(
    re.compile(rf"{pattern}\s*", re.IGNORECASE)
    for pattern in (
        _SCORE,
        # Question 12: · Q3. · 题目1
        rf"(?P<label>{_any_of(*ASKING, *WORKING)})\.?\s{{0,3}}[#№.\-]?\s{{0,2}}{_NUMBER}"
        rf"(?:\s?(?:/|of)\s?\d{{1,4}})?(?:\s*(?:{_STOP}+(?!\d)|[-–—|](?=\s))|(?![\w.]*[a-z0-9]))",
        # AB-Question12 – · AB Question 12:
        rf"(?-i:[A-Z]{{2,5}})(?:\s?[-–_]\s?|\s)(?P<label>{_NAMED})\s?[#№]?{_DIGITS}"
        rf"(?:\s?{_STOP}+|\s?[-–—|](?=\s)|(?=\s*$))",
        # Q: · Question –
        rf"(?P<label>{_any_of(*ASKING)})(?:\s?[:：、．]|[.)](?=\s)|\s[-–—](?=\s))",
        # P3. where the word is one letter, but for those of answers
        rf"(?-i:[B-QS-ZБ-НП-Я])\s?{_DIGITS}\s?{_STOP}(?=\s)",
        # 第3题 · 제 3 문 · 3번
        rf"第\s?{_NUMBER}\s?(?P<label>个问题|道题|题|題|问|問)\s?{_STOP}*",
        rf"제?\s?{_DIGITS}\s?(?P<label>번|문)(?!\w)\s?{_STOP}*",
        # 1️⃣ · ①
        r"(?P<number>\d{0,3}(?:\d\ufe0f?\u20e3)+|\U0001f51f)[.:)]?",
        rf"(?P<number>[{_CIRCLED}])[.:)]?",
        # 1. · #1) · 2.1.1: · 一、
        rf"(?:#|№\s?|no\.\s?|nr\.\s?)?{_DIGITS}\s?"
        rf"(?:{_STOP}+(?=\s|$|[^\W\d_a-z]|(?-i:[A-Z])|[^\w\s])|[-–—|](?=\s))",
        r"[(\[（【](?:#|№)?(?P<number>\d{1,3}(?:\.\d{1,3}){0,4})[)\]）】]\s?[.:、：]?",
        rf"(?P<number>[{_CHINESE}]{{1,4}})\s?[、．.]",
        r"(?P<number>\d{1,3}(?:\.\d{1,3}){2,4})(?=\s)",
        r"#(?P<number>\d{1,4}(?:[.\-]\d{1,3}){0,4})(?=\s|$)",
        rf"{_EMOJI}(?:\s*{_EMOJI})*(?:\s*[-–—:|](?=\s))?",
    )
)
_MAY_LEAD = re.compile(
    rf"[\W\d{_CHINESE}{_CIRCLED}{_PICTURES}第제]|[a-zа-я]\s?\d|n[or]\."
    rf"|{_any_of(*ASKING, *WORKING)}|(?-i:[A-Z]{{2,5}})[\s\-–_]{{1,3}}(?:{_NAMED})",
    re.IGNORECASE,
)
"""What all of those begin with; it tells of most titles that none fits."""
_NUMBER_ALONE = re.compile(rf"{_DIGITS}(?:\s+|{_STOP})(?=\S)")
_BEHINDS = tuple(
    re.compile(rf"\s*{pattern}\s*$", re.IGNORECASE)
    for pattern in (_SCORE, rf"(?:\s[-–—:|])?(?:\s*{_EMOJI})+", r"(?:(?<=\s)#+|##+)")
)
_MAY_END = re.compile(rf"[)\]）】#:{_PICTURES}{_TONES}]\s*$")
_SOURCE = re.compile(r"[\[(]?\s*(?:src|source|ref|link|🔗)\s*[\])]?", re.IGNORECASE)
_OPENS = re.compile(r"\s*[\[(（【]?\s*$")
_CLOSES = re.compile(r"\s*[\])）】]?\s*")
_QUESTION_MARK = re.compile(
    r"[?？؟\u037e՞⁇⸮](?=\W|$|[^\x00-\x7f])|[¿]|[Ͱ-Ͽ].*;\s*$|か。?\s*$|吗\s*$|呢\s*$"
)
_SOUNDS = re.compile(
    rf"(?:{_any_of(*BEGINNINGS)})(?!\w)|.*(?:{_any_of(*WITHIN)})", re.IGNORECASE | re.DOTALL
)
_ABOUT = re.compile(rf"\W*(?:{_any_of(*ABOUT, *PROJECT)})\W*", re.IGNORECASE)
_PROJECT = re.compile(rf"\W*(?:{_any_of(*PROJECT)}|[\w ]+\s(?:resources|links))\W*", re.IGNORECASE)
_FAULT = re.compile(rf"\W*(?:{_any_of(*FAULTS)})\s*(?:[:：]|$)", re.IGNORECASE)
_CALLS = re.compile(_any_of(*ASKING), re.IGNORECASE)
_COLOURS = {
    1: "\U0001f7e2\U0001f7e9\U0001f49a",
    2: "\U0001f7e1\U0001f7e0\U0001f7e8\U0001f7e7\U0001f49b\U0001f9e1",
    3: "\U0001f534\U0001f7e5\u2764",
}
"""Green; yellow or orange; red: circles, squares and hearts."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title, cleaned."""

    words: tuple[Inline, ...]
    """As it is shown; a title of which nothing would be left is as it was."""
    number: tuple[int, ...] = ()
    """The number that stood in front of it, level by level."""
    label: str = ""
    """The word in front of the number, in lower case: `q`, `question`, `题目`."""
    level: int = 0
    """1 to 3 for a green, yellow or red mark; 0 without one."""
    sources: tuple[Link, ...] = ()
    """The links to where the question comes from."""
    generic: bool = False
    """Whether it was nothing but its number: it says nothing of what is asked."""


@lru_cache(maxsize=REMEMBERED)
def read_title(inlines: tuple[Inline, ...], *, numbered: bool = False) -> Title:
    """The title that `inlines` are.

    With `numbered`, a number that only a space parts from the words is taken off, too. It may
    belong to them: whoever asks must know that the titles beside this one are numbered so.
    """
    title = Title(_trimmed(inlines))
    if numbered and (match := _NUMBER_ALONE.match(_start(title.words))):
        title = _without_front(title, match)
    while not title.generic:
        cleaned = _cleaned(title)
        if cleaned == title:
            break
        title = cleaned if cleaned.words else replace(cleaned, words=title.words, generic=True)
    return title


def asks(inlines: tuple[Inline, ...]) -> bool:
    """Whether there is a question mark in a title, of any script, outside code and formulas."""
    words = (_said(inline) for inline in walk_inlines(inlines))
    return _QUESTION_MARK.search("".join(words)[-LONGEST:]) is not None


def _said(inline: Inline) -> str:
    match inline:
        case Text(text):
            return text
        case Break():
            return " "
        case Code() | Math() | Image() | RawInline():
            return "_"
        case Emphasis() | Strong() | Strike() | Mark() | Link() | Span():
            return ""
        case _:
            assert_never(inline)


def sounds_asking(inlines: tuple[Inline, ...]) -> bool:
    """Whether a title has words that questions have: a weak sign, for other titles do, too."""
    return _SOUNDS.match(plain(inlines).strip()[:LONGEST]) is not None


def calls_question(label: str) -> bool:
    """Whether a title's label names a question, and no exercise, card or the like."""
    return _CALLS.fullmatch(label) is not None


def tells_fault(words: str) -> bool:
    """Whether a text begins with what a fault comes from, or how it shows: "Cause: …"."""
    return _FAULT.match(words) is not None


def is_about_the_file(inlines: tuple[Inline, ...]) -> bool:
    """Whether a title is that of a section which asks nothing, such as "License"."""
    return _ABOUT.fullmatch(plain(inlines)) is not None


def is_about_the_project(inlines: tuple[Inline, ...]) -> bool:
    """Whether a title is that of a section in which nothing asks, such as "Contributing"."""
    return _PROJECT.fullmatch(plain(inlines)[:EDGE]) is not None


def has_bare_number(inlines: tuple[Inline, ...]) -> bool:
    """Whether a title begins with a number that no mark parts from its words."""
    return _NUMBER_ALONE.match(_start(_trimmed(inlines))) is not None


def number_of(words: str) -> tuple[int, ...]:
    """The number that `words` write, level by level: in digits, boxes, circles or Chinese."""
    words = words.replace("\ufe0f", "").replace("\u20e3", "")
    if words[0] in _CHINESE:
        return (_chinese(words),)
    if words == "\U0001f51f":
        return (10,)
    if not words[0].isdecimal():
        return (int(unicodedata.numeric(words)),)
    return tuple(int(part) for part in re.split(r"[.\-]", words))


def _chinese(words: str) -> int:
    total = digit = 0
    for letter in words:
        value = _CHINESE.index(letter) + 1
        if value < 10:
            digit = value
        else:
            total += (digit or 1) * (10 if letter == "十" else 100)
            digit = 0
    return total + digit


def _cleaned(title: Title) -> Title:
    """The title without one thing more at either end."""
    words = _without_source(title.words)
    if len(words) < len(title.words):
        links = (inline for inline in title.words[len(words) :] if isinstance(inline, Link))
        sources = (link for link in links if not link.href.startswith("#"))
        return replace(title, words=words, sources=(*sources, *title.sources))
    end = _end(words)
    for pattern in _BEHINDS if _MAY_END.search(end) else ():
        if match := pattern.search(end):
            level = title.level or _level_of(match[0])
            rest = _trimmed(_without_last(words, len(match[0])))
            return replace(title, words=rest, level=level)
    start = _start(words)
    for pattern in _FRONTS if _MAY_LEAD.match(start) else ():
        if (match := pattern.match(start)) and _is_new(title, match):
            return _without_front(title, match)
    return title


def _is_new(title: Title, match: re.Match[str]) -> bool:
    """Whether it is not a second number or label, which belongs to what is asked."""
    found = match.groupdict()
    return not (found.get("number") and title.number) and not (found.get("label") and title.label)


def _without_front(title: Title, match: re.Match[str]) -> Title:
    found = match.groupdict()
    number = found.get("number")
    return replace(
        title,
        words=_trimmed(_without_first(title.words, match.end())),
        number=number_of(number) if number else title.number,
        label=(found.get("label") or title.label).lower(),
        level=title.level or _level_of(match[0]),
    )


def _level_of(marks: str) -> int:
    return next((level for level, signs in _COLOURS.items() if any(s in marks for s in signs)), 0)


def _without_source(words: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The title without a link at its end that says no more than where to look."""
    rest = list(words)
    if len(rest) > 2 and isinstance(rest[-1], Text) and _CLOSES.fullmatch(rest[-1].text):
        rest.pop()
    if len(rest) < 2 or not (isinstance(rest[-1], Link) and _only_leads(rest[-1])):
        return words
    rest.pop()
    if isinstance(rest[-1], Text):
        rest[-1] = Text(_OPENS.sub("", rest[-1].text))
    return _trimmed(rest)


def _only_leads(link: Link) -> bool:
    words = plain(link.children).strip()
    in_file = link.href.startswith("#") and not re.search(r"\w", words)
    return in_file or _SOURCE.fullmatch(words) is not None


def _trimmed(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Without blanks at both ends, and without emphasis that is all around it."""
    words = trimmed(inlines, _is_blank)
    if len(words) == 1 and isinstance(words[0], Strong | Emphasis | Mark):
        return _trimmed(words[0].children)
    return words


def _is_blank(inline: Inline) -> bool:
    match inline:
        case Break():
            return True
        case Text(text):
            return not text.strip()
        case Strong(inner) | Emphasis(inner) | Mark(children=inner) | Span(children=inner):
            return all(map(_is_blank, inner))
        case _:
            return False


def _start(inlines: tuple[Inline, ...]) -> str:
    """The first words, as far as code, a formula, a link or an image."""
    words = ""
    for inline in _texts(inlines):
        if inline is None or len(words) > EDGE:
            break
        words += inline[:EDGE]
    return words


def _end(inlines: tuple[Inline, ...]) -> str:
    """The last words, from the last code, formula, link or image on."""
    words = ""
    for inline in _texts(inlines):
        words = "" if inline is None else (words + inline)[-EDGE:]
    return words


def _texts(inlines: tuple[Inline, ...]) -> Iterable[str | None]:
    """The words of a line, piece by piece; None for what can't be cut."""
    for inline in inlines:
        match inline:
            case Text(text):
                yield text
            case Break():
                yield " "
            case Strong(inner) | Emphasis(inner) | Mark(children=inner) | Span(children=inner):
                yield from _texts(inner)
            case _:
                yield None


def _without_first(inlines: tuple[Inline, ...], count: int) -> tuple[Inline, ...]:
    """Without the first `count` letters, which stand in front of anything that can't be cut."""
    rest: list[Inline] = []
    for inline in inlines:
        length = sum(len(words or "") for words in _texts((inline,)))
        if count <= 0:
            rest.append(inline)
        elif length > count:
            rest.append(_cut(inline, count))
        count -= length
    return tuple(rest)


def _cut(inline: Inline, count: int) -> Inline:
    match inline:
        case Text(text):
            return Text(text[count:])
        case Strong() | Emphasis() | Mark() | Span():
            return replace(inline, children=_without_first(inline.children, count))
        case _:
            return inline


def _without_last(inlines: tuple[Inline, ...], count: int) -> tuple[Inline, ...]:
    rest: list[Inline] = []
    for inline in reversed(inlines):
        length = sum(len(words or "") for words in _texts((inline,)))
        if count <= 0:
            rest.append(inline)
        elif length > count:
            rest.append(_cut_end(inline, count))
        count -= length
    return tuple(reversed(rest))


def _cut_end(inline: Inline, count: int) -> Inline:
    match inline:
        case Text(text):
            return Text(text[: len(text) - count])
        case Strong() | Emphasis() | Mark() | Span():
            return replace(inline, children=_without_last(inline.children, count))
        case _:
            return inline
