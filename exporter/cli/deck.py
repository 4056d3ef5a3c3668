"""`exporter deck`: one Anki deck."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from exporter.cli import options
from exporter.cli.banks import chosen_bank, end_on_errors, output_of, show
from exporter.cli.report import count_of

if TYPE_CHECKING:
    from exporter.anki.deck import DeckReport

__all__ = ["command", "deck_line", "theme_of"]


@click.command("deck", short_help="Write one Anki deck (.apkg).")
@options.bank_argument
@options.output_option("deck", "SLUG.apkg here")
@options.selection_options
@options.theme_option
@options.templates_option
@options.verbosity_options
def command(
    bank: Path | None,
    output: Path | None,
    theme: Path | None,
    templates: Path | None,
    verbose: bool,
    quiet: bool,
    **chosen: Any,
) -> None:
    """Write an Anki deck (.apkg) of BANK, or of the questions selected."""
    part, reading = chosen_bank(bank, chosen, verbose=verbose, quiet=quiet)
    from exporter.api import DeckOptions, write_deck

    path = output_of(output, reading.bank, part, ".apkg")
    settings = DeckOptions(templates=templates, theme=theme or theme_of(part.cards.theme))
    report = write_deck(part, path, settings)
    show(report.diagnostics, part.root, verbose=verbose, quiet=quiet)
    if not quiet:
        click.echo(deck_line(report))
    end_on_errors(report.diagnostics)


def theme_of(setting: str) -> Path | None:
    """The style sheet that `bank.toml` names."""
    return Path(setting) if setting else None


def deck_line(report: "DeckReport") -> str:
    """What was written, in a line."""
    left_out = f" ({count_of(report.left_out, 'question')} without an answer left out)"
    return (
        f"{report.path}: {count_of(report.notes, 'note')}, {count_of(report.cards, 'card')}, "
        f"{count_of(report.decks, 'deck')}{left_out if report.left_out else ''}"
    )
