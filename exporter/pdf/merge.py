"""Chapters, each a PDF, into one PDF: links, bookmarks, page labels and structure in one piece.

No library's merge keeps all of these. The terms are those of ISO 32000-1.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, Object, OutlineItem, Pdf, String

from exporter.cache import digest, pickled, unpickled
from exporter.cache import parts as cached
from exporter.pdf.chapter import Chapter
from exporter.pdf.links import addresses_of, settle_links
from exporter.pdf.metadata import About, describe
from exporter.pdf.notes import IS_NOTE
from exporter.pdf.structure import Structure, parents_of
from exporter.pdf.typeset import Pages

__all__ = ["Part", "merge"]

_NUMERALS = {"arabic": Name.D, "roman": Name.r}


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter and its pages."""

    chapter: Chapter
    pages: Pages


def merge(parts: Sequence[Part], about: About) -> tuple[bytes, int]:
    """The PDF of all `parts`, in their order, and how many pages it has.

    The same parts give the same bytes.
    """
    key = digest("sheet", repr(about), *map(_said_of, parts))
    match unpickled(cached().get(key)):
        case (bytes(data), int(pages)):
            return data, pages
        case _:
            made = _merged(parts, about)
            if cached().keeps:  # or it would be copied for nothing: no other part is so large
                cached().put(key, pickled(made))
            return made


def _said_of(part: Part) -> str:
    """All that the sheet has of a part."""
    chapter = part.chapter
    pdf = hashlib.sha256(part.pages.pdf).hexdigest()
    return repr((pdf, chapter.prefix, chapter.numerals, chapter.targets, chapter.goes_on))


def _merged(parts: Sequence[Part], about: About) -> tuple[bytes, int]:
    pdf = pikepdf.new()
    sheet = _Sheet(pdf, parts)
    for part in parts:
        with pikepdf.open(BytesIO(part.pages.pdf)) as source:
            sheet.add(part.chapter, source)
    sheet.close()
    describe(pdf, about)
    data = BytesIO()
    pdf.save(
        data,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        min_version="1.7",
    )
    return data.getvalue(), len(pdf.pages)


class _Sheet:
    """The document that the chapters are added to."""

    def __init__(self, pdf: Pdf, parts: Sequence[Part]) -> None:
        self._pdf = pdf
        self._places = addresses_of(target for part in parts for target in part.chapter.targets)
        self._structure = Structure(pdf)
        self._destinations = NameTree.new(pdf)
        self._bookmarks: list[OutlineItem] = []
        self._labels = Array()

    def add(self, chapter: Chapter, source: Pdf) -> None:
        first = len(self._pdf.pages)
        self._pdf.pages.extend(source.pages)
        pages = [page.obj for page in list(self._pdf.pages)[first:]]
        here = {page.obj.objgen: new for page, new in zip(source.pages, pages, strict=True)}
        self._labels.append(first)
        self._labels.append(_label(chapter))
        self._add_destinations(source, here)
        with source.open_outline() as outline:
            moved = [_moved(item, here) for item in outline.root]
        above = self._bookmarks[-1].children if chapter.goes_on and self._bookmarks else None
        (self._bookmarks if above is None else above).extend(moved)
        tree = self._pdf.copy_foreign(source.Root.StructTreeRoot)
        parents = parents_of(tree)
        settle_links(pages, parents, self._places)
        self._structure.add(tree, parents, pages)

    def close(self) -> None:
        """Write into the document what it needs as a whole."""
        self._structure.close()
        self._pdf.Root.Names = Dictionary(Dests=self._destinations.obj)
        self._pdf.Root.PageLabels = Dictionary(Nums=self._labels)
        self._pdf.Root.PageMode = Name.UseOutlines
        with self._pdf.open_outline() as outline:
            outline.root.extend(self._bookmarks)

    def _add_destinations(self, source: Pdf, here: Mapping[tuple[int, int], Object]) -> None:
        if "/Names" not in source.Root:
            return
        names = list(source.Root.Names.Dests.Names)
        for name, place in zip(names[::2], names[1::2], strict=True):
            if not str(name).startswith(IS_NOTE):
                self._destinations[str(name)] = _place(place, here)


def _label(chapter: Chapter) -> Dictionary:
    label = Dictionary(S=_NUMERALS[chapter.numerals], St=1)
    if chapter.prefix:
        label.P = String(chapter.prefix)
    return label


def _moved(item: OutlineItem, here: Mapping[tuple[int, int], Object]) -> OutlineItem:
    moved = OutlineItem(item.title, _place(item.destination, here))
    # A chapter opens to its sections; these open when they are asked for.
    moved.is_closed = bool(item.children) and not any(kid.children for kid in item.children)
    moved.children.extend(_moved(kid, here) for kid in item.children)
    return moved


def _place(destination: Any, here: Mapping[tuple[int, int], Object]) -> Array:
    """A destination of a chapter, an array as WeasyPrint writes them all, as one of the sheet."""
    page, *position = destination
    return Array([here[page.objgen], *position])
