"""An image, however it is written, into its node, with its file looked up."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from exporter.markdown.faults import Fault, Faults, Place
from exporter.markdown.raw_html import Picture
from exporter.model.document import Image

__all__ = ["Media", "MediaFile", "image_of"]

_WIDTH = re.compile(r"\s*(\d{1,5}(?:\.\d+)?)(px|%)?\s*")


@dataclass(frozen=True, slots=True)
class MediaFile:
    """What an image's address leads to."""

    file: str = ""
    """Absolute; empty when there is no file in the bank."""
    fault: Fault | None = None


Media = Callable[[str], MediaFile]
"""From an address as it is written to the file it names."""


def image_of(found: Picture, place: Place, faults: Faults, media: Media) -> Image:
    """The node for an image, with its file looked up and what is wrong with it told."""
    target = media(found.src)
    if target.fault:
        faults.tell(target.fault, place)
    width = _WIDTH.fullmatch(found.width)
    size = width[1] + ("%" if width[2] == "%" else "") if width else ""
    return Image(found.src, found.alt.strip(), target.file, found.title, size)
