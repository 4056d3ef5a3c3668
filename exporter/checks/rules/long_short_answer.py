"""A short answer that is not short."""

from collections.abc import Iterator

from exporter.checks.contract import Rule, Subject
from exporter.checks.words import words_in
from exporter.model.diagnostic import Diagnostic

__all__ = ["RULE"]


def _check(subject: Subject) -> Iterator[Diagnostic]:
    most = subject.limits.short_words
    for question in subject.questions:
        count = words_in(question.short)
        if question.details and count > most:
            message = f"the short answer has {count} words (at most {most} can be recalled)"
            help_ = "move what is not the point of it behind `<!-- more -->`"
            yield RULE.told(message, help_, question.location)


RULE = Rule(
    "S102",
    "long-short-answer",
    "a short answer that has more words than one can recall",
    good='??? question "What is a photon?"\n    A quantum of light.\n\n    <!-- more -->\n\n'
    "    It has no mass.",
    bad='??? question "What is a photon?"\n    '
    + "A photon is a quantum of light. " * 10
    + "\n\n    <!-- more -->\n\n    It has no mass.",
    severity="info",
    study="warning",
    check=_check,
)
