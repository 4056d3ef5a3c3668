"""The images of a bank into what a page may hold: readable ones, of a bearable size."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Literal

from PIL import Image as Pillow

from exporter.pdf.drawings import MOST_SHAPES, DrawingError, parts_of

__all__ = ["MOST_PIXELS", "Fault", "Kind", "fault_of", "kind_of"]

Kind = Literal["image", "video", "audio"]

MOST_PIXELS = 40_000_000
"""An image takes some nine bytes of memory a pixel, and a second for each ten million."""
_MOST_BYTES = 50_000_000
_MOST_DRAWN_BYTES = 8_000_000
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
        size = file.stat().st_size
        drawn = file.suffix.casefold() == ".svg"
        if size > (_MOST_DRAWN_BYTES if drawn else _MOST_BYTES):
            return _too_large(file, f"{size // 1_000_000} MB")
        return _drawing_fault(file, file.read_bytes()) if drawn else _raster_fault(file, file)
    except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError) as error:
        return Fault(
            "broken-image",
            f"the image {file.name} cannot be read ({error})",
            "save it again as PNG, JPEG, GIF, WebP or SVG",
        )


def _raster_fault(file: Path, data: Path | BytesIO) -> Fault | None:
    with Pillow.open(data) as image:
        width, height = image.size
        if width * height > MOST_PIXELS:
            return _too_large(file, f"{width} by {height} pixels")
        image.verify()
    return None


def _drawing_fault(file: Path, data: bytes, *, inner: bool = False) -> Fault | None:
    """What is wrong with a drawing, or with an image in it."""
    parts = parts_of(data)
    if parts.shapes > MOST_SHAPES:
        return _too_large(file, f"{parts.shapes:,} shapes")
    if inner and (parts.files or parts.images):
        raise DrawingError("drawings stand in one another")
    images = (*_files_beside(file, parts.files), *parts.images)
    return next(filter(None, (_inner_fault(file, image) for image in images)), None)


def _files_beside(file: Path, names: tuple[str, ...]) -> Iterator[bytes]:
    """The files of these names, as far as there are any: those that a drawing shows.

    Raises DrawingError for one that lies elsewhere, in or out of the bank, or that is too large.
    """
    for name in names:
        path = (file.parent / name).resolve()
        if not path.is_relative_to(file.parent.resolve()):
            raise DrawingError("it shows a file that does not lie beside it")
        if path.is_file():
            if path.stat().st_size > _MOST_BYTES:
                raise DrawingError("an image that it shows is too large")
            yield path.read_bytes()


def _inner_fault(file: Path, data: bytes) -> Fault | None:
    if data.lstrip().startswith(b"<"):
        return _drawing_fault(file, data, inner=True)
    return _raster_fault(file, BytesIO(data))


def _too_large(file: Path, size: str) -> Fault:
    return Fault(
        "large-image",
        f"the image {file.name} is too large to print ({size})",
        "make it smaller: 2,000 pixels across, or a few thousand shapes, are plenty on paper",
    )
