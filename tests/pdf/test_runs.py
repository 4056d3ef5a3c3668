"""A big topic in parts: what they are, how they are counted and numbered, and how they print."""

import re
from pathlib import Path

import pytest

from exporter.model.bank import Bank, all_questions
from exporter.pdf.runs import mixed, runs_of
from exporter.pdf.sheet import SheetOptions, write_sheet, write_sheets
from tests.pdf.banks import Maker, bank_of, plain_bank
from tests.pdf.opened import Opened

NOW = 1_700_000_000


def big_bank() -> Bank:
    """One topic of 90 questions in three sections and one above them."""
    make = Maker(1)
    above = make.ask("What stands above?", "This.")
    sections = tuple(
        make.section(
            f"Section {name}", *(make.ask(f"Which is {name}{n}?", f"{n}.") for n in range(30))
        )
        for name in "xyz"
    )
    return bank_of(make.topic("Big", above, sections=sections, summary="All in one."))


def test_a_topic_is_cut_between_its_sections_when_it_is_big() -> None:
    (topic,) = big_bank().topics
    runs = runs_of(topic)
    assert [run.prefix for run in runs] == ["1A–", "1B–", "1C–"]
    assert [run.opens for run in runs] == [True, False, False]
    assert [sum(1 for _ in all_questions(run.topic)) for run in runs] == [31, 30, 30]
    assert {len(run.questions) for run in runs} == {91}
    assert tuple(q for run in runs for q in all_questions(run.topic)) == runs[0].questions
    small = plain_bank().topics[0]
    assert [run.topic for run in runs_of(small)] == [small]


@pytest.mark.parametrize("seed", [None, 3])
def test_a_mixed_bank_has_each_question_once(seed: int | None) -> None:
    bank = plain_bank()
    asked = [question.id for question in all_questions(bank)]
    (topic,) = mixed(bank, seed).topics
    found = [question.id for question in topic.questions]
    assert sorted(found) == sorted(asked)
    assert (found == asked) == (seed is None)
    assert mixed(bank, seed) == mixed(bank, seed)


def test_a_big_topic_prints_as_one_sheet(tmp_path: Path) -> None:
    bank = big_bank()
    write_sheet(bank, tmp_path / "big.pdf", SheetOptions(now=NOW))
    sheet = Opened(tmp_path / "big.pdf")
    assert {label.partition("–")[0] for label in sheet.labels if "–" in label} == {"1A", "1B", "1C"}
    assert "91 questions" in sheet.text
    top = [mark.title for mark in sheet.bookmarks if mark.depth == 0]
    assert top == ["Contents", "1 Big"]
    inside = [mark.title for mark in sheet.bookmarks if mark.depth == 1]
    assert inside[-3:] == ["Section x", "Section y", "Section z"]
    contents = next(text for text in sheet.texts if "Contents" in text)
    assert re.search(r"Section y .*?1B–\d", contents)
    assert re.search(r"Section z .*?1C–\d", contents)


def test_a_big_topic_of_a_build_is_as_alone(tmp_path: Path) -> None:
    (topic,) = big_bank().topics
    other = plain_bank().topics[1]
    both = bank_of(topic, other)
    options = SheetOptions(now=NOW)
    write_sheets(both, tmp_path / "both.pdf", {topic.slug: tmp_path / "part.pdf"}, options)
    write_sheet(bank_of(topic), tmp_path / "alone.pdf", options)
    assert (tmp_path / "part.pdf").read_bytes() == (tmp_path / "alone.pdf").read_bytes()
