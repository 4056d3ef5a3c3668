"""The ledger, `deck.lock`: what has been published of a bank, as lines of text and as values.

The first line names the format and the namespace; then comes a line for each note type, each topic
without a number of its own, and each question, sorted by guid. A line is a JSON object that nothing
in the file refers to by place, so that two branches merge by the union of their lines.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from exporter.identity.derive import is_derived
from exporter.model.bank import Form
from exporter.model.diagnostic import Diagnostic

__all__ = [
    "FORMAT",
    "Blank",
    "Ledger",
    "LedgerReading",
    "NoteType",
    "Row",
    "dump",
    "ledger_path",
    "load",
]

FORMAT = 1
"""Raised when an older program would misread the file."""

LARGEST = 100_000_000
"""How many bytes a ledger may have: some hundred thousand questions."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank that a cloze has, or once had."""

    text: str
    number: int
    here: bool = True
    """False for one that was dropped: its number is not used again."""


@dataclass(frozen=True, slots=True)
class Row:
    """A question that was once published."""

    guid: str
    """The note's: computed once, never given to another question."""
    id: str
    form: Form
    note: int
    """The note's id: when it was first made, in milliseconds since the epoch."""
    mod: int
    """When its content last changed, in seconds since the epoch; it only ever rises."""
    topic: str
    """The topic's slug."""
    title: str
    words: str
    """A hash of what it is known by without a written id."""
    parts: dict[str, str]
    """Part → hash of what it says."""
    print: tuple[int, ...] = ()
    """A sketch of the answer's words."""
    shown: str = ""
    """The id that the note says, where it is not `id`: a new id alone updates no note, since an
    update costs learners the tags that they gave it."""
    after: str = ""
    """The guid of the question before it in its topic; empty for the first."""
    blanks: tuple[Blank, ...] = ()
    """Those of a cloze, dropped ones too."""
    unanswered: bool = False
    """Whether it has no answer yet, and so is no note."""
    gone: bool = False
    """Whether the bank no longer has it."""


@dataclass(frozen=True, slots=True)
class NoteType:
    """A note type as it was last published."""

    form: Form
    model: int
    name: str
    hash: str
    """Of its templates and style sheet."""
    mod: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """What has been published of a bank."""

    namespace: str
    types: tuple[NoteType, ...] = ()
    topics: tuple[tuple[str, int], ...] = ()
    """(slug, number) of topics whose file names give no number."""
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerReading:
    """A ledger file as it was read."""

    ledger: Ledger | None
    """None when there is no file, or none that can be trusted."""
    diagnostics: tuple[Diagnostic, ...] = ()


def ledger_path(bank: Path) -> Path:
    """Where the ledger of the bank at `bank` lies: in its folder, or beside a single file."""
    return bank / "deck.lock" if bank.is_dir() else bank.with_name(f"{bank.stem}.deck.lock")


def dump(ledger: Ledger) -> str:
    """The text of a ledger; the same ledger always gives the same text."""
    lines: list[dict[str, Any]] = [{"deck.lock": FORMAT, "namespace": ledger.namespace}]
    lines += [{"type": kind.form, **_without(asdict(kind), "form")} for kind in ledger.types]
    lines += [{"topic": slug, "number": number} for slug, number in sorted(ledger.topics)]
    lines += [_row_line(row) for row in sorted(ledger.rows, key=lambda row: row.guid)]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def load(path: Path, *, beside: bool = False) -> LedgerReading:
    """Read the ledger at `path`; one that is damaged or of a newer program is told as an error.

    `beside` says that it lies beside its bank: then no link may lead to it from elsewhere.
    """
    try:
        if fault := _no_file(path, beside):
            return LedgerReading(None, (_damaged(path.name, 0, fault),))
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        text = data.decode("utf-8")
    except FileNotFoundError:
        return LedgerReading(None)
    except (OSError, UnicodeDecodeError) as error:
        return LedgerReading(None, (_damaged(path.name, 0, str(error)),))
    if len(data) > LARGEST:
        fault = f"it is larger than {LARGEST // 1_000_000} MB"
        return LedgerReading(None, (_damaged(path.name, 0, fault),))
    return _parse(text.replace("\r\n", "\n").replace("\r", "\n"), path.name)


def _no_file(path: Path, beside: bool) -> str:
    """Why what is at `path` is no file to be read; empty when it is one, and when it is nothing."""
    if beside and path.is_symlink():
        try:
            if not path.resolve().is_relative_to(path.parent.resolve()):
                return "it is a link that leads out of the bank's folder; `--ledger` names another"
        except RuntimeError:
            return "it is a link that leads to itself"
    there = path.is_symlink() or path.exists()
    return "it is no file" if there and not path.is_file() else ""


def _parse(text: str, file: str) -> LedgerReading:
    values: list[tuple[int, dict[str, Any]]] = []
    told: list[Diagnostic] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
            told.append(_damaged(file, number, "a merge left its conflict marks here"))
        elif line.strip():
            try:
                value = json.loads(line)
                assert isinstance(value, dict)
                if "\\u" in line:  # it may stand for half a letter, which no file can hold
                    json.dumps(value, ensure_ascii=False).encode("utf-8")
                values.append((number, value))
            except (ValueError, AssertionError, RecursionError):
                told.append(_damaged(file, number, "this line is no JSON object"))
    if told:
        return LedgerReading(None, tuple(told))
    return _assemble(values, file)


def _assemble(values: list[tuple[int, dict[str, Any]]], file: str) -> LedgerReading:
    if newer := [value for _, value in values if _is_newer(value)]:
        return LedgerReading(None, (_newer(file, newer[0]["deck.lock"]),))
    spaces: dict[str, int] = {}
    types: list[NoteType] = []
    topics: dict[str, int] = {}
    rows: list[Row] = []
    told: list[Diagnostic] = []
    for number, value in values:
        try:
            match value:
                case {"deck.lock": int(), "namespace": str(namespace)}:
                    spaces.setdefault(namespace, number)
                case {"type": form, **rest}:
                    types.append(_typed(NoteType(form=form, **rest)))
                case {"topic": str(slug), "number": int(n), **rest} if not rest:
                    topics[slug] = min(n, topics.get(slug, n))
                case _:
                    rows.append(_row(value))
        except (TypeError, ValueError, KeyError) as error:
            told.append(_damaged(file, number, f"this line is no row of a ledger ({error})"))
    if len(spaces) != 1:
        line = max(spaces.values(), default=0)
        told.append(_damaged(file, line, "it must name one namespace, in its first line"))
    if told:
        return LedgerReading(None, tuple(told))
    [namespace] = spaces
    kinds = _united(types, "form", _later)
    known = _with_own_notes(_united(rows, "guid", _later_row))
    return LedgerReading(Ledger(namespace, kinds, tuple(topics.items()), known))


_OPTIONAL = ("print", "shown", "after", "blanks", "unanswered", "gone")
"""Fields of a row that are left out while they are empty."""

_Dated = TypeVar("_Dated", Row, NoteType)


def _united(
    lines: Iterable[_Dated], key: str, later: Callable[[_Dated, _Dated], _Dated]
) -> tuple[_Dated, ...]:
    """One line for each key: of two that a merge left, the later."""
    united: dict[str, _Dated] = {}
    for line in lines:
        name = getattr(line, key)
        earlier = united.get(name)
        united[name] = line if earlier is None else later(earlier, line)
    return tuple(united[name] for name in sorted(united))


def _later(one: _Dated, other: _Dated) -> _Dated:
    """Of two changes at one time, one with a later time: who has the other one needs it, too."""
    first, last = sorted((one, other), key=lambda line: line.mod)
    if first.mod == last.mod and _content(first) != _content(last):
        last = replace(last, mod=last.mod + 1)
    return last


def _later_row(one: Row, other: Row) -> Row:
    return _with_names(_with_names(_later(one, other), one), other)


def _with_names(last: Row, first: Row) -> Row:
    """`last` with what must not be forgotten of `first`: numbers of blanks, and a written id.

    A blank that only `first` has is still here: only the next build tells whether the merge kept
    it, and who has that branch's deck has its card.
    """
    numbers = {blank.number for blank in last.blanks}
    more = (blank for blank in first.blanks if blank.number not in numbers)
    last = replace(last, blanks=(*last.blanks, *more))
    if is_derived(last.id) and not is_derived(first.id):
        return replace(last, id=first.id, shown=last.shown or last.id)
    return last


def _with_own_notes(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows, no two of one note id: two branches may have given the same to a new question.

    To who has the note already, its id does not matter: Anki knows it by its guid.
    """
    taken = {row.note for row in rows}
    seen: set[int] = set()
    own = []
    for row in rows:
        note = row.note
        while note in seen or (note != row.note and note in taken):
            note += 1
        seen.add(note)
        own.append(replace(row, note=note) if note != row.note else row)
    return tuple(own)


def _content(line: Row | NoteType) -> object:
    return line.parts if isinstance(line, Row) else line.hash


def _row_line(row: Row) -> dict[str, Any]:
    """A row as JSON; what is empty is left out."""
    line = asdict(row)
    line["print"] = "".join(f"{number:04x}" for number in row.print)
    line["blanks"] = [
        [b.text, b.number] if b.here else [b.text, b.number, False] for b in row.blanks
    ]
    return {name: value for name, value in line.items() if value or name not in _OPTIONAL}


def _row(value: dict[str, Any]) -> Row:
    sketch = str(value.get("print", ""))
    found = {
        **value,
        "print": tuple(int(sketch[at : at + 4], 16) for at in range(0, len(sketch), 4)),
        "blanks": tuple(Blank(*blank) for blank in value.get("blanks", ())),
    }
    return _typed(Row(**found))


def _typed(line: _Dated) -> _Dated:
    """`line`, when its values are of the types that they must be. Raises TypeError when not."""
    checks: dict[str, Callable[[Any], bool]] = {
        "form": lambda value: value in ("question", "choice", "cloze"),
        "mod": lambda value: type(value) is int and value > 0,
        "note": lambda value: type(value) is int and value > 0,
        "model": lambda value: type(value) is int and value > 0,
        "gone": lambda value: type(value) is bool,
        "unanswered": lambda value: type(value) is bool,
        "parts": lambda value: isinstance(value, dict),
    }
    for name in line.__slots__:
        value = getattr(line, name)
        valid = checks.get(name, lambda value: isinstance(value, str | tuple))
        if not valid(value):
            raise TypeError(f"{name}: {value!r}")
    return line


def _without(value: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: inner for key, inner in value.items() if key != name}


def _is_newer(value: dict[str, Any]) -> bool:
    return isinstance(value.get("deck.lock"), int) and value["deck.lock"] > FORMAT


def _newer(file: str, found: int) -> Diagnostic:
    return Diagnostic(
        rule="newer-ledger",
        severity="error",
        message=f"the ledger is of format {found}, and this program knows {FORMAT}",
        help="update exporter; the ledger was written by a newer one",
        file=file,
        line=1,
    )


def _damaged(file: str, line: int, what: str) -> Diagnostic:
    return Diagnostic(
        rule="damaged-ledger",
        severity="error",
        message=f"the ledger is damaged: {what}",
        help="take it back out of your version control, or rebuild it from the last deck that you "
        "published: exporter ids --from OLD.apkg",
        file=file,
        line=line,
    )
