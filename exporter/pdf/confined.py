"""Addresses in a page into bytes, from a few folders and from nowhere else."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from weasyprint.urls import URLFetcher, URLFetcherResponse

from exporter.pdf.drawing_fonts import in_bundled_fonts

__all__ = ["ConfinedFetcher"]


class ConfinedFetcher(URLFetcher):  # type: ignore[misc]  # weasyprint has no types
    """Fetches `data:` addresses, and files that lie, by whatever link, below given folders."""

    def __init__(self, folders: Iterable[Path], asked: dict[str, None]) -> None:
        """Only what lies below `folders` will be read; what is asked for is added to `asked`."""
        super().__init__(allowed_protocols=("data", "file"), allow_redirects=False)
        self._folders = tuple(folder.resolve() for folder in folders)
        self._asked = asked

    def fetch(self, url: str, headers: Any = None) -> Any:
        """WeasyPrint's response for `url`. Raises ValueError for an address that is not allowed."""
        parts = urlsplit(url)
        if parts.scheme.casefold() == "file":
            path = Path(url2pathname(parts.path)).resolve()
            here = parts.netloc in ("", "localhost")
            if not here or not any(path.is_relative_to(folder) for folder in self._folders):
                raise ValueError(f"{path.name} lies outside the bank")
            self._asked[str(path)] = None
        response = super().fetch(url, headers)
        return _with_our_fonts(response) if parts.path.lower().endswith(".svg") else response


def _with_our_fonts(drawing: Any) -> Any:
    try:
        data = in_bundled_fonts(drawing.read())
    finally:
        drawing.close()
    return URLFetcherResponse(drawing.url, data, drawing.headers)
