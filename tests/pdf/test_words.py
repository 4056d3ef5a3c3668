"""Counts, dates and marks in words."""

from typing import Any

import pytest

from exporter.model.bank import Bank
from exporter.pdf.words import Words
from tests.pdf.banks import Maker, bank_of


def words(language: str = "en", **labels: str) -> Words:
    bank: Bank = bank_of(language=language, labels=tuple(labels.items()))
    return Words(bank)


def test_counts_say_what_is_unanswered() -> None:
    make = Maker(1)
    answered, open_one = make.ask("Q?", "A."), make.ask("R?")
    assert words().count([answered]) == "1 question"
    assert words().count([answered] * 12) == "12 questions"
    assert words().count([answered, open_one, open_one]) == "3 questions, 2 unanswered"
    assert words("de").count([open_one]) == "1 Frage, 1 ohne Antwort"


def test_dates_are_written_as_the_language_does() -> None:
    assert words().date(0) == "1 January 1970"
    assert words("de-CH").date(86_400 * 364) == "31. Dezember 1970"
    assert words("xx").date(0) == "1 January 1970"
    assert words(date="{year}-{month}-{day}", months="I II").date(86_400 * 364) == "1970-12-31"


@pytest.mark.parametrize(
    ("fields", "marks"),
    [
        ({}, ()),
        ({"level": 1}, ("core",)),
        ({"level": 3, "kind": "derive"}, ("deep · derive",)),
        ({"as_of": "2026-03"}, ("As of March 2026",)),
        ({"as_of": "spring"}, ("As of spring",)),
        ({"as_of": "2026-13"}, ("As of 2026-13",)),
        ({"level": 9}, ()),
    ],
)
def test_marks_are_what_is_known(fields: dict[str, Any], marks: tuple[str, ...]) -> None:
    assert words().marks(Maker(1).ask("Q?", "A.", **fields)) == marks
