"""The BANK and SELECT of a command line into a bank to work with, its faults told."""

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from exporter.cli.options import form_asked
from exporter.cli.report import counted, tell
from exporter.errors import ExporterError
from exporter.model.diagnostic import has_errors

if TYPE_CHECKING:
    from exporter.api import Reading
    from exporter.model.bank import Bank
    from exporter.model.diagnostic import Diagnostic, Severity

__all__ = [
    "chosen_bank",
    "exit_on_errors",
    "find_bank",
    "is_shipped",
    "no_questions",
    "open_bank",
    "output_of",
    "part_of",
    "refuse_errors",
    "show",
]


def find_bank(bank: Path | None) -> Path:
    """The bank that is meant: `bank`, else `content` here, else the one that ships."""
    if bank is not None:
        return bank
    here = Path("content")
    if here.is_dir():
        return here
    from exporter.resources import bundled

    return bundled("content")


def is_shipped(bank: Path | None) -> bool:
    """Whether the bank that is meant is the one that ships, for want of another."""
    return bank is None and find_bank(None) != Path("content")


def open_bank(
    bank: Path | None, *, check: bool = True, ledger: Path | None = None, quiet: bool = False
) -> "Reading":
    """Read the bank that is meant; says so when it is the one that ships."""
    from exporter.api import read_bank

    path = find_bank(bank)
    if is_shipped(bank) and not quiet:
        click.echo(f"No BANK given and no content/ here: the bank that ships, {path}.", err=True)
    return read_bank(path, form=form_asked(), check=check, ledger=ledger)


def chosen_bank(
    bank: Path | None,
    chosen: dict[str, Any],
    *,
    ledger: Path | None,
    verbose: bool,
    quiet: bool,
) -> "tuple[Bank, Reading]":
    """The selected part of a bank that can be trusted, and the reading it comes from.

    Tells what is wrong with the bank. Ends the run with exit code 1 on an error and when nothing is
    left, with 2 on a selection of something that the bank does not have.
    """
    reading = open_bank(bank, ledger=ledger, quiet=quiet)
    show(reading.diagnostics, reading.bank.root, verbose=verbose, quiet=quiet)
    refuse_errors(reading.diagnostics)
    return part_of(reading, bank, chosen), reading


def part_of(reading: "Reading", bank: Path | None, chosen: dict[str, Any]) -> "Bank":
    """What SELECT leaves of a bank. Raises ExporterError when that is nothing."""
    from exporter.model.bank import all_questions

    place = find_bank(bank)
    if not any(all_questions(reading.bank)):
        raise no_questions(place)
    part = _selected(reading.bank, chosen)
    if not any(all_questions(part)):
        raise ExporterError(f"{place}: the selection leaves no question: widen it")
    return part


def no_questions(place: Path) -> ExporterError:
    """What is raised when the bank at `place` asks nothing."""
    return ExporterError(f"{place}: no questions: `exporter topics -v` says what was read")


def _selected(bank: "Bank", chosen: dict[str, Any]) -> "Bank":
    """What SELECT leaves of `bank`. Raises click.UsageError where it names what is not there."""
    from exporter.cli.options import selection_of
    from exporter.model.selection import UnknownSelectionError, select

    try:
        return select(bank, selection_of(chosen))
    except UnknownSelectionError as error:
        raise click.UsageError(str(error)) from error


def show(diagnostics: "tuple[Diagnostic, ...]", root: str, *, verbose: bool, quiet: bool) -> None:
    """Tell errors and warnings; with `verbose` notes too, with `quiet` errors only."""
    if quiet:
        tell(diagnostics, root, ["error"])
        return
    severities: tuple[Severity, Severity, Severity] = ("error", "warning", "info")
    left = tell(diagnostics, root, severities if verbose else severities[:2], every=verbose)
    if diagnostics:
        left += 0 if verbose else sum(d.severity == "info" for d in diagnostics)
        hint = " (-v: all)" if left else ""
        click.echo(f"{counted(diagnostics)}{hint}", err=True)


def exit_on_errors(diagnostics: "Collection[Diagnostic]") -> None:
    """End the run with exit code 1 when there is an error among them."""
    if has_errors(diagnostics):
        raise SystemExit(1)


def refuse_errors(diagnostics: "Collection[Diagnostic]") -> None:
    """The same before anything is written, which is told."""
    if has_errors(diagnostics):
        click.echo("The bank can't be trusted: nothing was written.", err=True)
    exit_on_errors(diagnostics)


def output_of(output: Path | None, bank: "Bank", part: "Bank", suffix: str) -> Path:
    """The file to write: `output` (in it, where it is a folder), else one named for what is in it.

    Raises click.UsageError when `output` has another suffix.
    """
    name = _name(bank, part) + suffix
    if output is None:
        return Path(name)
    if output.is_dir():
        return output / name
    if output.suffix.lower() != suffix:
        raise click.UsageError(f"{output}: the file must end in {suffix}.")
    return output


def _name(bank: "Bank", part: "Bank") -> str:
    from exporter.model.bank import all_questions

    if sum(1 for _ in all_questions(part)) == sum(1 for _ in all_questions(bank)):
        return bank.slug
    [first, *others] = part.topics
    whole = next(topic for topic in bank.topics if topic.slug == first.slug)
    if not others and sum(1 for _ in all_questions(first)) == sum(1 for _ in all_questions(whole)):
        return f"{bank.slug}-{first.number:02}-{first.slug}"
    return f"{bank.slug}-selection"
