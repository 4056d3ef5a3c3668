"""What is told of an import: the cards that it empties, of all that was ever published."""

from pathlib import Path

from exporter.anki.changes import Changes, changes_between
from exporter.api import DeckOptions, publish, read_bank, save_ledger
from tests.anki.conftest import NOW

OTHER = '??? question "Nothing else?"\n    No.\n'


def built(folder: Path, text: str, *, now: int = NOW) -> Changes | None:
    """What is told when a bank of this text is published after what was before."""
    folder.mkdir(exist_ok=True)
    asked = f'??? cloze "Sizes"\n    <!-- id: SIZ-01 -->\n\n    {text}\n\n' if text else ""
    (folder / "sizes.md").write_text(asked + OTHER, encoding="utf-8")
    reading = read_bank(folder, check=False, now=now)
    assert reading.trusted
    ledger = publish(reading, DeckOptions(now=now))
    save_ledger(reading, ledger)
    return changes_between(reading.before, ledger) if reading.before else None


def dropped(changes: Changes | None) -> list[tuple[str, tuple[str, ...]]]:
    assert changes is not None
    return [(one.row.id, one.blanks) for one in changes.emptied]


def test_a_cloze_that_comes_back_with_fewer_blanks_has_empty_cards(tmp_path: Path) -> None:
    built(tmp_path, "A cell has ==ten==, an organ ==many==.")
    assert dropped(built(tmp_path, "", now=NOW + 1)) == []
    assert dropped(built(tmp_path, "A cell has ==ten==, an organ more.", now=NOW + 2)) == [
        ("SIZ-01", ("many",))
    ]
    assert dropped(built(tmp_path, "A cell has ==ten==.", now=NOW + 3)) == []


def merged(folder: Path, *sides: tuple[str, int]) -> None:
    """A ledger as the union of those of branches, each of which published its text at its time."""
    built(folder, "A cell has ==ten==.")
    lock = folder / "deck.lock"
    base = lock.read_text(encoding="utf-8")
    lines: dict[str, None] = {}
    for text, later in sides:
        lock.write_text(base, encoding="utf-8")
        built(folder, text, now=NOW + later)
        lines |= dict.fromkeys(lock.read_text(encoding="utf-8").splitlines(keepends=True))
    lock.write_text("".join(lines), encoding="utf-8")


def test_a_blank_that_a_merge_drops_leaves_an_empty_card(tmp_path: Path) -> None:
    kept = "A cell has exactly ==ten==."
    merged(tmp_path, ("A cell has ==ten==, an organ ==many==.", 1), (kept, 2))
    assert dropped(built(tmp_path, kept, now=NOW + 3)) == [("SIZ-01", ("many",))]
    assert dropped(built(tmp_path, kept, now=NOW + 4)) == []


def test_a_blank_that_a_merge_keeps_is_not_told_of(tmp_path: Path) -> None:
    more = "A cell has ==ten==, an organ ==many==."
    merged(tmp_path, (more, 1), ("A cell has exactly ==ten==.", 2))
    assert dropped(built(tmp_path, more, now=NOW + 3)) == []


def test_a_blank_of_two_numbers_has_an_empty_card_of_one(tmp_path: Path) -> None:
    kept = "A cell has ==ten==, an organ ==many==."
    other = "A cell has ==ten==, a body ==trillions==, an organ ==many==."
    merged(tmp_path, (other, 1), (kept, 2))
    assert dropped(built(tmp_path, kept, now=NOW + 3)) == [("SIZ-01", ("many",))]
    built(tmp_path, f"{kept} A body has ==very much==.", now=NOW + 4)
    lock = (tmp_path / "deck.lock").read_text(encoding="utf-8")
    assert '["ten", 1], ["many", 2], ["very much", 4], ["many", 3, false]' in lock
