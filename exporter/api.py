"""The way through the house: a bank on disk into a `Bank`, and a `Bank` into a deck or a sheet."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from zipfile import is_zipfile

from exporter import checks, identity, readers
from exporter.anki import deck
from exporter.anki.changes import Changes, changes_between
from exporter.anki.deck import DeckOptions, DeckReport, published_types
from exporter.anki.moment import moment_of
from exporter.anki.published import read_package
from exporter.anki.rebuild import ledger_of, rebuilt
from exporter.atomic import write_atomically, write_together
from exporter.errors import ExporterError
from exporter.identity import ledger as ledgers
from exporter.identity.ledger import Ledger
from exporter.identity.names import missing_ids, with_written_ids
from exporter.model.bank import Bank, Location, all_questions
from exporter.model.diagnostic import Diagnostic, has_errors, in_file_order
from exporter.model.selection import Selection, select
from exporter.pdf import sheet
from exporter.pdf.sheet import SheetOptions, SheetReport
from exporter.readers import FileReading
from exporter.readers.ids import EditedFile, with_ids
from exporter.readers.namespaces import with_namespace

__all__ = [
    "Bank",
    "Changes",
    "DeckOptions",
    "DeckReport",
    "Diagnostic",
    "FileReading",
    "IdPlan",
    "Ledger",
    "Reading",
    "Rebuilding",
    "Selection",
    "SheetOptions",
    "SheetReport",
    "changes_since",
    "ledger_lock",
    "ledger_place",
    "plan_ids",
    "publish",
    "read_bank",
    "rebuild_ledger",
    "save_ledger",
    "select",
    "would_change",
    "write_deck",
    "write_ids",
    "write_rebuilt",
    "write_sheet",
    "write_sheets",
]


@dataclass(frozen=True, slots=True)
class Reading:
    """A bank as it was read, every question of it known by an id."""

    bank: Bank
    whole: Bank
    """The same, or the bank that it is one topic of: identities are those of the whole."""
    written: Bank
    """The whole as its files say it: with the ids and the namespace that are written in them."""
    place: Path
    """The bank's folder, or the one file that it is."""
    diagnostics: tuple[Diagnostic, ...]
    """What is wrong, in the order of the files."""
    files: tuple[FileReading, ...]
    ledger_path: Path
    before: Ledger | None
    """What was published last; None when nothing was, or it can't be read."""
    after: Ledger
    """What will have been published with the next deck."""
    form: str = ""
    """The form that was asked for; empty when each file's own was taken."""

    @property
    def trusted(self) -> bool:
        """Whether there is no error among the diagnostics, so that a deck may be written."""
        return not has_errors(self.diagnostics)


def read_bank(
    path: str | Path,
    *,
    form: str = "",
    check: bool = True,
    ledger: str | Path | None = None,
    now: int | None = None,
) -> Reading:
    """Read the folder or file at `path`: its questions, with ids, and what is wrong with it.

    `form` names the form to read with, whatever the files say; `check=False` leaves out the rules
    of `exporter check`: only what reading finds is told.
    `ledger` is where the bank's ledger lies, if not beside it; `now` (seconds since the epoch) is
    when what changed is said to have changed, None: SOURCE_DATE_EPOCH, else the clock. A file of a
    folder with `bank.toml` gives that bank with the file's topic selected.
    Raises ExporterError when nothing can be read at `path`, and when there is no such form.
    """
    found = readers.read(Path(path), form=form)
    home = _place_of(Path(path), found)
    place = Path(ledger) if ledger else ledgers.ledger_path(home)
    known = ledgers.load(place, beside=ledger is None)
    moment = moment_of(now)
    resolution = identity.resolve(found.bank, known.ledger, now=moment)
    whole = resolution.bank
    told = checks.run(whole, now=moment) if check else ()
    elsewhere = (*found.diagnostics, *known.diagnostics, *resolution.diagnostics)
    return Reading(
        bank=_selected(whole, found.selected),
        whole=whole,
        written=found.bank,
        place=home,
        diagnostics=in_file_order((*checks.settled(elsewhere, whole), *told)),
        files=found.files,
        ledger_path=place,
        before=known.ledger,
        after=resolution.ledger,
        form=form,
    )


def _selected(bank: Bank, topic: str) -> Bank:
    return select(bank, Selection(topics=(topic,))) if topic else bank


def write_deck(bank: Bank, path: str | Path, options: DeckOptions | None = None) -> DeckReport:
    """Write the deck of `bank`, whose identities are resolved, to `path`, whole or not at all.

    One bank, one moment and one set of options give the same bytes; what is told is what the bank's
    `[check]` wants to hear. Raises ExporterError for a `path` that Anki would take for a backup or
    that can't be written to, for templates or a theme that can't be used, and for a bank whose
    identities can't be trusted.
    """
    report = deck.write_deck(bank, path, options or DeckOptions())
    return replace(report, diagnostics=checks.settled(report.diagnostics, bank))


def write_sheet(bank: Bank, path: str | Path, options: SheetOptions | None = None) -> SheetReport:
    """Write `bank` as a PDF to `path`; a file that is there is replaced at once, or not at all.

    A topic that cannot be laid out is told as an error, and the others are written; what is told is
    what the bank's `[check]` wants to hear. Raises ExporterError when Pango is missing, the paper
    or the layout unknown, the place not writable, or the bank empty.
    """
    return write_sheets(bank, path, {}, options)[0]


def write_sheets(
    bank: Bank,
    path: str | Path,
    topics: Mapping[str, str | Path],
    options: SheetOptions | None = None,
) -> tuple[SheetReport, ...]:
    """Write the sheet of `bank` as `write_sheet` does, and a sheet of its own for some topics.

    `topics` maps a topic's slug to where its sheet goes. Gives the report of the whole, then one
    for each of `topics`; what is wrong is told in the first.
    """
    reports = sheet.write_sheets(bank, path, topics, options or SheetOptions())
    return tuple(
        replace(report, diagnostics=checks.settled(report.diagnostics, bank)) for report in reports
    )


def ledger_place(path: Path) -> Path:
    """Where the ledger of the bank at `path` lies, as far as can be told before it is read."""
    place = path.resolve()
    roots = (root for root in (place, *place.parents) if (root / "bank.toml").is_file())
    return ledgers.ledger_path(next(roots, place))


def _place_of(path: Path, found: readers.Reading) -> Path:
    """What the ledger lies in or beside: the bank's folder, or the one file that is the bank."""
    return Path(found.bank.root) if found.selected else path


def changes_since(reading: Reading, against: Path | None = None) -> Changes:
    """What importing a new deck does to who has the one of the ledger, or of the file `against`.

    `against` is an older ledger, or a deck: `.apkg`. Raises ExporterError when it is neither, or of
    another bank.
    """
    before = reading.before or Ledger(reading.after.namespace)
    if against is not None:
        before = _ledger_in(against, reading)
    after = publish(reading, DeckOptions())
    return changes_between(before, after)


def _ledger_in(file: Path, reading: Reading) -> Ledger:
    namespace = reading.whole.namespace
    if is_zipfile(file):
        return ledger_of(read_package(file, namespace), reading.whole, reading.after)
    found = ledgers.load(file).ledger
    if found is None:
        raise ExporterError(f"{file}: neither a ledger nor an Anki deck that can be read")
    if found.namespace != namespace:
        raise ExporterError(f"{file}: the ledger of another bank (its namespace is another)")
    return found


def publish(reading: Reading, options: DeckOptions) -> Ledger:
    """The ledger that says what decks written with `options` hold: give it to `write_deck`."""
    types = published_types(reading.whole, replace(options, ledger=reading.before))
    forms = {kind.form for kind in types}
    kept = tuple(kind for kind in reading.after.types if kind.form not in forms)
    return replace(reading.after, types=tuple(sorted((*types, *kept), key=lambda k: k.form)))


def would_change(reading: Reading, ledger: Ledger) -> bool:
    """Whether `ledger` says anything that the bank's does not."""
    return reading.before is None or ledgers.dump(reading.before) != ledgers.dump(ledger)


def save_ledger(reading: Reading, ledger: Ledger) -> bool:
    """Write `ledger` beside its bank if it says anything new; whether it did.

    Raises ExporterError when it can't be written.
    """
    text = ledgers.dump(ledger)
    # A merge may leave two lines for a row: one is left, or another merge could lose both.
    if not would_change(reading, ledger) and reading.ledger_path.read_text("utf-8") == text:
        return False
    write_atomically(reading.ledger_path, text.encode("utf-8"))
    return True


@dataclass(frozen=True, slots=True)
class IdPlan:
    """What is to be written so that a bank's questions have ids of their own."""

    files: tuple[EditedFile, ...]
    """The bank's files with the ids, and `bank.toml` with the namespace."""
    ledger: Ledger
    left: tuple[Diagnostic, ...]
    """The questions that can't hold an id: the ledger alone knows them."""


def plan_ids(reading: Reading) -> IdPlan:
    """The ids that questions of the bank lack, and where they go; nothing is written.

    Raises ExporterError when a file has changed since it was read.
    """
    ids = missing_ids(reading.written, reading.whole, reading.after)
    asked = [question for question in all_questions(reading.bank) if question.guid in ids]
    wanted = {question.location: ids[question.guid] for question in asked}
    edits = with_ids(Path(reading.whole.root), reading.files, wanted, form=reading.form)
    names = {words.removeprefix("id: ") for file in edits.files for _, words in file.written}
    # A twin that can't hold an id is told from its twins by how many there are: it needs its row.
    known = {q.guid: ids[q.guid] if ids[q.guid] in names else q.id for q in asked}
    ledger = reading.before
    if names:
        ledger = with_written_ids(reading.before, reading.after, known)
    settings = None
    if reading.place.is_dir():
        settings = with_namespace(reading.place.resolve(), reading.whole.namespace)
    return IdPlan(
        files=(*edits.files, *([settings] if settings else ())),
        ledger=ledger or Ledger(reading.after.namespace),
        left=tuple(_no_place(place) for place in edits.left),
    )


def write_ids(reading: Reading, plan: IdPlan) -> None:
    """Write the files and the ledger of `plan`; the ledger first, so that no guid is ever lost.

    Raises ExporterError when one of them can't be written or has changed: then none is written.
    """
    for file in plan.files:
        if (file.path.read_bytes() if file.path.exists() else b"") != file.before:
            raise ExporterError(f"{file.path}: has changed since it was read; try again")
    files = {file.path: file.after for file in plan.files}
    if plan.ledger.rows and would_change(reading, plan.ledger):
        files = {reading.ledger_path: ledgers.dump(plan.ledger).encode("utf-8"), **files}
    write_together(files)


def _no_place(place: Location) -> Diagnostic:
    return Diagnostic(
        rule="no-place-for-id",
        severity="warning",
        message="no id can be written here without changing what the file says",
        help="the ledger keeps its identity by its words",
        file=place.file,
        line=place.line,
    )


@dataclass(frozen=True, slots=True)
class Rebuilding:
    """A ledger made anew, not yet written."""

    path: Path
    """Where it belongs."""
    ledger: Ledger
    root: str
    """The bank's folder."""
    diagnostics: tuple[Diagnostic, ...]
    changes: Changes
    """What the next deck does to who has the one that it was made of."""


def rebuild_ledger(
    path: str | Path,
    package: Path,
    *,
    form: str = "",
    ledger: str | Path | None = None,
    now: int | None = None,
) -> Rebuilding:
    """The ledger of the bank at `path`, made of the deck that was published last.

    `form` is that of `read_bank`.

    Raises ExporterError when nothing can be read at `path`, and when `package` is no deck of this
    bank that can be read.
    """
    found = readers.read(Path(path), form=form)
    published = read_package(package, found.bank.namespace)
    resolution = rebuilt(found.bank, published, moment_of(now))
    after = identity.resolve(found.bank, resolution.ledger, now=moment_of(now)).ledger
    return Rebuilding(
        path=Path(ledger) if ledger else ledgers.ledger_path(_place_of(Path(path), found)),
        ledger=resolution.ledger,
        root=found.bank.root,
        diagnostics=in_file_order((*found.diagnostics, *resolution.diagnostics)),
        changes=changes_between(resolution.ledger, after),
    )


def write_rebuilt(rebuilding: Rebuilding, *, force: bool = False) -> None:
    """Write the ledger, over one that is there only with `force`.

    Raises ExporterError when there is one, and when it can't be written.
    """
    if rebuilding.path.exists() and not force:
        raise ExporterError(
            f"{rebuilding.path}: is there already; --force makes it anew from the deck, and loses "
            "what it knows of questions that are not in the deck"
        )
    write_atomically(rebuilding.path, ledgers.dump(rebuilding.ledger).encode("utf-8"))


@contextmanager
def ledger_lock(path: Path) -> Iterator[None]:
    """Keep other runs from the ledger at `path` from reading it until it is written again."""
    from filelock import FileLock, Timeout
    from platformdirs import user_cache_path

    place = os.path.realpath(path)  # of links that lead in a circle, too
    name = hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()
    folder = user_cache_path("bank-exporter", ensure_exists=True) / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / f"{name[:32]}.lock", timeout=300):
            yield
    except Timeout as error:
        raise ExporterError(f"{path}: another run is using this ledger; try again") from error
