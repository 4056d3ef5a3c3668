"""More displayed formulas than an answer can explain."""

from collections.abc import Iterator

from exporter.checks.contract import Rule, Subject
from exporter.checks.parts import answer_of
from exporter.model.diagnostic import Diagnostic
from exporter.model.document import MathBlock, walk

__all__ = ["RULE"]


def _check(subject: Subject) -> Iterator[Diagnostic]:
    most = subject.limits.formulas
    for question in subject.questions:
        count = sum(isinstance(block, MathBlock) for block in walk(answer_of(question)))
        if count > most:
            message = f"the answer displays {count} formulas (at most {most})"
            yield RULE.told(message, "keep those that are explained", question.location)


RULE = Rule(
    "S205",
    "many-formulas",
    "an answer that displays more formulas than it can explain",
    good='??? question "What is the energy of a photon?"\n    $$h\\nu$$',
    bad='??? question "What is the energy of a photon?"\n' + "    $$h\\nu$$\n\n" * 4,
    severity="off",
    study="warning",
    check=_check,
)
