"""A document tree into HTML, with what differs between a card and a page left to a `Medium`.

The class names written here are what the style sheets of both writers build on.
"""

from collections.abc import Iterable
from typing import Protocol, assert_never

from markupsafe import Markup, escape

from exporter.html.code import highlight
from exporter.model.document import (
    Admonition,
    Block,
    Break,
    BulletList,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    Image,
    Inline,
    Link,
    ListItem,
    Mark,
    Math,
    MathBlock,
    OrderedList,
    Paragraph,
    Quote,
    RawHtml,
    RawInline,
    Rule,
    Span,
    Strike,
    Strong,
    Table,
    Text,
)

__all__ = ["Medium", "render_blocks", "render_inlines"]


class Medium(Protocol):
    """How the medium shows what no two media show alike. Each method gives finished HTML."""

    @property
    def folds(self) -> bool:
        """Whether folded boxes fold; on paper they stand open."""

    def text(self, text: str) -> Markup:
        """Words, escaped."""

    def code(self, text: str) -> Markup:
        """What stands inside `<code>` in a line, escaped."""

    def formula(self, tex: str, *, display: bool) -> Markup:
        """A formula; a broken one as code."""

    def image(self, image: Image) -> Markup:
        """An image, or what stands in its place."""

    def link(self, link: Link, content: Markup) -> Markup:
        """A link around `content`, or `content` alone."""

    def mark(self, mark: Mark, content: Markup) -> Markup:
        """A highlight, or a blank."""

    def code_block(self, html: Markup) -> Markup:
        """Highlighted lines of code."""

    def raw(self, html: str) -> Markup:
        """HTML that the reader has cleaned."""


def render_blocks(blocks: Iterable[Block], medium: Medium) -> Markup:
    """The HTML of `blocks`, one block a line."""
    return Markup(_blocks(blocks, medium))


def render_inlines(inlines: Iterable[Inline], medium: Medium) -> Markup:
    """The HTML of a line."""
    return Markup(_inlines(inlines, medium))


# From here on all is finished HTML, as plain text: to make `Markup` of each piece takes longer than
# all the rest. What is put into it is either made below, or given by the medium, or escaped here.


def _blocks(blocks: Iterable[Block], medium: Medium) -> str:
    return "\n".join([_block(block, medium) for block in blocks])


def _inlines(inlines: Iterable[Inline], medium: Medium) -> str:
    return "".join([_inline(inline, medium) for inline in inlines])


def _block(block: Block, medium: Medium) -> str:
    match block:
        case Paragraph(inlines):
            return f"<p>{_inlines(inlines, medium)}</p>"
        case Heading():
            return _heading(block, medium)
        case CodeBlock():
            return _code_block(block, medium)
        case MathBlock(tex):
            return f'<div class="formula">{medium.formula(tex, display=True)}</div>'
        case BulletList(items, tight=tight):
            return f"<ul>\n{_items(items, tight, medium)}\n</ul>"
        case OrderedList(items, start=start, tight=tight):
            opening = f'<ol start="{start}">' if start != 1 else "<ol>"
            return f"{opening}\n{_items(items, tight, medium)}\n</ol>"
        case Quote(blocks):
            return f"<blockquote>\n{_blocks(blocks, medium)}\n</blockquote>"
        case Admonition():
            return _admonition(block, medium)
        case Table():
            return _table(block, medium)
        case Rule():
            return "<hr>"
        case RawHtml(html):
            return medium.raw(html)
        case _:
            assert_never(block)


def _inline(inline: Inline, medium: Medium) -> str:
    match inline:
        case Text(text):
            return medium.text(text)
        case Code(text):
            return f"<code>{medium.code(text)}</code>"
        case Math(tex):
            return medium.formula(tex, display=False)
        case Emphasis(inner):
            return f"<em>{_inlines(inner, medium)}</em>"
        case Strong(inner):
            return f"<strong>{_inlines(inner, medium)}</strong>"
        case Strike(inner):
            return f"<del>{_inlines(inner, medium)}</del>"
        case Mark(inner):
            return medium.mark(inline, render_inlines(inner, medium))
        case Link(children=inner):
            return medium.link(inline, render_inlines(inner, medium))
        case Image():
            return medium.image(inline)
        case Span(classes, inner):
            own = escape(" ".join(classes))
            return f'<span class="own {own}">{_inlines(inner, medium)}</span>'
        case Break(hard):
            return "<br>\n" if hard else "\n"
        case RawInline(html):
            return medium.raw(html)
        case _:
            assert_never(inline)


def _heading(heading: Heading, medium: Medium) -> str:
    """An answer's own heading: never an `h1`, which belongs to the page or card around it."""
    tag = f"h{max(2, heading.level)}"
    content = _inlines(heading.children, medium)
    return f'<{tag} class="heading heading-{heading.level}">{content}</{tag}>'


def _items(items: tuple[ListItem, ...], tight: bool, medium: Medium) -> str:
    return "\n".join([_item(item, tight, medium) for item in items])


def _item(item: ListItem, tight: bool, medium: Medium) -> str:
    opening = {
        None: "<li>",
        False: '<li class="task">',
        True: '<li class="task done">',
    }[item.checked]
    parts = [
        _inlines(block.children, medium)
        if tight and isinstance(block, Paragraph)
        else _block(block, medium)
        for block in item.blocks
    ]
    return opening + "\n".join(parts) + "</li>"


def _code_block(block: CodeBlock, medium: Medium) -> str:
    title = f'<p class="code-title">{medium.text(block.title)}</p>' if block.title else ""
    language = f" language-{escape(block.language)}" if block.language else ""
    lines = medium.code_block(highlight(block.text, block.language))
    pre = f'<pre><code class="highlight{language}">{lines}</code></pre>'
    return f'<div class="code">{title}{pre}</div>'


def _admonition(box: Admonition, medium: Medium) -> str:
    title = _inlines(box.title, medium)
    content = _blocks(box.blocks, medium)
    kind = escape(box.kind)
    if box.fold and medium.folds:
        words = title or escape(box.kind.capitalize())
        state = " open" if box.fold == "open" else ""
        return (
            f'<details class="box box-{kind}"{state}><summary class="box-title">{words}</summary>\n'
            f"{content}\n</details>"
        )
    caption = f'<p class="box-title">{title}</p>\n' if title else ""
    return f'<div class="box box-{kind}">{caption}{content}\n</div>'


def _table(table: Table, medium: Medium) -> str:
    def row(cells: tuple[tuple[Inline, ...], ...], opening: str, tag: str) -> str:
        shown = [
            f"{opening}{of_class[alignment]}>{_inlines(cell, medium)}</{tag}>"
            for cell, alignment in zip(cells, table.alignments, strict=True)
        ]
        return f"<tr>{''.join(shown)}</tr>"

    of_class = {name: f' class="{name}"' if name else "" for name in table.alignments}
    head = row(table.header, '<th scope="col"', "th")
    body = "\n".join([row(cells, "<td", "td") for cells in table.rows])
    return (
        f'<div class="table"><table>\n<thead>{head}</thead>\n<tbody>\n{body}\n</tbody>\n'
        "</table></div>"
    )
