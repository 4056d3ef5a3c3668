"""`exporter build`: every deck and sheet of a bank."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from exporter.cli import options
from exporter.cli.banks import exit_on_errors, find_bank, no_questions, show
from exporter.cli.deck import deck_line
from exporter.cli.publishing import Publication, opened
from exporter.cli.report import progress
from exporter.cli.sheet import sheet_line

if TYPE_CHECKING:
    from exporter.api import Reading
    from exporter.model.bank import Bank, Topic
    from exporter.model.diagnostic import Diagnostic
    from exporter.pdf.sheet import SheetOptions

__all__ = ["command"]


@dataclass(frozen=True, slots=True)
class _Wishes:
    only: Literal["deck", "sheet"] | None
    paper: str | None
    layout: str | None
    templates: Path | None
    quiet: bool

    def sheet_options(self) -> "SheetOptions":
        from exporter.pdf.sheet import SheetOptions

        return SheetOptions(
            paper=self.paper or "", layout=self.layout or "", templates=self.templates
        )


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
@options.ledger_option
@options.frozen_option
@options.paper_option
@options.layout_option
@options.templates_option
@options.verbosity_options
def command(
    bank: Path | None,
    output: Path,
    only: Literal["deck", "sheet"] | None,
    no_topics: bool,
    ledger: Path | None,
    frozen: bool,
    paper: str | None,
    layout: str | None,
    templates: Path | None,
    verbose: bool,
    quiet: bool,
) -> None:
    """Write the deck and the sheet of BANK, whole and of each topic, into build/.

    The whole bank becomes SLUG.apkg and SLUG.pdf; the topics become topics/NN-slug.apkg and .pdf.
    """
    from exporter.model.diagnostic import in_file_order
    from exporter.pdf.sheet import check_options

    wishes = _Wishes(only, paper, layout, templates, quiet)
    with opened(bank, ledger=ledger, frozen=frozen, verbose=verbose, quiet=quiet) as publication:
        reading = publication.reading
        if not reading.bank.topics:
            raise no_questions(find_bank(bank))
        if only != "deck":
            check_options(reading.bank, wishes.sheet_options())
        decks = tuple(_decks(publication, output, not no_topics, wishes))
    told = (*decks, *_sheets(reading, output, not no_topics, wishes))
    show(in_file_order(told), reading.bank.root, verbose=verbose, quiet=quiet)
    exit_on_errors(told)


def _path(reading: "Reading", output: Path, suffix: str) -> Path:
    """Where the bank goes, or the one topic that was named of it."""
    bank = reading.bank
    if len(reading.whole.topics) > len(bank.topics):
        return _topic_path(bank.topics[0], output, suffix)
    return output / f"{bank.slug}{suffix}"


def _topic_paths(bank: "Bank", output: Path, suffix: str) -> "dict[str, Path]":
    """Slug → the file of the topic; none for the only topic, the whole bank over again."""
    if len(bank.topics) == 1:
        return {}
    return {topic.slug: _topic_path(topic, output, suffix) for topic in bank.topics}


def _topic_path(topic: "Topic", output: Path, suffix: str) -> Path:
    return output / "topics" / f"{topic.number:02}-{topic.slug}{suffix}"


def _decks(
    publication: Publication, output: Path, topics: bool, wishes: _Wishes
) -> "Iterator[Diagnostic]":
    if wishes.only == "sheet":
        return
    from exporter.api import DeckOptions, write_deck
    from exporter.model.bank import all_questions

    reading = publication.reading
    bank = reading.bank
    options = DeckOptions(templates=wishes.templates)
    options = replace(options, ledger=publication.keep(options))
    paths = _topic_paths(bank, output, ".apkg") if topics else {}
    parts = [(bank, _path(reading, output, ".apkg"))]
    parts += [(replace(bank, topics=(t,)), paths[t.slug]) for t in bank.topics if t.slug in paths]
    for part, path in parts:
        if any(question.answered for question in all_questions(part)):
            report = write_deck(part, path, options)
            _say(deck_line(report), wishes)
            yield from report.diagnostics
        elif not wishes.quiet:
            click.echo(f"{path}: not written, no question of it has an answer yet", err=True)


def _sheets(
    reading: "Reading", output: Path, topics: bool, wishes: _Wishes
) -> "Iterator[Diagnostic]":
    if wishes.only == "deck":
        return
    from exporter.api import write_sheets

    bank = reading.bank
    paths = _topic_paths(bank, output, ".pdf") if topics else {}
    with progress("Setting pages", quiet=wishes.quiet) as advance:
        options = replace(wishes.sheet_options(), progress=advance)
        reports = write_sheets(bank, _path(reading, output, ".pdf"), paths, options)
    for report in reports:
        _say(sheet_line(report), wishes)
        yield from report.diagnostics


def _say(line: str, wishes: _Wishes) -> None:
    if not wishes.quiet:
        click.echo(line)
