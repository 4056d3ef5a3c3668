"""Fixture files: a title, a dot on its line, the input, a dot, what is expected, a dot, again."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Fixture", "fixtures_in"]


@dataclass(frozen=True, slots=True)
class Fixture:
    """One case of a fixture file."""

    name: str
    given: str
    expected: str


def fixtures_in(folder: Path) -> Iterator[Fixture]:
    """The cases of every `.txt` of `folder`, each named for its file and its title."""
    for file in sorted(folder.glob("*.txt")):
        parts = file.read_text(encoding="utf-8").split("\n.\n")
        assert len(parts) % 3 == 1, (
            f"{file}: a case is three parts, each ended by a line with a dot"
        )
        for title, given, expected in zip(parts[0:-1:3], parts[1::3], parts[2::3], strict=True):
            yield Fixture(f"{file.stem}: {title.strip()}", given, expected)
