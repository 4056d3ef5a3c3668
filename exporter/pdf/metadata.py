"""A bank into what its sheet says of itself: the document information and the XMP metadata."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version

from pikepdf import Dictionary, Name, Pdf, String

from exporter import __version__
from exporter.model.bank import Bank

__all__ = ["About", "about", "describe"]

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")


@dataclass(frozen=True, slots=True)
class About:
    """What a sheet says of itself. No text has a character that XML forbids."""

    title: str
    author: str
    description: str
    licence: str
    language: str
    """A BCP 47 tag."""
    moment: int
    """When it was made, in seconds since the epoch."""


def about(bank: Bank, title: str, moment: int) -> About:
    """What the sheet of `bank` says of itself."""
    return About(
        title=_clean(title),
        author=_clean(bank.author),
        description=_clean(bank.description),
        licence=_clean(bank.licence),
        language=_clean(bank.language) or "en",
        moment=moment,
    )


def describe(pdf: Pdf, about: About) -> None:
    """Write into `pdf` what it says of itself, and that it keeps to PDF/UA-1."""
    when = datetime.fromtimestamp(about.moment, UTC)
    pdf.Root.Lang = String(about.language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    _write_information(pdf, about, when)
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp.register_xml_namespace("http://www.aiim.org/pdfua/ns/id/", "pdfuaid")
        xmp["pdfuaid:part"] = "1"
        xmp["dc:title"] = about.title
        xmp["dc:language"] = [about.language]
        if about.author:
            xmp["dc:creator"] = [about.author]
        if about.description:
            xmp["dc:description"] = about.description
        if about.licence:
            xmp["dc:rights"] = about.licence
        xmp["xmp:CreatorTool"] = _program()
        xmp["xmp:CreateDate"] = xmp["xmp:ModifyDate"] = when.strftime("%Y-%m-%dT%H:%M:%SZ")
        xmp["pdf:Producer"] = _producer()


def _write_information(pdf: Pdf, about: About, when: datetime) -> None:
    stamp = when.strftime("D:%Y%m%d%H%M%SZ")
    said = {
        "/Title": about.title,
        "/Author": about.author,
        "/Subject": about.description,
        "/Creator": _program(),
        "/Producer": _producer(),
        "/CreationDate": stamp,
        "/ModDate": stamp,
    }
    for key, text in said.items():
        if text:
            pdf.docinfo[Name(key)] = String(text)


def _program() -> str:
    return f"exporter {__version__}"


def _producer() -> str:
    return f"WeasyPrint {version('weasyprint')}"


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub(" ", text).strip()
