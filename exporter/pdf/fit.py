"""Blocks into HTML that has the room it needs: what is wider than a line of text reaches into the margin."""

from markupsafe import Markup

from exporter.html.render import Medium, render_blocks
from exporter.mathjax import Formula, typeset
from exporter.model.document import Block, CodeBlock, MathBlock, Table, plain
from exporter.pdf.paper import Page

__all__ = ["fitted"]

_MM = 0.3528
"""Of a point."""
_FORMULA = 1.06
"""The size of a formula, in that of the text around it; so the style sheet has it too."""
_CODE = 0.79 * 0.6
"""The width of a letter of code, in the size of the text."""
_SMALL_CODE = 0.68 * 0.6
_CODE_INSET = 4.0
_LETTER = 0.42
"""The width of a letter in a table, in the size of the text, on average."""
_CELL_INSET = 4.0


def fitted(blocks: tuple[Block, ...], medium: Medium, page: Page) -> Markup:
    """The HTML of `blocks`; each that is wider than a line in a `div` whose class says what it needs.

    `wide`: as much of the margin as there is; `small`: smaller type as well.
    """
    return Markup("\n").join(_fitted(block, medium, page) for block in blocks)


def _fitted(block: Block, medium: Medium, page: Page) -> Markup:
    html = render_blocks((block,), medium)
    needs = _needs(block, page)
    return Markup('<div class="{}">{}</div>').format(needs, html) if needs else html


def _needs(block: Block, page: Page) -> str:
    match block:
        case CodeBlock(text):
            return _code_needs(text, page)
        case MathBlock(tex):
            return _formula_needs(tex, page)
        case Table():
            return _table_needs(block, page)
        case _:
            return ""


def _code_needs(text: str, page: Page) -> str:
    longest = max((len(line) for line in text.splitlines()), default=0)
    letter = _CODE * page.text * _MM
    if longest * letter <= page.measure - _CODE_INSET:
        return ""
    # Of lines that must be broken anyway, small type makes no better ones.
    fits = longest * letter <= page.wide - _CODE_INSET
    fits_small = longest * _SMALL_CODE * page.text * _MM <= page.wide - _CODE_INSET
    return "wide small" if fits_small and not fits else "wide"


def _formula_needs(tex: str, page: Page) -> str:
    match typeset(tex, display=True):
        case Formula(width=width) if width * _FORMULA * page.text * _MM > page.measure:
            return "wide"
        case _:
            return ""


def _table_needs(table: Table, page: Page) -> str:
    columns = list(zip(table.header, *table.rows, strict=True))
    if len(columns) < 3:
        return ""
    letters = sum(max(len(plain(cell)) for cell in column) for column in columns)
    width = letters * _LETTER * page.text * _MM + len(columns) * _CELL_INSET
    return "wide" if width > 1.3 * page.measure else ""
