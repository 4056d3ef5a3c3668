"""A chapter of small pages into the same chapter on sheets that hold several of them.

The streams of the small pages are put together, each under a matrix of its own, rather than made
into forms: so a text's number (its MCID) stays one of its page, as everything that reads the
structure of a chapter expects. Links, bookmarks and named places move along. The terms are those of
ISO 32000-1.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Pdf

from exporter.pdf.figure_boxes import Box, from_page, on_page
from exporter.pdf.structure import parents_of, write_parents

__all__ = ["Placed", "Sheet", "impose"]

_NUMBER = re.compile(rb"(<</MCID )(\d+)(>>\s+BDC)")
"""As WeasyPrint writes it. It writes texts in hexadecimal, so nothing else can look like this."""
_PATTERN = re.compile(rb"/(p\d+)\s+(?:scn|SCN)\b")
"""How WeasyPrint names a pattern, and paints with it."""
_POINTS = 72 / 25.4
"""Of a millimetre."""
_HAIR = 0.25
"""The width of a line, in points."""

_Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Placed:
    """A small page on a sheet. Lengths are in millimetres, from the left and from the bottom."""

    page: int
    """From 0."""
    left: float
    bottom: float
    width: float
    """It is made larger or smaller to be as wide as this."""
    turned: bool = False
    """Whether it stands on its head."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to be made of small ones."""

    width: float
    height: float
    placed: tuple[Placed, ...]
    lines: tuple[tuple[float, float, float, float], ...] = ()
    """Hairlines, each from one point to another; no content, for a screen reader."""


def impose(pdf: bytes, sheets: Iterable[Sheet], dropped: frozenset[str] = frozenset()) -> bytes:
    """The pages of `pdf`, which WeasyPrint has tagged, on `sheets`; each must be on one of them.

    The named places `dropped` are named no more.
    """
    with pikepdf.open(BytesIO(pdf)) as document:
        _Imposition(document).impose(tuple(sheets), dropped)
        data = BytesIO()
        document.save(data, deterministic_id=True)
    return data.getvalue()


@dataclass(frozen=True, slots=True)
class _Moved:
    """Where a small page has gone."""

    sheet: Object
    matrix: _Matrix
    texts: int
    """How many texts of other small pages come before its own."""


class _Imposition:
    """A document whose small pages are being placed."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._small = [page.obj for page in pdf.pages]
        self._parents = parents_of(pdf.Root.StructTreeRoot)
        self._moved: dict[tuple[int, int], _Moved] = {}

    def impose(self, sheets: Sequence[Sheet], dropped: frozenset[str]) -> None:
        for sheet in sheets:
            self._make(sheet)
        del self._pdf.pages[: len(self._small)]
        self._move_elements()
        self._move_places(dropped)
        write_parents(self._pdf.Root.StructTreeRoot, self._parents)

    def _make(self, sheet: Sheet) -> None:
        """Add a page for `sheet`, and put the small pages on it."""
        box = Array([0, 0, sheet.width * _POINTS, sheet.height * _POINTS])
        # All pages that WeasyPrint lays out at once have their resources in one object.
        resources = self._small[0].Resources
        page = Dictionary(Type=Name.Page, MediaBox=box, Resources=resources, Tabs=Name.S)
        self._pdf.pages.append(pikepdf.Page(page))
        made = self._pdf.pages[-1].obj
        content, texts, links = [_drawn(sheet)], Array(), Array()
        for placed in sheet.placed:
            small = self._small[placed.page]
            moved = _Moved(made, _matrix(placed, small), len(texts))
            self._moved[small.objgen] = moved
            content.append(self._content(small, moved))
            texts.extend(list(self._parents.pop(int(small.StructParents))))
            links.extend(list(_moved_links(small, moved)))
        made.Contents = self._pdf.make_stream(b"\n".join(content))
        made.StructParents = int(self._small[sheet.placed[0].page].StructParents)
        self._parents[int(made.StructParents)] = self._pdf.make_indirect(texts)
        if len(links):
            made.Annots = links

    def _content(self, small: Object, moved: _Moved) -> bytes:
        """What is drawn on a small page, as it is drawn on its sheet."""

        def number(found: re.Match[bytes]) -> bytes:
            return b"%s%d%s" % (found[1], int(found[2]) + moved.texts, found[3])

        content = small.Contents.read_bytes()
        for name in sorted(set(_PATTERN.findall(content))):
            # Unlike everything else, a pattern stands where it does on the page as a whole.
            pattern = small.Resources.Pattern[f"/{name.decode('ascii')}"]
            before = pattern.get("/Matrix", Array([1, 0, 0, 1, 0, 0]))
            pattern.Matrix = Array(_product(_numbers(before), moved.matrix))
        return b"q\n%s cm\n%s\nQ" % (_written(moved.matrix), _NUMBER.sub(number, content))

    def _move_elements(self) -> None:
        """Tell the structure elements which sheet they are on now."""
        rest: list[Object] = [self._pdf.Root.StructTreeRoot]
        while rest:
            element = rest.pop()
            moved = self._moved[element.Pg.objgen] if "/Pg" in element else None
            kids: list[Any] = list(element.get("/K", Array()))  # numbers of texts, and elements
            rest.extend(kid for kid in kids if not isinstance(kid, int))
            if moved:
                if element.get("/S") == Name.Figure:
                    element.A.BBox = _moved_box(element, moved)
                element.Pg = moved.sheet
                if kids:
                    texts = moved.texts
                    numbered = [kid + texts if isinstance(kid, int) else kid for kid in kids]
                    element.K = Array(numbered)

    def _move_places(self, dropped: frozenset[str]) -> None:
        """Have bookmarks and named places lead to the sheets."""
        with self._pdf.open_outline() as outline:
            for item in _items(outline.root):
                item.destination = self._place(item.destination)
        if "/Names" in self._pdf.Root:
            places = self._pdf.Root.Names.Dests
            named = list(places.Names)
            kept = Array()
            for name, place in zip(named[::2], named[1::2], strict=True):
                if str(name) not in dropped:
                    kept.extend([name, self._place(place)])
            places.Names = kept

    def _place(self, destination: Any) -> Array:
        """A destination, `[page /XYZ left top zoom]` as WeasyPrint writes them all."""
        page, kind, left, top, zoom = destination
        moved = self._moved[page.objgen]
        return Array([moved.sheet, kind, *_point(moved.matrix, float(left), float(top)), zoom])


def _items(items: Iterable[OutlineItem]) -> Iterator[OutlineItem]:
    for item in items:
        yield item
        yield from _items(item.children)


def _moved_links(small: Object, moved: _Moved) -> Iterator[Object]:
    for link in small.get("/Annots", Array()):
        link.Rect = Array(_turned_box(_corners(link.Rect), moved.matrix))
        yield link


def _moved_box(figure: Object, moved: _Moved) -> Array:
    """Where a figure stands on its sheet, as WeasyPrint would write it."""
    return from_page(_turned_box(on_page(figure.A.BBox, figure.Pg), moved.matrix), moved.sheet)


def _turned_box(box: Box, matrix: _Matrix) -> Box:
    """The lower left and the upper right corner of a box under a matrix that turns it by half."""
    x1, y1, x2, y2 = box
    corners = (_point(matrix, x1, y1), _point(matrix, x2, y2))
    (left, right), (bottom, top) = (sorted(ends) for ends in zip(*corners, strict=True))
    return left, bottom, right, top


def _matrix(placed: Placed, small: Object) -> _Matrix:
    """From points on a small page to points on its sheet."""
    _, _, width, height = map(float, small.MediaBox)
    left, bottom = placed.left * _POINTS, placed.bottom * _POINTS
    scale = placed.width * _POINTS / width
    if placed.turned:
        return -scale, 0.0, 0.0, -scale, left + scale * width, bottom + scale * height
    return scale, 0.0, 0.0, scale, left, bottom


def _drawn(sheet: Sheet) -> bytes:
    """The lines of a sheet."""
    if not sheet.lines:
        return b""
    ends = (tuple(length * _POINTS for length in line) for line in sheet.lines)
    paths = b"\n".join(b"%.3f %.3f m %.3f %.3f l" % line for line in ends)
    return b"/Artifact BMC\nq\n%.2f w 0 G\n%s\nS\nQ\nEMC" % (_HAIR, paths)


def _numbers(matrix: Object) -> _Matrix:
    a, b, c, d, e, f = map(float, matrix)
    return a, b, c, d, e, f


def _corners(box: Object) -> Box:
    x1, y1, x2, y2 = map(float, box)
    return x1, y1, x2, y2


def _product(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    x, y = _point(then, e, f)
    return (
        a * then[0] + b * then[2],
        a * then[1] + b * then[3],
        c * then[0] + d * then[2],
        c * then[1] + d * then[3],
        x,
        y,
    )


def _point(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _written(matrix: _Matrix) -> bytes:
    return b"%.6f %.6f %.6f %.6f %.6f %.6f" % matrix
