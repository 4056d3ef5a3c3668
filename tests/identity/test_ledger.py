"""The ledger file: what is written is read again, merges by union, and damage is told."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.api import read_bank, save_ledger
from exporter.identity.ledger import Blank, Ledger, NoteType, Row, dump, ledger_path, load

ROW = Row(
    guid="a]b",
    id="WAV-01",
    form="question",
    note=1_700_000_000_001,
    mod=1_700_000_000,
    topic="waves",
    title='Why is the "sky" blue?',
    words="0123456789ab",
    parts={"title": "aa", "short": "bb"},
    print=(1, 0xABCD),
)
TYPE = NoteType("question", 1_200_000_000_000, "Waves (question)", "cc", 1_700_000_000)
LEDGER = Ledger("0b7c1b8e-4d5e-4d53-8b5c-1f8a1f7f7c11", (TYPE,), (("waves", 1),), (ROW,))


def read(tmp_path: Path, text: str) -> Ledger | list[tuple[str, str, int]]:
    path = tmp_path / "deck.lock"
    path.write_text(text, encoding="utf-8")
    reading = load(path)
    if reading.ledger is not None:
        assert reading.diagnostics == ()
        return reading.ledger
    return [(told.severity, told.rule, told.line) for told in reading.diagnostics]


def test_a_ledger_is_a_line_a_row_and_comes_back_as_it_was(tmp_path: Path) -> None:
    text = dump(LEDGER)
    assert len(text.splitlines()) == 4
    assert read(tmp_path, text) == LEDGER


text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
rows = st.builds(
    Row,
    guid=text,
    id=text,
    form=st.sampled_from(["question", "choice", "cloze"]),
    note=st.integers(1, 2**50),
    mod=st.integers(1, 2**40),
    topic=text,
    title=text,
    words=text,
    parts=st.dictionaries(text, text, max_size=3),
    print=st.lists(st.integers(0, 2**16 - 1), max_size=12).map(tuple),
    after=text,
    blanks=st.lists(st.builds(Blank, text, st.integers(1, 500), st.booleans())).map(tuple),
    unanswered=st.booleans(),
    gone=st.booleans(),
)


@given(st.lists(rows, unique_by=(lambda row: row.guid, lambda row: row.note), max_size=5))
def test_every_ledger_comes_back_and_its_text_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, found: list[Row]
) -> None:
    path = tmp_path_factory.mktemp("ledger") / "deck.lock"
    ledger = replace(LEDGER, rows=tuple(sorted(found, key=lambda row: row.guid)))
    path.write_text(dump(ledger), encoding="utf-8")
    assert load(path).ledger == ledger
    assert dump(replace(ledger, rows=ledger.rows[::-1])) == dump(ledger)


def test_no_ledger_is_no_fault(tmp_path: Path) -> None:
    reading = load(tmp_path / "deck.lock")
    assert (reading.ledger, reading.diagnostics) == (None, ())


def test_where_it_lies(tmp_path: Path) -> None:
    assert ledger_path(tmp_path) == tmp_path / "deck.lock"
    single = tmp_path / "waves.md"
    single.write_text("", encoding="utf-8")
    assert ledger_path(single) == tmp_path / "waves.deck.lock"


def test_two_branches_merge_by_the_union_of_their_lines(tmp_path: Path) -> None:
    one = replace(ROW, mod=ROW.mod + 10, parts={"title": "aa", "short": "changed"})
    new = replace(ROW, guid="zz", id="WAV-02", note=ROW.note + 1)
    styled = replace(TYPE, hash="dd", mod=TYPE.mod + 5)
    union = "".join(
        dict.fromkeys(
            line
            for rows, kind in (((ROW, new), TYPE), ((one,), styled))
            for line in dump(replace(LEDGER, rows=rows, types=(kind,))).splitlines(keepends=True)
        )
    )
    merged = read(tmp_path, union)
    assert isinstance(merged, Ledger)
    assert merged.rows == (one, new)
    assert merged.types == (styled,)


@pytest.mark.parametrize("turn", [1, -1])
def test_two_changes_at_one_time_are_raised_so_that_one_reaches_all(
    tmp_path: Path, turn: int
) -> None:
    other = replace(ROW, parts={"title": "aa", "short": "changed"})
    styled = replace(TYPE, hash="dd")
    sides = [(ROW, TYPE), (other, styled)][::turn]
    merged = read(
        tmp_path, "".join(dump(replace(LEDGER, rows=(row,), types=(kind,))) for row, kind in sides)
    )
    assert isinstance(merged, Ledger)
    assert [row.mod for row in merged.rows] == [ROW.mod + 1]
    assert [kind.mod for kind in merged.types] == [TYPE.mod + 1]


def test_new_questions_of_two_branches_are_two_notes(tmp_path: Path) -> None:
    new = [replace(ROW, guid=guid, id=guid) for guid in ("a", "b", "c")]
    later = replace(ROW, guid="d", note=ROW.note + 1)
    merged = read(tmp_path, dump(replace(LEDGER, rows=(*new, later))))
    assert isinstance(merged, Ledger)
    notes = {row.guid: row.note for row in merged.rows}
    assert (notes["a"], notes["d"]) == (ROW.note, ROW.note + 1)
    assert len(set(notes.values())) == 4
    assert read(tmp_path, dump(merged)) == merged


def test_a_merge_forgets_no_blank_and_no_written_id(tmp_path: Path) -> None:
    def cloze(mod: int, name: str, *blanks: Blank) -> Row:
        text = {"short": f"{mod}"}
        return replace(ROW, form="cloze", id=name, mod=mod, parts=text, blanks=blanks)

    one, two, three = Blank("one", 1), Blank("two", 2), Blank("three", 2)
    four = Blank("four", 3)
    early = cloze(5, "WAV-07", one, three, four)
    late = cloze(9, "q-0123456789abcdef", one, two)
    merged = read(tmp_path, "".join(dump(replace(LEDGER, rows=(row,))) for row in (early, late)))
    assert isinstance(merged, Ledger)
    [row] = merged.rows
    assert (row.mod, row.id, row.shown) == (9, "WAV-07", "q-0123456789abcdef")
    assert row.blanks == (one, two, four)


def test_the_same_change_on_both_branches_raises_nothing(tmp_path: Path) -> None:
    earlier, later = (replace(ROW, mod=ROW.mod + step) for step in (0, 7))
    text = dump(replace(LEDGER, rows=(earlier,))) + dump(replace(LEDGER, rows=(later,)))
    merged = read(tmp_path, text)
    assert isinstance(merged, Ledger)
    assert merged.rows == (later,)


HEAD = dump(replace(LEDGER, rows=(), types=(), topics=()))


@pytest.mark.parametrize(
    ("damage", "line"),
    [
        (HEAD + "<<<<<<< ours\n", 2),
        (HEAD + '{"guid": "a"', 2),
        (HEAD + '{"guid": "a"}\n', 2),
        (HEAD + "7\n", 2),
        (HEAD + dump(LEDGER).splitlines()[3].replace("1700000000,", '"soon",'), 2),
        (HEAD + dump(LEDGER).splitlines()[3].replace('"question"', '"riddle"'), 2),
        (HEAD + HEAD.replace("0b7c", "1b7c"), 2),
        ("", 0),
        ("\ufeff", 1),
        ("[" * 100_000, 1),
    ],
)
def test_a_damaged_ledger_is_an_error(tmp_path: Path, damage: str, line: int) -> None:
    assert read(tmp_path, damage) == [("error", "damaged-ledger", line)]


def test_a_ledger_that_is_no_text_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "deck.lock"
    path.write_bytes(b"\xff\xfe\x00\xd8")
    assert [told.rule for told in load(path).diagnostics] == ["damaged-ledger"]


def test_a_newer_ledger_asks_for_an_update(tmp_path: Path) -> None:
    newer = HEAD.replace('"deck.lock": 1', '"deck.lock": 2, "more": true') + '{"odd": 1}\n'
    assert read(tmp_path, newer) == [("error", "newer-ledger", 1)]


def test_a_merged_ledger_is_written_with_one_line_a_row_again(tmp_path: Path) -> None:
    (tmp_path / "waves.md").write_text('??? question "Why?"\n    Because.\n', encoding="utf-8")
    first = read_bank(tmp_path, now=ROW.mod)
    assert save_ledger(first, first.after)
    path = tmp_path / "deck.lock"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + text.splitlines(keepends=True)[-1], encoding="utf-8")
    merged = read_bank(tmp_path, now=ROW.mod)
    assert save_ledger(merged, merged.after)
    assert path.read_text(encoding="utf-8") == text
    again = read_bank(tmp_path, now=ROW.mod)
    assert not save_ledger(again, again.after)
