"""What paper shows otherwise than a card: formulas, figures, links that lead about the sheet."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from exporter.html.formula import for_print
from exporter.model.document import Image, Link, Mark
from exporter.pdf.anchors import address_of
from exporter.pdf.pictures import Fault, fault_of

__all__ = ["PrintMedium"]

_ENDLESS = re.compile(r"\S{80,}")


class PrintMedium:
    """The `exporter.html.render.Medium` of what one file says."""

    folds = False

    def __init__(
        self,
        file: str,
        *,
        figures: frozenset[Image],
        tell: Callable[[Image, Fault], None],
        missing: str,
    ) -> None:
        """`figures` are the images that stand alone in a paragraph; `missing` is what a page calls
        an image that it cannot show, and `tell` is called for one that is at fault."""
        self._file = file
        self._figures = figures
        self._tell = tell
        self._missing = missing

    def text(self, text: str) -> Markup:
        """Words, escaped; one without an end, which takes long to hyphenate, in a `span`."""
        return Markup(_ENDLESS.sub(r'<span class="endless">\g<0></span>', str(escape(text))))

    def code(self, text: str) -> Markup:
        """What stands inside `<code>` in a line, escaped."""
        return escape(text)

    def formula(self, tex: str, *, display: bool) -> Markup:
        """A formula as an image; a broken one as code."""
        return for_print(tex, display=display)

    def image(self, image: Image) -> Markup:
        """An image of the bank, with its caption when it stands alone; any other as its words."""
        if not image.file:
            return self._elsewhere(image)
        if fault := fault_of(Path(image.file)):
            self._tell(image, fault)
            return self._absent(image)
        picture = Markup('<img class="picture" src="{}" alt="{}"{}>').format(
            Path(image.file).as_uri(), image.alt or image.title or image.src, _width(image.width)
        )
        if image not in self._figures:
            return picture
        caption = image.title or image.alt
        below = Markup('<span class="caption">{}</span>').format(caption) if caption else ""
        return Markup('<span class="figure">{}{}</span>').format(picture, below)

    def link(self, link: Link, content: Markup) -> Markup:
        """A link out of the sheet or about it; of one to a file beside the bank only the words."""
        if address := address_of(link.href, self._file):
            return Markup('<a class="inner" href="{}">{}</a>').format(address, content)
        if urlsplit(link.href).scheme in ("http", "https", "mailto"):
            return Markup('<a href="{}">{}</a>').format(link.href, content)
        return content

    def mark(self, mark: Mark, content: Markup) -> Markup:
        """A highlight; in a cloze the text of a blank."""
        kind = ' class="blank"' if mark.number else ""
        return Markup(f"<mark{kind}>{{}}</mark>").format(content)

    def code_block(self, html: Markup) -> Markup:
        """Highlighted lines of code."""
        return html

    def raw(self, html: str) -> Markup:
        """HTML that the reader has cleaned."""
        return Markup(html)

    def _elsewhere(self, image: Image) -> Markup:
        if urlsplit(image.src).scheme not in ("http", "https"):
            return self._absent(image)
        words = image.alt or image.title or image.src
        return Markup('<a class="absent" href="{}">{}: {}</a>').format(
            image.src, self._missing, words
        )

    def _absent(self, image: Image) -> Markup:
        words = image.alt or image.title or image.src
        return Markup('<span class="absent">{}: {}</span>').format(self._missing, words)


def _width(asked: str) -> Markup:
    if not asked:
        return Markup("")
    return Markup(' style="width:{}"').format(asked if asked.endswith("%") else f"{asked}px")
