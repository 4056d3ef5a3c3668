"""What paper shows otherwise than a card: formulas, figures, links that lead about the sheet."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from exporter.html.formula import for_print
from exporter.model.document import Image, Link, Mark
from exporter.pdf.addresses import shown, tells
from exporter.pdf.anchors import address_of
from exporter.pdf.code_breaks import with_breaks
from exporter.pdf.endless import with_endless
from exporter.pdf.notes import note
from exporter.pdf.pictures import Fault, fault_of, kind_of
from exporter.pdf.words import Words

__all__ = ["PrintMedium"]

_ANCHOR = re.compile(r'<a\b(?:[^>]*?\shref="([^"]*)")?[^>]*>(.*?)</a>', re.DOTALL)
"""As nh3 writes it."""


class PrintMedium:
    """The `exporter.html.render.Medium` of what one file says."""

    folds = False

    def __init__(
        self,
        file: str,
        *,
        figures: frozenset[Image],
        tell: Callable[[Image, Fault], None],
        words: Words,
        notes_of: str = "",
    ) -> None:
        """`figures` are the images that stand alone in a paragraph; `tell` is called for one that
        is at fault. `notes_of` is what the addresses of links belong to, such as a question: each
        is printed once there; empty: none is."""
        self._file = file
        self._figures = figures
        self._tell = tell
        self._words = words
        self._notes_of = notes_of

    def text(self, text: str) -> Markup:
        """Words, escaped."""
        return with_endless(text)

    def code(self, text: str) -> Markup:
        """What stands inside `<code>` in a line, escaped."""
        return with_endless(text)

    def formula(self, tex: str, *, display: bool) -> Markup:
        """A formula as an image; a broken one as code."""
        return for_print(tex, display=display)

    def image(self, image: Image) -> Markup:
        """An image of the bank, with its caption when it stands alone; any other as its words."""
        if not image.file or kind_of(image.src) != "image":
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
            words = Markup('<a href="{}">{}</a>').format(link.href, content)
            return words + self._address(link.href, content)
        return content

    def mark(self, mark: Mark, content: Markup) -> Markup:
        """A highlight; in a cloze the text of a blank."""
        kind = ' class="blank"' if mark.number else ""
        return Markup(f"<mark{kind}>{{}}</mark>").format(content)

    def code_block(self, html: Markup) -> Markup:
        """Highlighted lines of code."""
        return with_breaks(html)

    def raw(self, html: str) -> Markup:
        """HTML that the reader has cleaned."""
        return Markup(_ANCHOR.sub(self._raw_link, html))

    def _raw_link(self, found: re.Match[str]) -> str:
        content = Markup(found[2])
        return self.link(Link(unescape(found[1]), ()), content) if found[1] else content

    def _address(self, url: str, words: Markup) -> Markup:
        """What a reader of paper is told of where a link leads."""
        if not self._notes_of or tells(words, url):
            return Markup("")
        return note(shown(url), self._notes_of)

    def _elsewhere(self, image: Image) -> Markup:
        if urlsplit(image.src).scheme not in ("http", "https"):
            return self._absent(image)
        words = self._caption(image, image.alt or image.title or shown(image.src))
        link = Markup('<a class="absent" href="{}">{}</a>').format(image.src, words)
        return link + self._address(image.src, escape(image.alt or image.title or image.src))

    def _absent(self, image: Image) -> Markup:
        words = self._caption(image, image.alt or image.title or image.src)
        return Markup('<span class="absent">{}</span>').format(words)

    def _caption(self, image: Image, words: str) -> str:
        return f"{self._words[kind_of(image.src)]}: {words}"


def _width(asked: str) -> Markup:
    if not asked:
        return Markup("")
    return Markup(' style="width:{}"').format(asked if asked.endswith("%") else f"{asked}px")
