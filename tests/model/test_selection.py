"""Selections: what is asked for is left, and keeps its number, position and id."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.model.bank import Bank, all_questions
from exporter.model.document import plain
from exporter.model.selection import Selection, UnknownSelectionError, select
from tests.small_banks import bank_of, question, section, topic

BANK = bank_of(
    topic(
        1,
        "Cells",
        question("a", id="C-1", level=1, tags=("bio",), position=1),
        sections=(
            section(
                "Plants",
                question("b", id="C-2", level=2, kind="derive", position=2),
                sections=(section("Roots", question("c", id="C-3", level=3, position=3)),),
            ),
        ),
    ),
    topic(7, "Deep sea", question("d", id="D-1", level=2, tags=("bio", "sea"), position=4)),
)


def titles(bank: Bank) -> str:
    return "".join(plain(found.title) for found in all_questions(bank))


@pytest.mark.parametrize(
    ("selection", "left"),
    [
        (Selection(), "abcd"),
        (Selection(topics=("1",)), "abc"),
        (Selection(topics=("07",)), "d"),
        (Selection(topics=("deep-sea",)), "d"),
        (Selection(topics=("DEEP SEA",)), "d"),
        (Selection(topics=("Roots", "7")), "cd"),
        (Selection(topics=("plants",)), "bc"),
        (Selection(tags=("sea", "bio")), "ad"),
        (Selection(levels=(1, 2)), "abd"),
        (Selection(kinds=("derive",)), "b"),
        (Selection(ids=("C-3", "C-1")), "ac"),
        (Selection(topics=("1",), levels=(2,)), "b"),
        (Selection(tags=("bio",), levels=(3,)), ""),
        (Selection(sample=99), "abcd"),
    ],
)
def test_what_is_left(selection: Selection, left: str) -> None:
    assert titles(select(BANK, selection)) == left


def test_what_is_left_keeps_its_place_and_empty_parts_go() -> None:
    [left] = select(BANK, Selection(ids=("C-3",))).topics
    assert left.number == 1
    assert left.questions == ()
    assert [plain(part.title) for part in left.sections] == ["Plants"]
    assert [found.position for found in all_questions(left)] == [3]


@pytest.mark.parametrize(
    ("selection", "advice"),
    [
        (Selection(topics=("Cels",)), "did you mean 'cells'"),
        (Selection(topics=("physics",)), "exporter topics"),
        (Selection(tags=("physics",)), "exporter model"),
        (Selection(ids=("C-33",)), "did you mean 'C-3'"),
    ],
)
def test_what_the_bank_does_not_have_is_told_with_advice(selection: Selection, advice: str) -> None:
    with pytest.raises(UnknownSelectionError, match=advice):
        select(BANK, selection)


@given(st.integers(1, 4), st.integers())
def test_a_sample_is_as_large_as_asked_and_can_be_drawn_again(size: int, seed: int) -> None:
    drawn = titles(select(BANK, Selection(sample=size, seed=seed)))
    assert len(drawn) == size
    assert drawn == titles(select(BANK, Selection(sample=size, seed=seed)))
    assert list(drawn) == sorted(drawn)


def test_seeds_draw_differently() -> None:
    assert len({titles(select(BANK, Selection(sample=2, seed=seed))) for seed in range(20)}) > 2
