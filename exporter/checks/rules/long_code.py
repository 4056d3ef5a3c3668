"""Code that is longer than one reads on a card."""

from collections.abc import Iterator

from exporter.checks.contract import Rule, Subject
from exporter.checks.parts import answer_of
from exporter.model.bank import Location
from exporter.model.diagnostic import Diagnostic
from exporter.model.document import CodeBlock, walk

__all__ = ["RULE"]


def _check(subject: Subject) -> Iterator[Diagnostic]:
    most = subject.limits.code_lines
    for question in subject.questions:
        for block in walk(answer_of(question)):
            count = len(block.text.splitlines()) if isinstance(block, CodeBlock) else 0
            if count > most:
                message = f"this code has {count} lines (at most {most})"
                where = Location(question.location.file, block.line)
                yield RULE.told(message, "keep what makes the point", where)


RULE = Rule(
    "S206",
    "long-code",
    "code that has more lines than one reads on a card",
    good='??? question "Draw a photon."\n    ```python\n    print("~>")\n    ```',
    bad='??? question "Draw a photon."\n    ```python\n' + '    print("~>")\n' * 31 + "    ```",
    severity="off",
    study="warning",
    check=_check,
)
