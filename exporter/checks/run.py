"""A bank through every rule that it wants to hear of."""

from exporter.checks.contract import Subject
from exporter.checks.rules import RULES
from exporter.checks.settle import is_on, settled
from exporter.checks.sources import Sources
from exporter.model.bank import Bank, all_questions
from exporter.model.diagnostic import Diagnostic, in_file_order

__all__ = ["run"]


def run(bank: Bank, *, now: int) -> tuple[Diagnostic, ...]:
    """What the rules have to say about `bank`, in file order.

    `now` (seconds since the epoch) is the moment by which an answer may be out of date.
    """
    subject = Subject(bank, tuple(all_questions(bank)), now, Sources(bank))
    told = (
        diagnostic
        for rule in RULES
        if rule.check and is_on(rule, bank.check)
        for diagnostic in rule.check(subject)
    )
    return in_file_order(settled(told, bank))
