"""The words of cards and pages."""

from exporter.html.labels import LABELS, labels_of
from tests.small_banks import bank_of


def test_every_language_has_every_label() -> None:
    assert {language: set(words) ^ set(LABELS["en"]) for language, words in LABELS.items()} == {
        language: set() for language in LABELS
    }


def test_the_banks_own_words_go_before_those_of_its_language() -> None:
    labels = labels_of(bank_of(language="de-AT", labels=(("details", "Mehr"),)))
    assert (labels["details"], labels["references"]) == ("Mehr", "Quellen")


def test_a_language_without_words_gets_english_ones() -> None:
    assert labels_of(bank_of(language="ko"))["references"] == "References"
