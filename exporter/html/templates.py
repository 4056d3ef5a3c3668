"""The folders of templates into a Jinja environment."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from exporter.resources import bundled

__all__ = ["environment"]


def environment(folder: str, overrides: Path | None = None) -> Environment:
    """The environment of `templates/<folder>` ("anki" or "pdf").

    A file of the same name in `overrides/<folder>` is taken instead. Everything is escaped but what
    is already `Markup`; a name that was not given raises instead of printing nothing.
    """
    folders = [bundled("templates") / folder]
    if overrides is not None:
        folders.insert(0, overrides / folder)
    return Environment(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
