"""The ledger as a user meets it: kept, frozen, elsewhere, damaged; and what `diff` tells."""

import errno
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import genanki
import pytest
from jsonschema import Draft202012Validator

from exporter.identity.ledger import Ledger, load
from exporter.model.export import DIFF_SCHEMA
from tests.cli.calling import SOUND, WAVES, Run, guids, waves, whole

LEDGER = Path("waves/deck.lock")


def ledger(path: Path = LEDGER) -> Ledger:
    found = load(path).ledger
    assert found is not None
    return found


def edit(old: str, new: str, file: str = "waves/01-light.md") -> None:
    path = Path(file)
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_deck_and_build_keep_it_and_the_same_bank_changes_nothing(called: Run) -> None:
    waves()
    called("deck", "waves", "-o", "one.apkg")
    first = LEDGER.read_bytes()
    called("build", "waves", "--only", "deck", now=1_750_000_000)
    assert LEDGER.read_bytes() == first
    assert Path("build/waves.apkg").read_bytes() == Path("one.apkg").read_bytes()


def test_a_change_is_dated_and_the_clock_never_runs_backwards(called: Run) -> None:
    waves()
    called("deck", "waves", now=1_700_000_000)
    edit("smallest amount", "least amount")
    called("deck", "waves", now=1_600_000_000)
    mods = {row.title: row.mod for row in ledger().rows}
    assert mods.pop("What is a photon?") == 1_700_000_001
    assert set(mods.values()) == {1_700_000_000}


@pytest.mark.parametrize("command", ["deck", "build"])
def test_frozen_fails_where_it_would_change_and_writes_nothing(called: Run, command: str) -> None:
    waves()
    words = (command, "waves", "--frozen", *(["--only", "deck"] if command == "build" else []))
    before = whole(Path())
    missing = called(*words)
    assert missing.exit_code == 1
    assert "--frozen" in missing.stderr
    assert whole(Path()) == before
    called("deck", "waves", "-o", "waves.apkg")
    assert called(*words).exit_code == 0
    edit("smallest", "least")
    before = whole(Path())
    assert called(*words).exit_code == 1
    assert whole(Path()) == before


def test_a_ledger_elsewhere(called: Run) -> None:
    waves()
    result = called("deck", "waves", "--ledger", "kept/waves.lock", "-o", "one.apkg")
    assert result.exit_code == 0
    assert not LEDGER.exists()
    edit("Why is the sky blue?", "Why does the sky look blue?")
    told = json.loads(called("diff", "waves", "--ledger", "kept/waves.lock", "--json").stdout)
    assert [one["was"] for one in told["reworded"]] == ["Why is the sky blue?"]
    called("deck", "waves", "--ledger", "kept/waves.lock", "-o", "one.apkg")
    titles = [row.title for row in ledger(Path("kept/waves.lock")).rows]
    assert "Why does the sky look blue?" in titles
    assert "Why is the sky blue?" not in titles


def test_ids_of_a_ledger_elsewhere_are_known_everywhere(called: Run) -> None:
    waves()
    called("deck", "waves", "--ledger", "kept/waves.lock", "-o", "one.apkg")
    edit("Why is the sky blue?", "Why does the sky look blue?")
    value = json.loads(called("model", "waves", "--ledger", "kept/waves.lock").stdout)
    known = {row.id for row in ledger(Path("kept/waves.lock")).rows}
    assert {one["id"] for topic in value["topics"] for one in topic["questions"]} <= known
    for command in ("topics", "check"):
        assert called(command, "waves", "--ledger", "kept/waves.lock").exit_code == 0


def test_a_place_that_takes_no_ledger_is_told_and_the_deck_is_written(called: Run) -> None:
    waves()
    refused = f"{'l' * 250}.lock"  # a file may be called so, yet not the one written beside it
    result = called("deck", "waves", "--ledger", refused, "-o", "one.apkg")
    assert result.exit_code == 0
    assert Path("one.apkg").is_file()
    assert not Path(refused).exists()
    assert refused in result.stderr
    assert "a question that is reworded becomes a new card" in result.stderr


def test_a_folder_that_cant_be_written_to(called: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refused as the system does it; a superuser, as in CI, may write into any folder."""
    folder = waves()
    make = tempfile.mkstemp

    def refuse(*parts: Any, **more: Any) -> tuple[int, str]:
        if Path(more["dir"]).resolve() == folder.resolve():
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
        return make(*parts, **more)

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    result = called("deck", "waves", "-o", "one.apkg")
    assert result.exit_code == 0
    assert "Without a ledger" in result.stderr
    assert called("ids", "waves").exit_code == 1
    assert sorted(whole(folder)) == ["01-light.md", "02-sound.md"]


DAMAGE = {
    "no JSON": ("{", "damaged"),
    "conflict marks": ("<<<<<<< one\n", "conflict marks"),
    "no row": ('{"guid": "x"}\n', "no row"),
    "two namespaces": ('{"deck.lock": 1, "namespace": "other"}\n', "one namespace"),
    "a newer format": ('{"deck.lock": 99, "namespace": "other"}\n', "format 99"),
}


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize(
    "words", [("deck", "waves"), ("build", "waves"), ("ids", "waves"), ("diff", "waves")]
)
def test_a_ledger_that_cant_be_trusted_changes_nothing(
    called: Run, words: tuple[str, ...], damage: str
) -> None:
    waves()
    called("deck", "waves", "-o", "waves.apkg")
    line, said = DAMAGE[damage]
    with LEDGER.open("a", encoding="utf-8") as file:
        file.write(line)
    edit("smallest", "least")
    before = whole(Path())
    result = called(*words)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert said in result.stderr
    assert str(LEDGER) in result.stderr
    assert whole(Path()) == before


def test_two_runs_at_once_make_one_history(called: Run) -> None:
    waves(**{f"{n:02}-more": SOUND.replace("pitch", f"pitch {n}") for n in range(3, 40)})
    names = [f"{n}.apkg" for n in range(4)]
    environment = {name: word for name, word in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "exporter", "deck", "waves", "-o", name],
            env=environment,
            stderr=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for name in names
    ]
    for run in runs:
        _, told = run.communicate(timeout=120)
        assert run.returncode == 0, told.decode()
    assert len(ledger().rows) == 43
    assert len({Path(name).read_bytes() for name in names}) == 1
    assert called("deck", "waves", "--frozen", "-o", "one.apkg").exit_code == 0
    assert [p.name for p in Path("waves").iterdir() if p.suffix not in (".md", ".lock")] == []


def changed_bank(called: Run) -> None:
    """A bank after a year: one of everything that `diff` knows."""
    waves()
    called("deck", "waves", "-o", "old.apkg")
    Path("old.lock").write_bytes(LEDGER.read_bytes())
    edit("Why is the sky blue?", "Why does the sky look blue?")
    edit("least.\n", "least, which is why.\n")
    edit(", sound is ==slow==", "")
    edit('??? question "What is a rainbow?"\n', "")
    photon = WAVES[WAVES.index('??? question "What is a ph') : WAVES.index('??? question "Which')]
    edit(photon, "")
    sound = Path("waves/02-sound.md")
    new = '\n??? question "What is an echo?"\n    Sound that comes back.\n'
    sound.write_text(f"{photon}{new}", encoding="utf-8")


@pytest.mark.parametrize("against", [(), ("--against", "old.lock"), ("--against", "old.apkg")])
def test_diff_tells_all_that_an_import_does(called: Run, against: tuple[str, ...]) -> None:
    changed_bank(called)
    before = whole(Path())
    if against:
        LEDGER.unlink()
        called("ids", "waves", "--from", "old.apkg")
    result = called("diff", "waves", *against, "--json")
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    Draft202012Validator(json.loads(DIFF_SCHEMA.read_text(encoding="utf-8"))).validate(told)
    titles = {
        name: [one["title"] for one in found]
        for name, found in told.items()
        if name not in ("format", "restyled")
    }
    assert titles == {
        "new": ["What is an echo?"],
        "updated": titles["updated"],
        "reworded": ["Why does the sky look blue?"],
        "moved": ["What is a photon?"],
        "removed": ["What is pitch?"],
        "emptied": ["Speeds"],
    }
    fields = {one["title"]: one["fields"] for one in told["updated"]}
    assert fields == {
        "Why does the sky look blue?": ["short", "title"],
        "What is a photon?": ["topic"],
        "Speeds": ["short"],
    }
    assert told["reworded"][0]["was"] == "Why is the sky blue?"
    assert (told["moved"][0]["from"], told["moved"][0]["to"]) == ("light", "sound")
    assert told["removed"][0]["search"] == f'"ID:{told["removed"][0]["id"]}"'
    assert told["emptied"][0]["blanks"] == ["slow"]
    assert whole(Path()) == before or against


def test_diff_in_words(called: Run) -> None:
    changed_bank(called)
    words = called("diff", "waves").stdout
    for said in (
        "New (1):",
        "What is an echo?",
        "was: Why is the sky blue?",
        "light → sound",
        "Removed (1):",
        "Blanks dropped (1):",
        "Anki deletes nothing",
        "Change Deck",
        "Empty Cards",
    ):
        assert said in words
    told = called("deck", "waves", "-o", "new.apkg").stderr
    assert "1 new, 3 updated, 1 reworded (history kept), 1 moved, 1 removed" in told
    assert called("diff", "waves").stdout == "No difference.\n"


def test_the_exit_code_of_diff(called: Run) -> None:
    waves()
    assert called("diff", "waves").exit_code == 0
    assert called("diff", "waves", "--exit-code").exit_code == 1
    called("deck", "waves")
    assert called("diff", "waves", "--exit-code").exit_code == 0
    edit("smallest", "least")
    assert called("diff", "waves", "--exit-code", "-q").exit_code == 1
    assert called("diff", "waves").exit_code == 0


def test_the_schema_of_diff_can_be_printed(called: Run) -> None:
    assert json.loads(called("diff", "--schema").stdout)["properties"]["format"] == {"const": 1}


def other_decks() -> None:
    """Files that are no deck of the bank: another tool's, another bank's, and no deck at all."""
    card = {"name": "C", "qfmt": "{{F}}", "afmt": "{{F}}"}
    model = genanki.Model(1, "Basic", fields=[{"name": "F"}], templates=[card])
    deck = genanki.Deck(1, "Other")
    deck.add_note(genanki.Note(model, ["Why is the sky blue?"]))
    genanki.Package(deck).write_to_file("tool.apkg")
    Path("text.apkg").write_text("no deck", encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("tool.apkg", "another program made this deck"),
        ("other.apkg", "another bank"),
        ("other.lock", "another bank"),
        ("text.apkg", "neither a ledger nor an Anki deck"),
    ],
)
def test_diff_against_what_is_no_deck_of_this_bank(called: Run, file: str, said: str) -> None:
    waves()
    called("deck", "waves", "-o", "one.apkg")
    waves("other")
    called("deck", "other", "--ledger", "other.lock", "-o", "other.apkg")
    other_decks()
    result = called("diff", "waves", "--against", file)
    assert result.exit_code == 1
    assert said in result.stderr
    assert result.stdout == ""


def test_a_lost_ledger_comes_back_from_the_deck(called: Run) -> None:
    waves()
    edit("Why is the sky blue?", "Why is $x < y$ in `a{b}` not blue?")
    called("deck", "waves", "-o", "old.apkg")
    before = [row for row in ledger().rows if not row.unanswered]
    kept = guids(Path("waves"))
    LEDGER.unlink()
    result = called("ids", "waves", "--from", "old.apkg", now=1_750_000_000)
    assert result.exit_code == 0, result.stderr
    known = {row.guid: row for row in ledger().rows}
    for row in before:
        now = known[row.guid]
        assert (now.id, now.note, now.mod, now.parts) == (row.id, row.note, row.mod, row.parts)
        assert (now.title, now.topic, now.blanks) == (row.title, row.topic, row.blanks)
    assert len(known) == len(before)
    assert guids(Path("waves")) == kept
    assert called("diff", "waves", "--exit-code").exit_code == 0
    called("deck", "waves", "-o", "new.apkg", now=1_750_000_000)
    assert Path("new.apkg").read_bytes() == Path("old.apkg").read_bytes()


def test_a_ledger_from_a_deck_knows_what_changed_since(called: Run) -> None:
    changed_bank(called)
    kept = guids(Path("waves"))
    LEDGER.unlink()
    result = called("ids", "waves", "--from", "old.apkg", now=1_750_000_000)
    assert "1 new, 3 updated, 1 reworded (history kept), 1 moved, 1 removed" in result.stderr
    assert {**guids(Path("waves")), "What is an echo?": ""} == {**kept, "What is an echo?": ""}
    assert {row.mod for row in ledger().rows} == {1_700_000_000}
    called("deck", "waves", "-o", "new.apkg", now=1_750_000_000)
    changed = {row.title for row in ledger().rows if row.mod == 1_750_000_000}
    assert changed == {
        "Why does the sky look blue?",
        "What is a photon?",
        "What is an echo?",
        "Speeds",
    }


def test_a_rebuilt_ledger_asks_where_a_question_is_in_doubt(called: Run) -> None:
    Path("sky.md").write_text(
        '??? question "Why is the sky blue in the day?"\n'
        "    Air scatters blue light most, and red light least.\n\n"
        '??? question "What is a photon made of?"\n'
        "    The smallest amount of light that there is.\n",
        encoding="utf-8",
    )
    called("deck", "sky.md", "-o", "old.apkg")
    row = next(row for row in ledger(Path("sky.deck.lock")).rows if "sky" in row.title)
    Path("sky.deck.lock").unlink()
    title = '??? question "Why is the sea blue?"\n'
    answer = "    Water swallows red light, and so on.\n"
    Path("sky.md").write_text(title + answer, encoding="utf-8")
    before = whole(Path())
    result = called("ids", "sky.md", "--from", "old.apkg")
    assert result.exit_code == 1
    assert "sky.md:1: error" in result.stderr
    assert f"<!-- id: {row.id} -->" in result.stderr
    assert whole(Path()) == before
    Path("sky.md").write_text(f"{title}    <!-- id: {row.id} -->\n{answer}", encoding="utf-8")
    assert called("ids", "sky.md", "--from", "old.apkg").exit_code == 0
    assert list(guids(Path("sky.md")).values()) == [row.guid]


def test_a_ledger_that_is_there_is_kept(called: Run) -> None:
    waves()
    called("deck", "waves", "-o", "old.apkg")
    before = whole(Path())
    refused = called("ids", "waves", "--from", "old.apkg")
    assert refused.exit_code == 1
    assert "--force" in refused.stderr
    assert whole(Path()) == before
    LEDGER.write_text("damaged", encoding="utf-8")
    assert called("ids", "waves", "--from", "old.apkg").exit_code == 1
    assert called("ids", "waves", "--from", "old.apkg", "--force").exit_code == 0
    assert len(ledger().rows) == 5
    assert called("ids", "waves", "--force").exit_code == 2


@pytest.mark.parametrize("file", ["tool.apkg", "text.apkg"])
def test_another_tools_deck_gives_no_ledger(called: Run, file: str) -> None:
    waves()
    other_decks()
    before = whole(Path())
    result = called("ids", "waves", "--from", file)
    assert result.exit_code == 1
    assert file in result.stderr
    assert result.stderr.startswith("Error: ")
    assert whole(Path()) == before


def test_a_dry_run_rebuilds_nothing(called: Run) -> None:
    waves()
    called("deck", "waves", "-o", "old.apkg")
    LEDGER.unlink()
    before = whole(Path())
    assert "5 notes" in called("ids", "waves", "--from", "old.apkg", "--dry-run").stdout
    assert whole(Path()) == before


def test_a_namespace_that_the_deck_does_not_have_is_told(called: Run) -> None:
    waves()
    called("deck", "waves", "-o", "old.apkg")
    LEDGER.unlink()
    Path("waves/bank.toml").write_text(
        'namespace = "0b7c1b8e-4d5e-4d53-8b5c-1f8a1f7f7c11"\n', encoding="utf-8"
    )
    result = called("ids", "waves", "--from", "old.apkg")
    assert result.exit_code == 1
    assert "bank.toml" in result.stderr


def test_a_new_bank_lets_git_unite_its_ledgers(called: Run) -> None:
    called("init", "new")
    lines = Path("new/.gitattributes").read_text(encoding="utf-8").splitlines()
    assert {"deck.lock merge=union", "*.deck.lock merge=union"} <= set(lines)
