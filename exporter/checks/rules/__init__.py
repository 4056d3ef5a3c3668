"""The table of rules."""

from exporter.checks.contract import Rule
from exporter.checks.rules import elsewhere, formula

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (formula.RULE, *elsewhere.RULES)
