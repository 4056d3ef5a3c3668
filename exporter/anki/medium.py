"""What a card shows otherwise than a page: Anki's formulas and blanks, media by flat names."""

import re

from markupsafe import Markup, escape

from exporter.anki.guard import (
    by_parts,
    guard_blank,
    guard_braces,
    guard_tags,
    guard_text,
    printable,
)
from exporter.anki.media import MediaShelf
from exporter.html.formula import for_anki
from exporter.model.bank import Location
from exporter.model.document import Image, Link, Mark

__all__ = ["CardMedium"]

_LAST_BLANK = 499
"""Anki makes no card for a blank with a higher number."""

_INNER_BLANK = re.compile(r"\{\{c\d+::(.*?)(?:::.*?)?\}\}", re.DOTALL)
_ELSEWHERE = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_HREF = re.compile(r' href="([^"]*)"')


class CardMedium:
    """The `exporter.html.render.Medium` of one question's card."""

    folds = True

    def __init__(self, shelf: MediaShelf, where: Location, *, blanks: bool = False) -> None:
        """Media go to `shelf`; `blanks` says whether numbered marks are blanks to fill in."""
        self._shelf = shelf
        self._where = where
        self._blanks = blanks

    def text(self, text: str) -> Markup:
        """Words, escaped."""
        return guard_text(escape(text))

    def code(self, text: str) -> Markup:
        """What stands inside `<code>` in a line, escaped."""
        return guard_text(escape(text))

    def formula(self, tex: str, *, display: bool) -> Markup:
        r"""A formula between Anki's `\(…\)` or `\[…\]`; a broken one as code."""
        html = for_anki(tex, display=display)
        if html.startswith("<"):
            return self.code_block(html)
        return guard_braces(html)

    def image(self, image: Image) -> Markup:
        """A local image under its flat name; a remote one as a link: no card loads from afar."""
        words = image.alt or image.title
        if name := self._shelf.name_of(image.file, self._where) if image.file else "":
            return _picture(image, name)
        if _ELSEWHERE.match(image.src):
            link = '<a class="left-out" href="{}">{}</a>'
            return Markup(link).format(image.src, self.text(words or image.src))
        return Markup('<span class="left-out">{}</span>').format(self.text(words or image.src))

    def link(self, link: Link, content: Markup) -> Markup:
        """A link that leads out of the deck; of one that leads to another file only the words."""
        if not _ELSEWHERE.match(link.href):
            return content
        title = Markup(' title="{}"').format(link.title) if link.title else ""
        return Markup('<a href="{}"{}>{}</a>').format(link.href, title, content)

    def mark(self, mark: Mark, content: Markup) -> Markup:
        """A blank where there are any, else a highlight; one inside another is part of that."""
        if not self._blanks or not 0 < mark.number <= _LAST_BLANK:
            return Markup("<mark>{}</mark>").format(content)
        inside = guard_blank(Markup(_INNER_BLANK.sub(r"\1", guard_tags(content))))
        words = printable(mark.hint).strip()
        hint = Markup("::") + guard_blank(self.text(words)) if words else ""
        return Markup("{{{{c{}::{}{}}}}}").format(mark.number, inside, hint)

    def code_block(self, html: Markup) -> Markup:
        """Highlighted lines of code."""
        return guard_text(html)

    def raw(self, html: str) -> Markup:
        """HTML that the reader has cleaned."""
        return by_parts(html, text=guard_text, tag=_without_dead_link)


def _picture(image: Image, name: str) -> Markup:
    sized = ""
    if image.width:
        unit = "" if image.width.endswith("%") else "px"
        sized = Markup(' style="width:{}{}"').format(image.width, unit)
    title = Markup(' title="{}"').format(image.title) if image.title else ""
    return Markup('<img src="{}" alt="{}"{}{}>').format(name, image.alt, title, sized)


def _without_dead_link(tag: str) -> str:
    return _HREF.sub(lambda found: found[0] if _ELSEWHERE.match(found[1]) else "", tag)
