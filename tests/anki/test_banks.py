"""Whole banks, from their files to a browser: the bank that ships, a new one, and the seed page."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from exporter.api import DeckOptions, DeckReport, Reading, read_bank, write_deck
from exporter.model.bank import all_questions
from exporter.resources import bundled
from tests.anki.chromium import Chromium
from tests.anki.conftest import NOW
from tests.anki.learner import Learner
from tests.anki.reviewer import Look, Reviewer, reviewer
from tests.anki.test_reviewer import faults_of

LOOKS = [Look(360, platform="ankidroid"), Look(900, night=True)]


@contextmanager
def learned(
    path: Path, folder: Path, chromium: Chromium
) -> Iterator[tuple[Reading, DeckReport, Learner, Reviewer]]:
    """The bank at `path` in a learner's collection and browser."""
    reading = read_bank(path)
    report = write_deck(reading.bank, folder / "deck.apkg", DeckOptions(now=NOW))
    with ExitStack() as stack:
        learner = stack.enter_context(Learner(folder / "anki"))
        learner.take(report.path)
        yield reading, report, learner, stack.enter_context(reviewer(learner, chromium))


def check(reading: Reading, report: DeckReport, learner: Learner, cards: Reviewer) -> None:
    """What holds for every deck of ours."""
    answered = [q for q in all_questions(reading.bank) if q.answered]
    assert report.notes == len(learner.notes()) == len(answered)
    assert [note["ID"] for note in learner.notes()] == [question.id for question in answered]
    assert [card.due for card in learner.cards()] == sorted(card.due for card in learner.cards())
    assert learner.collection.get_empty_cards().report == ""
    assert learner.faults() == []
    for look in LOOKS:
        shown = cards.show(look)
        assert len(shown) == 2 * report.cards
        assert {side.card: faults for side in shown if (faults := faults_of(side))} == {}


def test_the_bank_that_ships(tmp_path: Path, chromium: Chromium) -> None:
    with learned(bundled("content"), tmp_path, chromium) as (reading, report, learner, cards):
        check(reading, report, learner, cards)
        assert report.notes >= 15
        assert report.decks == 1 + len(reading.bank.topics)
        assert sum(side.formulas for side in cards.show(LOOKS[0])) > 100


def test_the_seed_page(tmp_path: Path, chromium: Chromium, seed_folder: Path) -> None:
    page = seed_folder / "llm-interview-questions.txt"
    with learned(page, tmp_path, chromium) as (reading, report, learner, cards):
        check(reading, report, learner, cards)
        assert report.notes == 35
        assert report.left_out == len(list(all_questions(reading.bank))) - 35


def test_the_bank_to_start_from(tmp_path: Path, chromium: Chromium) -> None:
    with learned(bundled("templates") / "bank", tmp_path, chromium) as opened:
        check(*opened)
        reading, report, learner, _ = opened
        names = [kind.name for kind in learner.collection.models.all_names_and_ids()]
    ours = [name for name in names if name.startswith(reading.bank.title)]
    assert sorted(name.rpartition(" ")[2] for name in ours) == ["(choice)", "(cloze)", "(question)"]
    assert report.diagnostics == ()
