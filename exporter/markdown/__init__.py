"""Text into a document tree."""

from exporter.markdown.document import Document, no_media, read_document, read_line
from exporter.markdown.faults import Fault
from exporter.markdown.front_matter import FrontMatter
from exporter.markdown.paragraphs import is_blank, trimmed
from exporter.markdown.pictures import Media, MediaFile

__all__ = [
    "Document",
    "Fault",
    "FrontMatter",
    "Media",
    "MediaFile",
    "is_blank",
    "no_media",
    "read_document",
    "read_line",
    "trimmed",
]
