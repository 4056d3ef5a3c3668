"""A link to a heading that is not there."""

from collections.abc import Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from exporter.checks.anchors import Anchors
from exporter.checks.contract import Rule, Subject
from exporter.checks.parts import inlines_in
from exporter.model.bank import Location
from exporter.model.diagnostic import Diagnostic
from exporter.model.document import Link

__all__ = ["RULE"]


def _check(subject: Subject) -> Iterator[Diagnostic]:
    anchors = Anchors(subject.bank, subject.sources)
    for question in subject.questions:
        file = question.location.file
        for inline, line in inlines_in(question):
            if not isinstance(inline, Link) or ":" in inline.href.partition("#")[0]:
                continue
            path, _, name = inline.href.partition("#")
            target = normpath(join(dirname(file), unquote(path))) if path else file
            if name and not anchors.has(target, unquote(name)):
                message = f"there is no heading for the link `{inline.href}`"
                help_ = f"mend what stands behind the `#`: no heading of {target} is called so"
                where, column = subject.sources.find(Location(file, line), inline.href)
                yield RULE.told(message, help_, where, column)


RULE = Rule(
    "L202",
    "missing-heading",
    "a link to a heading that is not in the file it leads to",
    good='## Waves\n\n??? question "What is light?"\n    A [wave](#waves).',
    bad='## Waves\n\n??? question "What is light?"\n    A [wave](#wave-motion).',
    severity="info",
    study="warning",
    check=_check,
)
