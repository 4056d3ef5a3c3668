"""A formula that MathJax, and so Anki, would not typeset."""

from collections.abc import Iterable, Iterator

from exporter import mathjax
from exporter.checks.contract import Rule
from exporter.model.bank import Bank, all_questions
from exporter.model.diagnostic import Diagnostic
from exporter.model.document import Inline, Math, MathBlock, inlines_of, walk, walk_inlines

__all__ = ["RULE"]


def _check(bank: Bank) -> Iterator[Diagnostic]:
    for question in all_questions(bank):
        place = (question.location.file, question.location.line)
        yield from _in_line(question.title, *place)
        options = (block for option in question.choices for block in option.blocks)
        for block in walk((*question.stem, *options, *question.short, *question.details)):
            if isinstance(block, MathBlock):
                yield from _told(block.tex, place[0], block.line, display=True)
            yield from _in_line(inlines_of(block), place[0], block.line)


def _in_line(inlines: Iterable[Inline], file: str, line: int) -> Iterator[Diagnostic]:
    for inline in walk_inlines(tuple(inlines)):
        if isinstance(inline, Math):
            yield from _told(inline.tex, file, line, display=False)


def _told(tex: str, file: str, line: int, *, display: bool) -> Iterator[Diagnostic]:
    fault = mathjax.fault_of(tex, display=display)
    if fault:
        yield Diagnostic(
            rule=RULE.name,
            severity="warning",
            message=f"the formula {_start(tex)} can't be typeset ({fault.message})",
            help="mend its TeX; until then it is shown as code",
            file=file,
            line=line,
        )


def _start(tex: str) -> str:
    words = " ".join(tex.split())
    return f"`{words}`" if len(words) <= 40 else f"`{words[:39]}…`"


RULE = Rule(
    name="broken-formula",
    summary="a formula that MathJax, and so Anki, can't typeset",
    good=r"Loss: $-\log p_\theta(x)$",
    bad=r"Loss: $-\log p_{\theta(x)$",
    check=_check,
)
