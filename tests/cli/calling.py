"""The command line as a function, and small banks for it."""

from pathlib import Path
from typing import Protocol

from click.testing import Result

from exporter.api import read_bank
from exporter.model.bank import all_questions
from exporter.model.document import plain

__all__ = ["SOUND", "WAVES", "Run", "guids", "waves", "whole"]

WAVES = """\
# Light

??? question "Why is the sky blue?"
    Air scatters blue light most, and red light least.

??? question "What is a photon?"
    The smallest amount of light that there is.

??? question "Which is longer?"
    - [x] red
    - [ ] blue

??? cloze "Speeds"
    Light is ==fast==, sound is ==slow==.

??? question "What is a rainbow?"
"""
SOUND = """\
??? question "What is pitch?"
    How often the air swings in a second.
"""


class Run(Protocol):
    """Calls the command line."""

    def __call__(self, *words: str, now: int = ...) -> Result:
        """What it said; `now` is its time, in seconds since the epoch."""
        ...


def waves(folder: str = "waves", **files: str) -> Path:
    """A bank in a folder, without a single written id."""
    path = Path(folder)
    path.mkdir()
    for name, text in {"01-light": WAVES, "02-sound": SOUND, **files}.items():
        (path / f"{name}.md").write_text(text, encoding="utf-8")
    return path


def whole(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def guids(path: Path) -> dict[str, str]:
    """The title of each question of a bank → the guid that its note has."""
    return {plain(q.title): q.guid for q in all_questions(read_bank(path).whole)}
