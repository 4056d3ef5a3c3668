"""Details without a short answer before them."""

from collections.abc import Iterator

from exporter.checks.contract import Rule, Subject
from exporter.model.diagnostic import Diagnostic

__all__ = ["RULE"]


def _check(subject: Subject) -> Iterator[Diagnostic]:
    for question in subject.questions:
        if question.details and not (question.short or question.choices):
            message = "nothing stands before `<!-- more -->`: the card has no short answer"
            yield RULE.told(message, "write there what is to be recalled", question.location)


RULE = Rule(
    "S101",
    "no-short-answer",
    "details without a short answer before them",
    good='??? question "What is a photon?"\n    A quantum of light.\n\n    <!-- more -->\n\n'
    "    It has no mass.",
    bad='??? question "What is a photon?"\n    <!-- more -->\n\n    It has no mass.',
    check=_check,
)
