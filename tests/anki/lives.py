"""Random lives with a bank: an author who publishes it for years, and a learner with real Anki.

Both do at random what people do. After every import the learner's collection is held against what
must be true of it: reviews stay, nothing is there twice, and what nobody changed is as it was.
"""

import json
import random
import re
import sqlite3
from collections import Counter
from contextlib import closing
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

from exporter.anki.changes import changes_between
from exporter.api import (
    DeckOptions,
    Reading,
    Selection,
    plan_ids,
    publish,
    read_bank,
    rebuild_ledger,
    save_ledger,
    select,
    write_deck,
    write_ids,
    write_rebuilt,
)
from exporter.model.bank import all_questions
from tests.anki.learner import Learner
from tests.identity.histories import Author, Kept, Known, merged, read_answered

if TYPE_CHECKING:
    from anki.cards import Card
    from anki.notes import Note

__all__ = ["Life"]

START = 1_750_000_000
DAY = 86_400
BLANK = re.compile(r"\{\{c(\d+)::(.*?)\}\}")
IN_A_BRANCH = ["reword", "edit", "insert", "delete", "retag", "add_blank", "drop_blank", "write_id"]

Row = tuple[object, ...]
Versions = dict[str, dict[int, set[tuple[object, ...]]]]
"""guid → time → what was published of it with that time."""


@dataclass(frozen=True)
class PackedNote:
    """A note of a package."""

    mod: int
    tags: str
    fields: tuple[str, ...]
    ords: frozenset[int]


@dataclass(frozen=True)
class Package:
    """An `.apkg`, opened."""

    path: Path
    notes: dict[str, PackedNote]
    looks: dict[int, str]
    """The style sheet of each note type."""


@dataclass(frozen=True)
class Snapshot:
    """What is in a collection."""

    notes: dict[str, Row]
    """guid → id, note type, mod, usn, tags, fields, … as Anki keeps them."""
    cards: dict[int, Row]
    reviews: dict[int, int]
    """Card → how many."""

    def guid_of(self, card: int) -> str:
        """The guid of a card's note."""
        return next(guid for guid, row in self.notes.items() if row[0] == self.cards[card][1])

    def ords(self, guid: str) -> dict[int, int]:
        """The cards of a note: number → id."""
        note = self.notes[guid][0]
        return {int(str(row[3])): card for card, row in self.cards.items() if row[1] == note}


class Life:
    """An author and a learner, and all that was ever published and reviewed."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.draw = random.Random(seed)
        self.tally: Counter[str] = Counter()
        self.author = Author(seed, ids=seed % 2 == 1)
        self.kept = Kept()
        self.versions: Versions = {}
        self.last: Package | None = None
        """The last whole deck."""
        self.clock = self.draw.choice(["right", "right", "backwards", "fixed"])
        self.step = 0
        self.bank = folder / "bank"
        self.bank.mkdir(parents=True)
        self.folder = folder
        self.learner = Learner(folder / "anki")
        self.reviews: Counter[tuple[str, str]] = Counter()
        """(guid, text of the blank) → reviews; the text is empty but for a cloze."""
        self.numbers: dict[tuple[str, int], str] = {}
        """(guid, number of a blank) → its text, of all that ever were."""
        self.unsure: set[str] = set()
        """Clozes whose numbers nothing can keep: of a lost ledger, of two branches that both gave
        one number."""
        self.emptied: set[str] = set()
        """Guids of clozes of which `exporter diff` told that blanks were dropped."""

    def live(self, imports: int) -> None:
        """Go on until the learner has imported so often."""
        with self.learner:
            while self.tally["imports"] < imports:
                self.step += 1
                getattr(self, f"_{self.draw.choice(CHAPTERS)}")()
                if self.draw.random() < 0.7:
                    self._learn()

    # What the author does.

    def _update(self) -> None:
        self.author.next_version(self.draw.randint(0, 5) if self.versions else 0)
        self._publish()

    def _write_ids(self) -> None:
        """`exporter ids` for the whole bank."""
        self._update()
        reading = read_bank(self.bank, check=False, now=self._now())
        write_ids(reading, plan_ids(reading))
        again = read_bank(self.bank, check=False, now=self._now())
        assert [q.guid for q in all_questions(again.whole)] == [
            q.guid for q in all_questions(reading.whole)
        ]
        self.author.take_ids(again.whole)
        self.tally["ids"] += 1
        self._publish()

    def _lose_ledger(self) -> None:
        if not self.author.ids or not self.versions:
            return self._update()
        (self.bank / "deck.lock").unlink()
        self.kept.forget(self.author)
        self.versions = {}
        self.unsure |= set(snapshot(self.learner).notes)
        self.emptied |= self.unsure
        self.tally["lost"] += 1
        return self._update()

    def _rebuild_ledger(self) -> None:
        """`exporter ids --from` the last deck, before or after an edit."""
        if self.last is None:
            return self._update()
        self.author.next_version(self.draw.choice([0, 0, 1, 3]))
        self.author.write(self.bank)
        (self.bank / "deck.lock").unlink()
        write_rebuilt(rebuild_ledger(self.bank, self.last.path, now=self._now()))
        had = self.last.notes.keys()
        self.kept.expect_only(had)
        here = had & {self.kept.guid_of(known) for known in self.author.all()}
        self.versions = {guid: past for guid, past in self.versions.items() if guid in here}
        dropped = {k for k in self.author.all() if k.blanks_ever - set(k.blanks)}
        self.unsure |= {self.kept.guid_of(known) for known in dropped}
        self.tally["rebuilt"] += 1
        return self._publish()

    def _fork(self) -> None:
        """Two branches, both built; then the union of their ledgers' lines."""
        if not self.versions:
            return self._update()
        base, base_versions, base_kept = self.author, self.versions, self.kept
        lock = self.bank / "deck.lock"
        old = lock.read_text(encoding="utf-8")
        sides = []
        for names in (None, IN_A_BRANCH):
            self.author, self.versions = base.branch(), deepcopy(base_versions)
            self.kept = deepcopy(base_kept)
            lock.write_text(old, encoding="utf-8")
            if names is None:
                self.author = deepcopy(base)
            edits = self.draw.randint(1, 4)
            self.author.next_version(edits, names) if names else self.author.next_version(edits)
            self._publish(taken=self.draw.random() < 0.5, branch=True)
            text = lock.read_text(encoding="utf-8")
            sides.append((self.author, self.versions, self.kept, text))
        (one, its, kept, ours), (other, others, also_kept, theirs) = sides
        self.author = merged(base, one, other)
        self.versions = _united(its, others)
        self.kept = kept.united(also_kept)
        self.unsure |= {
            guid
            for guid in its
            if {*its[guid]} - {*base_versions.get(guid, ())}
            and {*others.get(guid, ())} - {*base_versions.get(guid, ())}
        }
        lock.write_text(self._union(old, ours, theirs), encoding="utf-8")
        self.tally["forks"] += 1
        self._publish()

    def _union(self, old: str, ours: str, theirs: str) -> str:
        """What git's union merge leaves: of lines near to one another, the old ones as well."""
        lines = [text.splitlines(keepends=True) for text in (ours, theirs)]
        if self.draw.random() < 0.5:
            return "".join(dict.fromkeys(lines[0] + lines[1]))
        before = set(old.splitlines(keepends=True))
        return "".join(
            line
            for line in dict.fromkeys(lines[0] + lines[1])
            if line not in before or (line in lines[0] and line in lines[1])
        )

    def _now(self) -> int:
        """What the author's clock says."""
        if self.clock == "fixed":
            return START
        wrong = self.draw.randint(0, 6) if self.clock == "backwards" else 0
        return START + (self.step - wrong) * DAY

    def _publish(self, *, taken: bool = True, branch: bool = False) -> None:
        now = self._now()
        reading, guids, asked = read_answered(self.author, self.bank, self.kept, now=now)
        self.tally["asked"] += asked
        self.tally["builds"] += 1
        self.kept.hold(self.author, guids)
        self._hold_times(reading, guids)
        ledger = publish(reading, DeckOptions(now=now))
        if reading.before:
            told = changes_between(reading.before, ledger)
            self.emptied |= {one.row.guid for one in told.emptied}
        save_ledger(reading, ledger)
        packages: list[Package] = []
        options = DeckOptions(now=now, ledger=ledger)
        if taken:
            self.last = opened(write_deck(reading.whole, self.folder / "whole.apkg", options).path)
            for part in self._chosen(reading):
                bank = select(reading.whole, part) if part else reading.whole
                path = self.folder / "part.apkg"
                packages.append(opened(write_deck(bank, path, options).path) if part else self.last)
        if self.draw.random() < 0.4 and self.tally["imports"]:
            self._learn()
        for package in packages:
            self._take(package, guids, branch=branch)

    def _chosen(self, reading: Reading) -> list[Selection | None]:
        """Whole deck and a topic's, in some order, or one of them."""
        topics = [t.slug for t in reading.whole.topics if any(q.answered for q in all_questions(t))]
        part = Selection(topics=(self.draw.choice(topics),)) if topics else None
        orders: list[list[Selection | None]] = [[None], [None], [None], [part, None], [None, part]]
        return self.draw.choice([*orders, [part]])

    def _hold_times(self, reading: Reading, guids: dict[int, str]) -> None:
        """Fail where a note's time rises although nobody changed it, or stays although one did."""
        rows = {row.guid: row for row in reading.after.rows}
        for known in self.author.all():
            guid, content = guids[known.uid], self.author.content(known)
            mod, past = rows[guid].mod, self.versions.setdefault(guid, {})
            if past and past[max(past)] == {content}:
                assert mod == max(past), f"{known.title}: untouched, and yet updated"
            elif past:
                assert mod > max(past), f"{known.title}: changed, and its time stays"
            past.setdefault(mod, set()).add(content)

    # What the learner does.

    def _learn(self) -> None:
        """Review, tag, edit and suspend, some time between two versions."""
        now = START + self.step * DAY + self.draw.randint(0, DAY - 1)
        for card in self.draw.sample(cards := self.learner.cards(), min(len(cards), 4)):
            note, suspended = card.note(), card.queue == -1
            asked = _asked(note.fields, card.ord)
            if not suspended and (asked or "Text" not in note):
                self.learner.review(card)
                self.reviews[note.guid, asked] += 1
                self.tally["reviews"] += 1
        for card in self.draw.sample(cards, min(len(cards), self.draw.randint(0, 2))):
            self._change(card, now)
        # Anki's scheduler now and then forgets when a card was reviewed, which this mends: what is
        # found after an import is then the import's.
        self.learner.faults()

    def _change(self, card: "Card", now: int) -> None:
        collection = self.learner.collection
        note = card.note()
        match self.draw.choice(["tag", "mark", "edit", "suspend", "move"]):
            case "suspend":
                collection.sched.suspend_cards([card.id])
            case "move":
                collection.set_deck([card.id], collection.decks.id("My own") or 0)
            case "edit":
                note["Details"] += " (mine)"
                self._save(note, now)
            case word:
                note.add_tag("marked" if word == "mark" else f"mine::{self.step}")
                self._save(note, now)
        self.tally["changes of the learner's"] += 1

    def _save(self, note: "Note", now: int) -> None:
        """Keep an edit, made at the hour that it is in this life."""
        collection = self.learner.collection
        collection.update_note(note)
        assert collection.db is not None
        collection.db.execute("UPDATE notes SET mod = ? WHERE id = ?", now, note.id)

    # What must be true.

    def _take(self, package: Package, guids: dict[int, str], *, branch: bool) -> None:
        before = snapshot(self.learner)
        self.learner.take(package.path)
        after = snapshot(self.learner)
        self.tally["imports"] += 1
        self._hold_notes(package, before, after)
        self._hold_cards(package, before, after)
        for known in self.author.all():
            if (guid := guids[known.uid]) in package.notes:
                _hold_words(known, self.author, package.notes[guid])
                # Who takes two branches meets a blank of each with one number, before they merge.
                if known.form != "cloze" or not branch:
                    self._hold_reviews(known, guid, package, after)
        if not branch:
            self._hold_looks(package)
        self._hold_empty(after)
        faults = self.learner.faults()
        assert not faults, faults

    def _hold_notes(self, package: Package, before: Snapshot, after: Snapshot) -> None:
        assert after.notes.keys() == before.notes.keys() | package.notes.keys()
        for guid, row in after.notes.items():
            was, packed = before.notes.get(guid), package.notes.get(guid)
            if packed and (was is None or packed.mod > int(str(was[2]))):
                assert (row[2], row[4], row[5]) == (packed.mod, packed.tags, packed.fields)
                assert was is None or row[:2] == was[:2]
                self.tally["updated" if was else "new"] += 1
            else:
                assert row == was, "a note that has nothing new is not as it was"
                theirs = packed and was and packed.fields != was[5]
                self.tally["theirs" if theirs else "untouched"] += 1

    def _hold_cards(self, package: Package, before: Snapshot, after: Snapshot) -> None:
        assert after.reviews == before.reviews
        for card, row in before.cards.items():
            assert after.cards[card] == row, "a card is not as the learner left it"
        for guid, packed in package.notes.items():
            was = before.ords(guid) if guid in before.notes else {}
            ords = after.ords(guid)
            assert ords.keys() == was.keys() | packed.ords
            if ords.keys() != was.keys() and after.notes[guid] == before.notes.get(guid):
                # Where the learner's own edit stays, the card of a new blank comes all the same.
                self.emptied.add(guid)

    def _hold_reviews(self, known: Known, guid: str, package: Package, after: Snapshot) -> None:
        """The question's cards have all the reviews that were ever made of it."""
        ords = after.ords(guid)
        if known.form != "cloze":
            assert after.reviews.get(ords[0], 0) == self.reviews[guid, ""]
        elif after.notes[guid][5] == package.notes[guid].fields and guid not in self.unsure:
            numbers = {text: int(n) for n, text in BLANK.findall(package.notes[guid].fields[2])}
            assert list(numbers) == known.blanks
            for text, number in numbers.items():
                once = self.numbers.setdefault((guid, number), text)
                assert once == text, f"the number of the blank {once} is given to {text}"
                found = after.reviews.get(ords[number - 1], 0)
                assert found == self.reviews[guid, text], f"{text} has another blank's reviews"

    def _hold_looks(self, package: Package) -> None:
        kinds = self.learner.collection.models.all()
        ours = {kind["id"]: kind for kind in kinds if kind["name"].startswith("Worlds")}
        assert {kind["name"] for kind in ours.values()} <= {
            f"Worlds ({form})" for form in ("question", "choice", "cloze")
        }
        if not self.tally["lost"]:
            for number, css in package.looks.items():
                assert ours[number]["css"] == css

    def _hold_empty(self, after: Snapshot) -> None:
        """Only dropped blanks leave empty cards, and they were told."""
        for note in self.learner.collection.get_empty_cards().notes:
            guid = next(guid for guid, row in after.notes.items() if row[0] == note.note_id)
            assert guid in self.emptied, "an empty card that nobody told of"
            self.tally["emptied"] += 1


CHAPTERS = [*["update"] * 7, "fork", "fork", "write_ids", "lose_ledger", *["rebuild_ledger"] * 2]
"""What may happen between two imports; an update the oftenest."""


def opened(path: Path) -> Package:
    """What is in an `.apkg`."""
    with ZipFile(path) as archive, closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(archive.read("collection.anki2"))
        ords: dict[int, set[int]] = {}
        for note, number in database.execute("SELECT nid, ord FROM cards"):
            ords.setdefault(note, set()).add(number)
        rows = list(database.execute("SELECT guid, mod, tags, flds, id FROM notes"))
        (models,) = database.execute("SELECT models FROM col").fetchone()
    notes = {
        guid: PackedNote(mod, tags, tuple(fields.split("\x1f")), frozenset(ords[number]))
        for guid, mod, tags, fields, number in rows
    }
    assert len(notes) == len(rows)
    looks = {int(kind["id"]): kind["css"] for kind in json.loads(models).values()}
    return Package(path, notes, looks)


def snapshot(learner: Learner) -> Snapshot:
    """What is in the learner's collection now."""
    database = learner.collection.db
    assert database is not None
    columns = "id, mid, mod, usn, tags, flds, sfld, csum, flags, data, guid"
    rows = list(database.all(f"SELECT {columns} FROM notes"))
    notes = {row[-1]: (*row[:5], tuple(row[5].split("\x1f")), *row[6:]) for row in rows}
    assert len(notes) == len(rows), "a note is there twice"
    cards = {row[0]: tuple(row) for row in database.all("SELECT * FROM cards")}
    reviews = database.all("SELECT cid, count() FROM revlog GROUP BY cid")
    return Snapshot(notes, cards, {row[0]: row[1] for row in reviews})


def _asked(fields: list[str], number: int) -> str:
    """The blank that the card of this number asks; empty for the card of a question."""
    blanks = (found for field in fields for found in BLANK.finditer(field))
    return next((found[2] for found in blanks if int(found[1]) == number + 1), "")


def _hold_words(known: Known, author: Author, packed: PackedNote) -> None:
    """The package says what the author wrote."""
    assert packed.fields[1] == known.title
    text = BLANK.sub(r"==\2==", " ".join(packed.fields))
    said = known.body() if known.form == "cloze" else known.answer
    assert said in text
    assert known.form != "choice" or all(f"<p>{one}</p>" in text for one in known.options)
    wanted = {f"worlds::{tag}" for tag in (*known.tags, f"topic::{author.slug_of(known)}")}
    assert set(packed.tags.split()) == wanted


def _united(one: Versions, other: Versions) -> Versions:
    result = deepcopy(one)
    for guid, past in other.items():
        for mod, contents in past.items():
            result.setdefault(guid, {}).setdefault(mod, set()).update(contents)
    return result
