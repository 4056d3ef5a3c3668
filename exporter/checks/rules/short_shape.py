"""A short answer that is more than a few sentences."""

from collections.abc import Iterator

from exporter.checks.contract import Rule, Subject
from exporter.checks.words import prose, sentences
from exporter.model.bank import Question
from exporter.model.diagnostic import Diagnostic
from exporter.model.document import (
    Inline,
    Math,
    Paragraph,
    inlines_of,
    walk,
    walk_inlines,
)

__all__ = ["RULE"]


def _check(subject: Subject) -> Iterator[Diagnostic]:
    most = subject.limits.short_sentences
    for question in subject.questions:
        if fault := _fault(question, most):
            help_ = f"say it in up to {most} sentences, and move the rest behind `<!-- more -->`"
            yield RULE.told(f"the short answer {fault}", help_, question.location)


def _fault(question: Question, most: int) -> str:
    if any(not isinstance(block, Paragraph) for block in question.short):
        return "holds more than plain sentences: a list, a table, code, a displayed formula"
    inlines: tuple[Inline, ...] = tuple(
        inline for block in walk(question.short) for inline in inlines_of(block)
    )
    if sum(isinstance(inline, Math) for inline in walk_inlines(inlines)) > 1:
        return "has more than one formula"
    count = sum(sentences(prose(inlines_of(block))) for block in question.short)
    return f"has {count} sentences (at most {most})" if count > most else ""


RULE = Rule(
    "S203",
    "short-shape",
    "a short answer that holds more than three sentences and one formula",
    good='??? question "What is a photon?"\n    A quantum of light. It has no mass.',
    bad='??? question "What is a photon?"\n    - a quantum\n    - of light',
    severity="off",
    study="warning",
    check=_check,
)
