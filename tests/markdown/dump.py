"""A document tree as text, for fixtures: a node a line, indented by depth, with its line."""

from collections.abc import Iterable, Iterator

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

__all__ = ["dump", "line_of"]


def dump(blocks: Iterable[Block]) -> str:
    """The tree of `blocks`."""
    return "\n".join(row for block in blocks for row in _block(block))


def line_of(inlines: Iterable[Inline]) -> str:
    """Inlines in one line: words in quotes, everything else as `name(…)`."""
    return " ".join(map(_inline, inlines))


def _block(block: Block) -> Iterator[str]:
    line = f"{block.line}:"
    match block:
        case Heading(level, inlines):
            yield f"{line} heading {level} {line_of(inlines)}"
        case Paragraph(inlines):
            yield f"{line} paragraph {line_of(inlines)}"
        case CodeBlock(text, language, _, title):
            yield f"{line} code {' '.join(repr(w) for w in (text, language, title) if w)}"
        case MathBlock(tex):
            yield f"{line} math {tex!r}"
        case BulletList(items, tight=tight):
            yield f"{line} list{'' if tight else ' loose'}"
            yield from _items(items)
        case OrderedList(items, start=start, tight=tight):
            yield f"{line} numbers from {start}{'' if tight else ' loose'}"
            yield from _items(items)
        case Quote(blocks):
            yield f"{line} quote"
            yield from _deeper(blocks)
        case Admonition(kind, title, blocks, _, fold):
            yield " ".join(filter(None, (line, "box", kind, fold, line_of(title))))
            yield from _deeper(blocks)
        case Table(header, rows, alignments):
            yield f"{line} table {' '.join(a or '-' for a in alignments)}"
            for row in (header, *rows):
                yield "  | " + " | ".join(line_of(cell) for cell in row)
        case Rule():
            yield f"{line} rule"
        case RawHtml(html):
            yield f"{line} html {html!r}"


def _deeper(blocks: Iterable[Block]) -> Iterator[str]:
    return (f"  {row}" for block in blocks for row in _block(block))


def _items(items: Iterable[ListItem]) -> Iterator[str]:
    for item in items:
        mark = {None: "", True: " ticked", False: " open"}[item.checked]
        yield f"  {item.line}: item{mark}"
        yield from (f"  {row}" for row in _deeper(item.blocks))


def _inline(inline: Inline) -> str:
    match inline:
        case Text(text):
            return repr(text)
        case Break(hard):
            return "break" if hard else "/"
        case Code(words):
            return f"code({words!r})"
        case Math(words):
            return f"math({words!r})"
        case RawInline(words):
            return f"html({words!r})"
        case Image(src, alt, file, title, width):
            parts = (src, alt, title, width and f"width={width}", file and "found")
            return f"image({', '.join(repr(part) for part in parts if part)})"
        case Link(href, children, title):
            return f"link({href!r}{', ' + repr(title) if title else ''}: {line_of(children)})"
        case Span(classes, children):
            return f"span({' '.join(classes)}: {line_of(children)})"
        case Mark(children, number, hint):
            label = "".join((f" {number}" if number else "", f" {hint!r}" if hint else ""))
            return f"mark{label}({line_of(children)})"
        case Emphasis(children) | Strong(children) | Strike(children):
            return f"{type(inline).__name__.lower()}({line_of(children)})"
