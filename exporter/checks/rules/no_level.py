"""A question that does not say how deep it goes, or what kind it is."""

from collections.abc import Iterator

from exporter.checks.contract import Rule, Subject
from exporter.model.diagnostic import Diagnostic

__all__ = ["RULE"]


def _check(subject: Subject) -> Iterator[Diagnostic]:
    for question in subject.questions:
        said = {"level": question.level, "kind": question.kind, "tags": question.tags}
        if missing := [key for key, value in said.items() if not value]:
            message = f"this question has no {' and no '.join(missing)}"
            help_ = "say it in its comment: `level: 1; kind: concept; tags: …`"
            yield RULE.told(message, help_, question.location)


RULE = Rule(
    "S214",
    "no-level",
    "a question without a level, a kind or a tag: by them it is selected, and its length judged",
    good='??? question "What is a photon?"\n'
    "    <!-- level: 1; kind: concept; tags: waves -->\n    A quantum of light.",
    bad='??? question "What is a photon?"\n    A quantum of light.',
    severity="off",
    study="warning",
    check=_check,
)
