"""Decks in real Anki: what arrives, and what a second import does."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from exporter.anki.deck import DeckOptions, DeckReport, write_deck
from exporter.anki.note_types import FIELDS
from exporter.model.bank import Bank, CardSettings, Reference, all_questions
from exporter.model.document import Emphasis, Text
from exporter.model.selection import Selection, select
from tests.anki.banks import bank, blank, line, option, p, question, topic
from tests.anki.conftest import NOW, Take
from tests.anki.learner import Learner

if TYPE_CHECKING:
    from anki.notes import Note


def three_forms(**settings: str) -> Bank:
    return bank(
        topic(
            "Attention",
            question("Why?", p("Because."), details=(p("In full."),), level=2, kind="derive"),
            question("Not answered yet"),
            question("Pick", p("So."), choices=(option("a"), option("b", right=True))),
        ),
        topic(
            "Memory",
            question("Fill", p(blank(1, "one"), " and ", blank(3, "three")), cloze=True),
            question("What?", p("That."), tags=("two words", "Marked", "a::b")),
            number=2,
        ),
        **settings,
    )


def of(notes: "list[Note]", title: str) -> "Note":
    (found,) = [note for note in notes if note["Question"] == title]
    return found


def test_notes_and_cards_arrive_in_order(learner: Learner, take: Take) -> None:
    report = take(three_forms())
    assert (report.notes, report.cards, report.decks, report.left_out) == (4, 5, 3, 1)
    assert report.diagnostics == ()
    cards = learner.cards()
    assert [card.note()["Question"] for card in cards] == ["Why?", "Pick", "Fill", "Fill", "What?"]
    assert [card.due for card in cards] == [1, 3, 4, 4, 5]
    assert [card.ord for card in cards] == [0, 0, 0, 2, 0]
    assert [learner.deck_of(card) for card in cards] == (
        2 * ["Small bank::01 Attention"] + 3 * ["Small bank::02 Memory"]
    )
    assert learner.faults() == []


def test_new_cards_are_learned_in_the_order_of_the_bank(learner: Learner, take: Take) -> None:
    numbers = range(1, 16)
    topics = [
        topic(f"T{n}", question(f"{n}a", p("x")), question(f"{n}b", p("x")), number=n)
        for n in numbers
    ]
    take(bank(*topics))
    root = learner.collection.decks.id_for_name("Small bank")
    assert root is not None
    learner.collection.decks.select(root)
    seen: list[str] = []
    while (card := learner.next_card()) is not None and len(seen) < 20:
        seen.append(card.note()["Question"])
        learner.review(card)
    assert seen == [f"{n}{letter}" for n in numbers for letter in "ab"][:20]


def test_fields_arrive_by_name(learner: Learner, take: Take) -> None:
    sources = (Reference("a", "A paper", "https://example.org/a"), Reference("b"))
    asked = question(
        [Text("a "), Emphasis(line("b"))],
        p("c < d"),
        details=(p("e"),),
        level=3,
        kind="compare",
        references=sources,
        as_of="2025-06",
        id="ATT-02",
    )
    take(bank(topic("Topic & more", asked), source_url="https://example.org/{file}"))
    (note,) = learner.notes()
    assert note.items() == [
        ("ID", "ATT-02"),
        ("Question", "a <em>b</em>"),
        ("Short", "<p>c &lt; d</p>"),
        ("Details", "<p>e</p>"),
        ("Topic", "Topic &amp; more"),
        ("Level", "3"),
        ("Kind", "compare"),
        (
            "References",
            '<ul>\n<li><a href="https://example.org/a">A paper</a></li>\n<li>b</li>\n</ul>',
        ),
        ("As of", "2025-06"),
        ("File", "01-topic.md"),
        *((f"Spare {number}", "") for number in range(1, 7)),
    ]


def test_options_say_which_are_right_by_class_and_by_letter(learner: Learner, take: Take) -> None:
    take(three_forms())
    note = of(learner.notes(), "Pick")
    assert note["Answer"] == "B"
    assert note["Options"] == (
        '<ol class="options" type="A">\n<li class="wrong"><p>a</p></li>\n'
        '<li class="right"><p>b</p></li>\n</ol>'
    )
    assert note["Short"] == "<p>So.</p>"


def test_letters_go_on_after_z(learner: Learner, take: Take) -> None:
    options = tuple(option(str(number), right=number in (0, 25, 27)) for number in range(28))
    take(bank(topic("T", question("Many", choices=options))))
    assert learner.notes()[0]["Answer"] == "A, Z, AB"


def test_the_id_comes_first_and_the_question_sorts(learner: Learner, take: Take) -> None:
    take(three_forms())
    for note in learner.notes():
        kind = note.note_type()
        assert kind is not None
        assert [field["name"] for field in kind["flds"]][:2] == ["ID", "Question"]
        assert kind["sortf"] == 1
    assert learner.collection.db is not None
    assert sorted(learner.collection.db.list("SELECT sfld FROM notes")) == sorted(
        note["Question"] for note in learner.notes()
    )


def test_tags_are_one_tree_a_bank(learner: Learner, take: Take) -> None:
    take(three_forms())
    notes = learner.notes()
    assert of(notes, "Why?").tags == [
        "small-bank::kind::derive",
        "small-bank::level::2",
        "small-bank::topic::topic-1",
    ]
    assert of(notes, "What?").tags == [
        "small-bank::a::b",
        "small-bank::topic::topic-2",
        "small-bank::two_words",
    ]


def test_note_types_belong_to_the_bank(learner: Learner, take: Take) -> None:
    take(three_forms(title="One"))
    take(three_forms(title="Two", namespace="11111111-2222-5333-8444-555555555555"))
    names = [kind.name for kind in learner.collection.models.all_names_and_ids()]
    ours = [name for name in names if name.startswith(("One", "Two"))]
    assert sorted(ours) == [
        *("One (choice)", "One (cloze)", "One (question)"),
        *("Two (choice)", "Two (cloze)", "Two (question)"),
    ]
    assert len(learner.notes()) == 8


def test_numeric_ids_of_fields_and_templates_arrive(learner: Learner, take: Take) -> None:
    take(three_forms())
    for note in learner.notes():
        kind = note.note_type()
        assert kind is not None
        form = kind["name"].rpartition("(")[2].rstrip(")")
        assert [field["id"] for field in kind["flds"]] == [field.id for field in FIELDS[form]]
        assert [template["id"] for template in kind["tmpls"]] in ([11], [12], [13])


def test_the_same_package_again_changes_nothing(learner: Learner, take: Take) -> None:
    report = take(three_forms())
    before = learner.rows()
    log = learner.take(report.path)
    assert (len(log.new), len(log.updated), len(log.duplicate)) == (0, 0, 4)
    assert learner.rows() == before


def test_an_edit_updates_and_keeps_the_reviews(
    learner: Learner, tmp_path: Path, take: Take
) -> None:
    first = three_forms()
    take(first)
    for card in learner.cards():
        learner.review(card)
    guids = {note["Question"]: note.guid for note in learner.notes()}
    edited = bank(
        topic("Attention", question("Why?", p("Edited."), id=next(all_questions(first)).id))
    )
    assert [q.guid for q in all_questions(edited)] == [guids["Why?"]]
    package = write_deck(edited, tmp_path / "2.apkg", DeckOptions(now=NOW + 60)).path
    log = learner.take(package)
    assert (len(log.new), len(log.updated), len(log.conflicting)) == (0, 1, 0)
    notes = learner.notes()
    assert len(notes) == 4
    assert of(notes, "Why?")["Short"] == "<p>Edited.</p>"
    assert [learner.reviews_of(card) for card in learner.cards()] == [1] * 5
    assert learner.faults() == []


def test_the_theme_of_the_bank_has_the_last_word(
    learner: Learner, tmp_path: Path, take: Take
) -> None:
    theme = tmp_path / "theme.css"
    theme.write_text(".card { --paper: #654321 }", encoding="utf-8")
    take(bank(topic("T", question("Q", p("A"))), cards=CardSettings(theme=str(theme))))
    kind = learner.notes()[0].note_type()
    assert kind is not None
    assert kind["css"].rstrip().endswith("--paper: #654321 }")


def test_new_looks_reach_old_notes(learner: Learner, tmp_path: Path, take: Take) -> None:
    take(three_forms())
    theme = tmp_path / "theme.css"
    theme.write_text(".card { --paper: #123456 }", encoding="utf-8")
    take(three_forms(), now=NOW + 60, theme=theme)
    assert len(learner.notes()) == 4
    for note in learner.notes():
        kind = note.note_type()
        assert kind is not None
        assert kind["css"].rstrip().endswith("--paper: #123456 }")


@pytest.mark.parametrize("whole_first", [True, False])
def test_a_topic_and_the_whole_bank_double_nothing(
    learner: Learner, take: Take, whole_first: bool
) -> None:
    whole = three_forms()
    part = select(whole, Selection(topics=("2",)))
    for chosen in (whole, part) if whole_first else (part, whole):
        take(chosen)
    assert len(learner.notes()) == 4
    assert len(learner.cards()) == 5
    assert [learner.deck_of(card)[-9:] for card in learner.cards()] == (
        2 * ["Attention"] + 3 * ["02 Memory"]
    )
    assert [card.due for card in learner.cards()] == [1, 3, 4, 4, 5]


@pytest.mark.parametrize("now", [-5, 0, 1, 2**40])
def test_any_moment_gives_ids_that_anki_takes(learner: Learner, take: Take, now: int) -> None:
    take(three_forms(), now=now)
    assert len(learner.cards()) == 5
    assert learner.faults() == []
    assert all(note.id > 0 for note in learner.notes())


def test_everything_at_once(tortured: Learner, torture_report: DeckReport, torture: Bank) -> None:
    assert len(tortured.notes()) == torture_report.notes
    assert len(tortured.cards()) == torture_report.cards
    questions = list(all_questions(torture))
    assert torture_report.notes + torture_report.left_out == len(questions)
    assert (
        torture_report.left_out == 3
    )  # without an answer, without a blank, without a right option
    assert [note["ID"] for note in tortured.notes()] == [
        q.id for q in questions if q.answered and plain_title(q.title) != "A cloze without a blank"
    ]
    assert tortured.faults() == []
    assert tortured.collection.get_empty_cards().report == ""


def plain_title(title: tuple[object, ...]) -> str:
    return "".join(part.text for part in title if isinstance(part, Text))


def test_a_question_that_makes_no_card_is_told(torture_report: DeckReport) -> None:
    told = [d for d in torture_report.diagnostics if d.rule == "no-card"]
    assert [(d.severity, d.message) for d in told] == [
        ("warning", "this question becomes no card: it has no blank")
    ]


def test_a_question_without_a_title_makes_no_blank_card(learner: Learner, take: Take) -> None:
    report = take(bank(topic("T", question("  ", p("x")), question("Asked", p("x")))))
    assert (report.notes, report.left_out) == (1, 1)
    assert [d.message for d in report.diagnostics] == [
        "this question becomes no card: it has no title"
    ]
    assert learner.collection.get_empty_cards().report == ""


def test_an_empty_bank_is_a_package_too(learner: Learner, take: Take) -> None:
    report = take(replace(three_forms(), topics=()))
    assert (report.notes, report.cards) == (0, 0)
    assert learner.faults() == []
