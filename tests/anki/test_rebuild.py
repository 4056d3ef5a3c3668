"""A ledger out of a deck: the same as the one that was lost, whatever the bank."""

from contextlib import suppress
from pathlib import Path
from zipfile import ZipFile

import pytest
from anki.collection import ExportAnkiPackageOptions
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from exporter.anki.deck import DeckOptions, write_deck
from exporter.anki.published import read_package
from exporter.anki.rebuild import ledger_of, rebuilt
from exporter.api import Reading, publish, read_bank, save_ledger
from exporter.errors import ExporterError
from exporter.identity.ledger import Ledger
from exporter.model.bank import all_questions
from tests.anki.conftest import NOW
from tests.anki.learner import Learner
from tests.readers.strategies import banks

BANK = {
    "01-cells.md": """\
---
title: Cells
---
??? question "What is the output?"
    The first.

??? question "What is the output?"
    Of a second one, it is this.

??? question "Is $a < b$ with `a{b}` and \\\\(x\\\\)?"
    <!-- level: 2; kind: derive; tags: maths, a::b; as_of: 2024-05 -->

    In **short**.

    <!-- more -->

    ```python
    print("[sound:x]")
    ```

    ![A cell](cell.svg)
""",
    "organs.md": """\
??? question "Which?"
    - [x] one
    - [ ] two

??? cloze "Sizes"
    A cell has ==ten==, an organ ==3: many :: how many?== and ==$x_1$==.

??? cloze "Sizes"
    Another text with ==one== blank.

??? question "Nothing yet?"
""",
    "cell.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>',
}


def bank_in(folder: Path) -> Path:
    folder.mkdir()
    for name, text in BANK.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def published(folder: Path, package: Path, *, now: int = NOW) -> Reading:
    """The bank, its deck written to `package`, its ledger kept."""
    reading = read_bank(folder, check=False, now=now)
    ledger = publish(reading, DeckOptions(now=now))
    save_ledger(reading, ledger)
    write_deck(reading.bank, package, DeckOptions(now=now, ledger=ledger))
    return read_bank(folder, check=False, now=now)


def notes_of(reading: Reading) -> Ledger:
    """The ledger with the rows that are notes, as a deck tells of no others."""
    ledger = publish(reading, DeckOptions(now=NOW))
    rows = tuple(row for row in ledger.rows if not row.unanswered)
    return Ledger(ledger.namespace, ledger.types, ledger.topics, rows)


def rebuilt_from(package: Path, reading: Reading) -> Ledger:
    resolution = rebuilt(reading.written, read_package(package), NOW + 500)
    assert [told for told in resolution.diagnostics if told.severity == "error"] == []
    assert [q.guid for q in all_questions(resolution.bank) if q.answered] == [
        q.guid for q in all_questions(reading.whole) if q.answered
    ]
    return resolution.ledger


def test_a_ledger_comes_back_as_it_was(tmp_path: Path) -> None:
    reading = published(bank_in(tmp_path / "bank"), tmp_path / "deck.apkg")
    assert rebuilt_from(tmp_path / "deck.apkg", reading) == notes_of(reading)


def test_after_years_of_changes_too(tmp_path: Path) -> None:
    folder = bank_in(tmp_path / "bank")
    published(folder, tmp_path / "deck.apkg")
    text = (folder / "organs.md").read_text(encoding="utf-8")
    changed = text.replace("==ten==", "==very many==, no, ==ten==").replace("Which?", "Who?")
    (folder / "organs.md").write_text(changed, encoding="utf-8")
    (folder / "01-cells.md").rename(folder / "04-cells.md")
    published(folder, tmp_path / "deck.apkg", now=NOW + 60)
    new = '\n??? question "And a new one?"\n    Yes.\n'
    (folder / "another.md").write_text(new, encoding="utf-8")
    reading = published(folder, tmp_path / "deck.apkg", now=NOW + 120)
    assert len({row.mod for row in notes_of(reading).rows}) == 3
    assert rebuilt_from(tmp_path / "deck.apkg", reading) == notes_of(reading)


def test_through_a_learners_collection(tmp_path: Path, learner: Learner) -> None:
    reading = published(bank_in(tmp_path / "bank"), tmp_path / "deck.apkg")
    learner.take(tmp_path / "deck.apkg")
    note = learner.collection.newNote()
    note["Front"] = "A note of the learner's own"
    learner.collection.addNote(note)

    def exported(name: str, *, legacy: bool) -> Path:
        options = ExportAnkiPackageOptions(
            with_scheduling=False, with_deck_configs=False, with_media=True, legacy=legacy
        )
        learner.collection.export_anki_package(
            out_path=str(tmp_path / name), options=options, limit=None
        )
        return tmp_path / name

    found = read_package(exported("old.apkg", legacy=True))
    assert len(found.notes) == 6
    known = {row.guid: row for row in notes_of(reading).rows}
    then = rebuilt_from(tmp_path / "old.apkg", reading)
    assert {row.guid: (row.id, row.note, row.mod, row.parts, row.blanks) for row in then.rows} == {
        guid: (row.id, row.note, row.mod, row.parts, row.blanks) for guid, row in known.items()
    }
    with pytest.raises(ExporterError, match="Support older Anki versions"):
        read_package(exported("new.apkg", legacy=False))


def test_a_note_that_was_changed_counts_as_changed_and_no_other(tmp_path: Path) -> None:
    folder = bank_in(tmp_path / "bank")
    published(folder, tmp_path / "deck.apkg")
    text = (folder / "01-cells.md").read_text(encoding="utf-8")
    (folder / "01-cells.md").write_text(text.replace("maths, ", ""), encoding="utf-8")
    reading = read_bank(folder, check=False, now=NOW + 60)
    then = {row.guid: row.parts for row in rebuilt_from(tmp_path / "deck.apkg", reading).rows}
    changed = [
        (row.title, [part for part in row.parts if row.parts[part] != then[row.guid].get(part)])
        for row in reading.after.rows
        if not row.unanswered and row.parts != then[row.guid]
    ]
    assert [parts for _, parts in changed] == [["tags"]]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("damaged")
    published(bank_in(folder / "bank"), folder / "deck.apkg")
    return folder / "deck.apkg"


@settings(max_examples=200)
@given(data=st.data())
def test_a_damaged_deck_is_told(package: Path, data: st.DataObject) -> None:
    whole = package.read_bytes()
    with ZipFile(package) as archive:
        collection = archive.read("collection.anki2")
    inside = data.draw(st.booleans())
    damaged = bytearray(collection if inside else whole)
    for _ in range(data.draw(st.integers(1, 20))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(0, len(damaged)) | st.just(len(damaged)))
    place = package.with_name("damaged.apkg")
    place.write_bytes(damaged[:end])
    if inside:
        with ZipFile(place, "w") as archive:
            archive.writestr("collection.anki2", bytes(damaged[:end]))
    with suppress(ExporterError):
        assert len(read_package(place).notes) <= 6


_TITLES = st.sampled_from(["A?", "B?", "$x_1$ or `x{{1}}`?", r"\\(y\\)?", "A ==m==?", "<b>A</b>?"])
_BODIES = st.sampled_from(
    [
        "Yes.",
        "It is ==one== or ==two==.",
        "==2: one== and ==one :: a hint==, ==$y$==.",
        "- [x] a\n    - [ ] b",
        "<!-- level: 1; tags: a b, c::d -->\n    So.\n\n    <!-- more -->\n    | a |\n    |---|",
        "```\n    {{c1::x}} [sound:a]\n    ```",
        "",
    ]
)
_QUESTIONS = st.builds(
    '??? {} "{}"\n    {}\n'.format, st.sampled_from(["question", "cloze"]), _TITLES, _BODIES
)
_FILES = st.lists(st.one_of(_QUESTIONS, _QUESTIONS, banks), min_size=1, max_size=6).map("\n".join)


@settings(max_examples=60)
@given(texts=st.lists(_FILES, min_size=1, max_size=2))
def test_of_any_bank(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("bank")
    for number, text in enumerate((*texts, '??? question "A?"\n    Yes.\n')):
        (folder / f"{number}.md").write_text(text, encoding="utf-8", newline="\n")
    assume(read_bank(folder, check=False, now=NOW).trusted)
    reading = published(folder, folder / "deck.apkg")
    found = read_package(folder / "deck.apkg")
    guids = {note.guid for note in found.notes}
    then = {row.guid: row for row in notes_of(reading).rows if row.guid in guids}
    now = {row.guid: row for row in ledger_of(found, reading.whole, reading.after).rows}
    assert now == then
    resolution = rebuilt(reading.written, found, NOW + 500)
    again = {row.guid: row for row in resolution.ledger.rows}
    assert {guid: (row.mod, row.note) for guid, row in again.items()} == {
        guid: (row.mod, row.note) for guid, row in then.items()
    }
    kept = [q.guid for q in all_questions(resolution.bank) if q.guid in guids]
    assert sorted(kept) == sorted(guids)
    assert all(row.parts == then[guid].parts for guid, row in again.items())
