"""What an import will do, into lines."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from exporter.cli.report import count_of

if TYPE_CHECKING:
    from exporter.anki.changes import Changes
    from exporter.identity.ledger import Row

__all__ = ["lines_of", "summary_of"]


def summary_of(changes: "Changes") -> Iterator[str]:
    """The counts in a line, and what Anki leaves for the learner to do; nothing without changes."""
    counted = (
        (changes.new, "new"),
        (changes.updated, "updated"),
        (changes.reworded, "reworded (history kept)"),
        (changes.moved, "moved"),
        (changes.removed, "removed"),
    )
    words = [f"{len(rows)} {what}" for rows, what in counted if rows]
    if changes.restyled:
        words.append("new look")
    if words:
        yield f"Since the last deck: {', '.join(words)}."
    yield from _advice(changes)


def lines_of(changes: "Changes") -> Iterator[str]:
    """Everything, a heading and a line a note."""
    yield from _listed("New", (_named(row) for row in changes.new))
    updated = (f"{_named(one.row)}: {', '.join(one.parts)}" for one in changes.updated)
    yield from _listed("Updated", updated)
    reworded = (f"{_named(one.row)}\n    was: {one.was}" for one in changes.reworded)
    yield from _listed("Reworded (the review history is kept)", reworded)
    moved = (f"{_named(one.row)}: {one.origin} → {one.row.topic}" for one in changes.moved)
    yield from _listed("Moved", moved)
    yield from _listed("Removed", (_named(one.row) for one in changes.removed))
    emptied = (f"{_named(one.row)}: {', '.join(one.blanks)}" for one in changes.emptied)
    yield from _listed("Blanks dropped", emptied)
    yield from _listed("New look or templates", iter(changes.restyled))
    yield from _advice(changes)


def _listed(heading: str, lines: Iterator[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield f"{heading} ({len(found)}):"
        yield from (f"  {line}" for line in found)


def _named(row: "Row") -> str:
    return f"{row.id}  {row.title}"


def _advice(changes: "Changes") -> Iterator[str]:
    """What Anki does not do by itself, and how a learner does it."""
    if changes.moved:
        from exporter.anki.changes import search_of

        searches = " OR ".join(search_of(one.row) for one in changes.moved)
        yield (
            f"Anki leaves the cards of {count_of(len(changes.moved), 'moved note')} in the deck "
            f"where they are. To move them, search the browser for {searches}, and Change Deck."
        )
    if changes.removed:
        searches = " OR ".join(one.search for one in changes.removed)
        yield (
            f"Anki deletes nothing. To delete {count_of(len(changes.removed), 'removed note')}, "
            f"search the browser for {searches}."
        )
    if changes.emptied:
        yield "Dropped blanks leave empty cards: Tools → Empty Cards finds them."
