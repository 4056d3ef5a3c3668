"""What a rule is: a name to look up, an explanation, and a function over the whole bank."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from exporter.model.bank import Bank
from exporter.model.diagnostic import Diagnostic

__all__ = ["Rule"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One check."""

    name: str
    """In kebab case; what its diagnostics carry."""
    summary: str
    """What it looks for, in one sentence."""
    good: str
    """Markdown that it is silent about."""
    bad: str
    """Markdown that it tells."""
    check: Callable[[Bank], Iterator[Diagnostic]] | None = None
    """None for a fault that is told where it is found: while reading, or in giving ids."""
