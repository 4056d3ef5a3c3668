r"""HTML into HTML in which Anki finds nothing to act on but what was meant for it.

Anki looks for marks of its own in a card's raw HTML, inside `<code>` too: `[sound:…]`, `[latex]`,
`[$]`, `[anki:…]`, `[[type:…]]` and `{{c1::…}}`, before entities are decoded; and for `\(` and `\[`
after that, in the text of the page.
"""

import re
from collections.abc import Callable

from markupsafe import Markup

__all__ = [
    "by_parts",
    "guard_blank",
    "guard_braces",
    "guard_field",
    "guard_tags",
    "guard_text",
    "printable",
]

_ACTING_BRACKET = re.compile(r"\[(?=/?latex\]|/?\$|sound:|anki:|\[?type:)", re.IGNORECASE)
# One at the end of a text counts too: the next text may begin with what it acts with.
_OPENING_FORMULA = re.compile(r"\\(?=[(\[<]|\Z)")
_OPENING_BRACES = re.compile(r"\{(?=[{<]|\Z)")
_CLOSING_BRACES = re.compile(r"\}(?=\}|\Z)")
_COLONS = re.compile(r":(?=:|\Z)")
_TAG = re.compile(r"""(<(?:[^<>"']|"[^"]*"|'[^']*')*>)""")
# No field can hold them: Anki parts fields with one of them, and HTML takes none for text.
_UNPRINTABLE = dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])


def guard_text(html: str) -> Markup:
    r"""Escaped words: `\(` is parted by a tag, `{{` by an entity.

    Among them may be tags that have no brace and no backslash, such as those of highlighted code.
    """
    if "\\" not in html and "{" not in html:
        return html if isinstance(html, Markup) else Markup(html)
    return Markup(_OPENING_FORMULA.sub(r"<span>\\</span>", guard_braces(html)))


def guard_braces(html: str) -> Markup:
    """The same HTML with every `{{` parted, so that no blank begins in it."""
    return Markup(_OPENING_BRACES.sub("&#123;", html))


def guard_blank(html: Markup) -> Markup:
    """What stands inside a blank: nothing in it ends the blank, or begins its hint."""
    return Markup(_COLONS.sub("&#58;", _CLOSING_BRACES.sub("&#125;", html)))


def guard_field(html: Markup) -> Markup:
    """A whole field, ready for a note: its brackets, and the braces in its tags, do not act."""
    return guard_tags(Markup(_ACTING_BRACKET.sub("&#91;", printable(html))))


def guard_tags(html: Markup) -> Markup:
    """HTML in whose tags no blank begins, whatever stands in their attributes."""
    return by_parts(html, tag=guard_braces) if "{{" in html else html


def printable(text: str) -> str:
    """A text without the control characters that no field can hold."""
    return text.translate(_UNPRINTABLE)


def by_parts(
    html: str, *, text: Callable[[str], str] = str, tag: Callable[[str], str] = str
) -> Markup:
    """Well-formed HTML with its texts and its tags changed, each by a function of its own."""
    parts = _TAG.split(html)
    parts[::2] = map(text, parts[::2])
    parts[1::2] = map(tag, parts[1::2])
    return Markup("".join(parts))
