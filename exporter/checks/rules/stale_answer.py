"""An answer that says as of when it is right, and that is long ago."""

from collections.abc import Iterator
from datetime import UTC, datetime

from exporter.checks.contract import Rule, Subject
from exporter.model.diagnostic import Diagnostic

__all__ = ["RULE"]


def _check(subject: Subject) -> Iterator[Diagnostic]:
    most = subject.limits.as_of_months
    present = datetime.fromtimestamp(subject.now, UTC)
    for question in subject.questions:
        if question.as_of:
            year, month = map(int, question.as_of.split("-"))
            age = 12 * (present.year - year) + present.month - month
            if age > most:
                message = f"this answer is right as of {question.as_of}, {age} months ago"
                help_ = f"see whether it still is, and write as_of: {present:%Y-%m}"
                yield RULE.told(message, help_, question.location)


RULE = Rule(
    "S103",
    "stale-answer",
    "an answer whose `as_of` is older than a year",
    good='??? question "Which laser is the strongest?"\n    <!-- as_of: 2099-01 -->\n    Ours.',
    bad='??? question "Which laser is the strongest?"\n    <!-- as_of: 2001-01 -->\n    Ours.',
    severity="info",
    check=_check,
)
