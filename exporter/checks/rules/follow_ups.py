"""What may be asked next, and is not there."""

from collections.abc import Iterator

from exporter.checks.contract import Rule, Subject
from exporter.checks.parts import follow_ups_of, items_of
from exporter.model.diagnostic import Diagnostic

__all__ = ["RULE"]


def _check(subject: Subject) -> Iterator[Diagnostic]:
    least, most = subject.limits.follow_ups
    for question in subject.questions:
        count = sum(len(items_of(box)) for box in follow_ups_of(question))
        if question.answered and not least <= count <= most:
            message = f"the answer names {count} follow-ups ({least} to {most} are asked for)"
            help_ = 'list them in a box: `!!! question "Follow-ups"`, with one bullet for each'
            yield RULE.told(message, help_, question.location)


RULE = Rule(
    "S210",
    "follow-ups",
    "an answer without the questions that may come next, or with too many",
    good='??? question "What is a photon?"\n    A quantum of light.\n\n'
    '    !!! question "Follow-ups"\n        - Has it mass? It has none.',
    bad='??? question "What is a photon?"\n    A quantum of light.',
    severity="off",
    study="warning",
    check=_check,
)
