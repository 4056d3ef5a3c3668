"""The address of an image into the file it names, when that lies in the bank's folder."""

import re
from functools import partial
from pathlib import Path
from urllib.parse import unquote

from exporter.markdown import Fault, Media, MediaFile
from exporter.markdown.links import scheme_of
from exporter.model.diagnostic import Severity, shortened
from exporter.readers.inside import is_file, path_inside

__all__ = ["media_of"]


def media_of(root: Path, folder: Path) -> Media:
    """The look-up for a file in `folder` of the bank at `root`; both absolute and without links."""
    known: dict[str, MediaFile] = {}

    def find(src: str) -> MediaFile:
        if src not in known:
            known[src] = _find(root, folder, src)
        return known[src]

    return find


def _find(root: Path, folder: Path, src: str) -> MediaFile:
    told = partial(_told, shortened(src))
    scheme = scheme_of(src)
    if scheme in ("http", "https", "data") or src.startswith("//"):
        return told(
            "remote-media", "info", "is not in the bank: it is left out, its alt text stays"
        )
    if scheme:
        return told("outside-media", "warning", "is not a file of the bank: it is refused")
    path = re.sub(r"[?#].*", "", src, flags=re.DOTALL)
    for name in dict.fromkeys((unquote(path), path, src)):
        found = path_inside(root, folder, name)
        if found is None:
            return told("outside-media", "warning", "lies outside the bank's folder: it is refused")
        if is_file(found):
            return MediaFile(str(found))
    return told("missing-media", "warning", "is not there")


def _told(src: str, rule: str, severity: Severity, message: str) -> MediaFile:
    help_ = {
        "remote-media": "put the image into the bank's `media/` folder",
        "outside-media": "put the image into the bank's `media/` folder",
        "missing-media": "mend the path: it is relative to the file that it stands in",
    }[rule]
    return MediaFile(fault=Fault(rule, severity, f"the image {src!r} {message}", help_))
