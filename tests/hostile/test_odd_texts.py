"""Texts that no one writes: each gives a bank or diagnostics, soon, and spoils no other file."""

import json
from collections.abc import Sequence

import pytest

from tests.hostile.running import Place
from tests.hostile.texts import MARKS, NESTED, PLACES, of_marks

GOOD = '??? question "Still here?"\n    Yes.\n'


def all_of_marks(place: Place, places: Sequence[str], marks: Sequence[str], length: int) -> None:
    """A bank with a page for each mark in each place, and a good one."""
    place.write("zz-good.md", GOOD)
    for where in places:
        for number, mark in enumerate(marks):
            place.write(f"{where}/{number:02}.md", of_marks(where, mark, length))


def test_lines_of_one_mark(place: Place) -> None:
    all_of_marks(place, list(PLACES), MARKS, 500)
    run = place.model()
    assert "Still here?" in run.titles
    assert all(told["file"] for told in json.loads(run.out)["diagnostics"])


@pytest.mark.long
@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("length", [199_000, 1_000_000])
def test_lines_of_one_mark_without_end(place: Place, where: str, mark: str, length: int) -> None:
    all_of_marks(place, [where], [mark], length)
    assert "Still here?" in place.model().titles


def test_what_nests_without_end(place: Place) -> None:
    place.write("good.md", GOOD)
    for name, text in NESTED.items():
        place.write(f"{name}.md", text)
    run = place.model()
    assert "Still here?" in run.titles
    deep = {told["file"] for told in run.told("too-deep")}
    assert deep >= {f"{name}.md" for name in ("boxes", "lists", "quotes", "numbers", "elements")}
    assert {"lists.md", "quotes.md"} <= {told["file"] for told in run.told("no-questions")}
    assert {told["file"] for told in run.told("bad-front-matter")} >= {"metadata.md", "tables.md"}
