"""A published deck and the bank as it is into the ledger as it was when the deck was published."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace

from exporter.anki.media import MediaShelf
from exporter.anki.note_types import FIELDS
from exporter.anki.notes import Note, make_notes
from exporter.anki.published import Published, PublishedNote, words_in
from exporter.identity.ledger import Blank, Ledger, Row
from exporter.identity.match import Candidate, match
from exporter.identity.parts import sketch_of, words_hash
from exporter.identity.resolve import Resolution, resolve
from exporter.model.bank import Bank, Question, all_questions

__all__ = ["ledger_of", "rebuilt"]

_FIELDS_OF_PART = {
    "title": ("Question",),
    "short": ("Short", "Text"),
    "details": ("Details",),
    "choices": ("Options", "Answer"),
    "references": ("References",),
    "marks": ("Level", "Kind", "As of"),
    "tags": (),
    "topic": ("Topic",),
}
_ANSWER = ("short", "details", "choices")
_NUMBERED_DECK = re.compile(r".*::(\d{2,}) .*|(\d{2,}) .*", re.DOTALL)
_NUMBER = re.compile(r"\{\{c\d+::")
_OF_PLACE = "::topic::"
_OF_MARKS = ("::level::", "::kind::")


def ledger_of(published: Published, bank: Bank, after: Ledger) -> Ledger:
    """The ledger that the deck was published with, as far as the present tells.

    `bank` has its identities, and `after` is its ledger after the next build. A note that is made
    today as it stands in the deck has today's hashes; a part that is made otherwise has none, so
    that it counts as changed. What a hash was in the deck, nobody knows.
    """
    rows = {row.guid: row for row in after.rows}
    made = {
        note.guid: note
        for note in make_notes(bank, MediaShelf(), after, 1)
        if isinstance(note, Note)
    }
    then = (_row(note, rows.get(note.guid), made.get(note.guid)) for note in published.notes)
    known = {row.guid: row for row in then}
    return Ledger(
        published.namespace,
        published.types,
        rows=tuple(known[guid] for guid in sorted(known)),
    )


def rebuilt(bank: Bank, published: Published, now: int) -> Resolution:
    """The ledger of a bank that lost it, from its last deck; and the bank with its identities.

    `bank` is as its files say it. What is doubtful is among the diagnostics, as in every build.
    """
    fresh = resolve(bank, Ledger(published.namespace), now=now)
    lost = Ledger(
        published.namespace,
        published.types,
        _kept_numbers(published, fresh.ledger),
        tuple(_matched(bank, fresh, published)),
    )
    resolution = resolve(bank, lost, now=now)
    ledger = ledger_of(published, resolution.bank, resolution.ledger)
    return replace(resolution, ledger=replace(ledger, topics=lost.topics))


def _matched(bank: Bank, fresh: Resolution, published: Published) -> Iterator[Row]:
    """The rows of the deck's notes, those of questions that are known by their words or answers.

    They are compared as a deck has them, since of the deck's notes nothing else is known.
    """
    rows = {row.guid: row for row in fresh.ledger.rows}
    shelf = MediaShelf()
    made = {n.guid: n for n in make_notes(fresh.bank, shelf, None, 1) if isinstance(n, Note)}
    pairs = zip(all_questions(bank), all_questions(fresh.bank), strict=True)
    asked = [(question, rows[q.guid]) for question, q in pairs if q.guid in made]
    candidates = tuple(_candidate(question, row, made[row.guid]) for question, row in asked)
    notes = {note.guid: note for note in published.notes}
    then = {guid: _unknown(note) for guid, note in notes.items()}
    matching = match(candidates, tuple(then.values()))
    for index, row in matching.rows.items():
        note = notes[row.guid]
        name = asked[index][0].id or note.shown
        yield replace(
            asked[index][1],
            guid=note.guid,
            id=name,
            shown="" if note.shown == name else note.shown,
            note=max(1, note.id),
            mod=max(1, note.modified),
            blanks=note.blanks,
            after="",
        )
        del then[row.guid]
    yield from (replace(row, parts={}) for row in then.values())


def _candidate(question: Question, row: Row, note: Note) -> Candidate:
    fields = _fields(note)
    return Candidate(
        question=question,
        topic=row.topic,
        title=words_in(fields["Question"]),
        parts=_part_hashes(fields, frozenset(note.tags)),
        words=_words(fields),
        print=sketch_of(_answer(fields)),
    )


def _unknown(note: PublishedNote) -> Row:
    """What a note tells of its question by itself."""
    return Row(
        guid=note.guid,
        id=note.shown,
        form=note.form,
        note=max(1, note.id),
        mod=max(1, note.modified),
        topic=note.topic,
        title=note.title,
        words=_words(note.fields),
        parts=_part_hashes(note.fields, note.tags),
        print=sketch_of(_answer(note.fields)),
        blanks=note.blanks,
    )


def _row(note: PublishedNote, row: Row | None, made: Note | None) -> Row:
    if row is None:
        return replace(_unknown(note), parts={})
    now = _fields(made) if made else {}
    same = _same_parts(note, now, frozenset(made.tags) if made else frozenset())
    parts = {name: row.parts.get(name, "") if kept else "" for name, kept in same.items()}
    return replace(
        row,
        shown="" if note.shown == row.id else note.shown,
        note=max(1, note.id),
        mod=max(1, note.modified),
        topic=note.topic or row.topic,
        title=row.title if same["title"] else note.title,
        parts={name: value for name, value in parts.items() if value or not same[name]},
        blanks=_blanks(note.blanks, row.blanks),
        unanswered=False,
        gone=False,
    )


def _same_parts(note: PublishedNote, now: dict[str, str], tags: frozenset[str]) -> dict[str, bool]:
    """Part → whether the note of today says in it what the deck's says."""
    same = {
        part: all(note.fields.get(name, "") == now.get(name, "") for name in names)
        for part, names in _FIELDS_OF_PART.items()
    }
    same["tags"] &= _own_tags(note.tags) == _own_tags(tags)
    same["topic"] &= _tags_with(note.tags, _OF_PLACE) == _tags_with(tags, _OF_PLACE)
    return same


def _own_tags(tags: frozenset[str]) -> set[str]:
    others = (_OF_PLACE, *_OF_MARKS)
    return {tag.partition("::")[2] for tag in tags if not any(mark in tag for mark in others)}


def _tags_with(tags: frozenset[str], mark: str) -> set[str]:
    return {tag for tag in tags if mark in tag}


def _blanks(then: tuple[Blank, ...], now: tuple[Blank, ...]) -> tuple[Blank, ...]:
    """The blanks of the deck; as they are today where their numbers are the same."""
    here = tuple(blank for blank in now if blank.here)
    same = [blank.number for blank in then] == [blank.number for blank in here]
    return here if same else then


def _kept_numbers(published: Published, fresh: Ledger) -> tuple[tuple[str, int], ...]:
    """The numbers that topics have in the deck, of those whose files give none."""
    free = {slug for slug, _ in fresh.topics}
    numbers: dict[str, int] = {}
    for note in published.notes:
        match = _NUMBERED_DECK.fullmatch(note.deck)
        if match and note.topic in free:
            numbers.setdefault(note.topic, int(match[1] or match[2]))
    return tuple(sorted(numbers.items()))


def _fields(note: Note) -> dict[str, str]:
    names = (field.name for field in FIELDS[note.form])
    return dict(zip(names, note.fields, strict=True))


def _words(fields: dict[str, str]) -> str:
    """As `exporter.identity.parts.words_of`, from the fields of a note."""
    words = f"{words_in(fields['Question'])} {words_in(fields.get('Text', ''))}"
    return words_hash(" ".join(words.casefold().split()))


def _answer(fields: dict[str, str]) -> str:
    names = (name for part in _ANSWER for name in _FIELDS_OF_PART[part])
    return " ".join(words_in(fields.get(name, "").replace("<", " <")) for name in names)


def _part_hashes(fields: dict[str, str], tags: frozenset[str]) -> dict[str, str]:
    """What `exporter.identity.match` compares of a question, as a deck has it."""
    said = {
        part: "\x1f".join(_NUMBER.sub("{{c::", fields.get(name, "")) for name in names)
        for part, names in _FIELDS_OF_PART.items()
    }
    said["tags"] = " ".join(sorted(tags))
    return {
        part: hashlib.sha256(html.encode()).hexdigest()
        for part, html in said.items()
        if html.strip("\x1f")
    }
