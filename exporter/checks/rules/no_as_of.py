"""An answer that ages, and does not say as of when it is right."""

from collections.abc import Iterator

from exporter.checks.contract import Rule, Subject
from exporter.model.diagnostic import Diagnostic

__all__ = ["RULE"]


def _check(subject: Subject) -> Iterator[Diagnostic]:
    volatile = {word.casefold() for word in subject.bank.check.volatile}
    for question in subject.questions:
        named = {word.casefold() for word in (question.kind, *question.tags)}
        if question.answered and not question.as_of and named & volatile:
            message = f"this answer ages ({', '.join(sorted(named & volatile))}), and has no date"
            help_ = "say in its comment when it was right: `as_of: YYYY-MM`"
            yield RULE.told(message, help_, question.location)


RULE = Rule(
    "S212",
    "no-as-of",
    "an answer with a tag or a kind that `volatile` of `[check]` lists, and without an `as_of`",
    good='??? question "Which laser is the strongest?"\n'
    "    <!-- tags: volatile; as_of: 2024-06 -->\n    Ours.",
    bad='??? question "Which laser is the strongest?"\n    <!-- tags: volatile -->\n    Ours.',
    severity="off",
    study="warning",
    check=_check,
)
