"""HTML that plays or frames what lies elsewhere into what a card and a page can show: a link.

What plays is an image without a file: a writer says what it is, and where.
"""

from collections.abc import Iterator

from exporter.markdown.links import safe_href, scheme_of
from exporter.markdown.raw_html import Tag, tags_of
from exporter.model.document import Image, Link, Text

__all__ = ["EMBEDDING", "PLAYING", "embedded", "embedded_of"]

PLAYING = frozenset({"audio", "video"})
EMBEDDING = PLAYING | {"embed", "iframe", "object"}


def embedded(html: str) -> Iterator[tuple[Tag, Image | Link]]:
    """The tags in `html` that embed something, each with what stands for it; an address once."""
    tags = tags_of(html)
    known: set[str] = set()
    for number, tag in enumerate(tags):
        if tag.name in PLAYING and not tag.get("src"):
            tag = _with_source(tag, tags[number + 1 :])
        found = embedded_of(tag)
        address = tag.get("src") or tag.get("data")
        if found and address not in known:
            known.add(address)
            yield tag, found


def embedded_of(tag: Tag) -> Image | Link | None:
    """What stands for a tag; None for one that embeds nothing that could be followed."""
    href = safe_href(tag.get("data" if tag.name == "object" else "src"))
    words = tag.get("title") or tag.get("aria-label")
    if tag.name in PLAYING and href:
        return Image(href, words)
    if tag.name in EMBEDDING and scheme_of(href) in ("http", "https"):
        return Link(href, (Text(words or href),))
    return None


def _with_source(tag: Tag, after: tuple[Tag, ...]) -> Tag:
    """`tag` with the address of the first `<source>` after it, and before the next that plays."""
    for inner in after:
        if inner.name in EMBEDDING:
            break
        if inner.name == "source":
            return tag.with_source(inner.get("src"))
    return tag
