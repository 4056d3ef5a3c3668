"""Blanks keep their numbers: Anki hangs the review history of each on its number."""

import re

import pytest

from exporter.identity.blanks import blanks_of, with_numbers
from exporter.identity.ledger import Blank
from exporter.model.bank import Question
from exporter.model.document import Mark, Paragraph, Text, plain, walk_inlines
from tests.small_banks import question


def cloze(text: str) -> Question:
    """A cloze out of `a {x} b {2:y}`."""
    parts = re.split(r"\{(?:(\d):)?(.*?)\}", text)
    inlines: list[Text | Mark] = [Text(parts[0])]
    for number, words, after in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        inlines += [Mark((Text(words),), int(number or 0)), Text(after)]
    return question("Q", short=(Paragraph(tuple(inlines), 1),), cloze=True)


def history(*texts: str) -> list[str]:
    """What a cloze looks like with its numbers, each time it is published in these forms."""
    known: tuple[Blank, ...] = ()
    shown = []
    for text in texts:
        known = blanks_of(cloze(text), known)
        [paragraph] = with_numbers(cloze(text), known).short
        assert isinstance(paragraph, Paragraph)
        marks = (mark for mark in walk_inlines(paragraph.children) if isinstance(mark, Mark))
        shown.append(" ".join(f"{mark.number}{plain(mark.children)}" for mark in marks))
    return shown


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        (["{red} {blue}"], ["1red 2blue"]),
        (["{red} {blue}", "{green} {red} {blue}"], ["1red 2blue", "3green 1red 2blue"]),
        (["{red} {blue}", "{blue} {red}"], ["1red 2blue", "2blue 1red"]),
        (["{red} {blue}", "{blue}", "{blue} {green}"], ["1red 2blue", "2blue", "2blue 3green"]),
        (["{red} {blue}", "{blue}", "{blue} {red}"], ["1red 2blue", "2blue", "2blue 1red"]),
        (["{2:red} {blue} {green}"], ["2red 1blue 3green"]),
        (["{1:red} {1:blue} {green}"], ["1red 1blue 2green"]),
        (["{red} {red}", "{red} {red} {red}"], ["1red 2red", "1red 2red 3red"]),
        (["{3:many}", "{very many} {3:many}"], ["3many", "4very many 3many"]),
        (["{vermilion} {blue}", "{blue} {vermillion}"], ["1vermilion 2blue", "2blue 1vermillion"]),
        (
            ["{red} {blue}", "{4:red} {blue}", "{red} {new}"],
            ["1red 2blue", "4red 2blue", "4red 5new"],
        ),
    ],
)
def test_numbers_stay_with_the_words(texts: list[str], numbers: list[str]) -> None:
    assert history(*texts) == numbers


def test_a_dropped_number_is_remembered() -> None:
    before = blanks_of(cloze("{red} {blue}"), ())
    after = blanks_of(cloze("{blue}"), before)
    assert after == (Blank("blue", 2), Blank("red", 1, here=False))


def test_a_dropped_blank_is_not_taken_for_one_that_is_like_it() -> None:
    dropped = (Blank("blue", 2), Blank("vermilion", 1, here=False))
    assert blanks_of(cloze("{blue} {vermillion}"), dropped)[1] == Blank("vermillion", 3)


def test_a_blank_that_comes_back_has_its_number() -> None:
    dropped = (Blank("blue", 2), Blank("red", 1, here=False))
    assert blanks_of(cloze("{blue} {red}"), dropped) == (Blank("blue", 2), Blank("red", 1))
