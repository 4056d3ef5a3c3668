"""The structure trees of chapters into the one of a sheet: what a screen reader goes by.

WeasyPrint gives each chapter a tree of its own. That is tidied first, chapter by chapter; here they
get one Document above them, and what must be unique in a document is numbered anew. The terms are
those of ISO 32000-1, 14.7 and 14.8.
"""

import re
from collections.abc import Sequence
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, Object, Pdf

from exporter.pdf.blank import fill_sheet
from exporter.pdf.elements import Key, Tidying

__all__ = ["Structure", "parents_of", "tidied", "write_parents"]

_MARKED = re.compile(rb"/\w+\s+<</MCID (\d+)>>\s+BDC")
"""As WeasyPrint writes it. It writes texts in hexadecimal, so nothing else can look like this."""


def parents_of(tree: Object) -> dict[int, Object]:
    """What each key of a parent tree leads to: of a page an array, of an annotation an element."""
    numbers = list(tree.ParentTree.Nums)
    return {int(key): found for key, found in zip(numbers[::2], numbers[1::2], strict=True)}


def tidied(pdf: bytes, prefix: str, unnamed: str, *, even: bool = False) -> bytes:
    """A chapter as WeasyPrint gives it, with a structure in which each element says something.

    The text of margin boxes becomes an artifact. `prefix` is what no other chapter of the sheet
    has; `unnamed` is said of an image without an alternative text; `even`: an empty page is added
    when the number of pages is odd.
    """
    with pikepdf.open(BytesIO(pdf)) as chapter:
        tree = chapter.Root.StructTreeRoot
        parents = parents_of(tree)
        pages = [page.obj for page in chapter.pages]
        texts = {page.objgen: parents[int(page.StructParents)] for page in pages}
        tidying = Tidying(chapter, texts, parents, prefix, unnamed)
        for part in tree.K:
            part.S = Name.Part
            tidying.tidy(part)
        for page in pages:
            _mark_artifacts(chapter, page, texts[page.objgen], tidying.kept)
            _keep_annotations(page, parents)
        write_parents(tree, parents)
        identifiers = NameTree.new(chapter)
        for name, element in tidying.named.items():
            identifiers[name] = element
        tree.IDTree = identifiers.obj
        if even:
            fill_sheet(chapter)
        data = BytesIO()
        chapter.save(data, deterministic_id=True)
    return data.getvalue()


def write_parents(tree: Object, parents: dict[int, Object]) -> None:
    """Make `parents`, as `parents_of` gives them, the parent tree of a document."""
    numbers = Array()
    for key in sorted(parents):
        numbers.append(key)
        numbers.append(parents[key])
    tree.ParentTree.Nums = numbers


def _keep_annotations(page: Object, parents: dict[int, Object]) -> None:
    """Leave `page` the annotations that have a parent."""
    if "/Annots" in page:
        page.Annots = Array([each for each in page.Annots if int(each.StructParent) in parents])


def _mark_artifacts(pdf: Pdf, page: Object, texts: Object, kept: set[Key]) -> None:
    """Mark the texts of `page` that belong to no element: those of its margin boxes."""
    stray = {n for n, element in enumerate(texts) if element.objgen not in kept}
    if not stray:
        return

    def mark(found: re.Match[bytes]) -> bytes:
        return b"/Artifact BMC" if int(found[1]) in stray else found[0]

    page.Contents = pdf.make_stream(_MARKED.sub(mark, page.Contents.read_bytes()))
    for number in stray:
        texts[number] = None


class Structure:
    """The tree of a sheet, as far as chapters have been added."""

    def __init__(self, pdf: Pdf) -> None:
        """An empty tree in `pdf`."""
        self._pdf = pdf
        self._document = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, K=Array())
        )
        self._numbers = Array()
        self._next = 0
        self._named: dict[str, Object] = {}

    def add(self, tree: Object, parents: dict[int, Object], pages: Sequence[Object]) -> None:
        """Add a tidied chapter's `tree`, which has been copied into the sheet as its `pages` have.

        `parents` is its parent tree, less the annotations that have been dropped.
        """
        for part in tree.K:
            part.P = self._document
            self._document.K.append(part)
        self._named.update((str(name), kid) for name, kid in NameTree(tree.IDTree).items())
        self._renumber(parents, pages)

    def close(self) -> None:
        """Make it the structure of the sheet."""
        identifiers = NameTree.new(self._pdf)
        for name, element in self._named.items():
            identifiers[name] = element
        root = Dictionary(
            Type=Name.StructTreeRoot,
            K=Array([self._document]),
            ParentTree=self._pdf.make_indirect(Dictionary(Nums=self._numbers)),
            ParentTreeNextKey=self._next,
            IDTree=identifiers.obj,
        )
        self._pdf.Root.StructTreeRoot = self._pdf.make_indirect(root)
        self._document.P = self._pdf.Root.StructTreeRoot
        self._pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _renumber(self, parents: dict[int, Object], pages: Sequence[Object]) -> None:
        keys = {old: self._next + rank for rank, old in enumerate(sorted(parents))}
        for old in sorted(parents):
            self._numbers.append(keys[old])
            self._numbers.append(parents[old])
        for page in pages:
            page.StructParents = keys[int(page.StructParents)]
            for annotation in page.get("/Annots", Array()):
                annotation.StructParent = keys[int(annotation.StructParent)]
        self._next += len(keys)
