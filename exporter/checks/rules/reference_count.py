"""An answer without a source, or with too many."""

from collections.abc import Iterator

from exporter.checks.contract import Rule, Subject
from exporter.model.diagnostic import Diagnostic

__all__ = ["RULE"]


def _check(subject: Subject) -> Iterator[Diagnostic]:
    least, most = subject.limits.references
    for question in subject.questions:
        count = len(question.references)
        if question.answered and not least <= count <= most:
            message = f"the answer names {count} sources ({least} to {most} are asked for)"
            help_ = "name their keys in the comment: `refs: …`, and describe them in references.bib"
            yield RULE.told(message, help_, question.location)


RULE = Rule(
    "S211",
    "reference-count",
    "an answer without a source, or with too many",
    good='??? question "What is a photon?"\n    <!-- refs: hecht -->\n    A quantum of light.',
    bad='??? question "What is a photon?"\n    A quantum of light.',
    severity="off",
    study="warning",
    check=_check,
)
