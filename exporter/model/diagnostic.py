"""A fault of a bank, as a value: what is wrong, where, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

__all__ = ["Diagnostic", "Severity", "has_errors", "in_file_order", "shortened"]

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that is to be said of a bank."""

    rule: str
    """The name of what says it, in kebab case: `no-title`, `broken-formula`, …."""
    severity: Severity
    """error: the bank can't be trusted, nothing is written; warning: a part is poor;
    info: what was dropped or assumed."""
    message: str
    """What is wrong, in one sentence without a full stop."""
    help: str
    """What to do about it; empty when there is nothing to do."""
    file: str
    """The file as it is to be shown: relative to the bank's folder where it lies inside it."""
    line: int = 0
    """From 1; 0 when it is about the whole file."""
    column: int = 0
    """From 1; 0 when it is about the whole line."""
    code: str = ""
    """The rule's code, such as `M101`; empty until the rules have been looked up."""

    def where(self) -> str:
        """`file:line:column`, as far as it is known."""
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether there is an error among them, so that the bank can't be trusted."""
    return any(diagnostic.severity == "error" for diagnostic in diagnostics)


def in_file_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The same diagnostics without doubles, ordered by file, line and column."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda d: (d.file, d.line, d.column, d.rule)))


def shortened(words: str, most: int = 60) -> str:
    """Words to quote in a message: on one line, and of `most` letters at most."""
    words = " ".join(words.split())
    return words if len(words) <= most else words[: most - 1] + "…"
