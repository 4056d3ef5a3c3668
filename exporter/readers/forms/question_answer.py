"""Lines that begin with `Q:` and `A:`, in any language, into questions; `C:` is a text with holes.

A mark may be numbered, stand in a list, be emphasised, or share its emphasis with what it marks.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile
from typing import Literal

from exporter.model.document import Heading, Text
from exporter.readers.boxes import boxes_of
from exporter.readers.forms.contract import Evidence, Form, IdPlace, Outline, Page
from exporter.readers.labels import label_of
from exporter.readers.line_questions import lines_of
from exporter.readers.marked_rows import MarkedQuestion, Row, outline_of_rows
from exporter.readers.question_words import ASKING
from exporter.readers.row_ends import at_row_end, without_row_end
from exporter.readers.text_rows import TextRows, dedented, text_rows, verbatim, width_of
from exporter.readers.titles import asks, read_title

__all__ = ["QUESTION_ANSWER"]

LONGEST_CLOZE = 20
"""On how many rows a hole is looked for."""
SHORT_CODE = 12
"""How many rows code has that is asked about."""
SURE = 3
"""From how many questions on no sibling is asked."""

_Kind = Literal["question", "answer", "cloze", "option"]

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

_ASKING = frozenset((*_PAIRS, "c"))
_WORDS = frozenset(
    word.replace("·", " ") for line in ASKING for word in line.casefold().split() if len(word) > 1
)
_MARK = re.compile(
    r"(?P<lead>[ \t]*(?:(?:[-*+]|\d{1,4}[.)])[ \t]+)?)"
    r"(?P<open>[*_]{1,3})?"
    r"(?P<label>[^\W\d_](?:[^\W\d_]| (?=[^\W\d_])){0,15}?)[ \t]?#?(?P<number>\d{1,4})?"
    r"(?P<inner>[*_]{1,3})?[ \t]?(?P<stop>[:：.)])(?P<outer>[*_]{1,3})?"
    r"(?:[ \t]+|$|(?<=：))(?P<rest>.*)$"
)
_ENDS = re.compile(
    r"[ \t]{0,3}(?:(?P<heading>#{1,6})(?:[ \t]|$)|(?P<rule>[-*_])(?:[ \t]*(?P=rule)){2,}[ \t]*$)"
)
_ASKED = re.compile(r"[?？؟][\s*_)\]\"'”»]*$")
_BOLD = re.compile(r"(?P<mark>[*_]{1,3})(?=\S).*\S(?P=mark)")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,4}[.)])[ \t]")
_OPTION = re.compile(
    r"[ \t]*(?:[-*+][ \t]+)?(?:\[[ xX]\]|[*_]{0,2}[(（]?[aA][*_]{0,2}[.):：）])[ \t]"
)
_HOLE = re.compile(r"(?<![!\]\\])\[(?!\^)[^\[\]]+\](?![(\[])")
_BEHIND_QUESTION = re.compile(r"[?？؟!！.。)*_][*_]{0,3}[ \t]+(?=[*_]{0,3}[^\W\d_])")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A label at the beginning of a row."""

    row: int
    kind: _Kind
    letter: str
    """The label when it is one letter; empty for a word."""
    column: int
    """Where its text stands: rows below that are indented as deep belong to it."""
    rest: str
    stop: str


@lru_cache(maxsize=4096)
def _kind_of(label: str) -> _Kind | None:
    """What a label of more than one letter marks."""
    if label in _WORDS:
        return "question"
    return "answer" if label_of(label) == "answer" else None


def _mark(row: int, text: str) -> _Mark | None:
    """The mark that a row begins with; the kind of a single letter is decided by its file."""
    match = _MARK.match(text)
    if match is None:
        return None
    label = match["label"].casefold()
    kind = "option" if len(label) == 1 else _kind_of(label)
    if kind is None or (match["stop"] in ".)" and (len(label) > 1 and not match["number"])):
        return None
    opened, closed = match["open"] or "", match["inner"] or match["outer"] or ""
    rest = without_row_end(match["rest"])
    if opened and not closed:
        rest = opened + rest
    if opened and not rest.strip("*_ \t"):
        rest = ""
    letter = label if len(label) == 1 else ""
    column = len(match["lead"].expandtabs(4))
    return _Mark(row, kind, letter, column, rest, match["stop"])


def _marks(rows: TextRows) -> Iterator[_Mark]:
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


def _answer_behind(question: _Mark) -> tuple[str, _Mark] | None:
    """What is asked, and the answer that begins on the same row."""
    letters = _PAIRS.get(question.letter, "").split()
    if question.kind != "question" and not letters:
        return None
    for match in _BEHIND_QUESTION.finditer(question.rest):
        answer = _mark(question.row, question.rest[match.end() :])
        if answer and (answer.kind == "answer" or answer.letter in (letters or ("a",))):
            return question.rest[: match.end()].rstrip(), answer
    return None


def _found(rows: TextRows) -> list[_Mark]:
    """The marks of a page that count, each of its kind; without options and answers to nothing."""
    marks = list(_marks(rows))
    asks_with = max(_PAIRS, key=lambda letter: _answered(marks, letter))
    decided = [_decided(mark, asks_with, rows) for mark in marks]
    found: list[_Mark] = []
    for index, mark in enumerate(decided):
        previous = decided[index - 1] if index else None
        following = decided[index + 1] if index + 1 < len(decided) else None
        if mark.kind == "answer" and following and _follows(mark, following):
            continue  # the first of the options
        if mark.kind == "cloze" and previous and _follows(previous, mark):
            continue
        if mark.kind == "answer" and not (found and found[-1].kind == "question"):
            continue
        if mark.kind != "option":
            found.append(mark)
    return _with_answers(found, rows)


def _are_unlabelled(marks: Sequence[_Mark]) -> bool:
    """Whether only questions are marked in a file, and their answers just stand below them."""
    questions = [mark for mark in marks if mark.kind == "question"]
    asking = sum(_ASKED.search(mark.rest) is not None for mark in questions)
    return (
        len(questions) >= SURE
        and 2 * asking >= len(questions)
        and not any(mark.kind == "answer" and mark.stop for mark in marks)
    )


def _with_answers(marks: Sequence[_Mark], rows: TextRows) -> list[_Mark]:
    """The marks, and one for each answer without its own, which begins behind the text that asks.

    Code alone is what is asked about, unless it is long, or rare, where no answer has a mark.
    """
    bodies = dict(_bodies(marks, rows))
    code = sorted(end - begin for begin, end in bodies.values() if _is_code(rows, begin, end))
    short = 2 * len(code) > len(bodies) and code[len(code) // 2] <= SHORT_CODE
    code_answers = _are_unlabelled(marks) and not short
    found: list[_Mark] = []
    for mark in marks:
        found.append(mark)
        begin, end = bodies.get(mark.row, (0, 0))
        if begin < end and (code_answers or not _is_code(rows, begin, end)):
            rest = dedented(rows.rows[begin], width_of(rows.rows[begin]))
            found.append(_Mark(begin, "answer", "", mark.column, rest, ""))
    return found


def _bodies(marks: Sequence[_Mark], rows: TextRows) -> Iterator[tuple[int, tuple[int, int]]]:
    """What stands below the text of each question whose answer has no mark, from row to row."""
    unlabelled = _are_unlabelled(marks)
    deepest = _deepest_section(rows, marks)
    for place, mark in enumerate(marks):
        following = marks[place + 1] if place + 1 < len(marks) else None
        if mark.kind != "question" or (following and following.kind == "answer"):
            continue
        end = _end(rows, mark.row + 1, following.row if following else len(rows.rows), deepest)
        begin = _behind_question(rows, mark, end)
        if begin < end and not _OPTION.match(rows.rows[begin]):
            above = [mark.rest, *rows.rows[mark.row + 1 : begin]]
            last = next((text for text in reversed(above) if text.strip()), "")
            if unlabelled or _ASKED.search(last) or _BOLD.fullmatch(mark.rest):
                yield mark.row, (begin, end)


def _is_code(rows: TextRows, begin: int, end: int) -> bool:
    return not any(rows.is_text(row) and rows.rows[row].strip() for row in range(begin, end))


def _behind_question(rows: TextRows, mark: _Mark, end: int) -> int:
    """The row behind the text that asks: it ends with a question mark, its bold, or a blank row."""
    row = mark.row + 1
    ended = _BOLD.fullmatch(mark.rest) is not None
    while row < end and rows.is_text(row) and rows.rows[row].strip():
        if ended or _ASKED.search(rows.rows[row - 1]) or _ITEM.match(rows.rows[row]):
            break
        row += 1
    while row < end and not rows.rows[row].strip():
        row += 1
    return row


def _answered(marks: list[_Mark], letter: str) -> int:
    """How many questions that `letter` marks have an answer behind them."""
    count, is_open = 0, False
    for mark in marks:
        if mark.letter == letter or mark.kind == "question":
            is_open = True
        elif is_open and (mark.kind == "answer" or mark.letter in _PAIRS[letter].split()):
            count, is_open = count + 1, False
    return count


def _decided(mark: _Mark, asks_with: str, rows: TextRows) -> _Mark:
    """A mark with its kind; what a single letter marks is the same through a file."""
    if not mark.letter:
        return mark
    if mark.letter == asks_with:
        return replace(mark, kind="question")
    if mark.letter in _PAIRS[asks_with].split():
        return replace(mark, kind="answer")
    if mark.letter == "c" and rows.rows[mark.row].startswith("C: ") and _has_hole(mark, rows):
        return replace(mark, kind="cloze")
    return mark


def _follows(mark: _Mark, other: _Mark) -> bool:
    """Whether `other` is the next letter of a list of options."""
    same = mark.stop == other.stop and mark.letter and other.letter
    return bool(same) and ord(other.letter) == ord(mark.letter) + 1


def _has_hole(mark: _Mark, rows: TextRows) -> bool:
    """Whether a hole stands behind a mark, before the next blank row."""
    below = takewhile(str.strip, rows.rows[mark.row + 1 : mark.row + LONGEST_CLOZE])
    text = " ".join((mark.rest, *below))
    for begin, end in reversed(list(verbatim(text))):
        text = text[:begin] + text[end:]
    return _HOLE.search(text) is not None


def _questions(rows: TextRows) -> list[MarkedQuestion]:
    """The questions of a page."""
    marks = _found(rows)
    deepest = _deepest_section(rows, marks)
    questions: list[MarkedQuestion] = []
    for index, mark in enumerate(marks):
        if mark.kind == "answer":
            continue
        following = marks[index + 1] if index + 1 < len(marks) else None
        answer = following if following and following.kind == "answer" else None
        after = next((m.row for m in marks[index + 1 :] if m.kind != "answer"), len(rows.rows))
        end = _end(rows, mark.row + 1, after, deepest)
        if answer and answer.row >= end:
            answer = None
        asked = _body(rows, mark, answer.row if answer else end)
        body = _body(rows, answer, end) if answer else ()
        if mark.kind == "cloze":
            questions.append(MarkedQuestion(mark.row, end, (), asked, cloze=True))
        else:
            questions.append(MarkedQuestion(mark.row, end, asked, body))
    return questions


def _deepest_section(rows: TextRows, marks: Sequence[_Mark]) -> int:
    """The level of the deepest headings right above questions; 0 when there are none above any."""
    asking = {mark.row for mark in marks if mark.kind != "answer"}
    deepest = level = 0
    for row, text in enumerate(rows.rows):
        match = _ENDS.match(text) if rows.is_text(row) else None
        if match and match["heading"]:
            level = len(match["heading"])
        elif row in asking:
            deepest = max(deepest, level)
    return deepest


def _end(rows: TextRows, begin: int, end: int, deepest: int) -> int:
    """The row behind what belongs to a mark: in front of a section, a rule or blank rows.

    Headings below those of sections, which are `deepest`, are parts of answers.
    """
    for row in range(begin, end):
        match = _ENDS.match(rows.rows[row]) if rows.is_text(row) else None
        if match and not (deepest and len(match["heading"] or "") > deepest):
            end = row
            break
    while end > begin and not rows.rows[end - 1].strip():
        end -= 1
    return end


def _body(rows: TextRows, mark: _Mark, end: int) -> tuple[Row, ...]:
    """What stands behind a mark and on the rows below it, up to `end`, dedented."""
    below = rows.rows[mark.row + 1 : end]
    column = max(mark.column, _column_of(below))
    inner = ((mark.row + 1 + place, dedented(text, column)) for place, text in enumerate(below))
    return ((mark.row, mark.rest), *inner)


def _column_of(below: list[str]) -> int:
    """How deep all rows below a mark are indented; code that follows a blank row is no indent."""
    widths = [width_of(text) for text in below if text.strip()]
    if not widths or (min(widths) >= 4 and not below[0].strip()):
        return 0
    return min(widths)


def _evidence(page: Page) -> Evidence:
    quick = (_mark(0, row) for row in page.text.split("\n"))
    if not any(mark and (mark.kind == "question" or mark.letter in _ASKING) for mark in quick):
        return Evidence(0, "no line begins with a mark such as `Q:`")
    marks = _found(text_rows(page))
    kinds = Counter(mark.kind for mark in marks)
    questions = kinds["question"] if _is_asked(marks) else 0
    count = questions + kinds["cloze"]
    if not count:
        return Evidence(0, "its marks are not those of questions and answers")
    if 0 < questions <= 2 * boxes_of(page)[1].answers:
        return Evidence(0, "its answers stand in folds")
    if _asking_elsewhere(page) > 2 * count:
        return Evidence(0, "its headings or lists are the questions")
    why = (
        f"{questions} lines marked as questions, {kinds['answer']} as answers, "
        f"{kinds['cloze']} texts with holes"
    )
    return Evidence(count, why, doubtful=count < SURE)


def _is_asked(marks: Sequence[_Mark]) -> bool:
    """Whether marked questions are some: half of them are answered, or have question marks."""
    questions = [mark for mark in marks if mark.kind == "question"]
    answers = sum(mark.kind == "answer" for mark in marks)
    return 2 * answers >= len(questions) or _are_unlabelled(marks)


def _asking_elsewhere(page: Page) -> int:
    """How many headings, or items of lists, ask without such a mark."""
    headings = sum(
        asks(block.children) or bool(read_title(block.children).number)
        for block in page.document.blocks
        if isinstance(block, Heading)
    )
    items = sum(bool(line.in_list) and asks(line.title.words) for line in lines_of(page))
    return max(headings, items)


def _read(page: Page) -> Outline:
    rows = text_rows(page)
    outline = outline_of_rows(page, rows.rows, _questions(rows))
    name = outline.front_matter.get("name")
    if name and not outline.root.title:
        outline.root.title = (Text(name),)
    return outline


def _id_places(page: Page) -> Mapping[int, IdPlace]:
    rows = page.text.split("\n")
    found = _questions(text_rows(page))
    return {question.begin + 1: at_row_end(question.begin + 1, rows) for question in found}


QUESTION_ANSWER = Form(
    name="question-answer",
    about="lines that begin with `Q:` and `A:`, and texts with holes behind `C:`",
    evidence=_evidence,
    read=_read,
    id_places=_id_places,
)
