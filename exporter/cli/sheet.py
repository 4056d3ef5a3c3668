"""`exporter sheet`: one PDF."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from exporter.cli import options
from exporter.cli.banks import chosen_bank, exit_on_errors, output_of, show
from exporter.cli.report import count_of, progress

if TYPE_CHECKING:
    from exporter.pdf.options import SheetOptions
    from exporter.pdf.sheet import SheetReport

__all__ = ["command", "sheet_line"]


@click.command("sheet", short_help="Write one printed sheet (PDF).")
@options.bank_argument
@options.output_option("sheet", "SLUG.pdf here")
@options.selection_options
@options.ledger_option
@options.paper_option
@options.layout_option
@options.look_options
@options.templates_option
@options.verbosity_options
def command(
    bank: Path | None,
    output: Path | None,
    ledger: Path | None,
    templates: Path | None,
    verbose: bool,
    quiet: bool,
    **chosen: Any,
) -> None:
    """Write a printed sheet (PDF) of BANK, or of the questions selected.

    A --sample, or what is shuffled, is one run of questions; else each topic begins a page.
    """
    if chosen["no_key"] and chosen["key_only"]:
        raise click.UsageError("--no-key and --key-only leave nothing to print.")
    part, reading = chosen_bank(bank, chosen, ledger=ledger, verbose=verbose, quiet=quiet)
    from exporter.api import write_sheet

    path = output_of(output, reading.whole, part, ".pdf")
    with progress("Setting pages", quiet=quiet) as advance:
        asked = replace(_asked(chosen), templates=templates, progress=advance)
        report = write_sheet(part, path, asked)
    show(report.diagnostics, part.root, verbose=verbose, quiet=quiet)
    if not quiet:
        click.echo(sheet_line(report))
    exit_on_errors(report.diagnostics)


def _asked(chosen: dict[str, Any]) -> "SheetOptions":
    from exporter.api import SheetOptions

    return SheetOptions(
        layout=chosen["layout"] or "",
        paper=chosen["paper"] or "",
        theme=chosen["theme"] or "",
        font_size=chosen["font_size"] or 0.0,
        duplex=chosen["duplex"],
        links=chosen["links"] or "",
        flip=chosen["flip"] or "",
        key="without" if chosen["no_key"] else "only" if chosen["key_only"] else "",
        shuffle=chosen["seed"] if chosen["shuffle"] else None,
        mixed=bool(chosen["sample"]),
        bundled_fonts_only=chosen["bundled_fonts_only"],
    )


def sheet_line(report: "SheetReport") -> str:
    """What was written, in a line."""
    if not report.pages:
        return f"{report.path}: not written"
    return f"{report.path}: {count_of(report.pages, 'page')}"
