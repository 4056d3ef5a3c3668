"""The structure elements of one chapter into those that say something, each in its place."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard

from pikepdf import Array, Name, Object, String

__all__ = ["Key", "Tidying"]

Key = tuple[int, int]
"""The number and the generation of an object in a PDF."""

_SILENT = frozenset({"/Span", "/NonStruct"})
_HEADINGS = frozenset(f"/H{level}" for level in range(1, 7))
_BLOCKS = frozenset({"/P", "/Div", "/LBody", "/Lbl", "/TD", "/TH", "/Link", "/Caption", "/Note"})
_HOLDS_TEXT = _SILENT | _HEADINGS | _BLOCKS
_MAY_BE_EMPTY = frozenset({"/TD", "/TH", "/LBody", "/Figure"})
_PLAIN = frozenset({"/Type", "/S", "/K", "/P", "/Pg"})


class Tidying:
    """What is done to the elements of one chapter, and which of them remain."""

    def __init__(self, texts: Mapping[Key, Object], prefix: str, unnamed: str) -> None:
        """`texts` is, for each page, the array that leads from a text's number to its element;
        header cells and notes get names that begin with `prefix`; `unnamed` is said of an image
        without an alternative text."""
        self._texts = texts
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
        elif kind == "/Figure" and "/Alt" not in element:
            element.Alt = String(self._unnamed)
        kids = list(self._with_notes(element) if kind == "/Part" else _kids(element))
        kept = [each for kid in kids for each in self._kept(kid, element, kind)]
        if kind == "/Art":
            element.S = Name.Div
            kept = list(self._joined(kept))
        element.K = Array(kept)
        self.kept.add(element.objgen)

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

    def _joined(self, kids: list[Object | int]) -> Iterator[Object | int]:
        """What stands in an `article`: a heading and the text that runs in after it, each in one
        piece again. Both are set in the lines of one block, and WeasyPrint gives an element for
        each line."""
        last: Object | int = 0
        for kid in kids:
            if isinstance(kid, int) or isinstance(last, int) or kid.S != last.S:
                yield kid
                last = kid
                continue
            self.kept.discard(kid.objgen)
            for inner in _kids(kid):
                self._adopt(inner, last)
                last.K.append(inner)

    def _adopt(self, kid: Object | int, parent: Object) -> None:
        if isinstance(kid, int):
            self._texts[parent.Pg.objgen][kid] = parent
        else:
            kid.P = parent

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
    return (inner in _SILENT and kind in _HOLDS_TEXT) or (inner == kind and inner in _HEADINGS)


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
