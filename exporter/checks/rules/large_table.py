"""A table that no phone shows whole."""

from collections.abc import Iterator

from exporter.checks.contract import Rule, Subject
from exporter.checks.parts import answer_of
from exporter.model.bank import Location
from exporter.model.diagnostic import Diagnostic
from exporter.model.document import Table, walk

__all__ = ["RULE"]


def _check(subject: Subject) -> Iterator[Diagnostic]:
    columns, rows = subject.limits.table_columns, subject.limits.table_rows
    for question in subject.questions:
        for block in walk(answer_of(question)):
            if isinstance(block, Table):
                wide, long = len(block.header), len(block.rows)
                if wide > columns or long > rows:
                    message = f"this table has {wide} columns and {long} rows"
                    help_ = f"make it one of at most {columns} columns and {rows} rows"
                    yield RULE.told(message, help_, Location(question.location.file, block.line))


RULE = Rule(
    "S207",
    "large-table",
    "a table with more columns or rows than a phone shows",
    good='??? question "What is light?"\n    | a | b |\n    |---|---|\n    | 1 | 2 |',
    bad='??? question "What is light?"\n    | a |\n    |---|\n' + "    | 1 |\n" * 9,
    severity="off",
    study="warning",
    check=_check,
)
