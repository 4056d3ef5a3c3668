"""Questions and answers that marks in rows of a file tell apart, into its outline.

The rows of each question become two boxes in a repaired text, one for what is asked and one for the
answer. So the whole file is parsed once, as markdown, and nothing in one answer (an unclosed fence,
say) reaches the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from exporter.markdown import shortened
from exporter.model.document import (
    Admonition,
    Block,
    Break,
    Heading,
    Inline,
    Paragraph,
    Text,
    plain_blocks,
)
from exporter.readers.forms.contract import Outline, Page
from exporter.readers.holes import gaps_in, with_holes
from exporter.readers.options import find_options
from exporter.readers.outliner import Outliner
from exporter.readers.titles import read_title

__all__ = ["MarkedQuestion", "Row", "outline_of_rows"]

Row = tuple[int, str]
"""A row of the file, from 0, and its text without marks and indentation."""

_ASKED, _ANSWERED = "rows-that-ask", "rows-that-answer"
_INDENT = " " * 4


@dataclass(frozen=True, slots=True)
class MarkedQuestion:
    """A question, as rows of its file."""

    begin: int
    """Its first row, from 0."""
    end: int
    """The row behind its last one."""
    asked: tuple[Row, ...]
    answer: tuple[Row, ...]
    cloze: bool = False
    """Whether it is a text with holes; it is `answer` then, and nothing is asked above it."""


def outline_of_rows(page: Page, rows: Sequence[str], found: Sequence[MarkedQuestion]) -> Outline:
    """The outline of a page whose `rows` hold the questions `found`, in order."""
    document = page.parse(*_boxed(rows, found))
    outliner = Outliner(page, document)
    marked = {question.begin + 1: question for question in found}
    asked: tuple[Block, ...] = ()
    for block in document.blocks:
        match block:
            case Admonition(kind=kind, blocks=blocks, line=line) if (
                kind in (_ASKED, _ANSWERED) and line in marked
            ):
                if kind == _ASKED:
                    asked = blocks
                elif marked[line].cloze:
                    _add_cloze(outliner, line, blocks)
                else:
                    _add(outliner, line, asked, blocks)
            case Heading():
                outliner.heading(block)
            case _:
                outliner.text(block)
    return outliner.outline()


def _boxed(rows: Sequence[str], found: Sequence[MarkedQuestion]) -> tuple[str, list[int]]:
    """The text with each question in two boxes, and which line of the file each of its rows is."""
    boxed: list[Row] = []
    at = 0
    for question in found:
        boxed.extend((row, rows[row]) for row in range(at, question.begin))
        for kind, inner in ((_ASKED, question.asked), (_ANSWERED, question.answer)):
            boxed.append((question.begin, f"??? {kind}"))
            boxed.extend((row, _INDENT + text if text else "") for row, text in inner)
        at = question.end
        boxed.append((at - 1, ""))
    boxed.extend((row, rows[row]) for row in range(at, len(rows)))
    return "\n".join(text for _, text in boxed), [row + 1 for row, _ in boxed]


def _add(outliner: Outliner, line: int, asked: Sequence[Block], answer: tuple[Block, ...]) -> None:
    words, stem = _title_of(asked)
    title = read_title(words)
    outliner.question(title.words, line, answer, stem=stem, level=title.level)


def _title_of(asked: Sequence[Block]) -> tuple[tuple[Inline, ...], tuple[Block, ...]]:
    """The first text of what is asked, and the rest of it."""
    for place, block in enumerate(asked):
        if isinstance(block, Paragraph | Heading):
            title, options = _before_options(block)
            return title, (*asked[:place], *options, *asked[place + 1 :])
    return (Text(shortened(plain_blocks(tuple(asked)))),), tuple(asked)


def _before_options(block: Paragraph | Heading) -> tuple[tuple[Inline, ...], tuple[Block, ...]]:
    """A text without the options that stand in it on lines of their own, and those."""
    options = find_options((block,))
    above = options.above[0] if options and options.above else None
    words = above.children if isinstance(above, Paragraph) else block.children
    if not words or words == block.children or block.children[: len(words)] != words:
        return block.children, ()
    lines = sum(isinstance(inline, Break) for inline in words) + 1
    return words, (Paragraph(block.children[len(words) + 1 :], block.line + lines),)


def _add_cloze(outliner: Outliner, line: int, blocks: tuple[Block, ...]) -> None:
    """A cloze's title is its text, as far as its holes let it be read."""
    short = with_holes(blocks)
    first = next((block for block in short if isinstance(block, Paragraph)), None)
    title = gaps_in(first.children) if first else ()
    outliner.question(title, line, short, cloze=True)
