"""A formula that MathJax, and so Anki, would not typeset."""

from collections.abc import Iterator

from exporter.checks.contract import Rule, Subject
from exporter.checks.formulas import broken_formulas, quoted
from exporter.model.diagnostic import Diagnostic

__all__ = ["RULE"]


def _check(subject: Subject) -> Iterator[Diagnostic]:
    for formula in broken_formulas(subject):
        if not formula.macro:
            message = f"the formula {quoted(formula.tex)} can't be typeset ({formula.fault})"
            help_ = "mend its TeX; until then it is shown as code"
            yield RULE.told(message, help_, formula.where, formula.column)


RULE = Rule(
    "M101",
    "broken-formula",
    "a formula that MathJax, and so Anki, can't typeset: braces or environments without their"
    " partners, arguments that are missing",
    good=r"Loss: $-\log p_\theta(x)$",
    bad=r"Loss: $-\log p_{\theta(x)$",
    check=_check,
)
