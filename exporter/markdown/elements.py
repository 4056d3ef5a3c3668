"""An HTML element within a line into the inline that it is."""

import html
from collections.abc import Callable

from exporter.markdown.raw_html import KEPT_INLINE, Tag
from exporter.model.document import (
    Break,
    Code,
    Emphasis,
    Inline,
    Mark,
    RawInline,
    Span,
    Strike,
    Strong,
    Text,
    plain,
)

__all__ = ["element_of"]


def element_of(tag: Tag, children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The node that `tag` makes of `children`; they themselves when it has none to add."""
    match tag.name:
        case "b" | "strong":
            return (Strong(children),)
        case "i" | "em":
            return (Emphasis(children),)
        case "s" | "del" | "strike":
            return (Strike(children),)
        case "mark":
            return (Mark(children),)
        case "code" | "tt":
            return (Code(plain(children)),)
        case "span":
            classes = tuple(tag.get("class").split())
            return (Span(classes, children),) if classes else children
        case name if name in KEPT_INLINE:
            return _raw(name, children)
        case _:
            return children


def _raw(name: str, children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    if not plain(children).strip():
        return children
    try:
        return (RawInline(f"<{name}>{_html_of(children)}</{name}>"),)
    except _NoHtmlError:
        return children


class _NoHtmlError(Exception):
    """An inline that only a writer can show."""


def _html_of(inlines: tuple[Inline, ...]) -> str:
    return "".join(_HTML_OF.get(type(inline), _no_html)(inline) for inline in inlines)


def _no_html(inline: Inline) -> str:
    raise _NoHtmlError(inline)


_HTML_OF: dict[type, Callable[..., str]] = {
    Text: lambda node: html.escape(node.text, quote=False),
    Code: lambda node: f"<code>{html.escape(node.text, quote=False)}</code>",
    Emphasis: lambda node: f"<em>{_html_of(node.children)}</em>",
    Strong: lambda node: f"<strong>{_html_of(node.children)}</strong>",
    Strike: lambda node: f"<del>{_html_of(node.children)}</del>",
    Break: lambda node: "<br>" if node.hard else " ",
    RawInline: lambda node: node.html,
    Span: lambda node: _html_of(node.children),
}
