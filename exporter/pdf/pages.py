"""A bank, a page and a look into HTML and CSS."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateError, TemplateNotFound, TemplateSyntaxError

from exporter.errors import ExporterError
from exporter.fonts import font_face_css
from exporter.model.bank import Bank, Topic
from exporter.pdf.notes import with_notes
from exporter.pdf.options import THEMES, SheetOptions
from exporter.pdf.paper import Page
from exporter.pdf.views import Viewer
from exporter.pdf.words import Words

__all__ = ["Setting", "Style", "base_of", "render", "styles_of"]


@dataclass(frozen=True, slots=True)
class Setting:
    """All that a layout needs to turn a part of a bank into HTML."""

    bank: Bank
    page: Page
    words: Words
    viewer: Viewer
    options: SheetOptions
    """Settled."""
    templates: Environment
    date: str
    """As it is printed."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style sheet."""

    css: str
    base: str
    """The file URL that its addresses are relative to."""


def render(setting: Setting, template: str, values: Mapping[str, Any]) -> str:
    """The HTML of a template of `templates/pdf`; every template also knows the `setting`.

    Raises ExporterError when the template, which may be a user's own, is at fault.
    """
    try:
        html = setting.templates.get_template(template).render(setting=setting, **values)
    except TemplateError as error:
        where = (
            f"{error.name}:{error.lineno}" if isinstance(error, TemplateSyntaxError) else template
        )
        raise ExporterError(f"the template {where} cannot be used: {error}") from error
    return with_notes(html)


def base_of(bank: Bank, topic: Topic | None = None) -> str:
    """The URL of the folder that a topic's file lies in, or of the bank's."""
    root = Path(bank.root or ".").resolve()
    folder = (root / topic.location.file).parent if topic else root
    return folder.as_uri() + "/"


def styles_of(setting: Setting, shared: Iterable[str] = ()) -> tuple[Style, ...]:
    """The style sheets of a sheet, in the order in which a later one wins.

    `shared` names those that its layout has in common with another one. Raises ExporterError
    when there is no such theme, or it cannot be read.
    """
    own = Style(f"{font_face_css()}\n{_measures(setting.page)}", base_of(setting.bank))
    layout, theme = setting.options.layout, setting.options.theme
    look = theme if theme in THEMES else THEMES[0]
    names = (
        *(f"theme-{look}.css", "page.css", "content.css", "front.css"),
        *(("rtl.css",) if setting.words.direction == "rtl" else ()),
        *(("duplex.css",) if setting.page.duplex else ()),
        *shared,
        f"{layout}.css",
    )
    bundled = (_bundled(setting.templates, name) for name in names)
    return (own, *bundled, *(() if theme in THEMES else (_theme(theme),)))


def _measures(page: Page) -> str:
    lengths = {
        "paper-width": page.width,
        "paper-height": page.height,
        "margin-top": page.top,
        "margin-right": page.right,
        "margin-bottom": page.bottom,
        "margin-left": page.left,
        "reach": page.wide - page.measure,
        "numbers": page.numbers,
    }
    rules = "".join(f"  --{name}: {round(length, 3)}mm;\n" for name, length in lengths.items())
    return f":root {{\n{rules}  --text-size: {page.text}pt;\n}}\n"


def _bundled(templates: Environment, name: str) -> Style:
    if templates.loader is None:
        raise ExporterError(f"no folder of templates holds {name}")
    try:
        css, file, _ = templates.loader.get_source(templates, name)
    except TemplateNotFound as error:
        raise ExporterError(f"the style sheet {name} is missing: install exporter again") from error
    # In a layer: whatever a theme says comes after it, however little it says of where.
    return Style(f"@layer exporter {{{css}\n}}", Path(file or name).resolve().as_uri())


def _theme(name: str) -> Style:
    file = Path(name)
    if not file.suffix and not file.exists():
        known = ", ".join(THEMES)
        raise ExporterError(f"no theme is called {name!r}: there is {known}, or a CSS file")
    try:
        return Style(file.read_text(encoding="utf-8"), file.resolve().as_uri())
    except (OSError, UnicodeDecodeError) as error:
        raise ExporterError(f"the theme {file} cannot be read ({error})") from error
