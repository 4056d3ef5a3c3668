"""An answer without the part that its kind of question asks for."""

from collections.abc import Iterator

from exporter.checks.contract import Rule, Subject
from exporter.checks.parts import answer_of
from exporter.model.diagnostic import Diagnostic
from exporter.model.document import (
    Block,
    CodeBlock,
    Image,
    Math,
    MathBlock,
    Table,
    inlines_of,
    walk,
    walk_inlines,
)

__all__ = ["RULE"]


_DRAWN = frozenset({"mermaid", "dot", "graphviz", "plantuml", "d2"})
"""Languages of code that is a drawing."""


def _check(subject: Subject) -> Iterator[Diagnostic]:
    for question in subject.questions:
        blocks = tuple(walk(answer_of(question)))
        missing = ""
        match question.kind:
            case "derive" | "estimate" if not any(map(_has_formula, blocks)):
                missing = "a formula"
            case "code" if not any(isinstance(block, CodeBlock) for block in blocks):
                missing = "code"
            case "compare" | "design" if not any(map(_has_drawing, blocks)):
                missing = "a table or a diagram"
            case _:
                pass
        if missing and question.answered:
            message = f"an answer to a question of the kind `{question.kind}` needs {missing}"
            yield RULE.told(message, "add it to the details", question.location)


def _has_formula(block: Block) -> bool:
    inlines = walk_inlines(inlines_of(block))
    return isinstance(block, MathBlock) or any(isinstance(inline, Math) for inline in inlines)


def _has_drawing(block: Block) -> bool:
    if isinstance(block, Table) or (isinstance(block, CodeBlock) and block.language in _DRAWN):
        return True
    return any(isinstance(inline, Image) for inline in walk_inlines(inlines_of(block)))


RULE = Rule(
    "S204",
    "missing-part",
    "an answer without what its kind asks for: a formula (derive, estimate), code (code), a table"
    " or a diagram (compare, design)",
    good='??? question "What is the energy of a photon?"\n    <!-- kind: derive -->\n    $h\\nu$',
    bad='??? question "What is the energy of a photon?"\n    <!-- kind: derive -->\n    Little.',
    severity="off",
    study="warning",
    check=_check,
)
