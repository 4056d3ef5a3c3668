"""A document tree into HTML, with what differs between a card and a page left to a `Medium`.

The class names written here are what the style sheets of both writers build on.
"""

from collections.abc import Callable, Iterable
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
    return Markup("\n").join(_block(block, medium) for block in blocks)


def render_inlines(inlines: Iterable[Inline], medium: Medium) -> Markup:
    """The HTML of a line."""
    return Markup("").join(_inline(inline, medium) for inline in inlines)


def _block(block: Block, medium: Medium) -> Markup:
    match block:
        case Heading():
            return _heading(block, medium)
        case Paragraph(inlines):
            return _element("p", render_inlines(inlines, medium))
        case CodeBlock():
            return _code_block(block, medium)
        case MathBlock(tex):
            return Markup('<div class="formula">{}</div>').format(medium.formula(tex, display=True))
        case BulletList(items, tight=tight):
            return Markup("<ul>\n{}\n</ul>").format(_items(items, tight, medium))
        case OrderedList(items, start=start, tight=tight):
            opening = Markup('<ol start="{}">').format(start) if start != 1 else Markup("<ol>")
            return opening + Markup("\n{}\n</ol>").format(_items(items, tight, medium))
        case Quote(blocks):
            return Markup("<blockquote>\n{}\n</blockquote>").format(render_blocks(blocks, medium))
        case Admonition():
            return _admonition(block, medium)
        case Table():
            return _table(block, medium)
        case Rule():
            return Markup("<hr>")
        case RawHtml(html):
            return medium.raw(html)
        case _:
            assert_never(block)


def _inline(inline: Inline, medium: Medium) -> Markup:
    match inline:
        case Text(text):
            return medium.text(text)
        case Emphasis(inner):
            return _element("em", render_inlines(inner, medium))
        case Strong(inner):
            return _element("strong", render_inlines(inner, medium))
        case Strike(inner):
            return _element("del", render_inlines(inner, medium))
        case Mark(inner):
            return medium.mark(inline, render_inlines(inner, medium))
        case Code(text):
            return _element("code", medium.code(text))
        case Math(tex):
            return medium.formula(tex, display=False)
        case Link(children=inner):
            return medium.link(inline, render_inlines(inner, medium))
        case Image():
            return medium.image(inline)
        case Span(classes, inner):
            content = render_inlines(inner, medium)
            return Markup('<span class="own {}">{}</span>').format(" ".join(classes), content)
        case Break(hard):
            return Markup("<br>\n") if hard else Markup("\n")
        case RawInline(html):
            return medium.raw(html)
        case _:
            assert_never(inline)


def _element(tag: str, content: Markup) -> Markup:
    return Markup(f"<{tag}>{{}}</{tag}>").format(content)


def _heading(heading: Heading, medium: Medium) -> Markup:
    """An answer's own heading: never an `h1`, which belongs to the page or card around it."""
    tag = f"h{max(2, heading.level)}"
    content = render_inlines(heading.children, medium)
    return Markup(f'<{tag} class="heading heading-{heading.level}">{{}}</{tag}>').format(content)


def _items(items: tuple[ListItem, ...], tight: bool, medium: Medium) -> Markup:
    return Markup("\n").join(_item(item, tight, medium) for item in items)


def _item(item: ListItem, tight: bool, medium: Medium) -> Markup:
    opening = {
        None: "<li>",
        False: '<li class="task">',
        True: '<li class="task done">',
    }[item.checked]
    parts = [
        render_inlines(block.children, medium)
        if tight and isinstance(block, Paragraph)
        else _block(block, medium)
        for block in item.blocks
    ]
    return Markup(opening) + Markup("\n").join(parts) + Markup("</li>")


def _code_block(block: CodeBlock, medium: Medium) -> Markup:
    title = (
        Markup('<p class="code-title">{}</p>').format(medium.text(block.title))
        if block.title
        else ""
    )
    language = Markup(" language-{}").format(block.language) if block.language else ""
    lines = medium.code_block(highlight(block.text, block.language))
    return Markup(
        '<div class="code">{}<pre><code class="highlight{}">{}</code></pre></div>'
    ).format(title, language, lines)


def _admonition(box: Admonition, medium: Medium) -> Markup:
    title = render_inlines(box.title, medium)
    content = render_blocks(box.blocks, medium)
    kind = escape(box.kind)
    if box.fold and medium.folds:
        summary = Markup('<summary class="box-title">{}</summary>').format(
            title or box.kind.capitalize()
        )
        state = " open" if box.fold == "open" else ""
        return Markup(f'<details class="box box-{kind}"{state}>{{}}\n{{}}\n</details>').format(
            summary, content
        )
    caption = Markup('<p class="box-title">{}</p>\n').format(title) if title else Markup("")
    return Markup(f'<div class="box box-{kind}">{{}}{{}}\n</div>').format(caption, content)


def _table(table: Table, medium: Medium) -> Markup:
    def row(
        cells: tuple[tuple[Inline, ...], ...], opening: Callable[[str], str], tag: str
    ) -> Markup:
        return Markup("<tr>{}</tr>").format(
            Markup("").join(
                Markup(opening(alignment)) + render_inlines(cell, medium) + Markup(f"</{tag}>")
                for cell, alignment in zip(cells, table.alignments, strict=True)
            )
        )

    def of_class(start: str) -> Callable[[str], str]:
        return lambda alignment: f'{start} class="{alignment}">' if alignment else f"{start}>"

    head = row(table.header, of_class('<th scope="col"'), "th")
    body = Markup("\n").join(row(cells, of_class("<td"), "td") for cells in table.rows)
    return Markup(
        '<div class="table"><table>\n<thead>{}</thead>\n<tbody>\n{}\n</tbody>\n</table></div>'
    ).format(head, body)
