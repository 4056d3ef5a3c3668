"""A PDF, opened: its texts, links, bookmarks and structure, as a test wants them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

__all__ = ["Bookmark", "Opened", "Spot"]

Key = tuple[int, int]


@dataclass(frozen=True)
class Bookmark:
    depth: int
    title: str
    page: int


@dataclass(frozen=True)
class Spot:
    """A place on a page (from 0), in points from its left and lower edge."""

    page: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        return self.top - self.bottom


class Opened:
    """A file, read by two libraries: pypdfium2 for what is seen, pikepdf for what it is made of."""

    def __init__(self, path: Path) -> None:
        self.bytes = path.read_bytes()
        self.pdf = pikepdf.open(path)
        self._seen = pypdfium2.PdfDocument(str(path))

    @cached_property
    def texts(self) -> list[str]:
        """The text of each page, as it is seen, in one line."""
        pages = (page.get_textpage().get_text_bounded() for page in self._seen)
        return [" ".join(text.split()) for text in pages]

    @property
    def text(self) -> str:
        return " ".join(self.texts)

    @property
    def labels(self) -> list[str]:
        return [self._seen.get_page_label(number) for number in range(len(self._seen))]

    @property
    def sizes(self) -> set[tuple[float, float]]:
        """In points, rounded."""
        return {(round(w, 1), round(h, 1)) for w, h in (page.get_size() for page in self._seen)}

    def places(self, page: int, letter: str) -> list[tuple[float, float]]:
        """Where a letter stands on a page (from 0): left and bottom, in points."""
        text = self._seen[page].get_textpage()
        found = (n for n in range(text.count_chars()) if text.get_text_range(n, 1) == letter)
        return [text.get_charbox(n)[:2] for n in found]

    def spot(self, words: str) -> Spot:
        """Where words stand first, letter by letter as they are written."""
        for number, page in enumerate(self._seen):
            text = page.get_textpage()
            if found := text.search(words, match_case=True).get_next():
                first, count = found
                boxes = [text.get_charbox(n) for n in range(first, first + count)]
                left, bottom, right, top = zip(*boxes, strict=True)
                return Spot(number, min(left), min(bottom), max(right), max(top))
        raise AssertionError(f"{words!r} stands nowhere")

    def letter_boxes(self, page: int) -> Iterator[tuple[float, float, float, float]]:
        """Left, bottom, right and top of each letter on a page (from 0), in points."""
        text = self._seen[page].get_textpage()
        for number in range(text.count_chars()):
            if text.get_text_range(number, 1).strip():
                yield text.get_charbox(number)

    def drawn(self, page: int) -> list[tuple[float, float, float, float]]:
        """Left, bottom, right and top of each line and area on a page (from 0), in points."""
        paths = self._seen[page].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH], max_depth=9)
        return [path.get_bounds() for path in paths]

    def margin(self, page: int) -> float:
        """The space to the right of all letters of a page (from 0), in points."""
        text = self._seen[page].get_textpage()
        edges = (text.get_charbox(number)[2] for number in range(text.count_chars()))
        return float(self._seen[page].get_size()[0]) - max(edges, default=0.0)

    @cached_property
    def page_numbers(self) -> dict[Key, int]:
        return {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}

    @cached_property
    def destinations(self) -> dict[str, int]:
        """The page (from 0) of each named destination."""
        names = pikepdf.NameTree(self.pdf.Root.Names.Dests)
        return {str(name): self.page_numbers[place[0].objgen] for name, place in names.items()}

    @cached_property
    def links(self) -> list[tuple[int, Any]]:
        """(page, link annotation)."""
        return [
            (number, annotation)
            for number, page in enumerate(self.pdf.pages)
            for annotation in list(page.obj.get("/Annots", []))
        ]

    @cached_property
    def bookmarks(self) -> list[Bookmark]:
        with self.pdf.open_outline() as outline:
            return list(self._bookmarks(outline.root, 0))

    def _bookmarks(self, items: list[pikepdf.OutlineItem], depth: int) -> Iterator[Bookmark]:
        for item in items:
            place: Any = item.destination
            yield Bookmark(depth, item.title, self.page_numbers[place[0].objgen])
            yield from self._bookmarks(item.children, depth + 1)

    @cached_property
    def fonts(self) -> dict[Key, Any]:
        found: dict[Key, Any] = {}
        for page in self.pdf.pages:
            for font in page.obj.Resources.get("/Font", {}).values():
                found[font.objgen] = font
        return found

    @cached_property
    def tree(self) -> Any:
        return self.pdf.Root.StructTreeRoot

    @cached_property
    def elements(self) -> list[Any]:
        """Every structure element, in reading order."""
        return list(self._elements(self.tree))

    def _elements(self, element: Any) -> Iterator[Any]:
        for kid in kids_of(element):
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") != pikepdf.Name.OBJR:
                yield kid
                yield from self._elements(kid)

    def of_kind(self, kind: str) -> list[Any]:
        return [element for element in self.elements if str(element.S) == f"/{kind}"]


def kids_of(element: Any) -> list[Any]:
    return list(element.get("/K", []))
