"""A bank into an `.apkg`: the way through."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from exporter.anki.contents import Contents
from exporter.anki.decks import decks_of
from exporter.anki.media import MediaShelf
from exporter.anki.moment import moment_of
from exporter.anki.note_types import FIELDS, NoteType, note_types
from exporter.anki.notes import Note, Unmade, make_notes
from exporter.anki.templates import card_environment
from exporter.atomic import write_atomically
from exporter.errors import ExporterError
from exporter.identity.ledger import Ledger
from exporter.identity.ledger import NoteType as PublishedType
from exporter.model.bank import Bank, Form, all_questions
from exporter.model.diagnostic import Diagnostic, in_file_order

__all__ = ["DeckOptions", "DeckReport", "published_types", "write_deck"]

_WHOLE_COLLECTION = re.compile(r"collection\.apkg|backup-.*\.apkg|.*\.colpkg", re.IGNORECASE)
"""Names that Anki takes for a backup: it puts the file in the place of all that a learner has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckOptions:
    """How a deck is written."""

    templates: Path | None = None
    """A folder whose `anki/` has templates that go before the program's own."""
    theme: Path | None = None
    """A CSS file that has the last word on the cards' looks; None for the one the bank names."""
    now: int | None = None
    """When it is written, in seconds since the epoch; None: SOURCE_DATE_EPOCH, else the clock."""
    ledger: Ledger | None = None
    """When each note and note type last changed; None: all of them `now`."""


@dataclass(frozen=True, slots=True)
class DeckReport:
    """What was written."""

    path: Path
    notes: int
    cards: int
    decks: int
    left_out: int
    """Questions without a card, for want of an answer or of something to ask."""
    diagnostics: tuple[Diagnostic, ...]
    """What became of a part that is poor, in file order."""


_DEFAULTS = DeckOptions()


def write_deck(bank: Bank, path: str | Path, options: DeckOptions = _DEFAULTS) -> DeckReport:
    """Write the deck of `bank`, whose identities are resolved, to `path`, whole or not at all.

    One bank, one moment and one set of options give the same bytes. Raises ExporterError for a
    `path` that Anki would take for a backup or that can't be written to, for templates or a theme
    that can't be used, and for a bank whose identities can't be trusted.
    """
    from exporter.anki.package import pack  # genanki is slow to load, and a sheet needs none of it

    path = Path(path)
    _check_name(path)
    _check_identities(bank)
    moment = moment_of(options.now)
    shelf = MediaShelf()
    made = list(make_notes(bank, shelf, options.ledger, moment))
    notes = tuple(note for note in made if isinstance(note, Note))
    faults = [
        fault for unmade in made if isinstance(unmade, Unmade) for fault in unmade.diagnostics
    ]
    contents = _contents(bank, notes, shelf, moment, options)
    write_atomically(path, pack(contents))
    return DeckReport(
        path=path,
        notes=len(notes),
        cards=sum(len(note.cards) for note in notes),
        decks=len(contents.decks),
        left_out=len(made) - len(notes),
        diagnostics=in_file_order([*faults, *shelf.diagnostics]),
    )


def _contents(
    bank: Bank, notes: tuple[Note, ...], shelf: MediaShelf, moment: int, options: DeckOptions
) -> Contents:
    jinja = card_environment(options.templates)
    own_theme = Path(bank.cards.theme) if bank.cards.theme else None
    cards: Counter[str] = Counter()
    for note in notes:
        cards[note.deck] += len(note.cards)
    forms = [form for form in FIELDS if any(note.form == form for note in notes)]
    kinds = note_types(bank, forms, jinja, options.theme or own_theme)
    times = _times_of_types(options.ledger, kinds, moment)
    changed = max((note.modified for note in notes), default=moment)
    return Contents(
        namespace=bank.namespace,
        notes=notes,
        note_types=tuple(replace(kind, modified=times[kind.form]) for kind in kinds),
        decks=tuple(decks_of(bank, cards, jinja, changed)),
        media=shelf.files,
    )


def published_types(bank: Bank, options: DeckOptions = _DEFAULTS) -> tuple[PublishedType, ...]:
    """The note types that the notes of the whole `bank` are of, as a ledger keeps them.

    Their times are those of `options.ledger` where nothing changed, else the present.
    """
    moment = moment_of(options.now)
    own_theme = Path(bank.cards.theme) if bank.cards.theme else None
    used = {question.form for question in all_questions(bank) if question.answered}
    forms = [form for form in FIELDS if form in used]
    jinja = card_environment(options.templates)
    kinds = note_types(bank, forms, jinja, options.theme or own_theme)
    times = _times_of_types(options.ledger, kinds, moment)
    return tuple(
        PublishedType(kind.form, kind.id, kind.name, kind.hash, times[kind.form]) for kind in kinds
    )


def _times_of_types(
    ledger: Ledger | None, kinds: tuple[NoteType, ...], moment: int
) -> dict[Form, int]:
    """When each note type last changed: it only ever rises, whatever the clock says."""
    known = {kind.form: kind for kind in ledger.types} if ledger else {}
    times = {}
    for kind in kinds:
        before = known.get(kind.form)
        if before is None:
            times[kind.form] = moment
        else:
            same = before.hash == kind.hash
            times[kind.form] = before.mod if same else max(before.mod + 1, moment)
    return times


def _check_name(path: Path) -> None:
    if _WHOLE_COLLECTION.fullmatch(path.name):
        raise ExporterError(
            f"{path.name}: Anki takes a file of this name for a backup, and would put it in the"
            " place of a learner's whole collection: choose another name with -o"
        )


def _check_identities(bank: Bank) -> None:
    questions = list(all_questions(bank))
    guids = {question.guid for question in questions} - {""}
    positions = {question.position for question in questions} - {0}
    if not bank.namespace or not len(guids) == len(positions) == len(questions):
        raise ExporterError(
            f"the bank {bank.title!r} has questions that no id tells apart: read it with"
            " `read_bank`, and write a deck only when it tells of no error"
        )
