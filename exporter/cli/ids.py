"""`exporter ids`: ids and the namespace into a bank, or a ledger out of a deck."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from exporter.cli import options
from exporter.cli.banks import show
from exporter.cli.publishing import opened
from exporter.cli.report import count_of, near
from exporter.errors import ExporterError

if TYPE_CHECKING:
    from exporter.api import IdPlan

__all__ = ["command"]


@click.command("ids", short_help="Write missing ids into a bank.")
@options.bank_argument
@options.ledger_option
@click.option("--dry-run", is_flag=True, help="Tell what would be written, and write nothing.")
@options.verbosity_options
def command(
    bank: Path | None,
    ledger: Path | None,
    dry_run: bool,
    verbose: bool,
    quiet: bool,
) -> None:
    """Write the ids that questions of BANK lack into its files, and its namespace into bank.toml.

    Nothing else in the files changes, and no card: each question keeps the note that it has.
    """
    with opened(bank, ledger=ledger, frozen=False, verbose=False, quiet=True) as publication:
        from exporter.api import plan_ids, write_ids

        if publication.shipped:
            raise ExporterError("name a BANK: there is no content/ here to write ids into")
        plan = plan_ids(publication.reading)
        show(plan.left, publication.reading.bank.root, verbose=verbose, quiet=quiet)
        if not dry_run:
            write_ids(publication.reading, plan)
    if dry_run or verbose:
        for line in _lines(plan):
            click.echo(line)
    if not quiet:
        click.echo(_summary(plan, dry_run))


def _lines(plan: "IdPlan") -> Iterator[str]:
    for file in plan.files:
        for line, words in file.written:
            yield f"{near(file.path)}:{line}: {words}"


def _summary(plan: "IdPlan", dry_run: bool) -> str:
    if not plan.files:
        return "Nothing to write: every question that can hold an id has one."
    written = sum(len(file.written) for file in plan.files)
    verb = "would be written" if dry_run else "written"
    return f"{count_of(written, 'line')} {verb} in {count_of(len(plan.files), 'file')}."
