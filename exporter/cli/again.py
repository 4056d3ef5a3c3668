"""A deck that was made before into the same deck: where nothing has changed, nothing is read.

What a bank's deck is made of are the files of its folder, its ledger, the theme and the templates
of the command line, and the program. All of them are in the key that the deck is kept by.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from time import strftime
from typing import TYPE_CHECKING, Any

from exporter.cache import digest, parts, pickled, unpickled

if TYPE_CHECKING:
    from exporter.model.diagnostic import Diagnostic

__all__ = ["MadeDeck", "keep", "key_of", "made_before"]

_MOST_FILES = 20_000
"""In a folder of more, looking at all of them takes longer than it saves."""
_TEXTS = (".md", ".mdx", ".markdown", ".toml", ".bib", ".lock", ".css", ".html", ".svg")


@dataclass(frozen=True, slots=True)
class MadeDeck:
    """A deck, and all that was told when it was made."""

    diagnostics: "tuple[Diagnostic, ...]"
    """Of the bank."""
    root: str
    said: tuple[str, ...]
    """What importing it does to who has the last one."""
    poor: "tuple[Diagnostic, ...]"
    """What became of parts that are poor."""
    path: Path
    line: str
    """What was written, in a line."""
    deck: bytes


def key_of(
    bank: Path, ledger: Path | None, others: Iterable[Path], asked: dict[str, Any]
) -> bytes | None:
    """What the deck of `bank` is kept by; None when what it is made of can't be told in short.

    `ledger` is where its ledger lies, if not in its folder; `others` are more files and folders
    that the deck is made of; `asked` is what the command line asks for.
    """
    place = bank.resolve()
    root = next((at for at in (place, *place.parents) if (at / "bank.toml").is_file()), None)
    if root is None:
        return None
    ledger = ledger or root / "deck.lock"
    if not ledger.is_file():
        return None
    # What ages is told by the month.
    said = [str(place), str(Path.cwd()), strftime("%Y-%m"), repr(sorted(asked.items()))]
    said.append(os.environ.get("SOURCE_DATE_EPOCH", ""))
    try:
        looks = (look for part in (root, ledger, *others) for look in _looks(part))
        said.extend(islice(looks, _MOST_FILES))
        if next(looks, ""):
            return None
    except OSError:
        return None
    return digest("deck", said)


def _looks(part: Path) -> Iterator[str]:
    """A line a file: its name, and what tells that it is as it was."""
    files = _files(part) if part.is_dir() else [part]
    for file in files:
        known = file.stat()
        if file.suffix.casefold() in _TEXTS and known.st_size < 10_000_000:
            content = digest("file", file.read_bytes()).hex()
        else:
            content = f"{known.st_size} {known.st_mtime_ns}"
        yield f"{file} {content}"


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f != "node_modules")
        for name in sorted(names):
            file = Path(place, name)
            made = file.suffix.casefold() in (".apkg", ".pdf")
            if not made and file.is_file() and not _leads_out(folder, file):
                yield file


def _leads_out(folder: Path, file: Path) -> bool:
    """Whether it is a link to what lies outside `folder`, which no reader follows."""
    at = os.path.realpath
    return file.is_symlink() and not Path(at(file)).is_relative_to(at(folder))


def made_before(key: bytes | None) -> MadeDeck | None:
    """The deck that was kept by `key`."""
    found = unpickled(parts().get(key)) if key else None
    return found if isinstance(found, MadeDeck) else None


def keep(key: bytes | None, made: MadeDeck) -> None:
    """Keep a deck by the key that it had before it was made, and after it."""
    if key:
        parts().put(key, pickled(made))
