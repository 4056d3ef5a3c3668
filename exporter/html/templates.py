"""The folders of templates into a Jinja environment."""

from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound

from exporter.errors import ExporterError
from exporter.resources import bundled

__all__ = ["environment"]


class _Loader(FileSystemLoader):
    """Files in folders; raises ExporterError for one that is there and can't be read."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        try:
            return super().get_source(environment, template)
        except TemplateNotFound:
            raise
        except (OSError, UnicodeError) as error:
            raise ExporterError(f"the template {template} can't be read ({error})") from error


def environment(folder: str, overrides: Path | None = None) -> Environment:
    """The environment of `templates/<folder>` ("anki" or "pdf").

    A file of the same name in `overrides/<folder>` is taken instead. Everything is escaped but what
    is already `Markup`; a name that was not given raises instead of printing nothing. A file that
    can't be read raises ExporterError when it is asked for.
    """
    folders = [bundled("templates") / folder]
    if overrides is not None:
        folders.insert(0, overrides / folder)
    return Environment(
        loader=_Loader(folders),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
