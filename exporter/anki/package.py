"""Notes, note types, decks and media into the bytes of an `.apkg`: the edge to genanki.

genanki gives the database; the file around it is made here, since genanki's own is neither packed
nor the same twice. One set of contents gives the same bytes, wherever SQLite and zlib are the same.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import genanki

from exporter.anki.contents import Contents
from exporter.anki.note_types import Field, NoteType
from exporter.anki.notes import Note
from exporter.identity.derive import deck_id

__all__ = ["pack"]


def pack(contents: Contents) -> bytes:
    """The bytes of the package that holds `contents`."""
    media = sorted(contents.media.items())
    names = {str(number): name for number, (name, _) in enumerate(media)}
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        _add(archive, "collection.anki2", _database(contents))
        _add(archive, "media", json.dumps(names).encode())
        for number, (_, data) in enumerate(media):
            _add(archive, str(number), data)
    return buffer.getvalue()


def _add(archive: ZipFile, name: str, data: bytes) -> None:
    entry = ZipInfo(name)  # its time is the first that a zip can hold, whatever the clock says
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data)


def _database(contents: Contents) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        package = genanki.Package(list(_decks(contents)))
        package.write_to_db(connection.cursor(), 0, iter(()))
        connection.execute("UPDATE col SET models = ?", (_note_types_once(connection),))
        connection.commit()
        connection.execute("VACUUM")
        return connection.serialize()


def _note_types_once(connection: sqlite3.Connection) -> str:
    """The note types as genanki wrote them: it repeats one for every deck that has its notes."""
    (written,) = connection.execute("SELECT models FROM col").fetchone()
    return json.dumps(json.loads(written))


def _decks(contents: Contents) -> Iterator[Any]:
    models = {kind.form: _Model(kind) for kind in contents.note_types}
    notes: dict[str, list[_Note]] = {deck.name: [] for deck in contents.decks}
    card_id = 0
    for note in contents.notes:
        card_id = max(card_id, note.id)
        notes[note.deck].append(_Note(note, models[note.form], card_id))
        card_id += len(note.cards)
    for deck in contents.decks:
        entry = genanki.Deck(deck_id(contents.namespace, deck.name), deck.name, deck.description)
        entry.notes = notes[deck.name]
        yield entry


class _Model(genanki.Model):  # type: ignore[misc]
    """A note type with a time and ids of its own."""

    def __init__(self, kind: NoteType) -> None:
        template = {
            "id": kind.template_id,
            "name": kind.template_name,
            "qfmt": kind.front,
            "afmt": kind.back,
            "bqfmt": kind.browser_front,
            "bafmt": kind.browser_back,
        }
        super().__init__(
            kind.id,
            kind.name,
            fields=[_field(field) for field in kind.fields],
            templates=[template],
            css=kind.css,
            model_type=self.CLOZE if kind.form == "cloze" else self.FRONT_BACK,
            sort_field_index=1,
        )
        self._modified = kind.modified

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:
        """As genanki writes it, with the note type's own time instead of the package's."""
        written: dict[str, Any] = super().to_json(self._modified, deck_id)
        return written


def _field(field: Field) -> dict[str, Any]:
    shut = {"collapsed": True, "excludeFromSearch": True} if field.spare else {}
    return {"id": field.id, "name": field.name, **shut}


class _Note(genanki.Note):  # type: ignore[misc]
    """A note with ids and a time of its own; genanki counts ids, and searches its HTML for long."""

    def __init__(self, note: Note, model: _Model, card_id: int) -> None:
        super().__init__(
            model, list(note.fields), tags=note.tags, guid=note.guid, due=note.position
        )
        self.cards = [genanki.Card(number) for number in note.cards]
        self._id = note.id
        self._card_ids = iter(range(card_id, card_id + len(note.cards)))
        self._modified = note.modified

    def write_to_db(
        self, cursor: sqlite3.Cursor, timestamp: float, deck_id: int, id_gen: Iterator[int]
    ) -> None:
        """Its rows; the columns are those of Anki's schema 11, which genanki creates."""
        row = (
            self._id,
            self.guid,
            self.model.model_id,
            self._modified,
            -1,  # not yet synchronised
            f" {' '.join(self.tags)} ",
            "\x1f".join(self.fields),
            self.sort_field,
            0,  # Anki computes its checksum when it imports
            0,
            "",
        )
        cursor.execute("INSERT INTO notes VALUES (?,?,?,?,?,?,?,?,?,?,?)", row)
        for card in self.cards:
            card.write_to_db(cursor, self._modified, deck_id, self._id, self._card_ids, self.due)
