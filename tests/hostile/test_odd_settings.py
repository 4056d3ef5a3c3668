"""Settings, references, ledgers and metadata that are none: told, and all else is read."""

import json
from collections.abc import Sequence

import pytest

from tests.hostile.running import Place

GOOD = '??? question "Still here?"\n    Yes.\n'


@pytest.mark.parametrize(
    "rows",
    [
        ("title = ", "[" * 100_000, "]" * 100_000),
        ("a" + ".a" * 3_000 + " = 1", "title = 5", "tags = 1", "print = 1", "namespace = 'x'"),
    ],
    ids=["deep", "shapes"],
)
def test_settings_that_are_none(place: Place, rows: Sequence[str]) -> None:
    place.write("good.md", GOOD)
    place.write("bank.toml", "\n".join(rows))
    place.write("references.bib", "@book{k,\n title = " + "{" * 100_000 + "\n@misc(\n@" * 1_000)
    run = place.model()
    assert run.titles == ["Still here?"]
    assert {told["file"] for told in run.told("bad-setting")} == {"bank.toml"}
    assert {told["file"] for told in run.told("bad-references")} == {"references.bib"}


ROW = {
    "guid": "abc",
    "id": "q",
    "form": "question",
    "note": 1,
    "mod": 1,
    "topic": "t",
    "title": "T",
    "words": "w",
    "parts": {},
    "print": "00ff",
}
HEAD = '{"deck.lock": 1, "namespace": "6c0a5c6e-3f9b-5d3f-9d0a-0d5f3c1b2a10"}\n'
LEDGERS = {
    "array": "[" * 100_000 + "\n",
    "no namespace": json.dumps(ROW) + "\n",
    "shapes": HEAD + "".join(json.dumps({**ROW, name: []}) + "\n" for name in ROW),
    "endless": HEAD + json.dumps({**ROW, "mod": float("inf"), "note": float("nan")}) + "\n",
}


@pytest.mark.parametrize("name", LEDGERS)
def test_a_ledger_that_is_none(place: Place, name: str) -> None:
    place.write("good.md", GOOD)
    place.write("deck.lock", LEDGERS[name])
    run = place.make_deck()
    assert run.code == 1
    assert "deck.lock" in run.err
    assert "damaged-ledger" in run.err
    assert (place.bank / "deck.lock").read_text(encoding="utf-8") == LEDGERS[name]


def test_characters_that_no_encoding_has(place: Place) -> None:
    title = '"\\ud800 \\0 \\a \\e[2J"'
    place.write("a.md", f"---\ntitle: {title}\ntags: [{title}]\n---\n\n{GOOD}")
    assert place.make_deck().code == 0
    place.write("deck.lock", HEAD + json.dumps({**ROW, "title": "\ud800", "id": "\udfff"}) + "\n")
    run = place.model()
    assert run.titles == ["Still here?"]
    assert [told["line"] for told in run.told("damaged-ledger")] == [2]
