"""A question into its formulas, with what MathJax has to say of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from exporter import mathjax
from exporter.checks.contract import Subject
from exporter.checks.parts import blocks_of, inlines_in
from exporter.model.bank import Location, Question
from exporter.model.document import Math, MathBlock, walk

__all__ = ["BrokenFormula", "broken_formulas", "quoted"]

_UNKNOWN = "Undefined control sequence"


@dataclass(frozen=True, slots=True)
class BrokenFormula:
    """A formula that can't be typeset."""

    tex: str
    fault: str
    """In MathJax's own words."""
    where: Location
    column: int

    @property
    def macro(self) -> str:
        """The macro that MathJax does not know; empty when that is not what is wrong."""
        before, found, name = self.fault.partition(_UNKNOWN)
        return name.strip() if found and not before else ""


def broken_formulas(subject: Subject) -> Iterator[BrokenFormula]:
    """The formulas of a bank that MathJax refuses."""
    for question in subject.questions:
        for tex, line, display in _formulas(question):
            fault = mathjax.fault_of(tex, display=display)
            if fault:
                block = Location(question.location.file, line)
                where, column = subject.sources.find(block, tex)
                yield BrokenFormula(tex, fault.message, where, column)


def quoted(tex: str) -> str:
    """The beginning of a formula, to name it by."""
    words = " ".join(tex.split())
    return f"`{words}`" if len(words) <= 40 else f"`{words[:39]}…`"


def _formulas(question: Question) -> Iterator[tuple[str, int, bool]]:
    for inline, line in inlines_in(question):
        if isinstance(inline, Math):
            yield inline.tex, line, False
    for block in walk(blocks_of(question)):
        if isinstance(block, MathBlock):
            yield block.tex, block.line, True
