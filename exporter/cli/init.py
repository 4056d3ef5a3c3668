"""`exporter init`: a small bank to start from, in which every construct of the format occurs."""

import uuid
from pathlib import Path

import click

from exporter.atomic import write_atomically
from exporter.errors import ExporterError
from exporter.resources import bundled

__all__ = ["command"]

_NAMESPACE = "00000000-0000-0000-0000-000000000000"
"""Stands in the starter's bank.toml where a new bank gets a namespace of its own."""


@click.command("init", short_help="Make a small bank to start from.")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def command(folder: Path) -> None:
    """Make a small bank in DIR to start from; it shows everything that a bank can hold."""
    if folder.exists() and any(folder.iterdir()):
        raise ExporterError(f"{folder}: has files in it already; name a new folder")
    source = bundled("templates") / "bank"
    files = [file for file in sorted(source.rglob("*")) if file.is_file()]
    for file in files:
        data = file.read_bytes()
        if file.name == "bank.toml":
            data = data.replace(_NAMESPACE.encode(), str(uuid.uuid4()).encode())
        write_atomically(folder / file.relative_to(source), data)
    click.echo(f"{folder}: {len(files)} files. Next: exporter build {folder}")
