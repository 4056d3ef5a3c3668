"""Two ledgers into what importing the newer deck does to who has the older one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exporter.identity.ledger import Ledger, Row

__all__ = [
    "Changes",
    "Emptied",
    "Moved",
    "Removed",
    "Reworded",
    "Updated",
    "changes_between",
    "search_of",
]


@dataclass(frozen=True, slots=True)
class Updated:
    """A note whose content changes."""

    row: Row
    parts: tuple[str, ...]
    """The parts that change, by name."""


@dataclass(frozen=True, slots=True)
class Reworded:
    """A note that is asked in other words; its review history stays."""

    row: Row
    was: str
    """The title before."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A note that is in another topic now; Anki leaves its cards in the deck where they are."""

    row: Row
    origin: str
    """The slug of the topic where it was."""


@dataclass(frozen=True, slots=True)
class Removed:
    """A note that the new deck no longer has; Anki deletes nothing."""

    row: Row

    @property
    def search(self) -> str:
        """What finds it in Anki's browser."""
        return search_of(self.row)


@dataclass(frozen=True, slots=True)
class Emptied:
    """A cloze that lost blanks; their cards are empty now, and Anki's *Empty Cards* finds them.

    One that comes back after it was gone may have lost them, too: Anki never deleted its cards.
    """

    row: Row
    blanks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What an import does; a note may stand in several lists."""

    new: tuple[Row, ...]
    updated: tuple[Updated, ...]
    reworded: tuple[Reworded, ...]
    moved: tuple[Moved, ...]
    removed: tuple[Removed, ...]
    emptied: tuple[Emptied, ...]
    restyled: tuple[str, ...]
    """Note types whose look or templates change, by name."""

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in self.__slots__)


def search_of(row: Row) -> str:
    """What finds a note in Anki's browser."""
    return f'"ID:{row.shown or row.id}"'


def changes_between(before: Ledger, after: Ledger) -> Changes:
    """What who has imported the deck of `before` meets when importing the deck of `after`."""
    old = {row.guid: row for row in _notes(before.rows)}
    new = {row.guid: row for row in _notes(after.rows)}
    known = {row.guid for row in before.rows if not row.unanswered}
    ever = {row.guid: row for row in before.rows}
    both = [(old[guid], row) for guid, row in new.items() if guid in old]
    return Changes(
        new=tuple(row for guid, row in new.items() if guid not in known),
        updated=tuple(_updated(both)),
        reworded=tuple(Reworded(row, was.title) for was, row in both if was.title != row.title),
        moved=tuple(Moved(row, was.topic) for was, row in both if was.topic != row.topic),
        removed=tuple(Removed(row) for guid, row in old.items() if guid not in new),
        emptied=tuple(_emptied((ever[guid], row) for guid, row in new.items() if guid in ever)),
        restyled=tuple(_restyled(before, after)),
    )


def _notes(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows that are notes in the deck, by id, as a reader looks for them."""
    notes = (row for row in rows if not row.gone and not row.unanswered)
    return iter(sorted(notes, key=lambda row: row.id))


def _updated(both: Iterable[tuple[Row, Row]]) -> Iterator[Updated]:
    for was, row in both:
        names = sorted({*was.parts, *row.parts})
        if parts := tuple(n for n in names if was.parts.get(n) != row.parts.get(n)):
            yield Updated(row, parts)


def _emptied(both: Iterable[tuple[Row, Row]]) -> Iterator[Emptied]:
    for was, row in both:
        if gone := {blank.number for blank in was.blanks if blank.here} - {
            blank.number for blank in row.blanks if blank.here
        }:
            yield Emptied(row, tuple(b.text for b in was.blanks if b.number in gone))


def _restyled(before: Ledger, after: Ledger) -> Iterator[str]:
    hashes = {kind.form: kind.hash for kind in before.types}
    for kind in after.types:
        if hashes.get(kind.form, kind.hash) != kind.hash:
            yield kind.name
