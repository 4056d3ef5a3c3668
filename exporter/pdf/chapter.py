"""What a layout makes of a bank: chapters, each of them laid out as a document of its own."""

from dataclasses import dataclass
from typing import Literal, Protocol

from exporter.model.bank import Location

__all__ = ["Anchors", "Chapter", "Finish", "Target"]

Anchors = tuple[tuple[str, int], ...]
"""Each target's name, and its page in the chapter, from 1; in the order of the pages."""


class Finish(Protocol):
    """What is done to a chapter once its pages are known. It is pickled: a frozen dataclass."""

    def again(self, html: str, anchors: Anchors, pages: int) -> str:
        """The HTML to lay out instead of `html`, which gave so many pages; empty: it is settled."""

    def finished(self, pdf: bytes, anchors: Anchors) -> tuple[bytes, Anchors]:
        """The settled chapter, imposed on other pages, say; still tagged, as WeasyPrint tags it."""

    def notices(self, anchors: Anchors) -> tuple[str, ...]:
        """What an author is told of how it came out, each a warning."""


@dataclass(frozen=True, slots=True)
class Target:
    """A place that links lead to."""

    name: str
    """Its `id` in the HTML, and its named destination in the sheet; unique there."""
    title: str
    """What a screen reader says of a link to it."""
    addresses: tuple[str, ...] = ()
    """How links write it, after `x-bank:`: see `exporter.pdf.anchors`."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A document of its own: it comes out the same, whatever else is in the sheet."""

    html: str
    base: str
    """The file URL of a folder: what relative addresses in it are relative to."""
    location: Location
    """Where its text is written, for messages."""
    prefix: str = ""
    """What stands before the number of a page in its folio: `6–`."""
    numerals: Literal["arabic", "roman"] = "arabic"
    targets: tuple[Target, ...] = ()
    finish: Finish | None = None
    goes_on: bool = False
    """Whether it is a later part of what the chapter before it begins."""
