"""`exporter ids` as an author meets it: which ids, where, and that no note becomes another."""

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from exporter.anki.deck import DeckOptions
from exporter.api import plan_ids, publish, read_bank, save_ledger, write_ids
from exporter.identity.ledger import Ledger, load
from exporter.model.bank import all_questions
from exporter.model.document import plain
from tests.cli.calling import SOUND, Run, guids, waves, whole
from tests.readers.strategies import banks


def ids(path: str = "waves") -> dict[str, str]:
    """The title of each question → the id that is written in its file."""
    return {plain(q.title): q.id for q in all_questions(read_bank(path).written)}


def ledger() -> Ledger:
    found = load(Path("waves/deck.lock")).ledger
    assert found is not None
    return found


def append(text: str, file: str = "waves/02-sound.md") -> None:
    with Path(file).open("a", encoding="utf-8") as out:
        out.write(text)


ECHO = '\n??? question "What is an echo?"\n    Sound that comes back.\n'


def test_every_question_gets_one_and_keeps_its_note(called: Run) -> None:
    waves()
    called("deck", "waves", "-o", "old.apkg")
    before = guids(Path("waves"))
    result = called("ids", "waves")
    assert result.exit_code == 0, result.stderr
    assert ids() == {
        "Why is the sky blue?": "LIG-01",
        "What is a photon?": "LIG-02",
        "Which is longer?": "LIG-03",
        "Speeds": "LIG-04",
        "What is a rainbow?": "LIG-05",
        "What is pitch?": "SOU-01",
    }
    assert guids(Path("waves")) == before
    assert called("diff", "waves").stdout == "No difference.\n"
    called("deck", "waves", "--frozen", "-o", "new.apkg")
    assert Path("new.apkg").read_bytes() == Path("old.apkg").read_bytes()


def test_a_bank_without_a_ledger_keeps_the_notes_that_it_would_have_had(called: Run) -> None:
    waves()
    before = guids(Path("waves"))
    called("ids", "waves")
    assert guids(Path("waves")) == before
    new = called("diff", "waves").stdout
    assert "New (5)" in new  # nothing was published by writing ids
    Path("waves/01-light.md").rename("waves/07-optics.md")
    assert guids(Path("waves")) == before


def test_the_namespace_is_written_and_outlives_the_ledger_and_the_title(called: Run) -> None:
    waves()
    called("deck", "waves", "-o", "old.apkg")
    called("ids", "waves")
    text = Path("waves/bank.toml").read_text(encoding="utf-8")
    assert text == f'namespace = "{ledger().namespace}"\n'
    Path("waves/deck.lock").unlink()
    Path("waves").rename("other")
    assert read_bank("other").whole.namespace in text


def test_twice_is_once(called: Run) -> None:
    waves()
    called("ids", "waves")
    before = whole(Path())
    result = called("ids", "waves")
    assert result.exit_code == 0
    assert "Nothing to write" in result.stdout
    assert whole(Path()) == before


def test_a_dry_run_says_where_and_writes_nothing(called: Run) -> None:
    waves()
    before = whole(Path())
    said = called("ids", "waves", "--dry-run").stdout
    assert whole(Path()) == before
    called("ids", "waves")
    for line in said.splitlines()[:-1]:
        place, number, words = line.split(":", 2)
        assert words.strip() in Path(place).read_text(encoding="utf-8").split("\n")[int(number) - 1]
    assert len(said.splitlines()) == 8


def test_a_number_is_never_used_again(called: Run) -> None:
    waves()
    append(ECHO)
    called("ids", "waves")
    assert ids()["What is an echo?"] == "SOU-02"
    called("deck", "waves")
    sound = SOUND.replace('?"\n', '?"\n    <!-- id: SOU-01 -->\n')
    Path("waves/02-sound.md").write_text(sound, encoding="utf-8")
    called("deck", "waves")
    append('\n??? question "How fast is it?"\n    340 metres a second, in air.\n')
    called("ids", "waves")
    assert ids()["How fast is it?"] == "SOU-03"


def test_the_code_is_the_authors_or_that_of_the_topics_ids_or_its_letters(called: Run) -> None:
    waves(
        **{
            "03-sounding": ECHO.replace("echo", "boom"),
            "04-a-b-c": ECHO.replace("echo", "bang"),
            "05-words": f"---\ncode: W X\n---\n{ECHO.replace('echo', 'word')}",
            "06-known": ECHO.replace("echo", "tone").replace(
                "    Sound", "    <!-- id: TONE-7 -->\n    Sound"
            )
            + ECHO.replace("echo", "ton"),
        }
    )
    called("ids", "waves")
    found = ids()
    assert found["What is pitch?"] == "SOU-01"
    assert found["What is an boom?"] == "SOUN-01"
    assert found["What is an bang?"] == "ABC-01"
    assert found["What is an word?"] == "W-X-01"
    assert found["What is an ton?"] == "TONE-08"


def test_an_id_that_was_lost_is_given_back(called: Run) -> None:
    waves()
    called("ids", "waves")
    called("deck", "waves")
    before = ids()
    text = Path("waves/02-sound.md").read_text(encoding="utf-8")
    Path("waves/02-sound.md").write_text(text.replace("<!-- id: SOU-01 -->", ""), encoding="utf-8")
    called("ids", "waves")
    assert ids() == before


def test_a_file_of_a_bank_gets_its_own_ids(called: Run) -> None:
    waves()
    Path("waves/bank.toml").write_text("", encoding="utf-8")
    called("ids", "waves/02-sound.md")
    assert {title for title, name in ids().items() if name} == {"What is pitch?"}
    assert "namespace" in Path("waves/bank.toml").read_text(encoding="utf-8")


def test_a_single_file_keeps_its_namespace_in_the_ledger(called: Run) -> None:
    Path("sound.md").write_text(SOUND, encoding="utf-8")
    before = guids(Path("sound.md"))
    called("ids", "sound.md")
    assert sorted(whole(Path())) == ["sound.deck.lock", "sound.md"]
    assert guids(Path("sound.md")) == before
    assert ids("sound.md") == {"What is pitch?": "SOU-01"}


def test_a_page_without_indentation(called: Run) -> None:
    text = '??? question "A?"\nB is\nso.\n??? question "C?"\n- d\n- e\n??? question "F?"\nG.\n'
    Path("page.md").write_text(text, encoding="utf-8")
    before = guids(Path("page.md"))
    called("ids", "page.md")
    written = Path("page.md").read_text(encoding="utf-8").split("\n")
    assert written[1] == "<!-- id: PAG-01 -->"
    assert [row for row in written if "<!--" not in row] == text.split("\n")
    assert guids(Path("page.md")) == before


def test_what_cant_hold_an_id_is_told_and_keeps_its_note(called: Run) -> None:
    Path("page.md").write_bytes(b'??? question "A?"\n    B\xff.\n')
    before = guids(Path("page.md"))
    result = called("ids", "page.md")
    assert result.exit_code == 0
    assert "page.md:1: warning" in result.stderr
    assert Path("page.md").read_bytes() == b'??? question "A?"\n    B\xff.\n'
    assert guids(Path("page.md")) == before


def test_a_twin_that_cant_hold_an_id_keeps_its_note(called: Run) -> None:
    text = '??? question "A?"\nB.\n??? question "A?" - c\n- d\n??? question "E?"\nF.\n'
    Path("page.md").write_text(text, encoding="utf-8")
    before = [q.guid for q in all_questions(read_bank("page.md").whole)]
    called("ids", "page.md")
    after = read_bank("page.md")
    assert [q.guid for q in all_questions(after.whole)] == before
    assert sorted(q.id for q in all_questions(after.written)) == ["", "PAG-01", "PAG-03"]


def test_a_bank_in_doubt_is_left_as_it_is(called: Run) -> None:
    waves()
    append('\n??? question "One?"\n    <!-- id: A-1 -->\n    Two.\n' * 2)
    before = whole(Path())
    result = called("ids", "waves")
    assert result.exit_code == 1
    assert "A-1" in result.stderr
    assert whole(Path()) == before


def test_a_ledger_that_is_lost_after_the_ids_were_written(called: Run) -> None:
    waves()
    called("deck", "waves", "-o", "old.apkg")
    called("ids", "waves")
    kept = [row for row in ledger().rows if not row.unanswered]
    Path("waves/deck.lock").unlink()
    called("ids", "waves", "--from", "old.apkg")
    assert list(ledger().rows) == kept
    called("deck", "waves", "-o", "new.apkg")
    assert Path("new.apkg").read_bytes() == Path("old.apkg").read_bytes()


def test_what_is_assumed_of_a_question_is_told(called: Run) -> None:
    waves()
    called("deck", "waves")
    text = Path("waves/01-light.md").read_text(encoding="utf-8")
    changed = text.replace("Why is the sky blue?", "Why does the sky look blue?")
    Path("waves/01-light.md").write_text(changed, encoding="utf-8")
    assert "Why is the sky blue?" in called("ids", "waves", "-v").stderr
    assert ids()["Why does the sky look blue?"] == "LIG-01"


def test_the_bank_that_ships_is_left_as_it_is(called: Run) -> None:
    result = called("ids")
    assert result.exit_code == 1
    assert "name a BANK" in result.stderr


def test_a_file_that_cant_be_written_leaves_all_as_they_were(called: Run) -> None:
    waves()
    refused = f"{'l' * 250}.lock"
    before = whole(Path())
    result = called("ids", "waves", "--ledger", refused)
    assert result.exit_code == 1
    assert refused in result.stderr
    assert whole(Path()) == before


def test_a_file_that_changed_meanwhile_is_not_written_over(called: Run) -> None:
    waves()
    reading = read_bank("waves")
    plan = plan_ids(reading)
    append(ECHO)
    before = whole(Path())
    with pytest.raises(Exception, match="has changed"):
        write_ids(reading, plan)
    assert whole(Path()) == before


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any")


@settings(max_examples=100)
@given(texts=st.lists(banks, min_size=1, max_size=2), published=st.booleans())
def test_in_any_bank_every_guid_stays(folder: Path, texts: list[str], published: bool) -> None:
    for file in folder.iterdir():
        file.unlink()
    for number, text in enumerate(texts):
        (folder / f"{number}.md").write_text(text, encoding="utf-8", newline="\n")
    before = read_bank(folder, check=False, now=1000)
    if published and before.trusted:
        save_ledger(before, publish(before, DeckOptions(now=1000)))
        before = read_bank(folder, check=False, now=1000)
    assume(before.trusted)
    plan = plan_ids(before)
    write_ids(before, plan)
    after = read_bank(folder, check=False, now=2000)
    assert [q.guid for q in all_questions(after.whole)] == [
        q.guid for q in all_questions(before.whole)
    ]
    missing = [q.location for q in all_questions(after.written) if not q.id]
    assert len(missing) == len(plan.left)
    assert after.whole.namespace == after.written.namespace == before.whole.namespace
    if published:
        assert not any(row.mod == 2000 for row in after.after.rows)
