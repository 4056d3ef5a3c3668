"""`exporter diff`: what importing a new deck will do to who has the last one."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from exporter.cli import options
from exporter.cli.banks import open_bank, refuse_errors, show
from exporter.cli.changes import lines_of

if TYPE_CHECKING:
    from exporter.anki.changes import Changes
    from exporter.identity.ledger import Row
    from exporter.model.export import Json

__all__ = ["command"]


@click.command("diff", short_help="Show what importing a new deck will do.")
@options.bank_argument
@options.ledger_option
@click.option(
    "--against",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="An older deck.lock or .apkg of this bank, instead of its ledger.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of --json instead.")
@click.option("--exit-code", is_flag=True, help="Exit code 1 when there is any difference.")
@options.verbosity_options
def command(
    bank: Path | None,
    ledger: Path | None,
    against: Path | None,
    as_json: bool,
    schema: bool,
    exit_code: bool,
    verbose: bool,
    quiet: bool,
) -> None:
    """Show what importing a deck of BANK will do to somebody who has the last one.

    New, updated, reworded, moved and removed notes, and what Anki leaves for the learner to do.
    """
    if schema:
        from exporter.model.export import DIFF_SCHEMA

        click.echo(DIFF_SCHEMA.read_text(encoding="utf-8"), nl=False)
        return
    reading = open_bank(bank, check=False, ledger=ledger, quiet=quiet)
    show(reading.diagnostics, reading.bank.root, verbose=verbose, quiet=quiet)
    refuse_errors(reading.diagnostics)
    from exporter.api import changes_since

    changes = changes_since(reading, against)
    if as_json:
        click.echo(json.dumps(_as_json(changes), ensure_ascii=False, indent=2))
    elif not quiet:
        for line in lines_of(changes) if changes else ["No difference."]:
            click.echo(line)
    if exit_code and changes:
        raise SystemExit(1)


def _as_json(changes: "Changes") -> "Json":
    def named(row: "Row") -> "dict[str, Json]":
        return {"id": row.id, "title": row.title}

    return {
        "format": 1,
        "new": [named(row) for row in changes.new],
        "updated": [{**named(one.row), "fields": list(one.parts)} for one in changes.updated],
        "reworded": [{**named(one.row), "was": one.was} for one in changes.reworded],
        "moved": [
            {**named(one.row), "from": one.origin, "to": one.row.topic} for one in changes.moved
        ],
        "removed": [{**named(one.row), "search": one.search} for one in changes.removed],
        "emptied": [{**named(one.row), "blanks": list(one.blanks)} for one in changes.emptied],
        "restyled": list(changes.restyled),
    }
