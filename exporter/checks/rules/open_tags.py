"""A bank that takes any tag."""

from collections.abc import Iterator

from exporter.checks.contract import Rule, Subject
from exporter.model.bank import Location
from exporter.model.diagnostic import Diagnostic

__all__ = ["RULE"]


def _check(subject: Subject) -> Iterator[Diagnostic]:
    if not subject.bank.tags:
        message = "the bank has no closed list of tags, so that a mistyped one is a new one"
        yield RULE.told(message, 'write tags = ["…", "…"] in it', Location("bank.toml", 0))


RULE = Rule(
    "S213",
    "open-tags",
    "a bank.toml without the list of tags that its questions may have",
    good='tags = ["waves", "photons"]',
    bad='title = "Light"',
    severity="off",
    study="warning",
    check=_check,
)
