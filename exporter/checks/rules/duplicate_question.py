"""A question that another one asks already, in the same or nearly the same words."""

from collections.abc import Iterator

from exporter.checks.contract import Rule, Subject
from exporter.checks.twins import twins_in
from exporter.model.bank import Question
from exporter.model.diagnostic import Diagnostic, shortened
from exporter.model.document import plain

__all__ = ["RULE"]

_LONGEST = 60


def _check(subject: Subject) -> Iterator[Diagnostic]:
    for twin in twins_in(subject.questions):
        asks = "asks the same as" if twin.same else "asks nearly the same as"
        message = f"this question {asks} {_named(twin.first)}"
        help_ = "keep one of them, or say what is different about each in its title"
        yield RULE.told(message, help_, twin.second.location)


def _named(question: Question) -> str:
    title = shortened(plain(question.title), _LONGEST)
    return f"`{title}` ({question.location.file}:{question.location.line})"


RULE = Rule(
    "B403",
    "duplicate-question",
    "a question that another one asks already, in the same words or in nearly the same",
    good='??? question "What is a photon?"\n    A quantum of light.\n\n'
    '??? question "What is a phonon?"\n    A quantum of sound.',
    bad='??? question "What is a photon?"\n    A quantum of light.\n\n'
    '??? question "What is a photon ?"\n    A quantum of light.',
    check=_check,
)
