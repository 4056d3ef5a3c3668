"""Text into a document tree."""

from exporter.markdown.document import Document, Source, no_media, read_document, read_line
from exporter.markdown.faults import Fault
from exporter.markdown.front_matter import FrontMatter
from exporter.markdown.paragraphs import is_blank, trimmed
from exporter.markdown.pictures import Media, MediaFile
from exporter.markdown.side_by_side import read_documents

__all__ = [
    "Document",
    "Fault",
    "FrontMatter",
    "Media",
    "MediaFile",
    "Source",
    "is_blank",
    "no_media",
    "read_document",
    "read_documents",
    "read_line",
    "trimmed",
]
