"""Questions into the pairs of them that ask the same."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from unicodedata import category

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein, Prefix

from exporter.checks.parts import answer_of, asked_of
from exporter.model.bank import Question
from exporter.model.document import (
    CodeBlock,
    Image,
    MathBlock,
    Table,
    inlines_of,
    plain,
    plain_blocks,
    walk,
    walk_inlines,
)

__all__ = ["Twins", "twins_in"]

_NEAR_TITLES = 82.0
"""From this ratio on, two titles may ask the same, if they have the same answer."""
_NEAR_ANSWERS = 85.0
_NEAR_WORDS = 80.0
"""From this ratio on, two words are one in another inflection or spelling."""
_SHARED = 0.6
"""How much of two such words is their common beginning."""
_STEM = 3
"""How many letters a word has at least that is inflected."""
_LONG_WORD = 8
"""From how many letters on, a single letter changes no meaning."""
_SIGNS = 3
"""By how many of its rarest words a question is found."""
_COMMON = 40
"""A word that more questions than this have finds none of them."""
_TELLING = 40
"""How many letters an answer needs to tell that two questions are one: many are "True"."""
_LONGEST = 600
"""How many letters of a question, and of an answer, are compared."""
_BEGINNING = 2
"""How many blocks of an answer may belong to what is asked."""
_SHOWN = (CodeBlock, MathBlock, Table)

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
_DOUBLED = re.compile(r"(.)\1")
_SYMBOLS = frozenset("#%&*@/\\[]{}")
"""What tells questions apart as mathematical signs and currencies do, but is punctuation."""
_SHORT = 3
"""Up to how many letters a question is a sign, as of a key: `i` is none of the others, nor `I`."""


@dataclass(frozen=True, slots=True)
class Twins:
    """Two questions that ask the same."""

    first: Question
    second: Question
    same: bool
    """Whether the words are the same."""


@dataclass(frozen=True, slots=True)
class _Asked:
    question: Question
    place: int
    words: tuple[str, ...]
    """Sorted."""
    order: tuple[str, ...]
    """As they are said."""
    exact: frozenset[str]
    """Numbers, symbols, images and the language: where they differ, other things are asked."""
    said: str
    """All that is said, without blanks."""
    file: str
    answer: str
    text: str
    """The beginning of its words, parted by spaces."""


def twins_in(questions: Iterable[Question]) -> Iterator[Twins]:
    """Each question that an earlier one asks already, with the first such; in reading order."""
    every = [_asked(question, place) for place, question in enumerate(questions)]
    first: dict[int, tuple[int, bool]] = {}
    for one, other, same in (*_same(every), *_near(every)):
        known = first.get(other)
        if known is None or one < known[0]:
            first[other] = (one, same)
    for second, (one, same) in sorted(first.items()):
        yield Twins(every[one].question, every[second].question, same)


def _asked(question: Question, place: int) -> _Asked:
    asked = question.short if question.cloze else asked_of(question)
    text = f"{plain(question.title)}\n{plain_blocks(asked)}".strip()
    text = text.casefold() if len(text) > _SHORT else text
    order = tuple(_WORD.findall(text))
    numbers = (word for word in order if word.isdigit())
    symbols = (letter for letter in set(text) if not letter.isalnum() and _is_symbol(letter))
    shown = walk_inlines((*question.title, *(i for b in walk(asked) for i in inlines_of(b))))
    images = (f"image {inline.src}" for inline in shown if isinstance(inline, Image))
    exact = frozenset((*numbers, *symbols, *images, f"language {question.language}"))
    answer = plain_blocks(question.details if question.cloze else question.short)
    answer = answer[:_LONGEST] or plain_blocks(question.details)[:_LONGEST]
    words = tuple(sorted(order))
    beginning = " ".join(words)[:_LONGEST]
    where, said = question.location.file, "".join(text.split())
    return _Asked(question, place, words, order, exact, said, where, answer, beginning)


def _is_symbol(letter: str) -> bool:
    return letter in _SYMBOLS or category(letter) in ("Sm", "Sc", "So")


def _same(every: list[_Asked]) -> Iterator[tuple[int, int, bool]]:
    """Those in the same words: in one file, or with one answer."""
    groups: defaultdict[tuple[tuple[str, ...], frozenset[str]], list[_Asked]] = defaultdict(list)
    for asked in every:
        groups[asked.words, asked.exact].append(asked)
    for group in groups.values():
        for place, other in enumerate(group[1:], 1):
            for one in group[: min(place, _COMMON)]:
                if _asks_again(one, other):
                    yield one.place, other.place, True
                    break


def _asks_again(one: _Asked, other: _Asked) -> bool:
    """Whether two questions in the same words are one.

    In another order they may be two, which happen to have the same number or name for an answer.
    """
    if one.order != other.order:
        return " " in one.answer and _same_answer(one, other)
    return _same_answer(one, other) or (one.said == other.said and _beside(one, other))


def _beside(one: _Asked, other: _Asked) -> bool:
    """Whether they stand in one file, and neither asks about what its answer begins with.

    "What does this print?" is asked twice of two programs.
    """
    for question in (one.question, other.question):
        for block in answer_of(question)[:_BEGINNING]:
            if isinstance(block, _SHOWN):
                return False
    return one.file == other.file


def _near(every: list[_Asked]) -> Iterator[tuple[int, int, bool]]:
    for one, other in _candidates(every):
        if one.exact != other.exact or one.words == other.words:
            continue
        if fuzz.ratio(one.text, other.text, score_cutoff=_NEAR_TITLES) and _is_near(one, other):
            yield one.place, other.place, False


def _candidates(every: list[_Asked]) -> Iterator[tuple[_Asked, _Asked]]:
    """Pairs that share a rare word, or how it begins."""
    signs = [set(map(_sign, asked.words)) for asked in every]
    count = Counter(sign for own in signs for sign in own)
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for place, own in enumerate(signs):
        for sign in sorted(own, key=lambda sign: (count[sign], sign))[:_SIGNS]:
            holders[sign].append(place)
    for places in holders.values():
        if len(places) <= _COMMON:
            for one, other in combinations(places, 2):
                yield every[one], every[other]


@lru_cache(maxsize=1 << 16)
def _sign(word: str) -> str:
    """How a word begins, in whatever inflection; no matter which letters are doubled in it."""
    return _DOUBLED.sub(r"\1", word)[:4]


def _is_near(one: _Asked, other: _Asked) -> bool:
    """Whether only spelling sets them apart, or what sets them apart changes no answer."""
    if _is_respelt(one.words, other.words):
        return _same_answer(one, other)
    telling = min(len(one.answer), len(other.answer)) >= _TELLING
    return telling and _same_answer(one, other)


def _is_respelt(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    if len(words) != len(others):
        return False
    rest, left = (Counter(words) - Counter(others)), (Counter(others) - Counter(words))
    pairs = zip(sorted(rest.elements()), sorted(left.elements()), strict=True)
    return all(_is_inflected(word, other) or _is_mistyped(word, other) for word, other in pairs)


def _is_inflected(word: str, other: str) -> bool:
    """Whether they begin alike: "encoder" and "decoder" do not, "photon" and "phonon" hardly."""
    shared = Prefix.similarity(word, other) / max(len(word), len(other))
    if min(len(word), len(other)) < _STEM:
        return False
    return shared >= _SHARED and fuzz.ratio(word, other) >= _NEAR_WORDS


def _is_mistyped(word: str, other: str) -> bool:
    return len(word) >= _LONG_WORD and Levenshtein.distance(word, other, score_cutoff=1) <= 1


def _same_answer(one: _Asked, other: _Asked) -> bool:
    """Whether they are answered alike; two of one file that have no answer are, too."""
    if not (one.answer and other.answer):
        return one.file == other.file and not (one.answer or other.answer)
    return fuzz.ratio(one.answer, other.answer, score_cutoff=_NEAR_ANSWERS) > 0
