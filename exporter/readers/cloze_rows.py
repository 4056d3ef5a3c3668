"""Texts of a note in which words are marked to be hidden, `==so==` or `{{c1::so}}`, into clozes.

In a deck they may be hidden `{{so}}`, too.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from exporter.readers.marked_rows import MarkedQuestion, Row
from exporter.readers.row_ends import without_row_end
from exporter.readers.text_rows import HEADING_ROW, TextRows, dedented, verbatim, width_of

__all__ = ["as_marks", "cloze_rows", "has_cloze"]

_CLOZE = re.compile(
    r"\{\{(?:c(?P<number>[1-9]\d{0,2})::?|cloze\s)\s*(?P<words>.{1,1000}?)(?:::(?P<hint>[^{}]{1,200}?))?\}\}"
)
_MARK = re.compile(r"==(?=\S)[^=\n]+?(?<=\S)==")
_CURLY = re.compile(
    r"(?<!\{)\{\{(?!\{)(?!\s*\w+(?:\.\w+)+\s*\})\s*([^{}|'\"/=<>\n]*[^{}|'\"/=<>\s])\s*\}\}(?!\})"
)
"""Not what templates fill in: `{{ page.title }}`, `{{ "a" | upcase }}`."""


def has_cloze(text: str) -> bool:
    """Whether words are hidden in `text` in a way that means nothing else."""
    return _CLOZE.search(text) is not None


def as_marks(text: str) -> str:
    """`text` with a mark, `==1: words :: hint==`, for each `{{c1::words::hint}}` in it."""
    return _CLOZE.sub(_marked, text)


def _marked(match: re.Match[str]) -> str:
    number = f"{match['number']}: " if match["number"] else ""
    hint = f" :: {match['hint'].strip()}" if match["hint"] else ""
    return f"=={number}{match['words'].strip()}{hint}=="


def cloze_rows(
    text: TextRows, rows: Sequence[str], taken: Collection[int], *, is_deck: bool
) -> Iterator[MarkedQuestion]:
    """The texts between blank `rows`, none of them `taken`, that hide words.

    A mark such as `==this==` hides words in a deck only: elsewhere it stresses them.
    """
    if not any("{{" in row or (is_deck and "==" in row) for row in rows):
        return
    begin = text.head
    for row in range(text.head, len(rows) + 1):
        if row < len(rows) and rows[row].strip() and not HEADING_ROW.match(rows[row]):
            continue
        block = range(begin, row)
        begin = row + 1
        if not any(row in taken for row in block) and any(
            _hides(text, rows, row, is_deck) for row in block
        ):
            answer = tuple(_answer(rows, block, is_deck))
            yield MarkedQuestion(block.start, row, (), answer, cloze=True, in_brackets=False)


def _hides(text: TextRows, rows: Sequence[str], row: int, is_deck: bool) -> bool:
    words = rows[row]
    if not ("{{" in words or (is_deck and "==" in words)) or not text.is_text(row):
        return False
    for begin, end in reversed(list(verbatim(words))):
        words = words[:begin] + "_" + words[end:]
    return has_cloze(words) or (is_deck and bool(_MARK.search(words) or _CURLY.search(words)))


def _answer(rows: Sequence[str], block: Sequence[int], is_deck: bool) -> Iterator[Row]:
    texts = [as_marks(without_row_end(rows[row])) for row in block]
    if is_deck:
        texts = [_CURLY.sub(r"==\1==", text) for text in texts]
    column = min((width_of(text) for text in texts if text), default=0)
    for row, text in zip(block, texts, strict=True):
        yield row, dedented(text, column)
