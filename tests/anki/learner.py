"""A person who learns with real Anki: an `.apkg` into a collection that can be looked into."""

from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from anki.collection import Collection
from anki.import_export_pb2 import (
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
    ImportResponse,
)
from anki.scheduler.v3 import CardAnswer, Scheduler

if TYPE_CHECKING:  # Anki's modules import one another in a circle, which only works from one end
    from anki.cards import Card
    from anki.notes import Note


class Learner:
    """A collection of its own, in a folder that the test gives."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.collection = Collection(str(folder / "collection.anki2"))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.collection.close()

    def take(self, package: Path) -> ImportResponse.Log:
        """Import a package as a double click on it does; what Anki says of it."""
        request = ImportAnkiPackageRequest(
            package_path=str(package), options=ImportAnkiPackageOptions()
        )
        log = self.collection.import_anki_package(request).log
        self.collection.models._clear_cache()
        return log

    def notes(self) -> "list[Note]":
        """All notes in the order of their first cards."""
        found: dict[int, Note] = {}
        for card in self.cards():
            found.setdefault(card.nid, card.note())
        return list(found.values())

    def cards(self) -> "list[Card]":
        """All cards in the order in which new ones come."""
        collection = self.collection
        cards = [collection.get_card(number) for number in collection.find_cards("")]
        return sorted(cards, key=lambda card: (card.due, card.ord))

    def fields(self) -> list[dict[str, str]]:
        """The fields of all notes, by name."""
        return [dict(note.items()) for note in self.notes()]

    def deck_of(self, card: "Card") -> str:
        """The name of the card's deck."""
        return self.collection.decks.name(card.did)

    def description_of(self, deck: str) -> str:
        """What the deck says of itself."""
        found = self.collection.decks.by_name(deck)
        assert found is not None, f"no deck {deck}"
        return str(found["desc"])

    def next_card(self) -> "Card | None":
        """The card that Anki would show next in the selected deck."""
        return Scheduler(self.collection).getCard()

    def rows(self) -> list[list[object]]:
        """All that is in the collection of notes and cards."""
        assert self.collection.db is not None
        notes = self.collection.db.all("SELECT * FROM notes ORDER BY id")
        cards = self.collection.db.all("SELECT * FROM cards ORDER BY id")
        return [list(row) for row in (*notes, *cards)]

    def review(self, card: "Card") -> None:
        """Answer the card once, as a learner who knew it."""
        scheduler = Scheduler(self.collection)
        card.start_timer()
        states = self.collection._backend.get_scheduling_states(card.id)
        scheduler.answer_card(
            scheduler.build_answer(card=card, states=states, rating=CardAnswer.GOOD)
        )

    def reviews_of(self, card: "Card") -> int:
        """How many reviews hang on the card."""
        assert self.collection.db is not None
        found = self.collection.db.scalar("SELECT count() FROM revlog WHERE cid = ?", card.id)
        return int(found)

    def faults(self) -> list[str]:
        """What Anki's Check Database finds."""
        report, _ = self.collection.fix_integrity()
        return [line for line in report.splitlines() if line != "Database rebuilt and optimized."]
