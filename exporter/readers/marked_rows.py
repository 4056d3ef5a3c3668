"""Questions and answers that marks in rows of a file tell apart, into its outline.

The rows of each question become two boxes in a repaired text, one for what is asked and one for the
answer. So the whole file is parsed once, as markdown, and nothing in one answer (an unclosed fence,
say) reaches the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from exporter.model.diagnostic import shortened
from exporter.model.document import (
    Admonition,
    Block,
    Break,
    Code,
    CodeBlock,
    Heading,
    Image,
    Inline,
    MathBlock,
    Paragraph,
    RawHtml,
    Text,
    inlines_of,
    plain_blocks,
    walk,
    walk_inlines,
)
from exporter.readers.answers import is_comment
from exporter.readers.forms.contract import Outline, Page
from exporter.readers.holes import gaps_in, with_holes
from exporter.readers.labels import labelled
from exporter.readers.options import find_options
from exporter.readers.outliner import Outliner
from exporter.readers.row_ends import without_row_end
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
    in_brackets: bool = True
    """Whether its holes stand in square brackets; else they are marked as blanks are."""


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
                question = marked[line]
                if kind == _ASKED:
                    asked = _or_as_written(blocks, question.asked)
                elif question.cloze:
                    _add_cloze(
                        outliner, line, with_holes(blocks) if question.in_brackets else blocks
                    )
                else:
                    _add(outliner, line, asked, _or_as_written(blocks, question.answer))
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


def _or_as_written(blocks: tuple[Block, ...], rows: Sequence[Row]) -> tuple[Block, ...]:
    """Blocks; what says nothing as markdown, such as `*`, `#` or `<C-v>`, is shown as written."""
    if any(map(_says_something, walk(blocks))):
        return blocks
    texts = (without_row_end(text) for _, text in rows)
    written = " ".join(text.strip() for text in texts if text.strip())
    if not written or written.startswith("<!--"):
        return blocks
    return (*filter(is_comment, blocks), Paragraph((Code(written),), rows[0][0] + 1))


def _says_something(block: Block) -> bool:
    if isinstance(block, RawHtml):
        return not is_comment(block)
    images = (isinstance(inline, Image) for inline in walk_inlines(inlines_of(block)))
    return isinstance(block, CodeBlock | MathBlock) or bool(
        plain_blocks((block,)).strip() or any(images)
    )


def _add(outliner: Outliner, line: int, asked: Sequence[Block], answer: tuple[Block, ...]) -> None:
    words, stem = _title_of(asked)
    title = read_title(words)
    outliner.question(title.words, line, _unlabelled(answer), stem=stem, level=title.level)


def _unlabelled(answer: tuple[Block, ...]) -> tuple[Block, ...]:
    """An answer without the label that it may begin with: its mark says the same."""
    match answer:
        case (Paragraph(words) as first, *others) if labelled(words)[0] == "answer":
            rest = labelled(words)[1]
            return (*((replace(first, children=rest),) if rest else ()), *others) or answer
        case _:
            return answer


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


def _add_cloze(outliner: Outliner, line: int, short: tuple[Block, ...]) -> None:
    """A cloze's title is its text, as far as its holes let it be read."""
    first = next((block for block in walk(short) if isinstance(block, Paragraph)), None)
    title = gaps_in(first.children) if first else ()
    outliner.question(title, line, short, cloze=True)
