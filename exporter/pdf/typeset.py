"""A chapter's HTML into PDF pages, by WeasyPrint."""

import gc
import logging
import os
import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from exporter.errors import ExporterError
from exporter.model.diagnostic import shortened
from exporter.pdf.chapter import Anchors, Chapter
from exporter.pdf.notes import rescued
from exporter.pdf.own_fonts import own_fonts
from exporter.pdf.pages import Style
from exporter.pdf.structure import tidied

__all__ = ["LayoutFault", "Pages", "Task", "require_pango", "typeset"]

_MISSING = re.compile(r"unsupported by fonts: .*\(U\+([0-9A-F]+)\)")
# What a link leads to may stand in another chapter; that is found out at the merge.
_EXPECTED = ("No anchor #",)
_LONGEST_NOTICE = 200
_EPOCH = "SOURCE_DATE_EPOCH"


@dataclass(frozen=True, slots=True)
class Pages:
    """A chapter, laid out."""

    pdf: bytes
    anchors: Anchors
    missing: frozenset[str]
    """The letters that no font has: they are empty boxes on the page."""
    notices: tuple[str, ...]
    """What else WeasyPrint had to say: an image that failed, a rule of a theme that it ignored."""
    files: tuple[str, ...]
    """The files that were asked for: its fonts and images."""


@dataclass(frozen=True, slots=True)
class LayoutFault:
    """Why a chapter cannot be laid out."""

    message: str


@dataclass(frozen=True, slots=True)
class Task:
    """A chapter to be laid out, and what that takes besides it."""

    chapter: Chapter
    styles: tuple[Style, ...]
    folders: tuple[Path, ...]
    """Files are read only below these."""
    unnamed: str
    """What a screen reader says of an image that has no alternative text."""
    even: bool
    """Whether an empty page is added to an odd number of them."""
    bundled_fonts_only: bool
    """Whether the letters that the bundled fonts lack are looked for in no other."""


def typeset(task: Task) -> Pages | LayoutFault:
    """Lay out a chapter. Raises ExporterError when Pango is missing."""
    require_pango()
    files: dict[str, None] = {}
    try:
        fonts = own_fonts(task.bundled_fonts_only)
        with _listening() as said, _fonts_of_one_date(), _uncollected(), fonts:
            pdf, anchors, more = _settled(task, files)
            prefix = task.chapter.prefix.replace("–", "-")
            pdf = tidied(pdf, prefix, task.unnamed, even=task.even)
    except Exception as error:  # WeasyPrint raises what it happens to stumble over
        return LayoutFault(f"{type(error).__name__}: {error}"[:_LONGEST_NOTICE])
    return Pages(pdf, anchors, _missing(said), (*_notices(said), *more), tuple(files))


def require_pango() -> None:
    """Raises ExporterError, saying how to install it, when Pango is missing."""
    try:
        with warnings.catch_warnings():
            # A computer without fonts of its own is no fault: the bundled ones are enough.
            warnings.simplefilter("ignore")
            import weasyprint  # noqa: F401
    except OSError as error:
        raise ExporterError(
            "printing needs Pango, which is not installed. Debian and Ubuntu: "
            "apt install libpangoft2-1.0-0 libharfbuzz-subset0. Fedora: dnf install pango. "
            "Arch: pacman -S pango. macOS: brew install pango (on Apple silicon, with a Python "
            "that is not Homebrew's, set DYLD_FALLBACK_LIBRARY_PATH=/opt/homebrew/lib)"
        ) from error


def _settled(task: Task, files: dict[str, None]) -> tuple[bytes, Anchors, tuple[str, ...]]:
    """The chapter's pages as its layout wants them, and what that has to say of them."""
    chapter = task.chapter
    document = _rendered(chapter.html, task, files)
    anchors = tuple(_anchors(document))
    finish = chapter.finish
    while html := (finish and finish.again(chapter.html, anchors, len(document.pages))) or (
        rescued(chapter.html, anchors)
    ):
        chapter = replace(chapter, html=html)
        document = _rendered(chapter.html, task, files)
        anchors = tuple(_anchors(document))
    pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    if finish is None:
        return pdf, anchors, ()
    notices = finish.notices(anchors)
    return *finish.finished(pdf, anchors), notices


def _rendered(html: str, task: Task, files: dict[str, None]) -> Any:
    """WeasyPrint's document; the files that it is made of are added to `files`."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from exporter.pdf.confined import ConfinedFetcher

    fetcher = ConfinedFetcher(task.folders, files)
    fonts = FontConfiguration()
    sheets = [
        CSS(string=style.css, base_url=style.base, url_fetcher=fetcher, font_config=fonts)
        for style in task.styles
    ]
    source = HTML(string=html, base_url=task.chapter.base, url_fetcher=fetcher)
    return source.render(
        stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1", presentational_hints=True
    )


def _anchors(document: Any) -> Iterator[tuple[str, int]]:
    for number, page in enumerate(document.pages, start=1):
        for name in page.anchors:
            yield name, number


@contextmanager
def _listening() -> Iterator[list[str]]:
    """What WeasyPrint logs meanwhile: its only way to say that something is wrong."""
    said: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    logger = logging.getLogger("weasyprint")
    listener = Listener(logging.WARNING)
    logger.addHandler(listener)
    try:
        yield said
    finally:
        logger.removeHandler(listener)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the garbage collector, which would go over all of a chapter's boxes again and again.

    It costs an eighth of the time, and finds next to nothing before a chapter is done.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect()


@contextmanager
def _fonts_of_one_date() -> Iterator[None]:
    """The fonts that are embedded meanwhile bear one date, so that a chapter has the same bytes.

    fontTools writes the present into each font, or what this variable says.
    """
    before = os.environ.get(_EPOCH)
    os.environ[_EPOCH] = "0"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_EPOCH]
        else:
            os.environ[_EPOCH] = before


def _missing(said: Iterable[str]) -> frozenset[str]:
    return frozenset(chr(int(found[1], 16)) for text in said if (found := _MISSING.search(text)))


def _notices(said: Iterable[str]) -> Iterator[str]:
    for text in dict.fromkeys(said):
        if not _MISSING.search(text) and not text.startswith(_EXPECTED):
            yield shortened(text, _LONGEST_NOTICE)
