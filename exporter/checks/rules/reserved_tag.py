"""A tag that Anki keeps for itself."""

from collections.abc import Iterator

from exporter.checks.contract import Rule, Subject
from exporter.model.diagnostic import Diagnostic

__all__ = ["RULE"]

_RESERVED = frozenset({"marked", "leech"})
"""See docs.ankiweb.net, "Leeches" and "Browsing: marked"."""


def _check(subject: Subject) -> Iterator[Diagnostic]:
    for question in subject.questions:
        for tag in question.tags:
            if tag.casefold() in _RESERVED:
                message = f"the tag `{tag}` is one that Anki gives itself: cards go without it"
                yield RULE.told(message, "name it otherwise", question.location)


RULE = Rule(
    "C107",
    "reserved-tag",
    "a tag that Anki keeps for its own use",
    good='??? question "What is a photon?"\n    <!-- tags: hard -->\n    A quantum of light.',
    bad='??? question "What is a photon?"\n    <!-- tags: leech -->\n    A quantum of light.',
    check=_check,
)
