"""What a run found and made, into lines on a terminal, in a pipe, or in a pull request."""

import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from exporter.model.diagnostic import Diagnostic, Severity

__all__ = ["count_of", "counted", "near", "printable", "progress", "tell", "tell_for_github"]

_COLOURS: "dict[Severity, str]" = {"error": "red", "warning": "yellow", "info": "blue"}
_GITHUB: "dict[Severity, str]" = {"error": "error", "warning": "warning", "info": "notice"}

_ACTING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

MOST_ALIKE = 5
"""How many diagnostics of one rule are told where not every one is asked for."""


def tell(
    diagnostics: "Iterable[Diagnostic]",
    root: str,
    severities: "Iterable[Severity]",
    *,
    every: bool = True,
) -> int:
    """Print the diagnostics of these severities to standard error, with what to do about each.

    The same advice is printed once. Without `every`, of many that a rule tells the first are
    printed, and how many more there are; errors are printed in any case. Gives the number of those
    that were left out.
    """
    wanted = set(severities)
    told: Counter[tuple[str, str]] = Counter()
    helped: set[str] = set()
    left: Counter[tuple[str, str]] = Counter()
    for diagnostic in diagnostics:
        if diagnostic.severity not in wanted:
            continue
        kind = (diagnostic.severity, _named(diagnostic))
        if every or diagnostic.severity == "error" or told[kind] < MOST_ALIKE:
            told[kind] += 1
            _tell(replace(diagnostic, help="") if diagnostic.help in helped else diagnostic, root)
            helped.add(diagnostic.help)
        else:
            left[kind] += 1
    for (_, name), count in left.items():
        click.echo(f"… and {count:,} more [{name}]", err=True)
    return left.total()


def _tell(diagnostic: "Diagnostic", root: str) -> None:
    severity = click.style(diagnostic.severity, fg=_COLOURS[diagnostic.severity], bold=True)
    shown = replace(diagnostic, file=_shown_file(diagnostic.file, root))
    place = click.style(printable(shown.where()), bold=True)
    message = printable(diagnostic.message)
    click.echo(f"{place}: {severity}: {message} [{_named(diagnostic)}]", err=True)
    if diagnostic.help:
        click.echo(f"  {printable(diagnostic.help)}", err=True)


def printable(words: str) -> str:
    """Words of a bank on one line, with nothing that a terminal acts on, or turns around, in it."""
    return _ACTING.sub("\ufffd", words)


def _named(diagnostic: "Diagnostic") -> str:
    return f"{diagnostic.code} {diagnostic.rule}".strip()


def tell_for_github(diagnostics: "Iterable[Diagnostic]", root: str) -> None:
    """Print workflow commands, which GitHub shows as annotations of a pull request's lines.

    Format: docs.github.com, "Workflow commands for GitHub Actions".
    """
    for diagnostic in diagnostics:
        place = [f"file={_github_property(_shown_file(diagnostic.file, root))}"]
        place += [f"line={diagnostic.line}"] if diagnostic.line else []
        place += [f"col={diagnostic.column}"] if diagnostic.column else []
        text = diagnostic.message + (f"\n{diagnostic.help}" if diagnostic.help else "")
        command = f"{_GITHUB[diagnostic.severity]} {','.join(place)},title={diagnostic.rule}"
        click.echo(f"::{command}::{_github_text(text)}")


def counted(diagnostics: "Iterable[Diagnostic]") -> str:
    """`1 error, 2 warnings, 3 notes`; empty when there is nothing to tell."""
    count = Counter(diagnostic.severity for diagnostic in diagnostics)
    words = {"error": "error", "warning": "warning", "info": "note"}
    return ", ".join(count_of(count[key], word) for key, word in words.items() if count[key])  # type: ignore[index]


def count_of(number: int, word: str) -> str:
    """`1 card`, `2 cards`."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


@contextmanager
def progress(what: str, *, quiet: bool) -> Iterator[Callable[[str, int, int], None] | None]:
    """A bar on a terminal while the block runs; nothing in a pipe.

    Gives a function of (what is at work, how many are done, how many there are), or None.
    """
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)

        def advance(part: str, done: int, total: int) -> None:
            bar.update(task, description=f"{what}: {part}", completed=done, total=total)

        yield advance


def near(path: Path) -> str:
    """The path as seen from the working directory where that is shorter."""
    try:
        seen = os.path.relpath(path)
    except ValueError:  # another drive of Windows
        return str(path)
    return seen if len(seen) < len(str(path)) else str(path)


def _shown_file(file: str, root: str) -> str:
    """The file of a bank as it can be opened from here."""
    return near(Path(root) / file)


def _github_text(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _github_property(text: str) -> str:
    return _github_text(text).replace(":", "%3A").replace(",", "%2C")
