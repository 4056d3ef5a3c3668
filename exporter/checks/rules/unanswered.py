"""A question without an answer."""

from collections.abc import Iterator

from exporter.checks.contract import Rule, Subject
from exporter.model.diagnostic import Diagnostic

__all__ = ["RULE"]


def _check(subject: Subject) -> Iterator[Diagnostic]:
    for question in subject.questions:
        if not (question.answered or question.choices):
            message = "this question has no answer: it is printed, and makes no card"
            yield RULE.told(message, "write its answer below it", question.location)


RULE = Rule(
    "B402",
    "unanswered",
    "a question without an answer: it is printed, and makes no card",
    good='??? question "What is a photon?"\n    A quantum of light.',
    bad='??? question "What is a photon?"',
    severity="info",
    study="warning",
    check=_check,
)
