"""`exporter check`: what is wrong with a bank, and where."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from exporter.cli import options
from exporter.cli.banks import exit_on_errors, open_bank
from exporter.cli.report import counted, tell, tell_for_github

if TYPE_CHECKING:
    from exporter.checks.contract import Rule
    from exporter.model.diagnostic import Diagnostic

__all__ = ["command"]

_ALL = ""
"""What `--explain` says without a rule."""


@click.command("check", short_help="Tell what is wrong with a bank.")
@options.bank_argument
@options.ledger_option
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="Lines to read, JSON, or annotations of a pull request.",
)
@click.option("--schema", is_flag=True, help="Print the JSON Schema of --format json instead.")
@click.option(
    "--explain",
    is_flag=False,
    flag_value=_ALL,
    metavar="[RULE]",
    help="Say what a rule (its code or name) looks for, with examples; without RULE, list them.",
)
@click.option("-v", "--verbose", is_flag=True, help="Tell each, however many are alike.")
@click.option("-q", "--quiet", is_flag=True, help="Tell errors only.")
def command(
    bank: Path | None,
    ledger: Path | None,
    style: Literal["text", "json", "github"],
    schema: bool,
    explain: str | None,
    verbose: bool,
    quiet: bool,
) -> None:
    """Tell everything that is wrong with BANK; exit code 1 when there is an error among it."""
    if explain is not None:
        _explain(explain)
        return
    if schema:
        from exporter.model.export import CHECK_SCHEMA

        click.echo(CHECK_SCHEMA.read_text(encoding="utf-8"), nl=False)
        return
    reading = open_bank(bank, ledger=ledger, quiet=quiet)
    wanted = [d for d in reading.diagnostics if d.severity == "error" or not quiet]
    match style:
        case "json":
            _tell_as_json(wanted)
        case "github":
            tell_for_github(wanted, reading.bank.root)
        case "text":
            left = tell(wanted, reading.bank.root, ["error", "warning", "info"], every=verbose)
            if not quiet:
                hint = " (-v: all)" if left else ""
                click.echo((counted(wanted) or "Nothing is wrong.") + hint, err=True)
    exit_on_errors(wanted)


def _tell_as_json(diagnostics: "list[Diagnostic]") -> None:
    from exporter.model.export import diagnostic_to_json

    value = [diagnostic_to_json(diagnostic) for diagnostic in diagnostics]
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _explain(words: str) -> None:
    from exporter.checks.rules import RULES

    in_order = sorted(RULES, key=lambda rule: rule.code)
    if words == _ALL:
        for rule in in_order:
            click.echo(f"{rule.code} {rule.name} ({_severity(rule)}): {rule.summary}")
        return
    found = [rule for rule in in_order if words in (rule.code, rule.name)]
    if not found:
        known = ", ".join(rule.name for rule in in_order)
        raise click.BadParameter(
            f"no rule is called {words!r}; there are {known}.", param_hint="--explain"
        )
    [rule] = found
    click.echo(f"{rule.code} {rule.name} ({_severity(rule)}): {rule.summary}")
    for label, example in (("Told", rule.bad), ("Silent", rule.good)):
        click.echo(f"\n{label}:\n\n" + "\n".join(f"    {line}" for line in example.splitlines()))


def _severity(rule: "Rule") -> str:
    if rule.fixed:
        return f"{rule.severity}, always"
    study = f'; {rule.study} with profile = "study"' if rule.study else ""
    return f"{rule.severity}{study}"
