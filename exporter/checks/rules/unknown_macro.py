"""A macro that Anki's MathJax does not know."""

from collections.abc import Iterator, Mapping

from exporter.checks.contract import Rule, Subject
from exporter.checks.formulas import broken_formulas, quoted
from exporter.model.diagnostic import Diagnostic

__all__ = ["RULE"]

_INSTEAD: Mapping[str, str] = {
    r"\R": r"\mathbb{R}",
    r"\N": r"\mathbb{N}",
    r"\Z": r"\mathbb{Z}",
    r"\C": r"\mathbb{C}",
    r"\E": r"\mathbb{E}",
    r"\argmax": r"\operatorname*{arg\,max}",
    r"\argmin": r"\operatorname*{arg\,min}",
    r"\bm": r"\boldsymbol",
    r"\mathbbm": r"\mathbb",
    r"\mathds": r"\mathbb",
    r"\norm": r"\lVert … \rVert",
    r"\abs": r"\lvert … \rvert",
    r"\dv": r"\frac{d…}{d…}",
    r"\pdv": r"\frac{\partial …}{\partial …}",
    r"\llbracket": r"[\![",
    r"\rrbracket": r"]\!]",
    r"\textsc": r"\text",
    r"\SI": r"\,\text{…}",
}
"""What says the same in plain MathJax."""


def _check(subject: Subject) -> Iterator[Diagnostic]:
    for formula in broken_formulas(subject):
        if formula.macro:
            instead = _INSTEAD.get(formula.macro)
            message = f"MathJax does not know `{formula.macro}` in {quoted(formula.tex)}"
            advice = f"write `{instead}`" if instead else "write it with macros of LaTeX itself"
            yield RULE.told(
                message, f"{advice}; until then it is shown as code", formula.where, formula.column
            )


RULE = Rule(
    "M102",
    "unknown-macro",
    "a macro in a formula that Anki's MathJax does not know",
    good=r"A vector $\boldsymbol{x} \in \mathbb{R}^n$",
    bad=r"A vector $\bm{x} \in \R^n$",
    check=_check,
)
