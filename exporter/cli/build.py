"""`exporter build`: every deck and sheet of a bank."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from exporter.cli import options
from exporter.cli.banks import end_on_errors, find_bank, open_bank, show
from exporter.cli.deck import deck_line, theme_of
from exporter.cli.report import progress
from exporter.cli.sheet import sheet_line, sheet_options
from exporter.errors import ExporterError

if TYPE_CHECKING:
    from exporter.model.bank import Bank
    from exporter.model.diagnostic import Diagnostic

__all__ = ["command"]


@dataclass(frozen=True, slots=True)
class _Wishes:
    only: Literal["deck", "sheet"] | None
    paper: str | None
    layout: str | None
    templates: Path | None
    verbose: bool
    quiet: bool


@click.command("build", short_help="Write every deck and sheet of a bank into build/.")
@options.bank_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("build"),
    metavar="DIR",
    show_default=True,
    help="The folder to write into.",
)
@click.option("--only", type=click.Choice(["deck", "sheet"]), help="Decks or sheets alone.")
@click.option("--no-topics", is_flag=True, help="The whole bank alone, no file per topic.")
@options.paper_option
@options.layout_option
@options.templates_option
@options.verbosity_options
def command(
    bank: Path | None,
    output: Path,
    only: Literal["deck", "sheet"] | None,
    no_topics: bool,
    paper: str | None,
    layout: str | None,
    templates: Path | None,
    verbose: bool,
    quiet: bool,
) -> None:
    """Write the deck and the sheet of BANK, whole and of each topic, into build/.

    The whole bank becomes SLUG.apkg and SLUG.pdf; the topics become topics/NN-slug.apkg and .pdf.
    """
    reading = open_bank(bank, quiet=quiet)
    show(reading.diagnostics, reading.bank.root, verbose=verbose, quiet=quiet)
    end_on_errors(reading.diagnostics)
    if not reading.bank.topics:
        raise ExporterError(
            f"{find_bank(bank)}: no questions: `exporter topics -v` says what was read"
        )
    wishes = _Wishes(only, paper, layout, templates, verbose, quiet)
    parts = list(_parts(reading.bank, output, topics=not no_topics))
    told: set[Diagnostic] = set()
    with progress("Building", quiet=quiet) as advance:
        for done, (part, stem) in enumerate(parts):
            if advance:
                advance(stem.name, done, len(parts))
            told |= _write(part, stem, wishes, told)
    if any(diagnostic.severity == "error" for diagnostic in told):
        raise SystemExit(1)


def _parts(bank: "Bank", output: Path, *, topics: bool) -> "Iterator[tuple[Bank, Path]]":
    """(a part of the bank, where it goes without its suffix): the whole, then each topic.

    The only topic of a bank would be the whole bank over again.
    """
    yield bank, output / bank.slug
    if topics and len(bank.topics) > 1:
        for topic in bank.topics:
            name = f"{topic.number:02}-{topic.slug}"
            yield replace(bank, topics=(topic,)), output / "topics" / name


def _write(part: "Bank", stem: Path, wishes: _Wishes, told: "set[Diagnostic]") -> "set[Diagnostic]":
    """Write the files of one part; gives what was said of them, which is told once."""
    found: list[Diagnostic] = []
    if wishes.only != "sheet":
        found += _write_deck(part, stem.with_name(stem.name + ".apkg"), wishes)
    if wishes.only != "deck":
        found += _write_sheet(part, stem.with_name(stem.name + ".pdf"), wishes)
    new = tuple(diagnostic for diagnostic in dict.fromkeys(found) if diagnostic not in told)
    show(new, part.root, verbose=wishes.verbose, quiet=wishes.quiet)
    return set(new)


def _write_deck(part: "Bank", path: Path, wishes: _Wishes) -> "tuple[Diagnostic, ...]":
    from exporter.api import DeckOptions, write_deck
    from exporter.model.bank import all_questions

    if not any(question.answered for question in all_questions(part)):
        if not wishes.quiet:
            click.echo(f"{path}: not written, since no question of it has an answer yet", err=True)
        return ()
    settings = DeckOptions(templates=wishes.templates, theme=theme_of(part.cards.theme))
    report = write_deck(part, path, settings)
    if not wishes.quiet:
        click.echo(deck_line(report))
    return report.diagnostics


def _write_sheet(part: "Bank", path: Path, wishes: _Wishes) -> "tuple[Diagnostic, ...]":
    from exporter.api import write_sheet

    settings = sheet_options(
        part,
        paper=wishes.paper,
        layout=wishes.layout,
        theme=None,
        templates=wishes.templates,
        advance=None,
    )
    report = write_sheet(part, path, settings)
    if not wishes.quiet:
        click.echo(sheet_line(report))
    return report.diagnostics
