"""Two questions into a number: how likely it is that one is the other, reworded."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Generic, Protocol, TypeVar

from rapidfuzz import fuzz

from exporter.identity.parts import tokens

__all__ = ["Likeness", "Near", "Pair", "Scores"]

_SAME_WORD = 80.0
"""From this ratio on, two words are one in another inflection or spelling."""


_COMMON = 150
"""A word that more questions than this have tells none of them from the others."""
_NEAREST = 25


class _HasWords(Protocol):
    @property
    def title(self) -> str: ...

    @property
    def print(self) -> tuple[int, ...]: ...


_Worded = TypeVar("_Worded", bound=_HasWords)


class Likeness:
    """Compares the questions of one bank: words that many of its titles have say little."""

    def __init__(self, titles: Iterable[str]) -> None:
        documents = [set(tokens(title)) for title in titles]
        self._count = len(documents)
        self._frequency = Counter(word for document in documents for word in document)

    def of(self, titles: float, sketch: tuple[int, ...], other: tuple[int, ...]) -> float:
        """0 to 1, from the likeness of two titles and the sketches of two answers.

        Answers tell more than titles, of which many are alike but for a word.
        """
        if not sketch or not other:
            return titles
        return 0.4 * titles + 0.6 * min(1.0, 1.4 * _shared(sketch, other))

    def of_titles(self, title: str, other: str) -> float:
        """The weight of the words that both titles have, as a share of all their words' weight."""
        ours, theirs = Counter(tokens(title)), Counter(tokens(other))
        shared = ours & theirs
        matched = self._weight(shared)
        rest, others = sorted((ours - shared).elements()), sorted((theirs - shared).elements())
        for word in rest:
            near = max(others, key=lambda w: fuzz.ratio(word, w), default="")
            if near and len(word) > 3 and fuzz.ratio(word, near) >= _SAME_WORD:
                others.remove(near)
                matched += (self._rarity(word) + self._rarity(near)) / 2
        total = (self._weight(ours) + self._weight(theirs)) / 2
        return matched / total if total else 0.0

    def _weight(self, words: Counter[str]) -> float:
        return sum(self._rarity(word) * count for word, count in words.items())

    def _rarity(self, word: str) -> float:
        """The inverse document frequency of a word, smoothed (Sparck Jones, 1972)."""
        return math.log(1 + self._count / (1 + self._frequency[word]))


Pair = tuple[int, str]
"""A candidate's index and a row's guid."""


class Scores:
    """How alike each pair is, and how alike its two sides are to anything else."""

    def __init__(self, scores: dict[Pair, float]) -> None:
        self._scores = scores
        self._best: dict[int | str, list[float]] = defaultdict(list)
        for pair, score in scores.items():
            for side in pair:
                self._best[side] = sorted((*self._best[side], score), reverse=True)[:2]

    def items(self) -> Iterable[tuple[Pair, float]]:
        """The pairs with their scores."""
        return self._scores.items()

    def rival(self, pair: Pair) -> float:
        """The best score of another pair that has one side of this one; 0 when there is none."""
        own = self._scores[pair]
        rivals = 0.0
        for side in pair:
            best = self._best[side]
            without = best[1:] if best[0] == own else best[:1]
            rivals = max(rivals, *without, 0.0)
        return rivals


class Near(Generic[_Worded]):
    """Finds the questions that share most words of their titles, and of their answers' sketches.

    Without it, a bank of 10,000 questions that all changed would be 100 million comparisons.
    """

    def __init__(self, questions: Iterable[_Worded]) -> None:
        self._questions = list(questions)
        self._by_sign: dict[str | int, list[int]] = defaultdict(list)
        for index, question in enumerate(self._questions):
            for sign in _signs(question.title, question.print):
                self._by_sign[sign].append(index)

    def of(self, title: str, sketch: tuple[int, ...]) -> list[_Worded]:
        """Those nearest to a question; what most of them share counts only where they are few."""
        shared: Counter[int] = Counter()
        for sign in sorted(_signs(title, sketch), key=str):
            having = self._by_sign.get(sign, [])
            if len(having) <= _COMMON:
                shared.update(having)
        return [self._questions[index] for index, _ in shared.most_common(_NEAREST)]


def _signs(title: str, sketch: tuple[int, ...]) -> set[str | int]:
    return {word[:4] for word in tokens(title)} | set(sketch)


def _shared(sketch: tuple[int, ...], other: tuple[int, ...]) -> float:
    """An estimate of the Jaccard index of the sets that two bottom-k sketches are of."""
    size = min(len(sketch), len(other))
    union = sorted({*sketch, *other})[: max(size, 1)]
    return sum(word in sketch and word in other for word in union) / len(union)
