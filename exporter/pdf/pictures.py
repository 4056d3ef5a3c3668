"""The images of a bank into what a page may hold: readable ones, of a bearable size."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from PIL import Image as Pillow

__all__ = ["MOST_PIXELS", "Fault", "Kind", "fault_of", "kind_of"]

Kind = Literal["image", "video", "audio"]

MOST_PIXELS = 40_000_000
"""An image takes some nine bytes of memory a pixel, and a second for each ten million."""
_MOST_BYTES = 50_000_000
_VIDEO = frozenset({".avi", ".m4v", ".mkv", ".mov", ".mp4", ".mpeg", ".mpg", ".ogv", ".webm"})
_AUDIO = frozenset({".aac", ".flac", ".m4a", ".mp3", ".oga", ".ogg", ".opus", ".wav"})


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an image is left out."""

    rule: Literal["broken-image", "large-image"]
    message: str
    help: str


def kind_of(src: str) -> Kind:
    """What an address shows, by how it ends."""
    end = PurePosixPath(src.partition("?")[0].partition("#")[0]).suffix.casefold()
    if end in _VIDEO:
        return "video"
    return "audio" if end in _AUDIO else "image"


def fault_of(file: Path) -> Fault | None:
    """What is wrong with an image file; None when it can be printed."""
    try:
        if file.stat().st_size > _MOST_BYTES:
            return _too_large(file, f"{file.stat().st_size // 1_000_000} MB")
        if file.suffix.casefold() == ".svg":
            return None
        return _raster_fault(file)
    except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError) as error:
        return Fault(
            "broken-image",
            f"the image {file.name} cannot be read ({error})",
            "save it again as PNG, JPEG, GIF, WebP or SVG",
        )


def _raster_fault(file: Path) -> Fault | None:
    with Pillow.open(file) as image:
        width, height = image.size
        if width * height > MOST_PIXELS:
            return _too_large(file, f"{width} by {height} pixels")
        image.verify()
    return None


def _too_large(file: Path, size: str) -> Fault:
    return Fault(
        "large-image",
        f"the image {file.name} is too large to print ({size})",
        "make it smaller: 2,000 pixels across are plenty on paper",
    )
