"""Tables with a column of questions, and mostly one of answers, into questions: one a row."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from exporter.model.document import Heading, Inline, Link, RawHtml, Table, plain_blocks
from exporter.readers.announced import is_announced
from exporter.readers.forms.contract import Evidence, Form, IdPlace, Outline, Page
from exporter.readers.outliner import Outliner
from exporter.readers.question_columns import Columns, columns_of
from exporter.readers.row_ends import holds_metadata
from exporter.readers.titles import asks, read_title, sounds_asking

__all__ = ["QUESTION_TABLE"]

SURE = 3
"""From how many questions on no sibling is asked."""
BARE = 5
"""How many rows a table without answers has at least."""

_COMMENT = re.compile(r"<!--.*?-->")
_PIPE = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class _Asking:
    """A table of questions."""

    table: Table
    columns: Columns

    @property
    def rows(self) -> Iterator[tuple[int, tuple[tuple[Inline, ...], ...]]]:
        """Its rows that say something, each with its line."""
        for place, row in enumerate(self.table.rows):
            if row[self.columns.question] or any(row[cell] for cell in self.columns.answers):
                yield self.table.line + 2 + place, row


def _evidence(page: Page) -> Evidence:
    if not any(isinstance(block, Table) for block in page.document.blocks):
        return Evidence(0, "no tables")
    tables = list(_tables(page).values())
    count = sum(1 for asking in tables for _ in asking.rows)
    letters = len(plain_blocks(tuple(asking.table for asking in tables)))
    if not count or 2 * letters < len(plain_blocks(page.document.blocks)):
        return Evidence(0, "no tables of questions")
    why = f"{count} rows of tables with a column of questions"
    return Evidence(count, why, doubtful=count < SURE)


def _tables(page: Page) -> Mapping[int, _Asking]:
    """The tables of questions in a file, each by its line."""
    announced = is_announced(page)
    found = {}
    for block in page.document.blocks:
        columns = columns_of(block) if isinstance(block, Table) else None
        if columns and isinstance(block, Table):
            asking = _Asking(block, columns)
            if _is_some(asking, announced=announced):
                found[block.line] = asking
    return found


def _is_some(asking: _Asking, *, announced: bool) -> bool:
    """Whether a table's rows ask, where they are not announced; links only lead to questions."""
    cells = [row[asking.columns.question] for _, row in asking.rows]
    marked = sum(asks(cell) or sounds_asking(cell) for cell in cells)
    if asking.columns.answers:
        return bool(cells) and (announced or 3 * marked >= len(cells))
    leading = sum(_leads_within(cell) for cell in cells)
    return len(cells) >= BARE and 2 * marked >= len(cells) and 2 * leading < len(cells)


def _leads_within(cell: tuple[Inline, ...]) -> bool:
    """Whether a cell is a link to another place of its file or bank."""
    match cell:
        case (Link(href=href),):
            return "://" not in href
        case _:
            return False


def _read(page: Page) -> Outline:
    document = page.document
    tables = _tables(page)
    outliner = Outliner(page, document)
    rows = page.text.split("\n")
    for block in document.blocks:
        if isinstance(block, Table) and block.line in tables:
            _add(outliner, tables[block.line], rows)
        elif isinstance(block, Heading):
            outliner.heading(block)
        else:
            outliner.text(block)
    return outliner.outline()


def _add(outliner: Outliner, asking: _Asking, rows: Sequence[str]) -> None:
    columns = asking.columns
    for line, row in asking.rows:
        title = read_title(row[columns.question])
        stem = columns.options_in(row, line)
        answer = columns.answer_in(row, line)
        others = columns.others_in(row, line)
        body = (*answer, *others) if columns.answers else ()
        comment = tuple(RawHtml(found, line) for found in _metadata(rows[line - 1]))
        stem = stem if columns.answers else (*stem, *others)
        outliner.question(title.words, line, (*comment, *body), stem=stem, level=title.level)


def _metadata(row: str) -> list[str]:
    return [found for found in _COMMENT.findall(row) if holds_metadata(found)]


def _id_places(page: Page) -> Mapping[int, IdPlace]:
    rows = page.text.split("\n")
    tables = _tables(page)
    return {
        line: _place(line, rows[line - 1], asking.columns.question)
        for asking in tables.values()
        for line, _ in asking.rows
    }


def _place(line: int, row: str, column: int) -> IdPlace:
    """In the metadata of a row, or at the end of the cell in the `column` that asks."""
    for comment in _COMMENT.finditer(row):
        if holds_metadata(comment[0]):
            return IdPlace(line, comment.start() + len("<!--"), " id: ", ";")
    pipes = [pipe.start() for pipe in _PIPE.finditer(row)]
    behind = pipes[column + row.lstrip().startswith("|") :]
    cell = row[: behind[0]] if behind else row
    return IdPlace(line, len(cell.rstrip()), " <!-- id: ", " -->")


QUESTION_TABLE = Form(
    name="question-table",
    about="tables with a column of questions",
    evidence=_evidence,
    read=_read,
    id_places=_id_places,
)
