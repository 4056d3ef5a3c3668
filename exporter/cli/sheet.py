"""`exporter sheet`: one PDF."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from exporter.cli import options
from exporter.cli.banks import chosen_bank, exit_on_errors, output_of, show
from exporter.cli.report import count_of, progress

if TYPE_CHECKING:
    from exporter.pdf.sheet import SheetReport

__all__ = ["command", "sheet_line"]


@click.command("sheet", short_help="Write one printed sheet (PDF).")
@options.bank_argument
@options.output_option("sheet", "SLUG.pdf here")
@options.selection_options
@options.ledger_option
@options.paper_option
@options.layout_option
@options.theme_option
@options.templates_option
@options.verbosity_options
def command(
    bank: Path | None,
    output: Path | None,
    ledger: Path | None,
    paper: str | None,
    layout: str | None,
    theme: Path | None,
    templates: Path | None,
    verbose: bool,
    quiet: bool,
    **chosen: Any,
) -> None:
    """Write a printed sheet (PDF) of BANK, or of the questions selected."""
    part, reading = chosen_bank(bank, chosen, ledger=ledger, verbose=verbose, quiet=quiet)
    from exporter.api import SheetOptions, write_sheet

    path = output_of(output, reading.whole, part, ".pdf")
    with progress("Setting pages", quiet=quiet) as advance:
        settings = SheetOptions(
            paper=paper or "",
            layout=layout or "",
            theme=theme,
            templates=templates,
            progress=advance,
        )
        report = write_sheet(part, path, settings)
    show(report.diagnostics, part.root, verbose=verbose, quiet=quiet)
    if not quiet:
        click.echo(sheet_line(report))
    exit_on_errors(report.diagnostics)


def sheet_line(report: "SheetReport") -> str:
    """What was written, in a line."""
    if not report.pages:
        return f"{report.path}: not written"
    return f"{report.path}: {count_of(report.pages, 'page')}"
