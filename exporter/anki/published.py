"""An `.apkg` that this program made into what it holds: whose it is, its notes, its note types."""

import html
import json
import re
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from exporter.anki.note_types import FIELDS, NoteType
from exporter.errors import ExporterError
from exporter.identity.ledger import Blank
from exporter.identity.ledger import NoteType as PublishedType
from exporter.model.bank import Form

__all__ = ["Published", "PublishedNote", "read_package", "words_in"]

_ORIGIN = re.compile(r"\s*/\* exporter: bank (\S+), note type (question|choice|cloze) \*/")
_NEWEST = "collection.anki21b"
_COLLECTIONS = ("collection.anki21", "collection.anki2")
"""The collection in a package, the newer format first."""
_DAMAGE = (
    *(OSError, EOFError, RuntimeError, BadZipFile, zlib.error, sqlite3.Error),
    *(ValueError, LookupError, TypeError, AttributeError),
)
"""What reading raises of a file that is damaged, or holds something else."""
_TAG = re.compile(r"<[^>]*>")
_TOPIC_TAG = re.compile(r".*::topic::(.+)")
_BLANK = re.compile(r"\{\{c(\d+)::(.*?)(?:::(?:(?!\}\}).)*)?\}\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PublishedNote:
    """A note of the package."""

    id: int
    guid: str
    form: Form
    modified: int
    """In seconds since the epoch."""
    fields: dict[str, str]
    """Name → HTML; the names are those of `note_types.FIELDS`."""
    tags: frozenset[str]
    deck: str

    @property
    def shown(self) -> str:
        """The id that it says."""
        return words_in(self.fields["ID"])

    @property
    def title(self) -> str:
        """The question as words."""
        return words_in(self.fields["Question"])

    @property
    def topic(self) -> str:
        """The slug of its topic; empty when it has lost the tag that says it."""
        found = (match[1] for tag in self.tags if (match := _TOPIC_TAG.fullmatch(tag)))
        return min(found, default="")

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """Those of a cloze, in order."""
        found = _BLANK.findall(self.fields.get("Text", ""))
        return tuple(Blank(words_in(words), int(number)) for number, words in found)


@dataclass(frozen=True, slots=True)
class Published:
    """What a package holds of one bank."""

    namespace: str
    notes: tuple[PublishedNote, ...]
    types: tuple[PublishedType, ...]


def read_package(path: Path, namespace: str = "") -> Published:
    """What the package at `path` holds; of several banks in it, that of `namespace`.

    Raises ExporterError when it can't be read, when another tool made it, and when the bank that is
    meant is not in it.
    """
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(_collection(path))
            models, decks = _tables(connection)
            kinds = dict(_ours(models))
            chosen = _chosen(path, {space for space, _ in kinds.values()}, namespace)
            ours = {mid: form for mid, (space, form) in kinds.items() if space == chosen}
            notes = tuple(_notes(connection, models, decks, ours))
    except _DAMAGE as error:
        raise ExporterError(f"{path}: no Anki deck that can be read ({error})") from error
    types = (_published(form, models[mid]) for mid, form in ours.items())
    return Published(chosen, notes, tuple(sorted(types, key=lambda kind: kind.form)))


def words_in(field: str) -> str:
    """The words of a field, without the HTML around them and the marks of blanks and formulas."""
    text = html.unescape(_TAG.sub("", _BLANK.sub(r"\2", field)))
    text = re.sub(r"\\[()\[\]]", " ", text)
    return " ".join(text.split())


def _collection(path: Path) -> bytes:
    with ZipFile(path) as archive:
        names = set(archive.namelist())
        if _NEWEST in names:
            raise ExporterError(
                f"{path}: this deck was exported by Anki in its newest format; take the one that "
                "you published, or export it again with “Support older Anki versions” ticked"
            )
        name = next((name for name in _COLLECTIONS if name in names), "")
        if not name:
            raise ExporterError(f"{path}: there is no Anki collection in it")
        data = archive.read(name)
    if not data.startswith(b"SQLite format 3\0"):
        raise ValueError("its collection is no SQLite database")
    return data


def _tables(connection: sqlite3.Connection) -> tuple[dict[str, Any], dict[str, Any]]:
    models, decks = connection.execute("SELECT models, decks FROM col").fetchone()
    return json.loads(models), json.loads(decks)


def _ours(models: dict[str, Any]) -> Iterator[tuple[str, tuple[str, Form]]]:
    """(id of a note type, (namespace of its bank, its form)), of those that this program made."""
    for mid, model in models.items():
        if match := _ORIGIN.match(str(model.get("css", ""))):
            form: Form = match[2]  # type: ignore[assignment]
            yield mid, (match[1], form)


def _chosen(path: Path, spaces: set[str], namespace: str) -> str:
    if not spaces:
        raise ExporterError(
            f"{path}: another program made this deck, and Anki never updates notes of another note "
            "type: publish a new deck beside it, and let learners suspend or delete the old one"
        )
    if namespace in spaces:
        return namespace
    if namespace:
        raise ExporterError(
            f"{path}: this deck is of another bank, whose namespace is {', '.join(sorted(spaces))}:"
            f" this one's is {namespace}. If they are one, write the deck's into bank.toml"
        )
    if len(spaces) > 1:
        raise ExporterError(
            f"{path}: there are several banks in it: write the namespace of the one that is meant "
            f"into bank.toml ({', '.join(sorted(spaces))})"
        )
    return spaces.pop()


def _notes(
    connection: sqlite3.Connection,
    models: dict[str, Any],
    decks: dict[str, Any],
    ours: dict[str, Form],
) -> Iterator[PublishedNote]:
    homes = dict(connection.execute("SELECT nid, did FROM cards ORDER BY nid, ord DESC"))
    rows = connection.execute("SELECT id, guid, mid, mod, tags, flds FROM notes ORDER BY id")
    names = {mid: _field_names(models[mid], form) for mid, form in ours.items()}
    for number, guid, mid, modified, tags, fields in rows:
        if (form := ours.get(str(mid))) is None:
            continue
        deck = decks.get(str(homes.get(number)), {})
        values = dict(zip(names[str(mid)], fields.split("\x1f"), strict=True))
        known = {field.name: values.get(field.name, "") for field in FIELDS[form]}
        tagged = frozenset(tags.split())
        yield PublishedNote(number, guid, form, modified, known, tagged, str(deck.get("name", "")))


def _field_names(model: dict[str, Any], form: Form) -> list[str]:
    """The names that the fields have here, whatever they were called then: their ids stay."""
    names = {field.id: field.name for field in FIELDS[form]}
    fields = sorted(model["flds"], key=lambda field: int(field["ord"]))
    return [names.get(field.get("id"), str(field["name"])) for field in fields]


def _published(form: Form, model: dict[str, Any]) -> PublishedType:
    template = model["tmpls"][0]
    kind = NoteType(
        id=int(model["id"]),
        form=form,
        name=str(model["name"]),
        css=str(model["css"]),
        front=str(template["qfmt"]),
        back=str(template["afmt"]),
        browser_front=str(template.get("bqfmt", "")),
        browser_back=str(template.get("bafmt", "")),
    )
    return PublishedType(form, kind.id, kind.name, kind.hash, max(1, int(model["mod"])))
