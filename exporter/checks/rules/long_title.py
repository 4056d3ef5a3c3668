"""A question that asks more than one thing, or in more words than a line holds."""

from collections.abc import Iterator

from exporter.checks.contract import Rule, Subject
from exporter.checks.words import prose, sentences
from exporter.model.diagnostic import Diagnostic
from exporter.model.document import plain

__all__ = ["RULE"]


def _check(subject: Subject) -> Iterator[Diagnostic]:
    most = subject.limits.title_chars
    for question in subject.questions:
        length = len(plain(question.title))
        if length > most:
            message = f"the question has {length} characters (at most {most})"
            yield RULE.told(message, "ask it in fewer words", question.location)
        elif sentences(prose(question.title)) > 1:
            message = "the question has more than one sentence"
            yield RULE.told(message, "ask one thing, in one sentence", question.location)


RULE = Rule(
    "S201",
    "long-title",
    "a question that is longer than a sentence, or than 160 characters",
    good='??? question "What is a photon?"\n    A quantum of light.',
    bad='??? question "Light comes in quanta. What are they called?"\n    Photons.',
    severity="off",
    study="warning",
    check=_check,
)
