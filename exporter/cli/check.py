"""`exporter check`: what is wrong with a bank, and where."""

import json
from pathlib import Path
from typing import Literal

import click

from exporter.cli import options
from exporter.cli.banks import exit_on_errors, open_bank
from exporter.cli.report import counted, tell, tell_for_github

__all__ = ["command"]


@click.command("check", short_help="Tell what is wrong with a bank.")
@options.bank_argument
@options.ledger_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="Lines to read, JSON, or annotations of a pull request.",
)
@click.option("--explain", metavar="RULE", help="Say what a rule looks for, with examples.")
@click.option("-q", "--quiet", is_flag=True, help="Tell errors only.")
def command(
    bank: Path | None,
    ledger: Path | None,
    form: Literal["text", "json", "github"],
    explain: str | None,
    quiet: bool,
) -> None:
    """Tell everything that is wrong with BANK; exit code 1 when there is an error among it."""
    if explain:
        _explain(explain)
        return
    reading = open_bank(bank, ledger=ledger, quiet=quiet)
    wanted = [d for d in reading.diagnostics if d.severity == "error" or not quiet]
    if form == "json":
        from exporter.model.export import diagnostic_to_json

        click.echo(
            json.dumps([diagnostic_to_json(d) for d in wanted], ensure_ascii=False, indent=2)
        )
    elif form == "github":
        tell_for_github(wanted, reading.bank.root)
    else:
        tell(wanted, reading.bank.root, ["error", "warning", "info"])
        if not quiet:
            click.echo(counted(wanted) or "Nothing is wrong.", err=True)
    exit_on_errors(wanted)


def _explain(name: str) -> None:
    from exporter.checks.rules import RULES

    found = next((rule for rule in RULES if rule.name == name), None)
    if found is None:
        known = ", ".join(sorted(rule.name for rule in RULES))
        raise click.BadParameter(
            f"no rule is called {name!r}; there are {known}.", param_hint="--explain"
        )
    click.echo(f"{found.name}: {found.summary}")
    for label, example in (("Told", found.bad), ("Silent", found.good)):
        click.echo(f"\n{label}:\n\n" + "\n".join(f"    {line}" for line in example.splitlines()))
