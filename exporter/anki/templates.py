"""The files of `templates/anki` into HTML and CSS in which Anki's own `{{…}}` stand as they are."""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, TemplateError

from exporter.errors import ExporterError
from exporter.html.templates import environment

__all__ = ["card_environment", "filled"]


def card_environment(overrides: Path | None) -> Environment:
    """The environment of `templates/anki`; Jinja has `[[ … ]]` and `[# … #]`, `{{ … }}` is Anki's.

    A file of the same name in `overrides/anki` is taken instead of one that ships.
    """
    return environment("anki", overrides).overlay(
        variable_start_string="[[",
        variable_end_string="]]",
        comment_start_string="[#",
        comment_end_string="#]",
    )


def filled(jinja: Environment, template: str, words: Mapping[str, object]) -> str:
    """The template's text with `words` in their places.

    Raises ExporterError, which names the file, for a template that is no template or asks for more.
    """
    try:
        return jinja.get_template(template).render(words).strip()
    except TemplateError as error:
        raise ExporterError(f"templates/anki/{template}: {error}") from error
