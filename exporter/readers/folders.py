"""Files that are one question each into topics: their folders, and the folders in those."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import PurePosixPath

from exporter.markdown import FrontMatter
from exporter.model.document import Text
from exporter.readers.files import is_readme
from exporter.readers.forms import Outline, Part
from exporter.readers.lone import value_of
from exporter.readers.topics import titled

__all__ = ["Source", "gathered"]

_ORDER = ("sort_order", "order", "weight", "position", "nav_order", "sidebar_position")
"""The keys of metadata that give a file's place in its folder."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a topic is made of."""

    name: str
    """The file or folder that it is named for, relative to the bank's."""
    file: str
    """The file, or the folder's first."""
    outline: Outline


@dataclass(frozen=True, slots=True)
class _Lone:
    """A file that is one question, and the folders from its topic's down to it."""

    file: str
    folders: tuple[str, ...]
    outline: Outline


def gathered(found: Sequence[tuple[str, Outline]]) -> tuple[Source, ...]:
    """What the topics of a bank are made of, given what its files say, in their order.

    A file with several questions is a topic of its own; one with a single question is a part of its
    folder: the first one below the folder that all such files share.
    """
    shared = _shared([_folders(file) for file, outline in found if outline.single])
    sources: dict[str, Source | list[_Lone]] = {}
    for file, outline in found:
        if outline.single:
            lone = _Lone(file, _folders(file), outline)
            folder = sources.setdefault(f"{_topic(lone, shared)}/", [])
            assert isinstance(folder, list)
            folder.append(lone)
        else:
            sources[file] = Source(file, file, outline)
    return tuple(s if isinstance(s, Source) else _source(s, shared) for s in sources.values())


def _folders(file: str) -> tuple[str, ...]:
    """The folders of a file; a question that has one of its own lies in the one around it."""
    path = PurePosixPath(file)
    parts = path.parent.parts
    return parts[:-1] if is_readme(path.name) else parts


def _shared(folders: Sequence[tuple[str, ...]]) -> int:
    """How many folders all of them begin with."""
    first, last = min(folders, default=()), max(folders, default=())
    return len(tuple(takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))))


def _topic(file: _Lone, shared: int) -> str:
    return "/".join(file.folders[: shared + 1])


def _source(files: Sequence[_Lone], shared: int) -> Source:
    root = Part()
    for file in _ordered(files):
        part = root
        for folder in file.folders[shared + 1 :]:
            part = _inside(part, folder)
        part.questions.extend(file.outline.root.all_questions())
    return Source(_topic(files[0], shared), files[0].file, Outline(root, FrontMatter()))


def _inside(part: Part, folder: str) -> Part:
    title = (Text(titled(folder)),)
    for inner in part.parts:
        if inner.title == title:
            return inner
    part.parts.append(Part(title, 1, part.level + 1))
    return part.parts[-1]


def _ordered(files: Sequence[_Lone]) -> Iterator[_Lone]:
    """Files, in each folder as their metadata order them, if all of them do; else by name."""
    folders: dict[tuple[str, ...], list[_Lone]] = {}
    for file in files:
        folders.setdefault(file.folders, []).append(file)
    for inside in folders.values():
        places = [value_of(file.outline.front_matter, *_ORDER) for file in inside]
        if all(place.isdecimal() for place in places):
            pairs = zip(places, inside, strict=True)
            yield from (file for _, file in sorted(pairs, key=lambda pair: int(pair[0])))
        else:
            yield from inside
