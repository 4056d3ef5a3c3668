"""The rows of a page that begin with `Q:`, `A:` or `C:`, in any language, into marks.

A mark may be numbered, stand in a list, be emphasised, or share its emphasis with what it marks.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile
from typing import Literal

from exporter.readers.card_sides import BACKS, FRONTS
from exporter.readers.labels import label_of
from exporter.readers.question_words import ASKING
from exporter.readers.row_ends import without_row_end
from exporter.readers.text_rows import TextRows, verbatim

__all__ = ["Mark", "begins_marked", "marks_of", "may_have_marks"]

LONGEST_CLOZE = 20
"""On how many rows a hole is looked for."""

FEWEST_OPTIONS = 3
"""From how many letters in a row on they can only be those of options."""

Kind = Literal["question", "answer", "cloze", "option", "front", "back"]
"""front, back: they ask and answer where nothing else does."""

_PAIRS: Mapping[str, str] = {
    "q": "a r",
    "f": "a",
    "p": "r",
    "d": "r",
    "v": "a",
    "s": "c",
    "в": "о",
    "п": "в",
    "ε": "α",
    "問": "答",
    "问": "答",
    "문": "답",
    "س": "ج",
}
"""The letter that asks → the letters that answer, in the languages that shorten both so."""

_SIDES: Mapping[Kind, Kind] = {"front": "question", "back": "answer"}
_FIRST_LETTERS = frozenset("aаα")
_ASKING = frozenset((*_PAIRS, "c"))
_SHORTENED = frozenset(("ans", "ques"))
"""Words that a dot ends, too."""
_WORDS = frozenset(
    word.replace("·", " ") for line in ASKING for word in line.casefold().split() if len(word) > 1
)
_MARK = re.compile(
    r"(?P<lead>[ \t]*(?:(?:[-*+]|\d{1,4}[.)])[ \t]+)?(?:[^\w\s\x00-\u20ff][\ufe0f\u200d]*[ \t]+)?)"
    r"(?P<open>[*_]{1,3})?"
    r"(?P<label>[^\W\d_](?:[^\W\d_]| (?=[^\W\d_])){0,23}?)[ \t]?#?(?P<number>\d{1,4})?"
    r"(?P<inner>[*_]{1,3})?[ \t]?(?P<stop>[:：.)])(?P<outer>[*_]{1,3})?"
    r"(?:[ \t]+|$|(?<=：))(?P<rest>.*)$"
)
_CLOZE = re.compile(r"C:(?:[ \t]|$)")
_MAY_MARK = re.compile(r"[ \t]*+(?:[^\w\s]++[ \t]++|\d{1,4}[.)][ \t]++){0,2}[\w *#]{1,45}+[:：.)]")
"""What every mark begins with; it tells of most rows that they have none."""
_HOLE = re.compile(r"(?<![!\]\\])\[(?!\^)[^\[\]]+\](?![(\[])")
_BEHIND_QUESTION = re.compile(
    r"[?？؟!！.。)*_][*_]{0,3}(?P<gap>[ \t]+(?:(?:→|[-=]>|[-–—|])[ \t]+)?)(?=[*_]{0,3}[^\W\d_])"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A label at the beginning of a row."""

    row: int
    kind: Kind
    letter: str
    """The label when it is one letter; empty for a word."""
    column: int
    """Where its text stands: rows below that are indented as deep belong to it."""
    rest: str
    stop: str
    number: str = ""
    """Behind the label; empty for none."""


@lru_cache(maxsize=4096)
def _kind_of(label: str) -> Kind | None:
    """What a label of more than one letter marks."""
    if label in _WORDS:
        return "question"
    if label in FRONTS or label in BACKS:
        return "front" if label in FRONTS else "back"
    return "answer" if label_of(label) == "answer" else None


def _mark(row: int, text: str) -> Mark | None:
    """The mark that a row begins with; the kind of a single letter is decided by its file."""
    match = _MARK.match(text) if _MAY_MARK.match(text) else None
    if match is None:
        return None
    label = match["label"].casefold()
    kind = "option" if len(label) == 1 else _kind_of(label)
    counted = len(label) == 1 or match["number"] or label in _SHORTENED
    if kind is None or (match["stop"] in ".)" and not counted):
        return None
    opened, closed = match["open"] or "", match["inner"] or match["outer"] or ""
    rest = without_row_end(match["rest"])
    if opened and not closed:
        rest = opened + rest
    if opened and not rest.strip("*_ \t"):
        rest = ""
    letter = label if len(label) == 1 else ""
    column = len(match["lead"].expandtabs(4))
    return Mark(row, kind, letter, column, rest, match["stop"], match["number"] or "")


def begins_marked(row: str) -> bool:
    """Whether a row begins with a mark of any kind."""
    return _mark(0, row) is not None


def may_have_marks(text: str) -> bool:
    """Whether a row of `text`, wherever it stands, begins as a question or a cloze does."""
    marks = (_mark(0, row) for row in text.split("\n"))
    return any(
        mark and (mark.kind in ("question", "front") or mark.letter in _ASKING) for mark in marks
    )


def _marks(rows: TextRows) -> Iterator[Mark]:
    """The marks of a page; an answer may stand on the row of its question."""
    for number, text in enumerate(rows.rows):
        mark = _mark(number, text) if rows.is_text(number) else None
        if mark is None:
            continue
        answer = _answer_behind(mark)
        if answer:
            yield replace(mark, rest=answer[0])
            yield answer[1]
        else:
            yield mark


def _answer_behind(question: Mark) -> tuple[str, Mark] | None:
    """What is asked, and the answer that begins on the same row."""
    letters = _PAIRS.get(question.letter, "").split()
    if question.kind != "question" and not letters:
        return None
    for match in _BEHIND_QUESTION.finditer(question.rest):
        answer = _mark(question.row, question.rest[match.end() :])
        if answer and (answer.kind == "answer" or answer.letter in (letters or ("a",))):
            return question.rest[: match.start("gap")], answer
    return None


def marks_of(rows: TextRows) -> list[Mark]:
    """The marks of a page that count, each of its kind; without options and answers to nothing."""
    marks = _with_sides(list(_without_options(list(_marks(rows)))))
    asks_with = max(_PAIRS, key=lambda letter: _answered(marks, letter))
    decided = [_decided(mark, asks_with, rows) for mark in marks]
    found: list[Mark] = []
    for index, mark in enumerate(decided):
        previous = decided[index - 1] if index else None
        following = decided[index + 1] if index + 1 < len(decided) else None
        if mark.kind == "answer" and (_goes_on_beside(mark) or _goes_on_below(mark, following)):
            continue  # the first of the options
        if mark.kind == "cloze" and previous and _follows(previous, mark):
            continue
        if mark.kind == "answer" and not (found and found[-1].kind == "question"):
            continue
        if mark.kind != "option":
            found.append(mark)
    return found


def _with_sides(marks: list[Mark]) -> list[Mark]:
    """The marks, those of a card's sides as questions and answers, or without them."""
    others = [mark for mark in marks if mark.kind not in _SIDES]
    if len(others) == len(marks):
        return marks
    if any(mark.kind == "question" for mark in others) or _answered(others, "q"):
        return others
    return [replace(mark, kind=_SIDES.get(mark.kind, mark.kind)) for mark in marks]


def _without_options(marks: Sequence[Mark]) -> Iterator[Mark]:
    """The marks but those that letter options, three or more in a row from the first letter."""
    place = 0
    while place < len(marks):
        end = place + 1
        if marks[place].letter in _FIRST_LETTERS:
            while end < len(marks) and _follows(marks[end - 1], marks[end]):
                end += 1
        if end - place < FEWEST_OPTIONS:
            end = place + 1
            yield marks[place]
        place = end


def _answered(marks: list[Mark], letter: str) -> int:
    """How many questions that `letter` marks have an answer behind them."""
    count, is_open = 0, False
    for mark in marks:
        if mark.letter == letter or mark.kind == "question":
            is_open = True
        elif is_open and (mark.kind == "answer" or mark.letter in _PAIRS[letter].split()):
            count, is_open = count + 1, False
    return count


def _decided(mark: Mark, asks_with: str, rows: TextRows) -> Mark:
    """A mark with its kind; what a single letter marks is the same through a file."""
    if not mark.letter:
        return mark
    if mark.letter == asks_with:
        return replace(mark, kind="question")
    if mark.letter in _PAIRS[asks_with].split():
        return replace(mark, kind="answer")
    if mark.letter == "c" and _CLOZE.match(rows.rows[mark.row]) and _has_hole(mark, rows):
        return replace(mark, kind="cloze")
    return mark


def _goes_on_beside(mark: Mark) -> bool:
    """Whether the next letter of a list of options stands on the same row."""
    following = re.escape(chr(ord(mark.letter) + 1) + mark.stop) if mark.letter else "$^"
    return re.search(rf"(?<!\S){following}(?=\s)", mark.rest, re.IGNORECASE) is not None


def _goes_on_below(mark: Mark, following: Mark | None) -> bool:
    return following is not None and _follows(mark, following)


def _follows(mark: Mark, other: Mark) -> bool:
    """Whether `other` is the next letter of a list of options."""
    same = mark.stop == other.stop and mark.letter and other.letter
    return bool(same) and ord(other.letter) == ord(mark.letter) + 1


def _has_hole(mark: Mark, rows: TextRows) -> bool:
    """Whether a hole stands behind a mark, before the next blank row."""
    below = takewhile(str.strip, rows.rows[mark.row + 1 : mark.row + LONGEST_CLOZE])
    text = " ".join((mark.rest, *below))
    for begin, end in reversed(list(verbatim(text))):
        text = text[:begin] + "_" + text[end:]
    return _HOLE.search(text) is not None
