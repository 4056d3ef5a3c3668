"""The document tree: what a markdown text says, free of markdown, of HTML and of paper.

Two closed unions, `Block` and `Inline`. Whoever handles a tree does so with `match` and ends it in
`assert_never`, so that a new node is a type error wherever it is not handled yet.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import unescape
from typing import Literal, assert_never

__all__ = [
    "Admonition",
    "Block",
    "Break",
    "BulletList",
    "Code",
    "CodeBlock",
    "Emphasis",
    "Heading",
    "Image",
    "Inline",
    "Link",
    "ListItem",
    "Mark",
    "Math",
    "MathBlock",
    "OrderedList",
    "Paragraph",
    "Quote",
    "RawHtml",
    "RawInline",
    "Rule",
    "Span",
    "Strike",
    "Strong",
    "Table",
    "Text",
    "children",
    "inlines_of",
    "plain",
    "plain_blocks",
    "walk",
    "walk_inlines",
    "with_inlines",
]

_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Text:
    """Words as they are read, unescaped."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """`*…*`"""

    children: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Strong:
    """`**…**`"""

    children: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Strike:
    """`~~…~~`"""

    children: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Mark:
    """`==…==`: a highlight; in a cloze question's short answer, a blank."""

    children: "tuple[Inline, ...]"
    number: int = 0
    """A blank's number, from 1; 0 for a highlight, and for a blank that has not got one yet."""
    hint: str = ""
    """What a blank shows while its text is hidden; empty for `[…]`."""


@dataclass(frozen=True, slots=True)
class Code:
    """Inline code, also a formula that cannot be typeset."""

    text: str


@dataclass(frozen=True, slots=True)
class Math:
    """A formula in a line of text."""

    tex: str
    """TeX without its dollars or `\\(…\\)`."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link; `href` is safe: http, https, mailto, `#…`, or a path relative to the file."""

    href: str
    children: "tuple[Inline, ...]"
    title: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """An image."""

    src: str
    """The address as it is written."""
    alt: str
    """What it shows, for who cannot see it."""
    file: str = ""
    """The file on disk, absolute, when it is one inside the bank's folder; empty when it is remote,
    missing or refused."""
    title: str = ""
    width: str = ""
    """The width that the author asked for: `300` (CSS pixels), `50%`, or empty."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words with classes of the author's own, such as `<span class="term">`."""

    classes: tuple[str, ...]
    children: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line within a paragraph."""

    hard: bool
    """True when it must show as a new line; False when it is only where the source was wrapped."""


@dataclass(frozen=True, slots=True)
class RawInline:
    """HTML within a line that has no node of its own: `<sub>`, `<kbd>`, …; clean and balanced."""

    html: str


Inline = (
    Text | Emphasis | Strong | Strike | Mark | Code | Math | Link | Image | Span | Break | RawInline
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside an answer or an introduction."""

    level: int
    """1 to 6."""
    children: tuple[Inline, ...]
    line: int
    """Where it begins in its file, from 1; so for every block."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    children: tuple[Inline, ...]
    line: int


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Code, fenced or indented; also a displayed formula that can't be typeset (language `tex`)."""

    text: str
    """Without the last line's end."""
    language: str
    """The first word of the fence's info string, in lower case; empty when there is none."""
    line: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class MathBlock:
    """A displayed formula."""

    tex: str
    """TeX without its dollars or `\\[…\\]`; a bare environment keeps its `\\begin` and `\\end`."""
    line: int


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a list."""

    blocks: "tuple[Block, ...]"
    line: int
    checked: bool | None = None
    """Whether a task item is ticked; None when it is no task."""


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list with bullets."""

    items: tuple[ListItem, ...]
    line: int
    tight: bool = True
    """True when its items stand without blank lines between them."""


@dataclass(frozen=True, slots=True)
class OrderedList:
    """A numbered list."""

    items: tuple[ListItem, ...]
    line: int
    start: int = 1
    tight: bool = True


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quote."""

    blocks: "tuple[Block, ...]"
    line: int


@dataclass(frozen=True, slots=True)
class Admonition:
    """A titled box: `!!! kind "title"`, or a folded one, `??? kind "title"`."""

    kind: str
    """The type word in lower case: `note`, `warning`, `question`, …."""
    title: tuple[Inline, ...]
    """Empty when the box is without a title."""
    blocks: "tuple[Block, ...]"
    line: int
    fold: Literal["", "closed", "open"] = ""
    """Empty for `!!!`, "closed" for `???`, "open" for `???+`."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: one header row, then rows of as many cells."""

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    alignments: tuple[Literal["", "left", "center", "right"], ...]
    """One a column."""
    line: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A thematic break."""

    line: int


@dataclass(frozen=True, slots=True)
class RawHtml:
    """A block of HTML that has no node of its own. It is clean, and balanced."""

    html: str
    line: int


Block = (
    Heading
    | Paragraph
    | CodeBlock
    | MathBlock
    | BulletList
    | OrderedList
    | Quote
    | Admonition
    | Table
    | Rule
    | RawHtml
)


def children(block: Block) -> tuple[Block, ...]:
    """The blocks directly inside `block`, in order."""
    if isinstance(block, Paragraph):  # most are, and the others are found the faster for it
        return ()
    match block:
        case BulletList(items) | OrderedList(items):
            return tuple(inner for item in items for inner in item.blocks)
        case Quote(blocks) | Admonition(blocks=blocks):
            return blocks
        case Heading() | CodeBlock() | MathBlock() | Table() | Rule() | RawHtml():
            return ()
        case _:
            assert_never(block)


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block of a tree, parents before children, in reading order."""
    for block in blocks:
        yield block
        if inner := children(block):
            yield from walk(inner)


def inlines_of(block: Block) -> tuple[Inline, ...]:
    """The inlines directly inside `block`, in reading order; a table's, cell after cell."""
    match block:
        case Heading(children=inlines) | Paragraph(children=inlines):
            return inlines
        case Admonition(title=inlines):
            return inlines
        case Table(header=header, rows=rows):
            return tuple(inline for row in (header, *rows) for cell in row for inline in cell)
        case (
            CodeBlock() | MathBlock() | BulletList() | OrderedList() | Quote() | Rule() | RawHtml()
        ):
            return ()
        case _:
            assert_never(block)


def walk_inlines(inlines: tuple[Inline, ...]) -> Iterator[Inline]:
    """Every inline of a line, parents before children, in reading order."""
    for inline in inlines:
        yield inline
        match inline:
            case Text() | Code() | Math() | Image() | Break() | RawInline():
                pass
            case Emphasis(inner) | Strong(inner) | Strike(inner) | Mark(children=inner):
                yield from walk_inlines(inner)
            case Link(children=inner) | Span(children=inner):
                yield from walk_inlines(inner)
            case _:
                assert_never(inline)


def with_inlines(
    blocks: tuple[Block, ...], change: Callable[[Inline], Inline]
) -> tuple[Block, ...]:
    """The tree with every inline replaced by what `change` makes of it.

    It is called in reading order, for a parent before its children.
    """
    return tuple(_with_inlines(block, change) for block in blocks)


def _with_inlines(block: Block, change: Callable[[Inline], Inline]) -> Block:
    match block:
        case Heading() | Paragraph():
            return replace(block, children=_changed(block.children, change))
        case Table():
            header, *rows = (
                tuple(_changed(cell, change) for cell in row) for row in (block.header, *block.rows)
            )
            return replace(block, header=header, rows=tuple(rows))
        case BulletList() | OrderedList():
            items = (replace(i, blocks=with_inlines(i.blocks, change)) for i in block.items)
            return replace(block, items=tuple(items))
        case Quote():
            return replace(block, blocks=with_inlines(block.blocks, change))
        case Admonition():
            title = _changed(block.title, change)
            return replace(block, title=title, blocks=with_inlines(block.blocks, change))
        case CodeBlock() | MathBlock() | Rule() | RawHtml():
            return block
        case _:
            assert_never(block)


def _changed(inlines: tuple[Inline, ...], change: Callable[[Inline], Inline]) -> tuple[Inline, ...]:
    return tuple(_with_children(change(inline), change) for inline in inlines)


def _with_children(inline: Inline, change: Callable[[Inline], Inline]) -> Inline:
    match inline:
        case Emphasis() | Strong() | Strike() | Mark() | Link() | Span():
            return replace(inline, children=_changed(inline.children, change))
        case Text() | Code() | Math() | Image() | Break() | RawInline():
            return inline
        case _:
            assert_never(inline)


def plain(inlines: tuple[Inline, ...]) -> str:
    """The words of a line, without markup: formulas as TeX, images as their alt text."""
    if len(inlines) == 1 and isinstance(inlines[0], Text):
        return inlines[0].text
    return "".join(_words(inlines))


def _words(inlines: tuple[Inline, ...]) -> list[str]:
    words: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text) | Code(text):
                words.append(text)
            case Emphasis(inner) | Strong(inner) | Strike(inner) | Mark(children=inner):
                words += _words(inner)
            case Link(children=inner) | Span(children=inner):
                words += _words(inner)
            case Break(hard):
                words.append("\n" if hard else " ")
            case Math(tex):
                words.append(tex)
            case Image(alt=alt):
                words.append(alt)
            case RawInline(html):
                words.append(unescape(_TAG.sub("", html)))
            case _:
                assert_never(inline)
    return words


def plain_blocks(blocks: tuple[Block, ...]) -> str:
    """The words of a tree, a line a block, a table's cells parted by ` | `, raw HTML left out."""
    return "\n".join(line for block in walk(blocks) if (line := _own_words(block)))


def _own_words(block: Block) -> str:
    match block:
        case Table(header=header, rows=rows):
            return "\n".join(" | ".join(plain(cell) for cell in row) for row in (header, *rows))
        case CodeBlock(text=words) | MathBlock(tex=words):
            return words
        case Heading() | Paragraph() | Admonition():
            return plain(inlines_of(block))
        case BulletList() | OrderedList() | Quote() | Rule() | RawHtml():
            return ""
        case _:
            assert_never(block)
