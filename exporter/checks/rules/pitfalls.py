"""Common mistakes that an answer does not name, or names at length."""

from collections.abc import Iterator

from exporter.checks.contract import Rule, Subject
from exporter.checks.parts import items_of, pitfalls_of
from exporter.checks.words import words_in
from exporter.model.bank import Location, Question
from exporter.model.diagnostic import Diagnostic

__all__ = ["RULE"]


def _check(subject: Subject) -> Iterator[Diagnostic]:
    least, most = subject.limits.pitfalls
    for question in subject.questions:
        count = sum(len(items_of(box)) for box in pitfalls_of(question))
        if question.answered and not least <= count <= most:
            message = f"the answer names {count} pitfalls ({least} to {most} are asked for)"
            help_ = 'list them in a box: `!!! warning "Pitfalls"`, with one bullet for each'
            yield RULE.told(message, help_, question.location)
        yield from _long(subject, question)


def _long(subject: Subject, question: Question) -> Iterator[Diagnostic]:
    most = subject.limits.pitfall_words
    for item in (item for box in pitfalls_of(question) for item in items_of(box)):
        count = words_in(item.blocks)
        if count > most:
            message = f"this pitfall has {count} words (at most {most})"
            help_ = "name the common mistake, and what is right"
            yield RULE.told(message, help_, Location(question.location.file, item.line))


RULE = Rule(
    "S209",
    "pitfalls",
    "an answer that names no common mistake or too many, or one in too many words",
    good='??? question "What is a photon?"\n    A quantum of light.\n\n'
    '    !!! warning "Pitfalls"\n        - "It has mass." It has none.',
    bad='??? question "What is a photon?"\n    A quantum of light.',
    severity="off",
    study="warning",
    check=_check,
)
