"""The structure elements of one chapter into those that say something, each in its place."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeGuard

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from exporter.pdf.figure_boxes import on_page
from exporter.pdf.link_areas import gather_areas, lead_alike

__all__ = ["Key", "Tidying"]

Key = tuple[int, int]
"""The number and the generation of an object in a PDF."""

_SILENT = frozenset({"/Span", "/NonStruct"})
_HEADINGS = frozenset(f"/H{level}" for level in range(1, 7))
_BLOCKS = frozenset({"/P", "/Div", "/LBody", "/Lbl", "/TD", "/TH", "/Link", "/Caption", "/Note"})
_HOLDS_TEXT = _SILENT | _HEADINGS | _BLOCKS
_MAY_BE_EMPTY = frozenset({"/TD", "/TH", "/LBody", "/Figure"})
_PLAIN = frozenset({"/Type", "/S", "/K", "/P", "/Pg"})
_ALONE = _HEADINGS | {"/P", "/Link"}
"""What HTML has no second one of inside."""


class Tidying:
    """What is done to the elements of one chapter, and which of them remain."""

    def __init__(
        self,
        pdf: Pdf,
        texts: Mapping[Key, Object],
        parents: dict[int, Object],
        prefix: str,
        unnamed: str,
    ) -> None:
        """`texts` is, for each page, the array that leads from a text's number to its element;
        `parents` leads from an annotation's number to its element, and loses what goes. Header
        cells and notes get names that begin with `prefix`; `unnamed` is said of an image without
        an alternative text."""
        self._pdf = pdf
        self._texts = texts
        self._parents = parents
        self._prefix = prefix
        self._unnamed = unnamed
        self._renamed: dict[bytes, str] = {}
        self._numbered = 0
        self.kept: set[Key] = set()
        """The elements that remain."""
        self.named: dict[str, Object] = {}
        """The header cells and the notes, by their names."""

    def tidy(self, element: Object) -> None:
        """Put `element` and all below it right."""
        kind = str(element.S)
        if kind == "/Table":
            self._renamed = {}
        elif kind == "/TH":
            self._rename_header(element)
        elif kind == "/TD":
            self._rename_references(element)
        elif kind == "/Figure":
            self._finish_figure(element)
        elif kind == "/Link":
            gather_areas(element, self._parents)
        kids = list(self._with_notes(element) if kind == "/Part" else _kids(element))
        kept = [each for kid in kids for each in self._kept(kid, element, kind)]
        element.K = Array(self._arranged(kept, element, kind))
        self.kept.add(element.objgen)

    def _arranged(
        self, kids: list[Object | int], parent: Object, kind: str
    ) -> Iterable[Object | int]:
        """What stands in `parent`, in as many pieces as it was written in.

        WeasyPrint gives an element for each line, each page, and each block of an item.
        """
        if kind == "/LI":
            return self._with_body(kids, parent)
        if kind != "/Art":
            return self._joined(kids, lead_alike)
        # A heading and the text that runs in after it are set in the lines of one block.
        parent.S = Name.Div
        runs = list(self._joined(kids, _of_one_kind))
        for run in runs:
            if not isinstance(run, int):
                run.K = Array(self._joined(_kids(run), lead_alike))
        return runs

    def _kept(self, kid: Object | int, parent: Object, kind: str) -> Iterator[Object | int]:
        """What stands in `parent` for `kid`: itself, nothing, or what it holds."""
        if isinstance(kid, int) or kid.get("/Type") == Name.OBJR:
            yield kid
            return
        self.tidy(kid)
        if _says_nothing_more(kid, parent, kind):
            self.kept.discard(kid.objgen)
            for inner in _kids(kid):
                self._adopt(inner, parent)
                yield inner
        elif len(kid.K) or str(kid.S) in _MAY_BE_EMPTY:
            yield kid
        else:
            self.kept.discard(kid.objgen)

    def _with_notes(self, chapter: Object) -> Iterator[Object | int]:
        """What stands in a chapter, the notes of each page behind what else is on it."""
        for kid in _kids(chapter):
            if not _holds_notes(kid):
                yield kid
                continue
            notes: list[Any] = list(_kids(kid))
            for note in notes:
                name = self._next_name("note")
                note.S, note.ID, note.P = Name.Note, String(name), chapter
                self.named[name] = note
                yield note

    def _joined(
        self, kids: Iterable[Object | int], alike: Callable[[Object, Object], bool]
    ) -> Iterator[Object | int]:
        """`kids`, where those that follow one another and are `alike` have become one."""
        last: Object | int = 0
        for kid in kids:
            if isinstance(kid, int) or isinstance(last, int) or not alike(last, kid):
                yield kid
                last = kid
                continue
            self.kept.discard(kid.objgen)
            self._move(_kids(kid), last)

    def _with_body(self, kids: list[Object | int], item: Object) -> Iterator[Object | int]:
        """What stands in an item of a list: its bullet, and one body with all else."""
        labels = [kid for kid in kids if _is(kid, "/Lbl")]
        rest = [kid for kid in kids if not _is(kid, "/Lbl")]
        yield from labels
        if len(rest) == 1 and _is(rest[0], "/LBody"):
            yield rest[0]
        elif rest:
            plain = Dictionary(Type=Name.StructElem, S=Name.LBody, P=item, Pg=item.Pg, K=Array())
            body = self._pdf.make_indirect(plain)
            for kid in rest:
                if _is(kid, "/LBody"):
                    self.kept.discard(kid.objgen)
                    self._move(_kids(kid), body)
                else:
                    self._move([kid], body)
            self.kept.add(body.objgen)
            yield body

    def _move(self, kids: Iterable[Object | int], parent: Object) -> None:
        for kid in kids:
            self._adopt(kid, parent)
            parent.K.append(kid)

    def _adopt(self, kid: Object | int, parent: Object) -> None:
        if isinstance(kid, int):
            self._texts[parent.Pg.objgen][kid] = parent
        elif kid.get("/Type") == Name.OBJR:
            self._parents[int(kid.Obj.StructParent)] = parent
        else:
            kid.P = parent

    def _finish_figure(self, figure: Object) -> None:
        if "/Alt" not in figure:
            figure.Alt = String(self._unnamed)
        figure.A.BBox = Array(on_page(figure.A.BBox, figure.Pg))

    def _rename_header(self, cell: Object) -> None:
        name = self._new_name(bytes(cell.ID)) if "/ID" in cell else self._next_name("th")
        cell.ID = String(name)
        self.named[name] = cell
        if "/A" in cell and "/Scope" not in cell.A:
            cell.A.Scope = Name.Column

    def _rename_references(self, cell: Object) -> None:
        if "/A" in cell and "/Headers" in cell.A:
            cell.A.Headers = Array([String(self._new_name(bytes(n))) for n in cell.A.Headers])

    def _new_name(self, old: bytes) -> str:
        """WeasyPrint names the header cells alike on each page that a table runs over."""
        if old not in self._renamed:
            self._renamed[old] = self._next_name("th")
        return self._renamed[old]

    def _next_name(self, kind: str) -> str:
        self._numbered += 1
        return f"{self._prefix}{kind}{self._numbered:05}"


def _says_nothing_more(kid: Object, parent: Object, kind: str) -> bool:
    """Whether `kid` only stands between `parent` and what it holds."""
    if not set(kid.keys()) <= _PLAIN or kid.get("/Pg") != parent.get("/Pg"):
        return False
    inner = str(kid.S)
    return (inner in _SILENT and kind in _HOLDS_TEXT) or (inner == kind and inner in _ALONE)


def _of_one_kind(one: Object, other: Object) -> bool:
    return bool(one.S == other.S)


def _holds_notes(element: Object | int) -> TypeGuard[Object]:
    """Whether it is the foot of a page, where each note begins with its number.

    WeasyPrint (70, `pdf/tags.py`) knows no notes.
    """
    if not _is(element, "/NonStruct"):
        return False
    notes = [note for note in _kids(element) if _is(note, "/Span")]
    numbered = [note for note in notes if _is(next(_kids(note), 0), "/NonStruct")]
    return 0 < len(numbered) == len(element.K)


def _is(element: Object | int, kind: str) -> TypeGuard[Object]:
    return not isinstance(element, int) and str(element.get("/S", "")) == kind


def _kids(element: Object) -> Iterator[Object | int]:
    yield from element.get("/K", Array())
