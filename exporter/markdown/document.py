"""The text of a file into its document tree, with what is wrong in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from exporter.cache import digest, parts, pickled, unpickled
from exporter.markdown.classed_quotes import with_callouts
from exporter.markdown.directives import with_directives
from exporter.markdown.faults import Fault, Faults, Place
from exporter.markdown.fence_ends import with_ends
from exporter.markdown.front_matter import FrontMatter, split_front_matter
from exporter.markdown.indents import mixed_indentation, mixed_item
from exporter.markdown.inlines import lower_line
from exporter.markdown.lower import lower
from exporter.markdown.macros import unread_macro, unread_macros, with_macros
from exporter.markdown.pictures import Media, MediaFile
from exporter.markdown.shortcodes import with_folds
from exporter.markdown.syntax import line_of, tokens_of
from exporter.model.diagnostic import Diagnostic
from exporter.model.document import Block, Inline

__all__ = [
    "Document",
    "Source",
    "document_in",
    "keep",
    "kept_document",
    "no_media",
    "packed",
    "read_document",
    "read_line",
]


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says."""

    blocks: tuple[Block, ...]
    """Its blocks; comments are among them, for who reads them: `RawHtml` beginning with `<!--`."""
    front_matter: FrontMatter
    diagnostics: tuple[Diagnostic, ...]


def no_media(src: str) -> MediaFile:
    """A bank without media: every image is kept as its address and its alt text."""
    return MediaFile()


def read_document(
    text: str,
    *,
    file: str = "",
    media: Media = no_media,
    original: str = "",
    lines: Sequence[int] = (),
) -> Document:
    """The document that `text` is.

    `file` is what diagnostics call it, and `media` finds the file of an image. For a repaired text,
    `original` is what it was made from, and `lines` gives, for each of its rows, the row (from 1)
    of the original. Rows end in `\\n`. Never raises.
    """
    source = Source(text, file, media, original, lines)
    if not parts().keeps:
        return _read(source, media)
    kept = kept_document(source)
    if kept is None:
        asked, kept = _noted(source)
        keep(source, pickled((asked, kept)))
    return kept


@dataclass(frozen=True, slots=True)
class Source:
    """What a document is made of; see `read_document`."""

    text: str
    file: str
    media: Media
    original: str = ""
    lines: Sequence[int] = ()


def kept_document(source: Source) -> Document | None:
    """The document in the cache, if all the media that it asked for are as they were then."""
    return document_in(parts().get(_key_of(source)), source.media)


def document_in(part: bytes | None, media: Media) -> Document | None:
    """The document that `packed` made of a source, if its `media` still say the same."""
    match unpickled(part):
        case (tuple(found), Document() as kept) if all(media(src) == file for src, file in found):
            return kept
        case _:
            return None


def packed(source: Source) -> bytes:
    """The document of `source` and what it asked of its media, for the cache or another process."""
    return pickled(_noted(source))


def keep(source: Source, part: bytes) -> None:
    """Put what `packed` made of `source` into the cache."""
    parts().put(_key_of(source), part)


def _key_of(source: Source) -> bytes:
    said = (source.file, source.text, source.original, repr(tuple(source.lines)))
    return digest("document", *said)


def _noted(source: Source) -> tuple[tuple[tuple[str, MediaFile], ...], Document]:
    """What a document asked of its media, and the document."""
    asked: dict[str, MediaFile] = {}
    made = _read(source, _asking(source.media, asked))
    return tuple(asked.items()), made


def read_line(
    words: str, line: int, *, file: str = "", media: Media = no_media, original: str = ""
) -> tuple[tuple[Inline, ...], tuple[Diagnostic, ...]]:
    """The inlines of one line of text, and what is wrong in it.

    It comes from `line` of a file, which diagnostics call `file` and whose text is `original`.
    """
    faults = Faults(file, original, (line,))
    inlines = lower_line(line_of(" ".join(words.split())), faults, media)
    return inlines, tuple(faults.told)


def _asking(media: Media, asked: dict[str, MediaFile]) -> Media:
    """`media`, which notes in `asked` what it was asked and what it said."""

    def find(src: str) -> MediaFile:
        asked[src] = media(src)
        return asked[src]

    return find


def _read(source: Source, media: Media) -> Document:
    text, lines = source.text, source.lines
    front_matter, body = split_front_matter(text)
    faults = Faults(source.file, source.original or text, lines)
    if front_matter.fault:
        fault = Fault(
            "bad-front-matter",
            "warning",
            f"the metadata at the top of the file can't be read: {front_matter.fault}",
            "write `key: value` lines between the two `---`",
        )
        faults.tell(fault, Place(faults.line(front_matter.line - 1)))
    # What was repaired was indented by the repair.
    if not lines and (item := mixed_item(text)):
        faults.tell(mixed_indentation(), item)
    body, end = with_ends(body)
    if end >= 0:
        message = "this line has more on it than the end of a fence: it is taken for one"
        help_ = "write nothing behind the marks that close a fence"
        faults.tell(Fault("unclosed-fence", "warning", message, help_), Place(faults.line(end)))
    body = with_macros(body)
    for row, name in unread_macros(body):
        faults.tell_once("macro", unread_macro(name), Place(faults.line(row)))
    blocks = lower(tokens_of(with_callouts(with_folds(with_directives(body)))), faults, media)
    return Document(blocks, front_matter, tuple(faults.told))
