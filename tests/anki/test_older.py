"""The core of a deck's updates in older Ankis, which learners may still have."""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from exporter.api import DeckOptions, publish, read_bank, save_ledger, write_deck
from tests.tools import missing

ROOT = Path(__file__).parents[2]
VERSIONS = ("23.10.1", "24.06.3")

BANK = {
    "bank.toml": 'title = "Years"\n',
    "tides.md": """\
---
title: Tides
---

??? question "Why are there two high tides a day?"
    The moon pulls the near side more, and the far side less, than the centre.

??? question "What is a spring tide?"
    The tide when sun and moon pull along one line.

??? cloze "The range of tides"
    It is widest at ==spring== and least at ==neap== tides.
""",
    "waves.md": """\
---
title: Waves
---

??? question "What sets the speed of a wave in deep water?"
    Its length alone.
""",
}
DEEP = "What sets the speed of a wave in deep water?"
HIGH = "Why are there two high tides a day?"
SPRING = "What is a spring tide?"
RANGE = "The range of tides"


@dataclass
class Years:
    """A bank that is published again and again, and the orders of who learns with an older Anki."""

    folder: Path
    older: Path
    orders: list[list[str]] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=lambda: dict(BANK))

    def publish(self, *, after: int, **changed: str) -> None:
        """Take the deck of the bank with `changed` files, built so many seconds after now."""
        now = int(time.time()) + after
        bank = self.folder / "bank"
        bank.mkdir(exist_ok=True)
        self.files |= {f"{name}.md": text for name, text in changed.items()}
        for name, text in self.files.items():
            (bank / name).write_text(text, encoding="utf-8")
        reading = read_bank(bank, now=now)
        assert reading.trusted
        ledger = publish(reading, DeckOptions(now=now))
        save_ledger(reading, ledger)
        path = self.folder / f"{len(self.orders)}.apkg"
        write_deck(reading.whole, path, DeckOptions(now=now, ledger=ledger))
        self.orders.append(["take", str(path)])

    def do(self, *order: str) -> None:
        """Give an order."""
        self.orders.append([*order])

    def dumps(self) -> list[dict[str, Any]]:
        """What the collection held at each dump."""
        path = os.pathsep.join((str(self.older), str(ROOT)))
        run = subprocess.run(
            [sys.executable, "-m", "tests.anki.older", str(self.folder / "anki"), str(self.older)],
            input=json.dumps([*self.orders, ["dump"]]),
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"},
            check=False,
        )
        assert run.returncode == 0, run.stderr
        found = json.loads((self.folder / "anki" / "found.json").read_text(encoding="utf-8"))
        assert found["version"] == self.older.name
        assert all(dump["faults"] == [] for dump in found["dumps"])
        return list(found["dumps"])


@pytest.fixture(params=VERSIONS)
def years(request: pytest.FixtureRequest, tmp_path: Path) -> Years:
    older = Path(sys.prefix) / "older" / request.param
    if not older.is_dir():
        missing(f"Anki {request.param} is not installed (`make older-anki` does it)")
    learned = Years(tmp_path, older)
    learned.publish(after=-86_400)
    learned.do("review")
    return learned


def note(dump: dict[str, Any], title: str) -> dict[str, Any]:
    (found,) = [one for one in dump["notes"] if one["fields"]["Question"] == title]
    return dict(found)


def reviews(dump: dict[str, Any]) -> Counter[str]:
    """Title → reviews of its cards, and how many cards there are of it."""
    return Counter({f"{card['title']} {card['number']}": card["reviews"] for card in dump["cards"]})


def edited(file: str, old: str, new: str) -> dict[str, str]:
    assert BANK[f"{file}.md"].count(old) == 1
    return {file: BANK[f"{file}.md"].replace(old, new)}


def test_an_update_keeps_the_reviews(years: Years) -> None:
    years.publish(after=60, **edited("waves", "Its length alone.", "Its wavelength."))
    [dump] = years.dumps()
    assert note(dump, DEEP)["fields"]["Short"] == "<p>Its wavelength.</p>"
    assert len(dump["notes"]) == 4
    assert set(reviews(dump).values()) == {1}


def test_what_nobody_changed_is_untouched(years: Years) -> None:
    years.do("tag", HIGH, "mine")
    years.do("edit", SPRING)
    years.do("dump")
    years.publish(after=60, **edited("waves", "Its length alone.", "Its wavelength."))
    before, after = years.dumps()
    for title in (HIGH, SPRING, RANGE):
        assert note(after, title) == note(before, title)
    assert "mine" in note(after, HIGH)["tags"]
    assert note(after, SPRING)["fields"]["Details"] == "mine"


def test_a_reworded_question_is_the_same_note(years: Years) -> None:
    years.publish(after=60, **edited("tides", HIGH, "Why does the sea rise twice a day?"))
    [dump] = years.dumps()
    assert len(dump["notes"]) == 4
    assert note(dump, "Why does the sea rise twice a day?")
    assert set(reviews(dump).values()) == {1}


def test_a_moved_question_stays_in_its_deck_and_is_told_of_the_new_topic(years: Years) -> None:
    block = BANK["waves.md"].partition("\n\n")[2]
    years.publish(
        after=60,
        tides=f"{BANK['tides.md']}\n{block}",
        waves='---\ntitle: Waves\n---\n\n??? question "What breaks a wave?"\n    The bottom.\n',
    )
    [dump] = years.dumps()
    [card] = [card for card in dump["cards"] if card["title"] == DEEP]
    assert (card["reviews"], card["deck"]) == (1, "Years::02 Waves")
    assert note(dump, DEEP)["tags"] == ["years::topic::tides"]
    assert len(dump["notes"]) == 5


def test_a_removed_question_stays(years: Years) -> None:
    years.do("dump")
    start, end = (
        BANK["tides.md"].index(f"??? {word}") for word in (f'question "{SPRING}', "cloze")
    )
    years.publish(after=60, tides=BANK["tides.md"][:start] + BANK["tides.md"][end:])
    before, after = years.dumps()
    assert before == after


def test_new_templates_touch_no_note(years: Years) -> None:
    years.do("dump")
    years.files["theme.css"] = ".card { --paper: #123456 }\n"
    years.files["bank.toml"] += '[cards]\ntheme = "theme.css"\n'
    years.publish(after=60)
    before, after = years.dumps()
    assert after["notes"] == before["notes"]
    assert len(after["looks"]) == 2
    assert all("#123456" in css for css in after["looks"].values())
    assert set(reviews(after).values()) == {1}


def test_a_new_blank_shifts_no_reviews(years: Years) -> None:
    years.publish(after=60, **edited("tides", "It is widest", "It is ==widest=="))
    [dump] = years.dumps()
    text = note(dump, RANGE)["fields"]["Text"]
    assert "{{c3::widest}} at {{c1::spring}} and least at {{c2::neap}}" in text
    assert [reviews(dump)[f"{RANGE} {number}"] for number in (0, 1, 2)] == [1, 1, 0]


def test_a_note_that_was_updated_after_a_deck_was_built_is_not_updated_by_it(years: Years) -> None:
    """Up to 24.06 Anki stamps the notes that it updates with its own clock, not the deck's."""
    years.publish(after=-7200, **edited("waves", "Its length alone.", "Its wavelength."))
    years.do("dump")
    years.publish(after=-3600, **edited("waves", "Its length alone.", "Nothing but its length."))
    years.do("dump")
    years.publish(after=60, **edited("waves", "Its length alone.", "Its length, and gravity."))
    first, second, third = (note(dump, DEEP) for dump in years.dumps())
    assert first["fields"]["Short"] == "<p>Its wavelength.</p>"
    assert first["mod"] >= time.time() - 600
    assert second == first
    assert third["fields"]["Short"] == "<p>Its length, and gravity.</p>"
