"""Questions and the rows of a ledger into pairs: which question is which.

What is certain comes first: a written id, then the same words, then the same answer. What is left
is weighed by its words and its place. A pair that is neither clearly one question nor clearly two
is doubtful, and left to the author; so is a question whose words another has now.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass

from exporter.identity.ledger import Row
from exporter.identity.likeness import Likeness, Near, Pair, Scores
from exporter.model.bank import Form, Question

__all__ = ["Candidate", "Doubt", "Matching", "match"]

_SURE = 0.55
"""From here on, two are one question."""
_DOUBTFUL = 0.42
"""Below, they are two."""
_SURE_TITLE = 0.85
"""The same for their titles alone, whatever became of the answer."""
_SURE_OF_WRITTEN = 0.75
"""The same for a question with an id that the ledger does not know: mostly, it is a new one."""
_MARGIN = 0.1
"""By how much a match must be better than the next best."""
_PLACE = 0.05
"""What standing behind the same question counts."""

_Key = Callable[["Candidate | Row"], Hashable]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question with what it can be known by."""

    question: Question
    topic: str
    """Its topic's slug."""
    title: str
    parts: dict[str, str]
    words: str
    """A hash of what it is known by without a written id."""
    print: tuple[int, ...]
    """A sketch of the answer's words."""

    @property
    def form(self) -> Form:
        """Its note type: Anki never updates a note across them."""
        return self.question.form

    @property
    def id(self) -> str:
        """The written id, or nothing."""
        return self.question.id


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question that may be the reworded one of a row, or a new one."""

    candidate: Candidate
    rows: tuple[Row, ...]
    """Those that it may be, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Matching:
    """Who is who."""

    rows: dict[int, Row]
    """Index of a candidate → its row; no two have one row."""
    reworded: tuple[int, ...]
    """Indices that have a row although their words changed."""
    doubts: tuple[Doubt, ...]


def match(candidates: tuple[Candidate, ...], rows: tuple[Row, ...]) -> Matching:
    """Give each candidate the row of the question that it was, if there was one.

    `candidates` are the questions of the whole bank in order; `rows` all rows of its ledger, gone
    ones too: those come back by their id or the same words only.
    """
    pairing = _Pairing(candidates, rows)
    for key in (_id, _all, _words_topic_and_answer, _words_and_answer, _words_and_topic, _words):
        pairing.pair(key)
    exact = set(pairing.found)
    pairing.forget_gone()
    pairing.pair_alone(_answer)
    doubts = pairing.weigh()
    return Matching(pairing.found, tuple(sorted(set(pairing.found) - exact)), doubts)


def _id(one: "Candidate | Row") -> Hashable:
    return (one.form, one.id.casefold()) if one.id else None


def _all(one: "Candidate | Row") -> Hashable:
    return (one.form, one.words, one.topic, *sorted(one.parts.items()))


def _words_topic_and_answer(one: "Candidate | Row") -> Hashable:
    return (one.form, one.words, one.topic, *_answer_parts(one))


def _words_and_answer(one: "Candidate | Row") -> Hashable:
    return (one.form, one.words, *_answer_parts(one))


def _words_and_topic(one: "Candidate | Row") -> Hashable:
    return (one.form, one.words, one.topic)


def _words(one: "Candidate | Row") -> Hashable:
    return (one.form, one.words)


def _answer(one: "Candidate | Row") -> Hashable:
    parts = _answer_parts(one)
    return (one.form, *parts) if any(parts) else None


def _answer_parts(one: "Candidate | Row") -> tuple[str, ...]:
    return tuple(one.parts.get(part, "") for part in ("short", "details", "choices"))


class _Pairing:
    """What is still without a partner, and the pairs that were found."""

    def __init__(self, candidates: tuple[Candidate, ...], rows: tuple[Row, ...]) -> None:
        self.found: dict[int, Row] = {}
        self._candidates = candidates
        self._free = dict(enumerate(candidates))
        # Of questions that nothing tells apart, the first in the bank has the first note.
        self._all_rows = sorted(rows, key=lambda row: (row.gone, row.note, row.guid))
        self._rows = {row.guid: row for row in self._all_rows}
        self._likeness = Likeness([*(c.title for c in candidates), *(row.title for row in rows)])

    def pair(self, key: _Key) -> None:
        """Pair what has the same key; of several, those that are most alike."""
        grouped = _grouped(self._rows.values(), key)
        for wanted, indices in _grouped_indices(self._free, key).items():
            rows = grouped.get(wanted, [])
            if len(rows) == len(indices) == 1:
                self._take(indices[0], rows[0])
            elif rows:
                self._pair_likest(indices, rows)

    def pair_alone(self, key: _Key) -> None:
        """Pair what has a key that nothing else has, on either side."""
        grouped = _grouped(self._rows.values(), key)
        for wanted, indices in _grouped_indices(self._free, key).items():
            if len(indices) == 1 and len(rows := grouped.get(wanted, [])) == 1:
                self._take(indices[0], rows[0])

    def forget_gone(self) -> None:
        """Leave out the rows of questions that an earlier build found gone."""
        self._rows = {guid: row for guid, row in self._rows.items() if not row.gone}

    def weigh(self) -> tuple[Doubt, ...]:
        """Pair what is alike enough, and more than anything else; give what stays doubtful."""
        titles, both = self._scores()
        self._take_clear(titles, _SURE_TITLE, _SURE_TITLE)
        self._take_clear(both, _SURE, _SURE_OF_WRITTEN)
        rows = {row.guid: row for row in self._all_rows}
        likely: dict[int, list[Row]] = defaultdict(list)
        doubtful = {p: s for p, s in self._open(both) if s >= max(_DOUBTFUL, both.rival(p))}
        doubtful.update(self._ousted(both))
        for index, guid in sorted(doubtful, key=lambda pair: (-doubtful[pair], pair)):
            likely[index].append(rows[guid])
        return tuple(
            Doubt(self._free[index], tuple(likely[index]))
            for index in sorted(likely)
            if not self._free[index].id
        )

    def _ousted(self, scores: Scores) -> Iterator[tuple[Pair, float]]:
        """The pairs that are one question, where another has taken its row by the words alone."""
        owners = {row.guid: (index, row) for index, row in self.found.items() if not row.gone}
        for pair, score in scores.items():
            if pair[0] in self._free and pair[1] in owners and score >= _SURE:
                owner, row = owners[pair[1]]
                written = _id(self._candidates[owner]) == _id(row)
                if not written and score >= self._score(owner, row) + _MARGIN:
                    yield pair, score

    def _take_clear(self, scores: Scores, sure: float, sure_of_written: float) -> None:
        for pair, score in self._open(scores):
            enough = sure_of_written if self._candidates[pair[0]].id else sure
            if score >= enough and score >= scores.rival(pair) + _MARGIN and self._is_open(pair):
                self._take(pair[0], self._rows[pair[1]])

    def _open(self, scores: Scores) -> list[tuple[Pair, float]]:
        """The pairs without partners, the likest first."""
        pairs = ((pair, score) for pair, score in scores.items() if self._is_open(pair))
        return sorted(pairs, key=lambda item: (-item[1], item[0]))

    def _is_open(self, pair: Pair) -> bool:
        return pair[0] in self._free and pair[1] in self._rows

    def _scores(self) -> tuple[Scores, Scores]:
        """How alike titles are, and how alike questions are altogether.

        Of all pairs of which one side at least has no partner: those with one are known to be other
        questions, and how alike they are tells how much a likeness means in this bank.
        """
        rows = {row.guid: row for row in self._all_rows}
        titles: dict[Pair, float] = {}
        both: dict[Pair, float] = {}
        for index, guid in self._near_pairs():
            candidate, row = self._candidates[index], rows[guid]
            if candidate.form == row.form:
                place = _PLACE if self._stands_where(index, row) else 0.0
                title = self._likeness.of_titles(candidate.title, row.title)
                whole = self._likeness.of(title, candidate.print, row.print)
                titles[index, guid], both[index, guid] = title + place, whole + place
        return Scores(titles), Scores(both)

    def _near_pairs(self) -> set[Pair]:
        near_rows = Near(self._all_rows)
        pairs = {
            (index, row.guid)
            for index, candidate in self._free.items()
            for row in near_rows.of(candidate.title, candidate.print)
        }
        places = {id(candidate): index for index, candidate in enumerate(self._candidates)}
        near_candidates = Near(self._candidates)
        return pairs | {
            (places[id(candidate)], row.guid)
            for row in self._rows.values()
            for candidate in near_candidates.of(row.title, row.print)
        }

    def _stands_where(self, index: int, row: Row) -> bool:
        """Whether the candidate stands behind the same question as the row's did."""
        if self._candidates[index].topic != row.topic:
            return False
        if index == 0 or self._candidates[index - 1].topic != row.topic:
            return not row.after
        before = self.found.get(index - 1)
        return before is not None and before.guid == row.after

    def _score(self, index: int, row: Row) -> float:
        candidate = self._candidates[index]
        title = self._likeness.of_titles(candidate.title, row.title)
        place = _PLACE if self._stands_where(index, row) else 0.0
        return self._likeness.of(title, candidate.print, row.print) + place

    def _pair_likest(self, indices: list[int], rows: list[Row]) -> None:
        pairs = [
            (-self._score(index, row), row.gone, at, order)
            for order, index in enumerate(indices)
            for at, row in enumerate(rows)
        ]
        for _, _, at, order in sorted(pairs):
            if indices[order] in self._free and rows[at].guid in self._rows:
                self._take(indices[order], rows[at])

    def _take(self, index: int, row: Row) -> None:
        self.found[index] = row
        del self._free[index], self._rows[row.guid]


def _grouped(rows: Iterable[Row], key: _Key) -> dict[Hashable, list[Row]]:
    groups: dict[Hashable, list[Row]] = defaultdict(list)
    for row in rows:
        if (wanted := key(row)) is not None:
            groups[wanted].append(row)
    return groups


def _grouped_indices(free: dict[int, Candidate], key: _Key) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for index, candidate in free.items():
        if (wanted := key(candidate)) is not None:
            groups[wanted].append(index)
    return groups
