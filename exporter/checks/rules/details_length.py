"""Details that are missing, too short or too long for their question's level."""

from collections.abc import Iterator

from exporter.checks.contract import Rule, Subject
from exporter.checks.words import words_in
from exporter.model.bank import Limits, Question
from exporter.model.diagnostic import Diagnostic

__all__ = ["RULE"]


def _check(subject: Subject) -> Iterator[Diagnostic]:
    for question in subject.questions:
        if not question.answered or question.choices or question.cloze:
            continue
        least, most = _range(question, subject.limits)
        count = words_in(question.details)
        if not question.details:
            message = "there are no details behind the short answer"
            yield RULE.told(message, "add them behind `<!-- more -->`", question.location)
        elif not least <= count <= most:
            message = f"the details have {count} words ({least} to {most} are asked for)"
            help_ = "explain more" if count < least else "say less, or ask it as two questions"
            yield RULE.told(message, help_, question.location)


def _range(question: Question, limits: Limits) -> tuple[int, int]:
    ranges = limits.details_words
    if question.level:
        return ranges[question.level - 1]
    return min(least for least, _ in ranges), max(most for _, most in ranges)


RULE = Rule(
    "S202",
    "details-length",
    "details that are missing, or that have more or fewer words than their level asks for",
    good='??? question "What is a photon?"\n    A quantum of light.\n\n    <!-- more -->\n\n    '
    + "Its energy is proportional to its frequency. " * 10,
    bad='??? question "What is a photon?"\n    A quantum of light.\n\n    <!-- more -->\n\n'
    "    It has no mass.",
    severity="off",
    study="warning",
    check=_check,
)
