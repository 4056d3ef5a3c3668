"""Drives an older Anki: orders from stdin into what its collection then holds, both as JSON.

`python -m tests.anki.older FOLDER ANKI`: FOLDER gets the collection and `found.json`; ANKI is the
folder that the older Anki is installed in. An order is a list: `["take", PATH]`, `["review"]` (each
card once), `["tag", TITLE, TAG]`, `["edit", TITLE]`, `["dump"]`.
"""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anki

# The newer Anki beside it must lend it nothing.
anki.__path__ = [str(Path(sys.argv[2]) / "anki")] if len(sys.argv) > 2 else anki.__path__

from anki.buildinfo import version  # noqa: E402

from tests.anki.learner import Learner  # noqa: E402

if TYPE_CHECKING:
    from anki.notes import Note

__all__ = ["main"]


def main() -> None:
    """Follow the orders, and write what each dump found."""
    dumps = []
    with Learner(Path(sys.argv[1])) as learner:
        for order, *words in json.load(sys.stdin):
            match order:
                case "take":
                    learner.take(Path(words[0]))
                case "review":
                    for card in learner.cards():
                        learner.review(card)
                case "tag":
                    note = _titled(learner, words[0])
                    note.add_tag(words[1])
                    learner.collection.update_note(note)
                case "edit":
                    note = _titled(learner, words[0])
                    note["Details"] += "mine"
                    learner.collection.update_note(note)
                case _:
                    dumps.append(_dump(learner))
    # Not to stdout: there Anki tells of what took long.
    found = json.dumps({"version": version, "dumps": dumps})
    (Path(sys.argv[1]) / "found.json").write_text(found, encoding="utf-8")


def _titled(learner: Learner, title: str) -> "Note":
    return next(note for note in learner.notes() if note["Question"] == title)


def _dump(learner: Learner) -> dict[str, Any]:
    return {
        "notes": [
            {"tags": note.tags, "mod": note.mod, "fields": dict(note.items())}
            for note in learner.notes()
        ],
        "cards": [
            {
                "title": card.note()["Question"],
                "number": card.ord,
                "deck": learner.deck_of(card),
                "reviews": learner.reviews_of(card),
            }
            for card in learner.cards()
        ],
        "looks": {
            kind["name"]: kind["css"]
            for kind in learner.collection.models.all()
            if kind["name"].startswith("Years")
        },
        "faults": learner.faults(),
    }


if __name__ == "__main__":
    main()
