"""A list that is longer than one remembers."""

from collections.abc import Iterator

from exporter.checks.contract import Rule, Subject
from exporter.checks.parts import answer_of
from exporter.model.bank import Location
from exporter.model.diagnostic import Diagnostic
from exporter.model.document import BulletList, OrderedList, walk

__all__ = ["RULE"]


def _check(subject: Subject) -> Iterator[Diagnostic]:
    most = subject.limits.bullets
    for question in subject.questions:
        for block in walk(answer_of(question)):
            if isinstance(block, BulletList | OrderedList) and len(block.items) > most:
                message = f"this list has {len(block.items)} points (at most {most})"
                where = Location(question.location.file, block.line)
                yield RULE.told(message, "keep what matters, or group them", where)


RULE = Rule(
    "S208",
    "many-bullets",
    "a list with more points than one remembers",
    good='??? question "What is light?"\n    - a wave\n    - photons',
    bad='??? question "What is light?"\n' + "    - a wave\n" * 8,
    severity="off",
    study="warning",
    check=_check,
)
