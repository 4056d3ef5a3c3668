"""`exporter templates`: the templates and style sheets, to be changed and given back."""

from pathlib import Path

import click

from exporter.atomic import write_atomically
from exporter.errors import ExporterError
from exporter.resources import bundled

__all__ = ["command"]

_FOLDERS = ("anki", "pdf")


@click.command("templates", short_help="Copy the templates out, to change them.")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def command(folder: Path) -> None:
    """Copy the templates of cards and pages into DIR, for `--templates DIR`.

    Delete those that you do not change: what is not there is taken from the program, also after an
    update.
    """
    source = bundled("templates")
    files = [
        file for name in _FOLDERS for file in sorted((source / name).rglob("*")) if file.is_file()
    ]
    targets = {file: folder / file.relative_to(source) for file in files}
    for target in targets.values():
        if target.exists():
            raise ExporterError(
                f"{target}: is already there; name a new folder, or delete it first"
            )
    for file, target in targets.items():
        write_atomically(target, file.read_bytes())
    click.echo(f"{folder}: {len(targets)} files; use them with --templates {folder}")
