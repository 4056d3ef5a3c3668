"""A bank through every rule."""

from exporter.checks.rules import RULES
from exporter.model.bank import Bank
from exporter.model.diagnostic import Diagnostic, in_file_order

__all__ = ["run"]


def run(bank: Bank) -> tuple[Diagnostic, ...]:
    """What the rules have to say about `bank`, in file order."""
    return in_file_order(
        diagnostic for rule in RULES if rule.check for diagnostic in rule.check(bank)
    )
