"""The file itself: the same bytes for the same bank, packed, whole, and never called a backup."""

import io
import json
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from exporter.anki.deck import DeckOptions, write_deck
from exporter.anki.moment import moment_of
from exporter.errors import ExporterError
from exporter.model.bank import Bank
from exporter.model.document import CodeBlock
from tests.anki.banks import bank, blank, option, p, question, topic
from tests.anki.conftest import NOW
from tests.anki.torture import torture_bank


def small_bank() -> Bank:
    return bank(topic("T", question("Q", p("A")), question("R", p("B"))))


def database(package: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    with ZipFile(package) as archive:
        connection.deserialize(archive.read("collection.anki2"))
    return connection


def test_the_same_bank_gives_the_same_bytes(tmp_path: Path) -> None:
    packages = [tmp_path / "one.apkg", tmp_path / "two.apkg"]
    for package in packages:
        write_deck(torture_bank(tmp_path / "bank"), package, DeckOptions(now=NOW))
        time.sleep(1.1)  # a clock that slips in ticks at least once
    first, second = (package.read_bytes() for package in packages)
    assert first == second
    assert len(first) > 10_000


def test_source_date_epoch_is_the_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOW))
    write_deck(small_bank(), tmp_path / "env.apkg")
    write_deck(small_bank(), tmp_path / "now.apkg", DeckOptions(now=NOW))
    assert (tmp_path / "env.apkg").read_bytes() == (tmp_path / "now.apkg").read_bytes()


def test_a_source_date_epoch_that_is_no_number_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(ExporterError, match=r"SOURCE_DATE_EPOCH is 'yesterday'"):
        moment_of(None)


def test_the_moment_is_one_that_anki_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    clock = time.time()
    assert abs(moment_of(None) - clock) < 5
    assert moment_of(NOW) == NOW
    assert moment_of(-1) == moment_of(0) == 1
    assert clock < moment_of(2**50) < clock + 24 * 60 * 60


def test_note_ids_say_when_and_in_which_order(tmp_path: Path) -> None:
    report = write_deck(small_bank(), tmp_path / "deck.apkg", DeckOptions(now=NOW))
    with closing(database(report.path)) as connection:
        rows = connection.execute("SELECT id, mod, guid FROM notes ORDER BY id").fetchall()
        models = json.loads(connection.execute("SELECT models FROM col").fetchone()[0])
    assert [row[:2] for row in rows] == [(NOW * 1000 + 1, NOW), (NOW * 1000 + 2, NOW)]
    assert [model["mod"] for model in models.values()] == [NOW]


def test_no_two_cards_share_an_id(tmp_path: Path) -> None:
    blanks = question("C", p(*(blank(n, str(n)) for n in range(1, 9))), cloze=True)
    made = bank(topic("T", question("Q", p("A")), blanks), topic("U", question("R", p("B"))))
    report = write_deck(made, tmp_path / "deck.apkg", DeckOptions(now=NOW))
    with closing(database(report.path)) as connection:
        ids = [row[0] for row in connection.execute("SELECT id FROM cards")]
    assert len(set(ids)) == len(ids) == report.cards == 10


def test_a_note_type_is_written_once(tmp_path: Path) -> None:
    topics = [topic(str(n), question("Q", p("A")), number=n) for n in range(1, 5)]
    report = write_deck(bank(*topics), tmp_path / "deck.apkg", DeckOptions(now=NOW))
    with closing(database(report.path)) as connection:
        (written,) = connection.execute("SELECT models FROM col").fetchone()
    keys: list[str] = []
    json.loads(written, object_pairs_hook=lambda pairs: keys.extend(k for k, _ in pairs))
    assert keys.count("css") == 1


def test_entries_are_packed_and_without_a_time(tmp_path: Path) -> None:
    made = torture_bank(tmp_path / "bank")
    report = write_deck(made, tmp_path / "deck.apkg", DeckOptions(now=NOW))
    with ZipFile(report.path) as archive:
        entries = archive.infolist()
        names = json.loads(archive.read("media"))
    assert [entry.filename for entry in entries] == ["collection.anki2", "media", *names]
    assert {entry.compress_type for entry in entries} == {ZIP_DEFLATED}
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert list(names.values()) == sorted(names.values())


@pytest.mark.parametrize(
    "name",
    ["collection.apkg", "Collection.APKG", "backup-1.apkg", "BACKUP-x.apkg", "deck.colpkg"],
)
def test_a_name_that_would_replace_a_collection_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExporterError, match="whole collection: choose another name"):
        write_deck(small_bank(), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["my-collection.apkg", "backup.apkg", "deck.apkg"])
def test_other_names_are_taken(tmp_path: Path, name: str) -> None:
    assert write_deck(small_bank(), tmp_path / name).path.is_file()


def test_a_bank_without_identities_is_refused(tmp_path: Path) -> None:
    made = small_bank()
    twice = made.topics[0].questions[:1] * 2
    for untrusted in (
        replace(made, namespace=""),
        replace(made, topics=(replace(made.topics[0], questions=twice),)),
        replace(made, topics=(topic("T", question("Q", p("A"))),)),
    ):
        with pytest.raises(ExporterError, match="read_bank"):
            write_deck(untrusted, tmp_path / "deck.apkg")
    assert list(tmp_path.iterdir()) == []


def test_what_stood_there_stays_whole_when_a_template_fails(tmp_path: Path) -> None:
    package = write_deck(small_bank(), tmp_path / "deck.apkg", DeckOptions(now=NOW)).path
    before = package.read_bytes()
    (tmp_path / "anki").mkdir()
    (tmp_path / "anki" / "head.html").write_text("[[ nothing_like_this ]]", encoding="utf-8")
    told = r"templates/anki/question\.front\.html: .*nothing_like"
    with pytest.raises(ExporterError, match=told):
        write_deck(small_bank(), package, DeckOptions(templates=tmp_path))
    assert package.read_bytes() == before


def test_a_template_of_ones_own_goes_first(tmp_path: Path) -> None:
    (tmp_path / "anki").mkdir()
    (tmp_path / "anki" / "foot.html").write_text("<footer>mine</footer>", encoding="utf-8")
    options = DeckOptions(templates=tmp_path, now=NOW)
    report = write_deck(small_bank(), tmp_path / "deck.apkg", options)
    with closing(database(report.path)) as connection:
        (written,) = connection.execute("SELECT models FROM col").fetchone()
    (model,) = json.loads(written).values()
    assert "<footer>mine</footer>" in model["tmpls"][0]["afmt"]
    assert "{{Question}}" in model["tmpls"][0]["qfmt"]


def test_a_theme_that_is_no_text_is_told(tmp_path: Path) -> None:
    theme = tmp_path / "theme.css"
    theme.write_bytes(b"\xff\xfe")
    with pytest.raises(ExporterError, match=r"theme\.css: the theme can't be read"):
        write_deck(small_bank(), tmp_path / "deck.apkg", DeckOptions(theme=theme))


def test_html_that_looks_broken_takes_no_time(tmp_path: Path) -> None:
    code = CodeBlock("a < b " * 20_000, "", line=1)
    made = bank(topic("T", question("Q", code), question("C", choices=(option("a", right=True),))))
    start = time.process_time()
    write_deck(made, tmp_path / "deck.apkg", DeckOptions(now=NOW))
    assert time.process_time() - start < 5


def test_bytes_do_not_hang_on_the_machine(tmp_path: Path) -> None:
    package = write_deck(small_bank(), tmp_path / "deck.apkg", DeckOptions(now=NOW)).path
    with ZipFile(io.BytesIO(package.read_bytes())) as archive:
        assert {entry.create_system for entry in archive.infolist()} == {3}
        data = archive.read("collection.anki2")
    assert str(tmp_path).encode() not in data
