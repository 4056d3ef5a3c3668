"""Files of a bank into media of a package, under flat names that grow from their bytes."""

import hashlib
import re
from pathlib import Path
from xml.etree import ElementTree

from exporter.model.bank import Location
from exporter.model.diagnostic import Diagnostic

__all__ = ["MediaShelf"]

_EXTENSION = re.compile(r"\.[a-z0-9]{1,8}")
_MOST_BYTES = 100_000_000
"""AnkiWeb takes no larger file."""
_MOST_DRAWN_BYTES = 8_000_000
_ACTIVE_ELEMENTS = frozenset({"script", "handler", "listener", "iframe", "embed", "object"})
_ACTIVE_ADDRESS = re.compile(r"(?:java|vb)script:|data:(?:text/|image/svg|application/)")
_IGNORED_IN_ADDRESSES = re.compile(r"[\x00-\x20]+")


class MediaShelf:
    """The media that the notes so far show; state, because every note adds to one shelf."""

    def __init__(self) -> None:
        """An empty shelf."""
        self.files: dict[str, bytes] = {}
        self.diagnostics: list[Diagnostic] = []
        self._names: dict[str, str] = {}

    def name_of(self, file: str, where: Location) -> str:
        """The name in the package for the file at `file`, which the question at `where` shows.

        The same bytes have the same name, whatever their file is called; other bytes have another.
        Empty, with a diagnostic, for a file that can't be read or must not be shown.
        """
        if file not in self._names:
            self._names[file] = self._put(Path(file), where)
        return self._names[file]

    def _put(self, file: Path, where: Location) -> str:
        try:
            extension = file.suffix.lower() if _EXTENSION.fullmatch(file.suffix.lower()) else ""
            size = file.stat().st_size
            if size > (_MOST_DRAWN_BYTES if extension == ".svg" else _MOST_BYTES):
                self._tell(where, f"{file.name} is {size // 1_000_000} MB large", "make it smaller")
                return ""
            data = file.read_bytes()
        except OSError as error:
            self._tell(where, f"{file.name} can't be read ({error.strerror})", "make it readable")
            return ""
        if extension == ".svg" and (fault := _fault_of_svg(data)):
            self._tell(where, f"{file.name} {fault}", "save it as a plain SVG or as a PNG")
            return ""
        name = hashlib.sha256(data).hexdigest()[:24] + extension
        self.files[name] = data
        return name

    def _tell(self, where: Location, message: str, advice: str) -> None:
        self.diagnostics.append(
            Diagnostic(
                rule="unusable-media",
                severity="warning",
                message=f"the image {message}: the card shows its description instead",
                help=advice,
                file=where.file,
                line=where.line,
            )
        )


def _fault_of_svg(data: bytes) -> str:
    """Why a card must not show this SVG; empty when it may.

    A browser runs no script of an `<img>`, but not everything that shows a card is a browser.
    """
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, LookupError, ValueError):
        return "is no SVG that can be read"
    for element in root.iter():
        name = str(element.tag).rpartition("}")[2]
        if name in _ACTIVE_ELEMENTS or any(map(_is_active, element.attrib.items())):
            return "has a script in it"
    return ""


def _is_active(attribute: tuple[str, str]) -> bool:
    name, value = attribute
    address = _IGNORED_IN_ADDRESSES.sub("", value).casefold()
    return name.startswith("on") or _ACTIVE_ADDRESS.search(address) is not None
