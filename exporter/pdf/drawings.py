"""An SVG into what it would cost to draw, and what else it is made of."""

import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isfinite
from urllib.parse import unquote, unquote_to_bytes
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

__all__ = ["MOST_SHAPES", "DrawingError", "Parts", "parts_of"]

MOST_SHAPES = 30_000
"""A thousand take half a second to draw."""
_DEEPEST = 120
"""WeasyPrint draws what stands in one another by recursion."""
_STROKES = 60
"""Letters of a path that take as long as a shape."""
_NUMBER = re.compile(r"\s*[-+]?((\d+\.?\d*|\.\d+)(e[-+]?\d+)?|inf|nan)", re.IGNORECASE)
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_SVG = "{http://www.w3.org/2000/svg}"


class DrawingError(ValueError):
    """A drawing that cannot be drawn."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a drawing is made of."""

    shapes: int
    """As many as are drawn: what is used again counts again."""
    files: tuple[str, ...]
    """The files that it shows or uses, relative to its own."""
    images: tuple[bytes, ...]
    """The images that stand in it."""


def parts_of(data: bytes) -> Parts:
    """What a drawing is made of. Raises DrawingError when it cannot be drawn."""
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise DrawingError(f"it is no sound XML: {error}") from error
    if root.tag.removeprefix(_SVG) != "svg":
        raise DrawingError("it is no SVG")
    _check_depth(root)
    if any(_is_endless(root.get(side, "")) for side in ("width", "height")):
        raise DrawingError("its size is no number")
    if any("@import" in (style.text or "") for style in root.iter(f"{_SVG}style")):
        raise DrawingError("its style sheet imports another")
    named = {name: element for element in root.iter() if (name := element.get("id"))}
    shapes = _Counter(named).count(root)
    hrefs = [href for element in root.iter() if (href := _href(element)) and _shows(element)]
    return Parts(
        shapes,
        tuple(unquote(path) for path in _paths(hrefs)),
        tuple(_data(href) for href in hrefs if href.startswith("data:")),
    )


def _is_endless(length: str) -> bool:
    number = _NUMBER.match(length)
    return number is not None and not isfinite(float(number[0]))


def _check_depth(root: Element) -> None:
    level, depth = [root], 0
    while level:
        level = [inner for element in level for inner in element]
        depth += 1
        if depth > _DEEPEST:
            raise DrawingError(f"more than {_DEEPEST} elements stand in one another")


@dataclass(slots=True)
class _Counter:
    """Counts shapes, of each element once."""

    named: dict[str, Element]
    known: dict[Element, int] = field(default_factory=dict)
    open: set[Element] = field(default_factory=set)

    def count(self, element: Element) -> int:
        """The shapes of `element`, and of what it uses."""
        if element in self.known:
            return self.known[element]
        if element in self.open or len(self.open) > 2 * _DEEPEST:
            raise DrawingError("it uses itself, or parts that use parts without end")
        self.open.add(element)
        strokes = len(element.get("d", "")) + len(element.get("points", ""))
        shapes = 1 + strokes // _STROKES + sum(self.count(inner) for inner in element)
        used = self.named.get(_href(element).removeprefix("#"))
        if used is not None and element.tag.removeprefix(_SVG) == "use":
            shapes += self.count(used)
        self.open.discard(element)
        self.known[element] = shapes
        return shapes


def _href(element: Element) -> str:
    return next((element.get(name, "").strip() for name in _HREFS if name in element.attrib), "")


def _shows(element: Element) -> bool:
    return element.tag.removeprefix(_SVG) in ("image", "use")


def _paths(hrefs: list[str]) -> Iterator[str]:
    """The paths among addresses: of those that have a scheme, none is fetched."""
    for href in hrefs:
        path = href.partition("#")[0]
        if path and ":" not in path:
            yield path


def _data(href: str) -> bytes:
    head, _, body = href.partition(",")
    data = unquote_to_bytes(body)
    try:
        return b64decode(data) if head.endswith(";base64") else data
    except ValueError as error:
        raise DrawingError("an image in it is broken") from error
