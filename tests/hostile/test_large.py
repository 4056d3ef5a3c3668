"""Banks too large for anyone: read, or told of, in bearable time and memory."""

import json
import os

import pytest

from tests.hostile.running import Place

GOOD = '??? question "Still here?"\n    Yes.\n'


def test_a_line_of_fifty_megabytes(place: Place) -> None:
    place.write("good.md", GOOD)
    for name in ("line.md", "bank.toml", "references.bib"):
        place.write(name, b"[" * 50_000_000)
    run = place.model()
    assert run.titles == ["Still here?"]
    told = {told["file"] for told in json.loads(run.out)["diagnostics"]}
    assert {"line.md", "bank.toml", "references.bib"} <= told


def test_files_too_large_for_anything(place: Place) -> None:
    place.write("good.md", f"{GOOD}    ![a](huge.png)\n")
    for name in ("huge.md", "huge.png", "references.bib"):
        os.truncate(place.write(name, b""), 200_000_000)
    run = place.make_deck()
    assert run.code == 0
    assert "huge.png is 200 MB large" in run.err


def test_a_ledger_larger_than_any_is_damaged(place: Place) -> None:
    place.write("good.md", GOOD)
    os.truncate(place.write("deck.lock", b""), 200_000_000)
    assert [told["file"] for told in place.model().told("damaged-ledger")] == ["deck.lock"]


@pytest.mark.long
@pytest.mark.parametrize("text", ["", "---\ntitle: A\n---\n", "Words.\n"])
def test_a_hundred_thousand_files(place: Place, text: str) -> None:
    for number in range(100_000):
        folder = place.bank / f"{number // 1000:03}"
        folder.mkdir(exist_ok=True)
        (folder / f"{number}.md").write_text(text, encoding="utf-8")
        if number % 50 == 0:
            (folder / f"asks-{number}.md").write_text(GOOD, encoding="utf-8")
    assert len(place.model().titles) == 2_000


QUESTIONS = {
    "bold": "**What is {0}?**\n\nIt is {0}.\n\n",
    "heading": "## {0}. What is {0}?\n\nIt is {0}.\n\n",
    "tasks": "## What is {0}?\n\n- [x] a\n- [ ] b\n\n",
    "fold": "<details><summary>What is {0}?</summary>It is {0}.</details>\n\n",
    "pair": "Q: What is {0}?\nA: It is {0}.\n\n",
}


@pytest.mark.long
@pytest.mark.parametrize("kind", QUESTIONS)
def test_fifty_thousand_questions_in_a_file(place: Place, kind: str) -> None:
    place.write("a.md", "".join(QUESTIONS[kind].format(number) for number in range(50_000)))
    assert len(place.model().titles) == 50_000


@pytest.mark.long
@pytest.mark.parametrize("command", ["check", "deck"])
def test_twenty_thousand_questions(place: Place, command: str) -> None:
    for topic in range(20):
        rows = (
            f'??? question "What is the {n}th of {topic}?"\n    It is {n}, of {topic}.\n\n'
            for n in range(1_000)
        )
        place.write(f"{topic:02}.md", "".join(rows))
    run = place.run("check", "-q") if command == "check" else place.make_deck()
    assert run.code == 0
