"""Prose between two dollar signs that are money."""

import re
from collections.abc import Iterator

from exporter.checks.contract import Rule, Subject
from exporter.checks.formulas import quoted
from exporter.checks.parts import inlines_in
from exporter.model.bank import Location
from exporter.model.diagnostic import Diagnostic
from exporter.model.document import Math

__all__ = ["RULE"]

_SAYS_TEX = re.compile(r"[\\^_={}]")
_SUM = re.compile(r"\s*\d[\d.,]*\s?(?:[kKmMbB]n?\b|(?:thousand|million|billion|trillion)\b)?")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_BETWEEN = re.compile(r"\s*(?:à|a|y|e|o)\s+\d")
"""Words of one letter that stand between two sums."""


def _check(subject: Subject) -> Iterator[Diagnostic]:
    for question in subject.questions:
        for inline, line in inlines_in(question):
            if isinstance(inline, Math) and _is_money(inline.tex):
                message = f"{quoted(inline.tex)} is read as a formula, and looks like money"
                block = Location(question.location.file, line)
                where, column = subject.sources.find(block, f"${inline.tex}")
                yield RULE.told(message, r"write a dollar that is money as `\$`", where, column)


def _is_money(tex: str) -> bool:
    """Whether it begins with a sum and goes on in words: `5 for one, 9`."""
    amount = _SUM.match(tex)
    if not amount or _SAYS_TEX.search(tex):
        return False
    rest = tex[amount.end() :]
    return " " in tex.strip() and bool(_BETWEEN.match(rest) or _WORDS.search(rest))


RULE = Rule(
    "M103",
    "money-formula",
    "words between two `$` that look like sums of money, and are read as a formula",
    good=r"It costs \$5 for one, and \$9 for two.",
    bad="It costs $5 for one, and 9$ for two.",
    check=_check,
)
