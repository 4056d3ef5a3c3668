"""`exporter deck`: one Anki deck."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from exporter.atomic import write_atomically
from exporter.cli import options
from exporter.cli.again import MadeDeck, keep, key_of, made_before
from exporter.cli.banks import find_bank, is_shipped, output_of, part_of, show
from exporter.cli.publishing import Publication, opened
from exporter.cli.report import count_of
from exporter.errors import ExporterError

if TYPE_CHECKING:
    from exporter.anki.deck import DeckReport

__all__ = ["command", "deck_line"]


@click.command("deck", short_help="Write one Anki deck (.apkg).")
@options.bank_argument
@options.output_option("deck", "SLUG.apkg here")
@options.selection_options
@options.ledger_option
@options.frozen_option
@options.theme_option
@options.templates_option
@options.verbosity_options
def command(
    bank: Path | None,
    output: Path | None,
    ledger: Path | None,
    frozen: bool,
    theme: Path | None,
    templates: Path | None,
    verbose: bool,
    quiet: bool,
    **chosen: Any,
) -> None:
    """Write an Anki deck (.apkg) of BANK, or of the questions selected."""
    others = [place for place in (theme, templates) if place]
    asked = {**chosen, "output": output, "frozen": frozen, "others": others}
    asked["form"] = options.form_asked()

    def key() -> bytes | None:
        return None if is_shipped(bank) else key_of(find_bank(bank), ledger, others, asked)

    before = key()
    if made := made_before(before):
        write_atomically(made.path, made.deck)
        show(made.diagnostics, made.root, verbose=verbose, quiet=quiet)
        for line in () if quiet else made.said:
            click.echo(line, err=True)
    else:
        with opened(bank, ledger=ledger, frozen=frozen, verbose=verbose, quiet=quiet) as found:
            made = _made(found, bank, output, chosen, theme, templates)
            # Not if the ledger has changed: the next deck has other things to tell.
            if before == key():
                keep(before, made)
    show(made.poor, made.root, verbose=verbose, quiet=quiet)
    if not quiet:
        click.echo(made.line)


def _made(
    publication: Publication,
    bank: Path | None,
    output: Path | None,
    chosen: dict[str, Any],
    theme: Path | None,
    templates: Path | None,
) -> MadeDeck:
    """The deck, written. Raises ExporterError when there is no card to make."""
    from exporter.api import DeckOptions, write_deck
    from exporter.model.bank import all_questions

    reading = publication.reading
    part = part_of(reading, bank, chosen)
    path = output_of(output, reading.whole, part, ".apkg")
    if not any(question.answered for question in all_questions(part)):
        raise ExporterError("no question of these has an answer yet, so there is no card to make")
    settings = DeckOptions(templates=templates, theme=theme)
    settings = replace(settings, ledger=publication.keep(settings))
    report = write_deck(part, path, settings)
    said = tuple(publication.said)
    told = (reading.diagnostics, part.root, said, report.diagnostics)
    return MadeDeck(*told, path, deck_line(report), path.read_bytes())


def deck_line(report: "DeckReport") -> str:
    """What was written, in a line."""
    left_out = f" ({count_of(report.left_out, 'question')} without an answer left out)"
    return (
        f"{report.path}: {count_of(report.notes, 'note')}, {count_of(report.cards, 'card')}, "
        f"{count_of(report.decks, 'deck')}{left_out if report.left_out else ''}"
    )
