"""Blocks into HTML with the room that they need: a wide table reaches into the margin."""

from markupsafe import Markup

from exporter.html.render import Medium, render_blocks
from exporter.mathjax import Formula, typeset
from exporter.model.document import (
    Block,
    Break,
    Code,
    CodeBlock,
    Inline,
    Math,
    MathBlock,
    Table,
    Text,
    plain,
    plain_blocks,
    walk_inlines,
)
from exporter.pdf.direction import Direction, direction_within, may_turn
from exporter.pdf.paper import Page

__all__ = ["fitted"]

_MM = 0.3528
"""Of a point."""
_FORMULA = 1.06
"""The size of a formula, in that of the text around it; so the style sheet has it too."""
_CODE = 0.79 * 0.6
"""The width of a letter of code, in the size of the text."""
_CODE_INSET = 4.0
_LETTER = 0.42
"""The width of a letter in a table, in the size of the text, on average."""
_CELL = 0.86
"""The size of the type in a table, in that of the text."""
_CELL_INSET = 4.0
_WIDE_LETTERS = 1.2
"""How much wider than the average the letters of a word may be, all together."""
_SMALL = 0.78
"""The size of small type in a table, in that of its usual one; the room between columns, too."""
_WHOLE_CODE = 14
"""Lines of code that are kept on one page."""
_WHOLE_TABLE = 8
"""Rows of a table that are."""
_SHORT_CELL = 12
"""Letters of a cell that is not broken."""
_SHORT_COLUMNS = 6
"""The last column that is looked at: the style sheet has as many rules."""


def fitted(
    blocks: tuple[Block, ...], medium: Medium, page: Page, usual: Direction = "ltr"
) -> Markup:
    """The HTML of `blocks`; each that needs something, in a `div` whose class says what.

    One that is not written in the `usual` direction gets its own, too.
    `wide`: as much of the margin as there is; `small`: smaller type as well; `tight`: words may be
    broken anywhere, too; `whole`: it is short enough to stand on one page; `short-N`: column N is
    short enough not to be broken.
    """
    return Markup("\n").join(_fitted(block, medium, page, usual) for block in blocks)


def _fitted(block: Block, medium: Medium, page: Page, usual: Direction) -> Markup:
    html = render_blocks((block,), medium)
    needs = _needs(block, page)
    turned = _turned(block, html, usual)
    if not (needs or turned):
        return html
    direction = Markup(' dir="{}"').format(turned) if turned else ""
    return Markup('<div class="{}"{}>{}</div>').format(needs, direction, html)


def _turned(block: Block, html: Markup, usual: Direction) -> Direction | None:
    """The direction of a block that has another one than is usual."""
    if isinstance(block, CodeBlock | MathBlock) or not may_turn(html, usual):
        return None
    direction = direction_within(plain_blocks((block,)), usual)
    return direction if direction != usual else None


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
    lines = text.splitlines()
    whole = "whole" if len(lines) <= _WHOLE_CODE else ""
    longest = max((len(line) for line in lines), default=0) * page.text * _MM
    if longest * _CODE <= page.measure - _CODE_INSET:
        return whole
    size = "small" if longest * _CODE > page.wide - _CODE_INSET else ""
    return " ".join(need for need in ("wide", size, whole) if need)


def _formula_needs(tex: str, page: Page) -> str:
    match typeset(tex, display=True):
        case Formula(width=width) if width * _FORMULA * page.text * _MM > page.measure:
            return "wide"
        case _:
            return ""


def _table_needs(table: Table, page: Page) -> str:
    columns = list(zip(table.header, *table.rows, strict=True))
    longest = [max(len(plain(cell)) for cell in column) for column in columns]
    # A short column is not broken between its words either.
    words = [
        letters if letters <= _SHORT_CELL else max(map(_longest_word, column))
        for letters, column in zip(longest, columns, strict=True)
    ]
    room = _room_of(longest, words, page)
    whole = "whole" if len(table.rows) <= _WHOLE_TABLE else ""
    short = _short_columns(longest) if "tight" not in room else []
    return " ".join(need for need in (*room, whole, *short) if need)


def _room_of(longest: list[int], words: list[int], page: Page) -> list[str]:
    """What a table needs whose columns have these letters in their longest cells and words."""
    letter = _LETTER * page.text * _MM
    insets = len(longest) * _CELL_INSET
    least = sum(words) * letter * _WIDE_LETTERS + insets
    if least > page.wide:
        return ["wide", "small", "tight"] if least * _SMALL > page.wide else ["wide", "small"]
    # A table of two columns reads better in narrow ones.
    wide = len(longest) > 2 and sum(longest) * letter + insets > 1.3 * page.measure
    return ["wide"] if wide else []


def _longest_word(cell: tuple[Inline, ...]) -> int:
    """In letters: a formula has as many as have room in it; code is broken anywhere."""
    line = ""
    for inline in walk_inlines(cell):
        match inline:
            case Text(text):
                line += text
            case Math(tex):
                line += "m" * _letters_of(tex)
            case Code() | Break():
                line += " "
            case _:
                pass
    return max(map(len, line.split()), default=0)


def _letters_of(tex: str) -> int:
    match typeset(tex, display=False):
        case Formula(width=width):
            return round(width * _FORMULA * _CELL / (_LETTER * _WIDE_LETTERS))
        case _:
            return 0


def _short_columns(longest: list[int]) -> list[str]:
    """`short-2`: the cells of the second column are so short that none need be broken."""
    short = [number for number, letters in enumerate(longest, start=1) if letters <= _SHORT_CELL]
    return [f"short-{number}" for number in short if number <= _SHORT_COLUMNS]
