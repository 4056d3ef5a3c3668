"""`exporter model`: a bank as JSON, for other programs."""

from itertools import islice
from pathlib import Path

import click

from exporter.cli import options
from exporter.cli.banks import exit_on_errors, open_bank, show
from exporter.cli.json_rows import in_rows

__all__ = ["command"]

_PARTS = 1_000
"""How many are written at once: all of them would take as much memory as the bank."""


@click.command("model", short_help="Print a bank as JSON.")
@options.bank_argument
@options.ledger_option
@click.option("--tree", is_flag=True, help="The whole document trees, too.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of the output instead.")
@options.verbosity_options
def command(
    bank: Path | None, ledger: Path | None, tree: bool, schema: bool, verbose: bool, quiet: bool
) -> None:
    """Print the model of BANK as JSON: topics, sections, questions, and what is wrong with it."""
    from exporter.model import export

    if schema:
        click.echo(export.SCHEMA.read_text(encoding="utf-8"), nl=False)
        return
    reading = open_bank(bank, ledger=ledger, quiet=quiet)
    show(reading.diagnostics, reading.bank.root, verbose=verbose, quiet=quiet)
    value = export.bank_to_json(reading.bank, reading.diagnostics, tree=tree)
    parts = in_rows(value)
    while text := "".join(islice(parts, _PARTS)):
        click.echo(text, nl=False)
    click.echo()
    exit_on_errors(reading.diagnostics)
