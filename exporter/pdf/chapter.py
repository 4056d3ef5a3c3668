"""What a layout makes of a bank: chapters, each of them laid out as a document of its own."""

from dataclasses import dataclass
from typing import Literal

from exporter.model.bank import Location

__all__ = ["Chapter", "Target"]


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
