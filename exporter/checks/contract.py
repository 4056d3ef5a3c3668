"""What a rule is: a code and a name to look up, an explanation, and a function over a bank."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from exporter.checks.sources import Sources
from exporter.model.bank import Bank, CheckLevel, Limits, Location, Question
from exporter.model.diagnostic import Diagnostic

__all__ = ["Check", "Rule", "Subject"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What is checked."""

    bank: Bank
    questions: tuple[Question, ...]
    """All of the bank's, in reading order."""
    now: int
    """In seconds since the epoch: what is old is old by then."""
    sources: Sources

    @property
    def limits(self) -> Limits:
        """How long and how many things may be."""
        return self.bank.check.limits


Check = Callable[[Subject], Iterator[Diagnostic]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One check."""

    code: str
    """A letter (`B` bank, `M` math, `C` card, `L` link and media, `S` style) and three digits."""
    name: str
    """In kebab case; what its diagnostics carry."""
    summary: str
    """What it looks for, in one sentence."""
    good: str
    """Markdown that it is silent about."""
    bad: str
    """Markdown that it tells."""
    severity: CheckLevel = "warning"
    """"off": only a bank that asks for it is told."""
    study: CheckLevel | None = None
    """The severity in a bank whose profile is "study"; None: as in every other."""
    fixed: bool = False
    """Whether no bank may change or silence it, since it can't be trusted as it is."""
    check: Check | None = None
    """None for a fault that is told where it is found: while reading, or in giving ids."""

    def told(self, message: str, help_: str, where: Location, column: int = 0) -> Diagnostic:
        """What it has to say of a place."""
        severity = "warning" if self.severity == "off" else self.severity
        return Diagnostic(self.name, severity, message, help_, where.file, where.line, column)

    def answers_to(self, words: str) -> bool:
        """Whether `words` name it: its name, its code, or what its code begins with."""
        return words == self.name or (words[:1].isupper() and self.code.startswith(words))
