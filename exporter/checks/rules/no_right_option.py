"""A choice none of whose options is right."""

from collections.abc import Iterator

from exporter.checks.contract import Rule, Subject
from exporter.model.diagnostic import Diagnostic

__all__ = ["RULE"]


def _check(subject: Subject) -> Iterator[Diagnostic]:
    for question in subject.questions:
        if question.choices and not any(item.checked for item in question.choices):
            message = "none of the options is right: this question makes no card"
            yield RULE.told(message, "tick what is right: `- [x]`", question.location)


RULE = Rule(
    "C103",
    "no-right-option",
    "a choice without a right option",
    good='??? question "What is light?"\n    - [x] a wave\n    - [ ] a stone',
    bad='??? question "What is light?"\n    - [ ] a wave\n    - [ ] a stone',
    check=_check,
)
