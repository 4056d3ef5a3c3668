"""`exporter topics`: what there is in a bank."""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from exporter.cli import options
from exporter.cli.banks import exit_on_errors, open_bank, show
from exporter.cli.report import printable

if TYPE_CHECKING:
    from rich.table import Table

    from exporter.api import FileReading, Reading
    from exporter.model.bank import Bank, Section, Topic
    from exporter.model.export import Json

__all__ = ["command"]

MANY = 3
"""How many files with one question each it takes for their folder to be shown instead."""


@click.command("topics", short_help="Show the topics of a bank.")
@options.bank_argument
@options.ledger_option
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
@options.verbosity_options
def command(
    bank: Path | None, ledger: Path | None, as_json: bool, verbose: bool, quiet: bool
) -> None:
    """Show the topics of BANK, its questions, answered ones and levels; and how its files are read.

    With -v also each topic's sections and language, and why each file is read as it is.
    """
    reading = open_bank(bank, ledger=ledger, check=False, quiet=quiet)
    show(reading.diagnostics, reading.bank.root, verbose=verbose, quiet=quiet)
    if as_json:
        click.echo(json.dumps(_as_json(reading), ensure_ascii=False, indent=2))
    else:
        _print(reading, verbose=verbose)
    exit_on_errors(reading.diagnostics)


def _as_json(reading: "Reading") -> "Json":
    bank = reading.bank
    topics: list[Json] = [
        {
            "number": topic.number,
            "slug": topic.slug,
            "language": topic.language,
            **_counts(topic).as_json(),
        }
        for topic in bank.topics
    ]
    files: list[Json] = [
        {
            "file": file.file,
            "form": file.form,
            "why": file.why,
            "questions": file.questions,
            "answered": file.answered,
        }
        for file in reading.files
    ]
    return {**_counts(bank).as_json(), "topics": topics, "files": files}


@dataclass(frozen=True, slots=True)
class _Counts:
    """What there is in a part of a bank."""

    title: str
    questions: int
    answered: int
    levels: tuple[int, ...]
    """How many questions of level 1, 2 and 3."""

    def as_json(self) -> "dict[str, Json]":
        levels: dict[str, Json] = {str(n): count for n, count in enumerate(self.levels, 1)}
        return {
            "title": self.title,
            "questions": self.questions,
            "answered": self.answered,
            "levels": levels,
        }

    def cells(self) -> list[str]:
        """Those of a row of the table; of a level that does not occur, an empty one."""
        levels = (str(count or "") for count in self.levels)
        return [str(self.questions), str(self.answered), *levels]


def _counts(part: "Bank | Topic | Section") -> _Counts:
    from exporter.model.bank import Bank, all_questions
    from exporter.model.document import plain

    questions = list(all_questions(part))
    levels = Counter(question.level for question in questions)
    return _Counts(
        title=part.title if isinstance(part, Bank) else plain(part.title),
        questions=len(questions),
        answered=sum(question.answered for question in questions),
        levels=(levels[1], levels[2], levels[3]),
    )


def _print(reading: "Reading", *, verbose: bool) -> None:
    from rich.console import Console

    # In a pipe nothing is folded to the width of a terminal that is not there.
    terminal = sys.stdout is not None and sys.stdout.isatty()
    console = Console(width=None if terminal else 200, highlight=False)
    console.print(_topics_table(reading.bank, sections=verbose))
    console.print(_files_table(reading, why=verbose))


def _topics_table(bank: "Bank", *, sections: bool) -> "Table":
    from rich.text import Text

    table = _table()
    for name in ("No.", "Topic", "Slug"):
        table.add_column(name, justify="right" if name == "No." else "left")
    for name in ("Questions", "Answered", "Level 1", "2", "3"):
        table.add_column(name, justify="right")
    languages = sections and any(topic.language for topic in bank.topics)
    if languages:
        table.add_column("Language")
    for topic in bank.topics:
        counts = _counts(topic)
        cells = (*counts.cells(), *([topic.language] if languages else []))
        table.add_row(f"{topic.number:02}", Text(printable(counts.title)), topic.slug, *cells)
        for depth, section in _sections(topic) if sections else ():
            counts = _counts(section)
            table.add_row("", Text("  " * depth + printable(counts.title)), "", *counts.cells())
    table.add_section()
    table.add_row("", Text(printable(bank.title)), bank.slug, *_counts(bank).cells())
    return table


def _sections(part: "Topic | Section", depth: int = 1) -> "Iterator[tuple[int, Section]]":
    """The sections below `part`, each after the one that holds it, and how deep they are."""
    for section in part.sections:
        yield depth, section
        yield from _sections(section, depth + 1)


def _files_table(reading: "Reading", *, why: bool) -> "Table":
    from rich.text import Text

    table = _table()
    for name in ("File", "Form", "Questions", "Answered", *(["Why"] if why else [])):
        table.add_column(name, justify="right" if name in ("Questions", "Answered") else "left")
    for names, files in _rows(reading.files, each=why):
        counts = (sum(f.questions for f in files), sum(f.answered for f in files))
        words = [Text(printable(files[0].why))] if why else []
        table.add_row(Text(printable(names)), files[0].form, *map(str, counts), *words)
    return table


def _rows(
    files: "Sequence[FileReading]", *, each: bool
) -> "Iterator[tuple[str, Sequence[FileReading]]]":
    """The files with their names; many of a folder that are one question each are one row."""
    for (folder, form, single), group in groupby(files, _kind):
        found = list(group)
        if single and form and len(found) >= MANY and not each:
            yield f"{folder}/* ({len(found)} files)".removeprefix("/"), found
        else:
            yield from ((file.file, [file]) for file in found)


def _kind(file: "FileReading") -> tuple[str, str, bool]:
    return file.file.rpartition("/")[0], file.form, file.questions == 1


def _table() -> "Table":
    from rich import box
    from rich.table import Table

    return Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
