"""A heading inside an answer."""

from collections.abc import Iterator

from exporter.checks.contract import Rule, Subject
from exporter.checks.parts import answer_of
from exporter.model.bank import Location
from exporter.model.diagnostic import Diagnostic
from exporter.model.document import Heading, plain, walk

__all__ = ["RULE"]


def _check(subject: Subject) -> Iterator[Diagnostic]:
    for question in subject.questions:
        found = [block for block in walk(answer_of(question)) if isinstance(block, Heading)]
        if found:
            more = f", and {len(found) - 1} more" if len(found) > 1 else ""
            message = f"the heading `{plain(found[0].children)}` stands inside an answer{more}"
            help_ = "if it asks, write it as a question of its own; else as bold words"
            yield RULE.told(message, help_, Location(question.location.file, found[0].line))


RULE = Rule(
    "C106",
    "heading-in-answer",
    "a heading inside an answer: mostly, the answer is more than one",
    good='??? question "What is a photon?"\n    **Energy.** It is $h\\nu$.',
    bad='??? question "What is a photon?"\n    #### Energy\n\n    It is $h\\nu$.',
    severity="info",
    check=_check,
)
