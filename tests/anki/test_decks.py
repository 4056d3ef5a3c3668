"""What decks are called, and what they say of themselves."""

from datetime import UTC, datetime

import pytest

from exporter.anki.decks import deck_names
from exporter.model.document import Math, Text
from tests.anki.banks import bank, p, question, topic
from tests.anki.conftest import NOW, Take
from tests.anki.learner import Learner

NAMES = [
    ("A bank", "", "Topic", "A bank::01 Topic"),
    ("A bank", "Interviews::LLM", "Topic", "Interviews::LLM::01 Topic"),
    ("A bank", " Interviews :: :: LLM ", "Topic", "Interviews::LLM::01 Topic"),
    ("C++: std::vector", "", "operator::new", "C++: std:vector::01 operator:new"),
    ("A bank:", "", ": Topic:::", "A bank::01 Topic"),
    ("A\tbank\n", "", "To\x00pic \x1f", "A bank::01 To pic"),
    ("A bank", "", "a BANK", "A bank"),
    ("A bank", "Interviews::LLM", "LLM", "Interviews::LLM"),
    ("A bank", "", "", "A bank"),
    ("::", "", "Topic", "small-bank::01 Topic"),
]


@pytest.mark.parametrize(("title", "deck", "named", "expected"), NAMES)
def test_names(title: str, deck: str, named: str, expected: str) -> None:
    assert deck_names(bank(topic(named), title=title, deck=deck)) == (expected,)


def test_a_topic_is_named_by_its_words(learner: Learner, take: Take) -> None:
    made = bank(topic([Text("Why "), Math("x^2"), Text("?")], question("Q", p("A"))))
    take(made)
    assert deck_names(made) == ("Small bank::01 Why x^2?",)
    assert learner.deck_of(learner.cards()[0]) == "Small bank::01 Why x^2?"


def test_a_flat_bank_has_one_deck(learner: Learner, take: Take) -> None:
    topics = [topic(str(n), question("Q", p("A")), number=n) for n in range(1, 4)]
    report = take(bank(*topics, decks="flat"))
    assert report.decks == 1
    assert {learner.deck_of(card) for card in learner.cards()} == {"Small bank"}


def test_names_that_differ_in_case_are_one_deck(learner: Learner, take: Take) -> None:
    made = bank(
        topic("Topic", question("Q", p("A"))),
        topic("TOPIC", question("R", p("B")), slug="other"),
    )
    report = take(made)
    assert report.decks == 2
    assert {learner.deck_of(card) for card in learner.cards()} == {"Small bank::01 Topic"}
    assert learner.faults() == []


def test_decks_sort_as_the_topics_do(learner: Learner, take: Take) -> None:
    numbers = (2, 1, 10, 9)
    take(bank(*(topic(f"T{n}", question("Q", p("A")), number=n) for n in numbers)))
    names = [deck.name for deck in learner.collection.decks.all_names_and_ids()]
    assert [name for name in names if "::" in name] == [
        f"Small bank::{n:02} T{n}" for n in sorted(numbers)
    ]


def test_the_deck_says_what_it_is(learner: Learner, take: Take) -> None:
    take(
        bank(
            topic("T", question("Q", p("A")), question("R"), summary="About <T>."),
            topic("U", question("S"), number=2),
            title="A & B",
            description="Questions < answers.",
            author="A. Writer",
            licence="CC BY 4.0",
            source_url="https://example.org/issues/new?title={id}",
        )
    )
    said = learner.description_of("A & B")
    day = datetime.fromtimestamp(NOW, UTC).date().isoformat()
    assert said == (
        "<p>Questions &lt; answers.</p>\n"
        f"<p>Cards: 1 · Topics: 1 · {day}</p>\n"
        "<p>\nAuthor: A. Writer<br>\nLicence: CC BY 4.0<br>\n"
        'Source: <a href="https://example.org/issues/new">https://example.org/issues/new</a>\n</p>'
    )
    assert learner.description_of("A & B::01 T") == "<p>About &lt;T&gt;.</p>"


def test_a_newer_description_reaches_the_learner(learner: Learner, take: Take) -> None:
    for now, description in ((NOW, "Old."), (NOW + 60, "New.")):
        take(bank(topic("T", question("Q", p("A"))), description=description), now=now)
    assert learner.description_of("Small bank").startswith("<p>New.</p>")


def test_nothing_is_said_of_what_is_not_known(learner: Learner, take: Take) -> None:
    take(bank(topic("T", question("Q", p("A")))))
    assert learner.description_of("Small bank::01 T") == ""
    assert "Author" not in learner.description_of("Small bank")
