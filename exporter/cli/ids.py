"""`exporter ids`: ids and the namespace into a bank, or a ledger out of a deck."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from exporter.cli import options
from exporter.cli.banks import find_bank, is_shipped, refuse_errors, show
from exporter.cli.changes import summary_of
from exporter.cli.publishing import opened
from exporter.cli.report import count_of, near
from exporter.errors import ExporterError

if TYPE_CHECKING:
    from exporter.api import IdPlan

__all__ = ["command"]


@click.command("ids", short_help="Write missing ids into a bank.")
@options.bank_argument
@options.ledger_option
@click.option(
    "--from",
    "package",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="APKG",
    help="Rebuild a lost ledger from the last deck that was published, instead.",
)
@click.option("--force", is_flag=True, help="With --from: even over a ledger that is there.")
@click.option("--dry-run", is_flag=True, help="Tell what would be written, and write nothing.")
@options.verbosity_options
def command(
    bank: Path | None,
    ledger: Path | None,
    package: Path | None,
    force: bool,
    dry_run: bool,
    verbose: bool,
    quiet: bool,
) -> None:
    """Write the ids that questions of BANK lack into its files, and its namespace into bank.toml.

    Nothing else in the files changes, and no card: each question keeps the note that it has.
    """
    if force and not package:
        raise click.UsageError("--force is for --from.")
    if is_shipped(bank) and not ledger:
        raise ExporterError("name a BANK: there is no content/ here to write ids into")
    wishes = _Wishes(force, dry_run, verbose, quiet)
    if package:
        _rebuild(find_bank(bank), package, ledger, wishes)
    else:
        _write(bank, ledger, wishes)


@dataclass(frozen=True, slots=True)
class _Wishes:
    force: bool
    dry_run: bool
    verbose: bool
    quiet: bool


def _write(bank: Path | None, ledger: Path | None, wishes: _Wishes) -> None:
    with opened(
        bank, ledger=ledger, frozen=False, verbose=wishes.verbose, quiet=wishes.quiet
    ) as publication:
        from exporter.api import plan_ids, write_ids

        plan = plan_ids(publication.reading)
        root = publication.reading.bank.root
        show(plan.left, root, verbose=wishes.verbose, quiet=wishes.quiet)
        if not wishes.dry_run:
            write_ids(publication.reading, plan)
    if wishes.dry_run or wishes.verbose:
        for line in _lines(plan):
            click.echo(line)
    if not wishes.quiet:
        click.echo(_summary(plan, wishes.dry_run))


def _rebuild(bank: Path, package: Path, ledger: Path | None, wishes: _Wishes) -> None:
    from exporter.api import ledger_lock, ledger_place, rebuild_ledger, write_rebuilt

    with ledger_lock(ledger or ledger_place(bank)):
        found = rebuild_ledger(bank, package, form=options.form_asked(), ledger=ledger)
        show(found.diagnostics, found.root, verbose=wishes.verbose, quiet=wishes.quiet)
        refuse_errors(found.diagnostics)
        if not wishes.dry_run:
            write_rebuilt(found, force=wishes.force)
    if not wishes.quiet:
        verb = "would be rebuilt" if wishes.dry_run else "rebuilt"
        click.echo(f"{near(found.path)}: {verb}, {count_of(len(found.ledger.rows), 'note')}.")
        for line in summary_of(found.changes):
            click.echo(line, err=True)


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
