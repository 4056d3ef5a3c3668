"""What the README shows works: its example in Python runs, its commands and options are there."""

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from exporter.cli import main

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def test_the_python_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["init", "my-bank"]).exit_code == 0
    [example] = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(example, {})
    assert Path("core.apkg").stat().st_size > 1000
    assert Path("core.pdf").read_bytes().startswith(b"%PDF")
    assert Path("my-bank/deck.lock").is_file()


def test_every_command_is_told_and_every_command_told_is_there() -> None:
    told = set(re.findall(r"`exporter ([a-z]+)", README))
    context = click.Context(main)
    assert told == set(main.list_commands(context))


def test_every_option_told_is_there() -> None:
    context = click.Context(main)
    commands = [main.get_command(context, name) for name in main.list_commands(context)]
    known = {
        option
        for command in (main, *commands)
        if command
        for parameter in command.params
        for option in parameter.opts
    }
    told = set(re.findall(r"(?<![\w-])(--[a-z][a-z-]+)", README))
    assert told - known <= {"--version", "--help"}


def test_pictures_are_there() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert len(pictures) >= 5
    assert all((Path(__file__).parent.parent / picture).is_file() for picture in pictures)
