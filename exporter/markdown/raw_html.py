"""Raw HTML into what can be trusted: clean, balanced HTML, and the images that were in it."""

import re
from collections.abc import Container
from dataclasses import dataclass, replace
from html.parser import HTMLParser

import nh3

__all__ = [
    "HTML_TAGS",
    "KEPT_INLINE",
    "WITHOUT_CONTENT",
    "Picture",
    "Tag",
    "clean",
    "closed_tags",
    "dropped",
    "is_too_deep",
    "picture_of",
    "pictures",
    "read_tag",
    "says_something",
    "tags_of",
    "width_of",
    "with_false_tags_as_text",
]


def _names(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


KEPT_INLINE = _names(
    "abbr bdi bdo cite dfn ins kbd q rp rt ruby samp small sub sup time u var wbr",
)
_KEPT_BLOCK = _names(
    "a b blockquote br caption center code col colgroup dd del details div dl dt em figcaption",
    "figure h1 h2 h3 h4 h5 h6 hr i li mark ol p pre s span strike strong summary table tbody td",
    "tfoot th thead tr tt ul",
)
WITHOUT_CONTENT = _names(
    "script style iframe object noscript template textarea title audio video",
)
_OTHERS = _names(
    "address applet area article aside base big body button canvas data datalist dialog",
    "embed fieldset font footer form frame frameset head header hgroup html img input label",
    "legend link main map math menu meta meter nav optgroup option output param picture",
    "progress search section select slot source svg track",
)
HTML_TAGS = KEPT_INLINE | _KEPT_BLOCK | WITHOUT_CONTENT | _OTHERS
"""Every element of HTML; anything else in angle brackets is text that only looks like a tag."""

DEEPEST = 1_000
"""How many elements may stand in one another."""

_ATTRIBUTES = {
    "*": {"class"},
    "a": {"href"},
    "details": {"open"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_CLEANER = nh3.Cleaner(
    tags=set(KEPT_INLINE | _KEPT_BLOCK),
    clean_content_tags=set(WITHOUT_CONTENT),
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)
_OPENING = re.compile(r"<([a-zA-Z][^\s<>/]*+)[^<>]*+>")
_CLOSING = re.compile(r"</([a-z][^\s<>/]*)")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
_SILENT = (
    KEPT_INLINE
    | _KEPT_BLOCK
    | _names("img font big section article", "param source track")  # the last say what plays
)
_ENDING = _names("br hr img input wbr col source param track area", "li dt dd p option td th tr")
_WIDTH = re.compile(r"(?<![\w-])width:\s*([\d.]+(?:px|%)?)")
_BETWEEN = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag within a line."""

    name: str
    """In lower case."""
    source: str
    """The tag as it is written."""
    closes: bool
    attributes: tuple[tuple[str, str], ...] = ()

    @property
    def is_html(self) -> bool:
        """Whether HTML has such an element; else it is a component, or no tag at all."""
        return self.name in HTML_TAGS

    def get(self, name: str) -> str:
        """The value of an attribute, empty when it is missing."""
        return dict(self.attributes).get(name, "")

    def with_source(self, src: str) -> "Tag":
        """The tag with another address."""
        return replace(self, attributes=(*self.attributes, ("src", src)))


@dataclass(frozen=True, slots=True)
class Picture:
    """An `<img>`."""

    src: str
    alt: str
    title: str
    width: str


def clean(html: str) -> str:
    """`html` with every tag closed, without what can do harm, and without ids and images."""
    return _CLEANER.clean(html)


def with_false_tags_as_text(html: str, closed: Container[str]) -> str:
    """`html` in which `<name>` is text where HTML has no such element and nothing closes it.

    `closed` are the names that the file closes somewhere. What a drawing or a formula consists of
    is left alone.
    """
    folded = html.lower()
    if "<svg" in folded or "<math" in folded:
        return html

    def shown(match: re.Match[str]) -> str:
        name = match[1].lower()
        is_tag = name in HTML_TAGS or name in closed or match[0].endswith("/>")
        return match[0] if is_tag else f"&lt;{match[0][1:]}"

    return _OPENING.sub(shown, html)


def closed_tags(text: str) -> frozenset[str]:
    """The names of the tags that are closed in a text, in lower case."""
    return frozenset(match[1] for match in _CLOSING.finditer(text.lower()))


def is_too_deep(html: str) -> bool:
    """Whether more elements stand in one another than `clean` can bear: it looks at each for each.

    Elements that end by themselves, such as the cells of a table, count as closed.
    """
    if html.count("<") < DEEPEST:
        return False
    depth = deepest = 0
    for match in _TAG.finditer(html):
        if match[2].lower() not in _ENDING:
            depth = max(depth - 1, 0) if match[1] else depth + 1
            deepest = max(deepest, depth)
    return deepest >= DEEPEST


def says_something(html: str) -> bool:
    """Whether clean `html` shows anything at all."""
    return bool(_BETWEEN.sub("", html).strip()) or "<hr" in html


def read_tag(html: str) -> Tag | None:
    """The tag that `html` is; None for a comment or a declaration."""
    match = _TAG.match(html)
    if not match:
        return None
    name = match[2].lower()
    if match[1]:
        return Tag(name, html, closes=True)
    reader = _Reader()
    reader.read(html)
    return reader.tags[0] if reader.tags else Tag(name, html, closes=False)


def dropped(html: str) -> tuple[str, ...]:
    """The tags in `html` that `clean` leaves out with some effect, each once."""
    names = dict.fromkeys(match[2] for match in _TAG.finditer(html) if not match[1])
    return tuple(name for name in names if name.lower() not in _SILENT)


def pictures(html: str) -> tuple[Picture, ...]:
    """The images in `html`, in order."""
    if "<img" not in html.lower():
        return ()
    return tuple(picture_of(tag) for tag in tags_of(html) if tag.name == "img")


def tags_of(html: str) -> tuple[Tag, ...]:
    """The opening tags in `html`, in order."""
    reader = _Reader()
    reader.read(html)
    return tuple(reader.tags)


def picture_of(tag: Tag) -> Picture:
    """The image that an `<img>` shows."""
    width = tag.get("width") or width_of(tag.get("style"))
    return Picture(tag.get("src"), tag.get("alt"), tag.get("title"), width)


def width_of(style: str) -> str:
    """The width that a `style` asks for; empty when it asks for none."""
    match = _WIDTH.search(style)
    return match[1] if match else ""


class _Reader(HTMLParser):
    """Collects the opening tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[Tag] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pairs = tuple((name, value or "") for name, value in attrs)
        self.tags.append(Tag(tag, self.get_starttag_text() or "", closes=False, attributes=pairs))

    def read(self, html: str) -> None:
        """Never raises: the standard library's parser asserts on some broken declarations."""
        try:
            self.feed(html)
            self.close()
        except AssertionError:
            return
