"""Identities without a ledger: the same bank gives the same ids, and no two questions share one."""

import uuid
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.identity import derive, resolve
from exporter.identity.ledger import Ledger
from exporter.model.bank import Question, all_questions
from exporter.model.diagnostic import Diagnostic
from exporter.model.document import Mark, Paragraph, Text
from tests.small_banks import bank_of, question, section, topic


def test_written_ids_and_namespace_are_taken_as_they_are() -> None:
    namespace = "0b7c1b8e-4d5e-4d53-8b5c-1f8a1f7f7c11"
    bank = bank_of(topic(1, "Cells", question("What divides?", id="CEL-07")), namespace=namespace)
    resolved = resolve(bank)
    [found] = all_questions(resolved.bank)
    assert found.id == "CEL-07"
    assert resolved.bank.namespace == namespace
    assert resolved.diagnostics == ()


def test_an_id_survives_what_does_not_touch_its_topic_or_words() -> None:
    asked = question("Why is the sky blue?")
    before = bank_of(topic(1, "Light", asked), topic(2, "Sound", question("What is pitch?")))
    after = bank_of(
        topic(1, "Light", question("What is light?", line=3), sections=(section("Air", asked),)),
        topic(2, "Sound"),
    )
    ids = [
        next(q for q in all_questions(resolve(bank).bank) if q.title == asked.title)
        for bank in (before, after)
    ]
    assert ids[0].id == ids[1].id
    assert ids[0].guid == ids[1].guid


def test_the_same_words_twice_are_two_questions() -> None:
    bank = bank_of(topic(1, "Loops", *(question("What is the output?", line=n) for n in (1, 5, 9))))
    resolved = resolve(bank)
    assert len({found.guid for found in all_questions(resolved.bank)}) == 3
    assert resolved.diagnostics == ()


def test_the_same_words_again_are_another_question_after_the_first_got_an_id() -> None:
    asked = question("What is the output?", answer="7 lines")
    first = resolve(bank_of(topic(1, "Loops", asked))).ledger
    named = resolve(bank_of(topic(1, "Loops", replace(asked, id="LOO-01"))), first).ledger
    again = question("What is the output?", answer="A traceback", line=9)
    both = resolve(bank_of(topic(1, "Loops", replace(asked, id="LOO-01"), again)), named)
    assert len({found.guid for found in all_questions(both.bank)}) == 2
    assert [row.guid for row in first.rows] == [next(all_questions(both.bank)).guid]


OUTPUT = "Seven lines and then a traceback of the loop that never closed its file."


def followed(*asked: Question) -> tuple[list[Question], tuple[Diagnostic, ...], str]:
    """What becomes of a bank of one question, OUTPUT its answer; and that one's id."""
    first = resolve(bank_of(topic(1, "Loops", question("What is the output?", answer=OUTPUT))))
    both = resolve(bank_of(topic(1, "Loops", *asked)), first.ledger)
    return list(all_questions(both.bank)), both.diagnostics, first.ledger.rows[0].id


@pytest.mark.parametrize("answer", [OUTPUT, f"{OUTPUT} Always."])
def test_who_takes_the_words_of_a_reworded_question_is_asked_about(answer: str) -> None:
    """The words say that the newcomer is the old one, and the answer that the other is."""
    newcomer = question("What is the output?", answer="An empty dictionary, printed twice.")
    reworded = question("What is the first output?", answer=answer, line=9)
    _, [told], old = followed(newcomer, reworded)
    assert (told.severity, told.rule, told.line) == ("error", "doubtful-identity", 9)
    for index, written in enumerate((old, "LOO-02")):
        found, told_again, _ = followed(newcomer, replace(reworded, id=written))
        assert told_again == ()
        assert [q.id == old for q in found] == [index == 1, index == 0]


def test_a_new_question_beside_one_that_only_got_another_answer_is_no_doubt() -> None:
    changed = question("What is the output?", answer="An empty dictionary, printed twice.")
    new = question("What is the first output?", answer="Nothing at all happens here.", line=9)
    found, told, old = followed(changed, new)
    assert told == ()
    assert [q.id == old for q in found] == [True, False]


def test_a_copy_beside_its_original_is_no_doubt() -> None:
    original = question("What is the output?", answer=f"{OUTPUT} Always.")
    copy = question("What is the first output?", answer=f"{OUTPUT} Never.", line=9)
    found, told, old = followed(original, copy)
    assert told == ()
    assert [q.id == old for q in found] == [True, False]


def test_an_id_that_a_question_once_had_is_no_way_to_its_reviews() -> None:
    asked = question("What is pitch?", answer="A number of waves.", id="SOU-01")
    first = resolve(bank_of(topic(1, "Sound", asked))).ledger
    named = resolve(bank_of(topic(1, "Sound", replace(asked, id="SOU-02"))), first).ledger
    other = question("Why do bells ring long?", answer="Bronze.", id="SOU-01", line=9)
    both = resolve(bank_of(topic(1, "Sound", replace(asked, id="SOU-02"), other)), named)
    guids = [found.guid for found in all_questions(both.bank)]
    assert guids[0] == first.rows[0].guid != guids[1]
    assert both.diagnostics == ()


def test_case_and_white_space_do_not_make_another_question() -> None:
    first, second = (
        next(all_questions(resolve(bank_of(topic(1, "A", question(title)))).bank)).id
        for title in ("What is RoPE?", "what is  rope?")
    )
    assert first == second


def test_clozes_under_one_title_are_told_apart_by_their_text() -> None:
    def cloze(text: str) -> object:
        return (Paragraph((Text("It is "), Mark((Text(text),), number=1)), 2),)

    one, other = (question("Capitals", short=cloze(text), cloze=True) for text in ("Oslo", "Rome"))
    swapped = [
        resolve(bank_of(topic(1, "A", *order))).bank for order in ((one, other), (other, one))
    ]
    by_text = [{q.short: q.guid for q in all_questions(bank)} for bank in swapped]
    assert by_text[0] == by_text[1]


def test_an_id_given_twice_is_an_error_that_names_both_places() -> None:
    bank = bank_of(
        topic(1, "A", question("One?", id="A-1", line=4), question("Two?", id="a-1", line=9))
    )
    [told] = resolve(bank).diagnostics
    assert (told.severity, told.rule, told.line) == ("error", "duplicate-id", 9)
    assert "01-topic.md:4" in told.message


def test_another_form_is_another_note() -> None:
    asked = question("Which?", id="A-1")
    chosen = replace(asked, cloze=True)
    guids = {
        next(all_questions(resolve(bank_of(topic(1, "A", q))).bank)).guid for q in (asked, chosen)
    }
    assert len(guids) == 2


def test_what_a_namespace_makes_never_changes() -> None:
    """Pinned for ever: decks that are out there hang on these values."""
    space = derive.namespace("A bank")
    assert uuid.UUID(space).version == 5
    assert space == "a24b01e3-3db3-5e45-a3c9-3073186da8d5"
    assert derive.guid(space, "A-01", "question") == "wIu8@b]W_."
    assert derive.model_id(space, "cloze") == 1218547597933
    assert derive.question_id("light", "Why is the sky blue?", 1) == "q-2a10275107371341"


@given(st.lists(st.text(min_size=1), min_size=2, max_size=20, unique=True))
def test_no_two_ids_share_a_guid_and_a_guid_is_plain_ascii(ids: list[str]) -> None:
    space = derive.namespace("A bank")
    guids = {derive.guid(space, name, "question") for name in ids}
    assert len(guids) == len(ids)
    assert all(guid.isascii() and guid.isprintable() and len(guid) <= 10 for guid in guids)


@given(st.text(), st.text())
def test_note_types_and_decks_have_ids_that_anki_takes(title: str, name: str) -> None:
    space = derive.namespace(title)
    kinds = {derive.model_id(space, form) for form in ("question", "choice", "cloze")}
    assert len(kinds) == 3
    assert all(10**12 <= number < 1.45 * 10**12 for number in (*kinds, derive.deck_id(space, name)))


def test_questions_that_nothing_tells_apart_keep_their_order() -> None:
    twins = [question("What is the output?", line=line) for line in range(1, 30)]
    bank = bank_of(topic(1, "Loops", *twins, sections=(section("More", *twins),)))
    first = resolve(bank, now=1000)
    assert resolve(bank, first.ledger, now=2000).ledger == first.ledger


def numbers(*titles: str, before: Ledger | None = None) -> tuple[list[int], Ledger]:
    """The numbers of topics whose files give none, in the order of the bank."""
    topics = (
        replace(topic(place, title, question(f"{title}?")), numbered=False)
        for place, title in enumerate(titles, 1)
    )
    resolved = resolve(bank_of(*topics), before)
    return [one.number for one in resolved.bank.topics], resolved.ledger


def test_a_topic_that_is_inserted_renumbers_none() -> None:
    first, ledger = numbers("Light", "Sound")
    assert first == [1, 2]
    second, ledger = numbers("Air", "Light", "Sound", before=ledger)
    assert second == [3, 1, 2]
    assert numbers("Sound", "Air", before=ledger)[0] == [2, 3]
