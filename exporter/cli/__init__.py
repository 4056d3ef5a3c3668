"""A command line into calls; each command is a module that loads when it is asked for."""

import errno
import gc
import sys
from contextlib import suppress
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click

from exporter import __version__
from exporter.errors import ExporterError

__all__ = ["main"]

_COMMANDS = (
    *("build", "deck", "sheet", "topics", "check", "model", "diff", "ids"),
    *("init", "templates"),
)
"""In the order in which `--help` lists them."""


class _LazyGroup(click.Group):
    """A group that imports a command's module when the command is called or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = import_module(f"exporter.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Advise the nearest command where there is none of that name."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = get_close_matches(args[0], _COMMANDS, n=1)
            advice = f" Did you mean {near[0]!r}?" if near else ""
            raise click.UsageError(error.format_message() + advice, ctx) from error

    def invoke(self, ctx: click.Context) -> Any:
        """Tell what cannot go on in a sentence, not in a traceback."""
        try:
            return super().invoke(ctx)
        except ExporterError as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # nobody reads on: click ends the run without a word
                raise
            place = f"{error.filename}: " if error.filename else ""
            raise click.ClickException(f"{place}{error.strerror or error}") from error


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="exporter")
def main() -> None:
    """Turn a markdown question bank into an Anki deck and printed study sheets."""
    # A run makes large trees and throws little of them away: to look for garbage as often as Python
    # does by default takes an eighth of the time of a deck.
    gc.set_threshold(50_000, 20, 20)
    for stream in (sys.stdout, sys.stderr):
        # A terminal of another encoding shows a replacement rather than ending the run.
        with suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
