"""A rule that is to be silenced or changed, and is not there."""

from collections.abc import Iterator

from exporter.checks.contract import Rule, Subject
from exporter.model.bank import Location
from exporter.model.diagnostic import Diagnostic

__all__ = ["rule_of"]

_SETTINGS = "bank.toml"


def rule_of(others: tuple[Rule, ...]) -> Rule:
    """The rule that knows `others`, and itself."""

    def check(subject: Subject) -> Iterator[Diagnostic]:
        for entry in subject.bank.check.levels:
            yield from judged(entry.rule, Location(_SETTINGS, entry.line))
        for question in subject.questions:
            for words in question.unchecked:
                yield from judged(words, question.location)

    def judged(words: str, where: Location) -> Iterator[Diagnostic]:
        meant = [other for other in (*others, rule) if other.answers_to(words)]
        if not meant:
            help_ = "`exporter check --explain` lists all rules"
            yield rule.told(f"there is no rule `{words}`", help_, where)
        elif all(other.fixed for other in meant):
            message = f"`{words}` can't be changed: a bank with that fault can't be trusted"
            yield rule.told(message, "take it out", where)

    rule = Rule(
        "B206",
        "unknown-rule",
        "a rule named in `[check]` or at a question that is not there, or that no bank may change",
        good='[check]\noff = ["unanswered"]',
        bad='[check]\noff = ["unansweredd"]',
        check=check,
    )
    return rule
