"""The addresses of links into notes: at the foot of the page, or in brackets behind their words."""

import re

from markupsafe import Markup

from exporter.pdf.chapter import Anchors

__all__ = ["IS_NOTE", "note", "rescued", "with_notes"]

_MADE = re.compile(r'<span class="note" data-of="([^"]*)">(.*?)</span>')
_PLACED = re.compile(r'<span class="note" id="([^"]*)">')
IS_NOTE = "note/"
"""What the names of notes begin with; no other name has a stroke there."""


def note(address: str, of: str) -> Markup:
    """An address behind the words of a link; `of` is the question that it stands in."""
    return Markup('<span class="note" data-of="{}">{}</span>').format(of, address)


def with_notes(html: str) -> str:
    """The HTML of a chapter with its notes named, each address once in a question.

    Where it comes again, a mark leads to the note that there is.
    """
    names: dict[tuple[str, str], str] = {}

    def placed(found: re.Match[str]) -> str:
        key = (found[1], found[2])
        if key in names:
            return f'<span class="noted" data-note="#{names[key]}"></span>'
        names[key] = f"{IS_NOTE}{len(names) + 1}"
        return f'<span class="note" id="{names[key]}">{found[2]}</span>'

    return _MADE.sub(placed, html)


def rescued(html: str, anchors: Anchors) -> str:
    """The HTML with each note in its line that stands on no page; empty when all stand on one.

    WeasyPrint loses a note now and then, about one in a thousand where there are many.
    """
    there = {name for name, _ in anchors}
    lost = [name for name in _PLACED.findall(html) if name not in there]
    for name in lost:
        html = html.replace(f'<span class="note" id="{name}">', '<span class="note kept">')
        html = html.replace(f'<span class="noted" data-note="#{name}"></span>', "")
    return html if lost else ""
