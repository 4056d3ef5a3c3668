"""Lines that begin with `Q:` and `A:` into questions; what `C:` begins is a text with holes.

An answer runs to the next mark, section or rule. One without a mark begins behind what is asked.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from exporter.markdown import no_media
from exporter.model.document import Text
from exporter.readers.asking import asking_items, numbered_headings
from exporter.readers.boxes import boxes_of
from exporter.readers.forms.contract import Evidence, Form, IdPlace, Outline, Page
from exporter.readers.marked_rows import MarkedQuestion, Row, outline_of_rows
from exporter.readers.row_ends import at_row_end, without_row_end
from exporter.readers.row_marks import Mark, begins_marked, marks_of, may_have_marks
from exporter.readers.text_rows import TextRows, dedented, text_rows, width_of

__all__ = ["QUESTION_ANSWER"]

SHORT_CODE = 12
"""How many rows code has that is asked about."""
SURE = 3
"""From how many questions on no sibling is asked."""

_ENDS = re.compile(
    r"[ \t]{0,3}(?:(?P<heading>#{1,6})(?:[ \t]|$)|(?P<rule>[-*_])(?:[ \t]*(?P=rule)){2,}[ \t]*$)"
)
_QUOTED = re.compile(r"^([ \t]*)>[ \t]?", re.MULTILINE)
_QUOTED_ROW = re.compile(r"^[ \t]*>[ \t]?(.*)$", re.MULTILINE)
_CALLOUT = re.compile(r"^[ \t]*>[ \t]*\[!\w+\][+-]?[ \t]*$", re.MULTILINE)
_ASKED = re.compile(r"[?？؟][\s*_)\]\"'”»]*$")
_BOLD = re.compile(r"(?P<mark>[*_]{1,3})(?=\S).*\S(?P=mark)")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,4}[.)])[ \t]")
_OPTION = re.compile(
    r"[ \t]*(?:[-*+][ \t]+)?(?:\[[ xX]\]|[*_]{0,2}[(（]?[aA][*_]{0,2}[.):：）])[ \t]"
)


def _text(page: Page) -> TextRows:
    """The rows of a page; where the questions stand in quotes, those without the quotes' signs."""
    return page.shelf.fact(f"question-answer: rows of {page.file}", lambda _: _find_text(page))


def _find_text(page: Page) -> TextRows:
    rows = text_rows(page)
    quoted = (match[1] for match in _QUOTED_ROW.finditer(page.text))
    if not any(map(begins_marked, quoted)) or _answers(_marks(rows)):
        return rows
    opened = _CALLOUT.sub("", page.text)
    unquoted = text_rows(Page(page.file, _QUOTED.sub(r"\1", opened), no_media))
    marks = _marks(unquoted)
    return unquoted if _answers(marks) >= SURE and _is_asked(marks) else rows


def _answers(marks: Sequence[Mark]) -> int:
    """How many answers have marks of their own."""
    return sum(mark.kind == "answer" and bool(mark.stop) for mark in marks)


def _marks(rows: TextRows) -> list[Mark]:
    """The marks of a page, and one for each answer without its own."""
    return _with_answers(marks_of(rows), rows)


def _are_unlabelled(marks: Sequence[Mark]) -> bool:
    """Whether only questions are marked in a file, and their answers just stand below them."""
    questions = [mark for mark in marks if mark.kind == "question"]
    asking = sum(_ends_asking(mark.rest) for mark in questions)
    return len(questions) >= SURE and 2 * asking >= len(questions) and not _answers(marks)


def _with_answers(marks: Sequence[Mark], rows: TextRows) -> list[Mark]:
    """The marks, and one for each answer without its own, which begins behind the text that asks.

    Code alone is what is asked about, unless it is long, or rare, where no answer has a mark.
    """
    bodies = dict(_bodies(marks, rows))
    code = sorted(end - begin for begin, end in bodies.values() if _is_code(rows, begin, end))
    short = 2 * len(code) > len(bodies) and code[len(code) // 2] <= SHORT_CODE
    code_answers = _are_unlabelled(marks) and not short
    found: list[Mark] = []
    for mark in marks:
        found.append(mark)
        begin, end = bodies.get(mark.row, (0, 0))
        if begin < end and (code_answers or not _is_code(rows, begin, end)):
            rest = dedented(rows.rows[begin], width_of(rows.rows[begin]))
            found.append(Mark(begin, "answer", "", mark.column, rest, ""))
    return found


def _bodies(marks: Sequence[Mark], rows: TextRows) -> Iterator[tuple[int, tuple[int, int]]]:
    """What stands below the text of each question whose answer has no mark, from row to row."""
    unlabelled = _are_unlabelled(marks)
    deepest = _deepest_section(rows, marks)
    for place, mark in enumerate(marks):
        following = marks[place + 1] if place + 1 < len(marks) else None
        if mark.kind != "question" or (following and following.kind == "answer"):
            continue
        end = _end(rows, mark.row + 1, following.row if following else len(rows.rows), deepest)
        begin = _behind_question(rows, mark, end)
        if begin < end and not _OPTION.match(rows.rows[_first_text(rows, begin, end)]):
            above = [mark.rest, *rows.rows[mark.row + 1 : begin]]
            last = next((text for text in reversed(above) if text.strip()), "")
            if last and (unlabelled or _ends_asking(last) or _is_bold(mark)):
                yield mark.row, (begin, end)


def _ends_asking(row: str) -> bool:
    return _ASKED.search(without_row_end(row)) is not None


def _is_bold(mark: Mark) -> bool:
    return _BOLD.fullmatch(without_row_end(mark.rest)) is not None


def _first_text(rows: TextRows, begin: int, end: int) -> int:
    """The first row that is text, no code above it; `begin` when there is none."""
    texts = (row for row in range(begin, end) if rows.is_text(row) and rows.rows[row].strip())
    return next(texts, begin)


def _is_code(rows: TextRows, begin: int, end: int) -> bool:
    return not any(rows.is_text(row) and rows.rows[row].strip() for row in range(begin, end))


def _behind_question(rows: TextRows, mark: Mark, end: int) -> int:
    """The row behind the text that asks: it ends with a question mark, its bold, or a blank row."""
    row = mark.row + 1
    ended = _is_bold(mark)
    while row < end and rows.is_text(row) and rows.rows[row].strip():
        if ended or _ends_asking(rows.rows[row - 1]) or _ITEM.match(rows.rows[row]):
            break
        row += 1
    while row < end and not rows.rows[row].strip():
        row += 1
    return row


def _questions(rows: TextRows) -> list[MarkedQuestion]:
    """The questions of a page."""
    marks = _marks(rows)
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


def _deepest_section(rows: TextRows, marks: Sequence[Mark]) -> int:
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


def _body(rows: TextRows, mark: Mark, end: int) -> tuple[Row, ...]:
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
    text = _QUOTED.sub(r"\1", page.text) if ">" in page.text else page.text
    if not may_have_marks(text):
        return Evidence(0, "no line begins with a mark such as `Q:`")
    marks = _marks(_text(page))
    kinds = Counter(mark.kind for mark in marks)
    questions = kinds["question"] if _is_asked(marks) or _has_key(page, marks) else 0
    count = questions + kinds["cloze"]
    if not count:
        return Evidence(0, "its marks are not those of questions and answers")
    if 0 < questions <= 2 * boxes_of(page)[1].answers:
        return Evidence(0, "its answers stand in folds")
    if max(numbered_headings(page), asking_items(page)) > 2 * count:
        return Evidence(0, "its headings or lists are the questions")
    why = (
        f"{questions} lines marked as questions, {kinds['answer']} as answers, "
        f"{kinds['cloze']} texts with holes"
    )
    return Evidence(count, why, doubtful=count < SURE)


def _is_asked(marks: Sequence[Mark]) -> bool:
    """Whether marked questions are some: half of them are answered, or have question marks."""
    questions = [mark for mark in marks if mark.kind == "question"]
    if not questions:
        return False
    answers = sum(mark.kind == "answer" for mark in marks)
    return 2 * answers >= len(questions) or _are_unlabelled(marks)


def _has_key(page: Page, marks: Sequence[Mark]) -> bool:
    """Whether questions that are numbered have their answers in a key."""
    questions = [mark for mark in marks if mark.kind == "question"]
    return len(questions) >= SURE and bool(page.keys) and all(mark.number for mark in questions)


def _read(page: Page) -> Outline:
    rows = _text(page)
    outline = outline_of_rows(page, _without_keys(page, rows.rows), _questions(rows))
    name = outline.front_matter.get("name")
    if name and not outline.root.title:
        outline.root.title = (Text(name),)
    return outline


def _without_keys(page: Page, rows: Sequence[str]) -> list[str]:
    """The rows with blank ones in place of the answer keys, which go to their questions."""
    kept = list(rows)
    lines = [block.line for block in page.document.blocks]
    for key in page.keys:
        end = min((line for line in lines if line > key.line), default=len(rows) + 1)
        kept[key.line - 1 : end - 1] = [""] * (end - key.line)
    return kept


def _id_places(page: Page) -> Mapping[int, IdPlace]:
    rows = page.text.split("\n")
    found = _questions(_text(page))
    return {question.begin + 1: at_row_end(question.begin + 1, rows) for question in found}


QUESTION_ANSWER = Form(
    name="question-answer",
    about="lines that begin with `Q:` and `A:`, and texts with holes behind `C:`",
    evidence=_evidence,
    read=_read,
    marked=True,
    id_places=_id_places,
)
