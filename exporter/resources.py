"""The name of what travels with the program, `templates` or the bank `content`, into its folder."""

from pathlib import Path

from exporter.errors import ExporterError

__all__ = ["bundled"]


def bundled(name: str) -> Path:
    """The folder `name` ("templates" or "content") as it is installed.

    A wheel has it inside the package; an editable install and a checkout have it beside that.
    Raises ExporterError when it is in neither place.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise ExporterError(
        f"the folder {name!r} that belongs to exporter is missing: install exporter again"
    )
