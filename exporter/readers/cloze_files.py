"""A file with a heading `Text` above words to be hidden, `{{c1::so}}`, into its cloze.

So tools write a cloze that keep one note a file, a heading for each of its fields. What stands
below the text, under `Extra`, is shown with the answer.
"""

from collections.abc import Sequence

from exporter.model.document import Block, Heading, Inline, Paragraph, RawHtml, plain, walk
from exporter.readers.cloze_rows import as_marks, has_cloze
from exporter.readers.forms.contract import Page
from exporter.readers.holes import gaps_in
from exporter.readers.sides import Sides

__all__ = ["cloze_of"]

_TEXTS = frozenset(("text", "cloze", "lückentext", "texte", "texto", "testo", "tekst", "текст"))
_EXTRA = "extra"


def cloze_of(page: Page) -> Sides | None:
    """The cloze that a file is; None when it is none."""
    if not has_cloze(page.text):
        return None
    headings = [block for block in page.document.blocks if isinstance(block, Heading)]
    texts = [heading for heading in headings if _name(heading) in _TEXTS]
    if len(texts) != 1:
        return None
    rows = page.text.split("\n")
    begin = texts[0].line
    end = next((h.line - 1 for h in headings if h.line > begin), len(rows))
    text = "\n".join(rows[begin:end])
    if not has_cloze(text):
        return None
    lines = range(begin + 1, end + 1)
    blocks = page.parse(as_marks(text), lines).blocks
    below = [block for block in page.document.blocks if block.line > end and not _is_extra(block)]
    more = (RawHtml("<!-- more -->", end), *below) if below else ()
    return Sides(begin, _title(blocks), (), (*blocks, *more), is_cloze=True)


def _name(heading: Heading) -> str:
    return plain(heading.children).strip(" :").casefold()


def _is_extra(block: Block) -> bool:
    return isinstance(block, Heading) and _name(block).endswith(_EXTRA)


def _title(blocks: Sequence[Block]) -> tuple[Inline, ...]:
    first = next((block for block in walk(tuple(blocks)) if isinstance(block, Paragraph)), None)
    return gaps_in(first.children) if first else ()
