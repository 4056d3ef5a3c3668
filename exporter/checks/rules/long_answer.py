"""An answer that is too long for a card."""

from collections.abc import Iterator

from exporter.checks.contract import Rule, Subject
from exporter.checks.words import words_of
from exporter.model.bank import Question
from exporter.model.diagnostic import Diagnostic
from exporter.model.document import plain_blocks

__all__ = ["RULE"]


def _check(subject: Subject) -> Iterator[Diagnostic]:
    most = subject.limits.card_words
    for question in subject.questions:
        count = _shown_at_once(question)
        if count > most:
            message = f"all {count} words of this answer stand on its card (at most {most} fit)"
            help_ = "put `<!-- more -->` behind what is to be recalled: the rest is folded away"
            yield RULE.told(message, help_, question.location)


def _shown_at_once(question: Question) -> int:
    """The words that nothing folds away, code and tables with them."""
    return 0 if question.details or question.cloze else words_of(plain_blocks(question.short))


RULE = Rule(
    "C105",
    "long-answer",
    "an answer that is too long for a card, and is not parted into a short answer and details",
    good='??? question "What is a photon?"\n    A quantum of light.\n\n    <!-- more -->\n\n    '
    + "Its energy is proportional to its frequency. " * 50,
    bad='??? question "What is a photon?"\n    '
    + "Its energy is proportional to its frequency. " * 50,
    severity="info",
    check=_check,
)
