"""Text into a document tree."""

from exporter.markdown.document import Document, no_media, read_document, read_line
from exporter.markdown.faults import Fault, shortened
from exporter.markdown.front_matter import FrontMatter
from exporter.markdown.pictures import Media, MediaFile

__all__ = [
    "Document",
    "Fault",
    "FrontMatter",
    "Media",
    "MediaFile",
    "no_media",
    "read_document",
    "read_line",
    "shortened",
]
