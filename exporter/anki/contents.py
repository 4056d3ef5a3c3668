"""What goes into a package, before anything knows what a package is made of."""

from dataclasses import dataclass

from exporter.anki.decks import Deck
from exporter.anki.note_types import NoteType
from exporter.anki.notes import Note

__all__ = ["Contents"]


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a package."""

    namespace: str
    """The bank's."""
    notes: tuple[Note, ...]
    note_types: tuple[NoteType, ...]
    decks: tuple[Deck, ...]
    media: dict[str, bytes]
