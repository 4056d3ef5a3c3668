"""A bank into its note types: which fields a note has, what its cards look like.

Frozen since the first release: the ids, the order and the number of the fields, and the ids of the
templates. Anki never again updates the notes of a note type in which one of them has changed; a
name may change, and a spare field may be given one.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup, escape

from exporter.anki.guard import guard_braces
from exporter.anki.templates import filled
from exporter.errors import ExporterError
from exporter.html.labels import labels_of
from exporter.identity.derive import model_id
from exporter.model.bank import Bank, Form

__all__ = ["FIELDS", "Field", "NoteType", "note_types"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a note type."""

    id: int
    """How Anki knows it, whatever its name."""
    name: str
    spare: bool = False
    """Whether nothing is in it yet."""


@dataclass(frozen=True, slots=True)
class NoteType:
    """A note type of the package; it makes one card, or one card a blank."""

    id: int
    form: Form
    name: str
    css: str
    front: str
    """What Anki fills in: `{{Field}}`, `{{#Field}}…{{/Field}}`."""
    back: str
    browser_front: str
    """The same for the columns of Anki's browser."""
    browser_back: str
    modified: int = 1
    """When what is above was last changed, in seconds since the epoch."""

    @property
    def hash(self) -> str:
        """Of all that a learner's Anki would have to take over."""
        parts = (self.name, self.css, self.front, self.back, self.browser_front, self.browser_back)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]

    @property
    def template_id(self) -> int:
        """How Anki knows its one template."""
        return _TEMPLATE_IDS[self.form]

    @property
    def template_name(self) -> str:
        """What Anki calls its one template."""
        return _TEMPLATE_NAMES[self.form]

    @property
    def fields(self) -> tuple[Field, ...]:
        """Its fields in their order."""
        return FIELDS[self.form]


_HEAD = (Field(101, "ID"), Field(102, "Question"))
_FOOT = (
    Field(301, "Topic"),
    Field(302, "Level"),
    Field(303, "Kind"),
    Field(304, "References"),
    Field(305, "As of"),
    Field(306, "File"),
    *(Field(900 + number, f"Spare {number}", spare=True) for number in range(1, 7)),
)

FIELDS: dict[Form, tuple[Field, ...]] = {
    "question": (*_HEAD, Field(201, "Short"), Field(202, "Details"), *_FOOT),
    "choice": (
        *_HEAD,
        Field(203, "Options"),
        Field(204, "Answer"),
        Field(201, "Short"),
        Field(202, "Details"),
        *_FOOT,
    ),
    "cloze": (*_HEAD, Field(205, "Text"), Field(202, "Details"), *_FOOT),
}
"""The fields of each note type, in their order."""

_TEMPLATE_IDS: dict[Form, int] = {"question": 11, "choice": 12, "cloze": 13}
_TEMPLATE_NAMES: dict[Form, str] = {"question": "Question", "choice": "Choice", "cloze": "Cloze"}

_SHEETS = ("theme.css", "layout.css", "content.css", "code.css")
"""In the order in which a later one may build on an earlier one."""


def note_types(
    bank: Bank, forms: Iterable[Form], jinja: Environment, theme: Path | None
) -> tuple[NoteType, ...]:
    """The note types of `bank` for `forms`, `theme` having the last word on their looks.

    Raises ExporterError when a template or the theme can't be used.
    """
    words = {
        "labels": {label: _quiet(word) for label, word in labels_of(bank).items()},
        "language": _quiet(bank.language),
        "report_url": _report_url(bank.source_url),
    }
    css = _css(jinja, theme)
    return tuple(_note_type(bank, form, jinja, words, css) for form in forms)


def _note_type(
    bank: Bank,
    form: Form,
    jinja: Environment,
    words: Mapping[str, object],
    css: str,
) -> NoteType:
    # A ledger can be made anew of a package that is out in the world: this says whose it is.
    origin = f"/* exporter: bank {bank.namespace}, note type {form} */\n"
    return NoteType(
        id=model_id(bank.namespace, form),
        form=form,
        name=f"{' '.join(bank.title.split()) or bank.slug} ({form})",
        css=origin + css,
        front=filled(jinja, f"{form}.front.html", words),
        back=filled(jinja, f"{form}.back.html", words),
        browser_front=filled(jinja, f"{form}.browser-front.html", words),
        browser_back=filled(jinja, f"{form}.browser-back.html", words),
    )


def _css(jinja: Environment, theme: Path | None) -> str:
    sheets = [filled(jinja, sheet, {}) for sheet in _SHEETS]
    if theme is not None:
        try:
            sheets.append(theme.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise ExporterError(f"{theme}: the theme can't be read as a text ({error})") from error
    return "\n".join(sheet.strip() for sheet in sheets) + "\n"


def _quiet(words: str) -> Markup:
    """Words of the bank's, in a template: a brace in them is no field of Anki's."""
    return guard_braces(escape(words))


def _report_url(source_url: str) -> Markup:
    """The address where a mistake is reported, its parts left for Anki to fill in; or empty."""
    if not source_url.startswith(("https://", "http://", "mailto:")):
        return Markup("")
    address = escape(source_url)
    for brace, code in (("{", "%7B"), ("}", "%7D")):
        address = address.replace(brace, code)
    parts = (("%7Bid%7D", "{{ID}}"), ("%7Bfile%7D", "{{File}}"))
    for written, field in parts:
        address = address.replace(written, field)
    return address
