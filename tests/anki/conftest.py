"""What the tests of decks share: banks in real Anki, made once."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from exporter.anki.deck import DeckOptions, DeckReport, write_deck
from exporter.model.bank import Bank
from tests.anki.chromium import Chromium
from tests.anki.learner import Learner
from tests.anki.reviewer import Reviewer, reviewer
from tests.anki.torture import torture_bank

NOW = 1_750_000_000
"""When the decks of these tests are written: June 2025."""

CardsOf = Callable[[Bank], Reviewer]
Take = Callable[..., DeckReport]


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    """Somebody with an empty collection."""
    with Learner(tmp_path / "anki") as someone:
        yield someone


@pytest.fixture
def take(learner: Learner, tmp_path: Path) -> Take:
    """Write a bank's deck and let `learner` import it: `take(bank, now=…, theme=…)`."""

    def write_and_take(bank: Bank, *, now: int = NOW, theme: Path | None = None) -> DeckReport:
        options = DeckOptions(now=now, theme=theme)
        report = write_deck(bank, tmp_path / "deck.apkg", options)
        learner.take(report.path)
        return report

    return write_and_take


@pytest.fixture(scope="session")
def torture_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the torture bank, its package and its collection."""
    return tmp_path_factory.mktemp("torture")


@pytest.fixture(scope="session")
def torture(torture_folder: Path) -> Bank:
    return torture_bank(torture_folder / "bank")


@pytest.fixture(scope="session")
def torture_report(torture: Bank, torture_folder: Path) -> DeckReport:
    return write_deck(torture, torture_folder / "torture.apkg", DeckOptions(now=NOW))


@pytest.fixture(scope="session")
def tortured(torture_folder: Path, torture_report: DeckReport) -> Iterator[Learner]:
    """Somebody who has imported the torture bank; not to be changed."""
    with Learner(torture_folder / "anki") as someone:
        someone.take(torture_report.path)
        yield someone


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """The one browser of this run."""
    with Chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def torture_cards(tortured: Learner, chromium: Chromium) -> Iterator[Reviewer]:
    """The cards of `tortured` in a browser."""
    with reviewer(tortured, chromium) as cards:
        yield cards


@pytest.fixture
def cards_of(take: Take, learner: Learner, chromium: Chromium) -> Iterator[CardsOf]:
    """A bank's cards in a browser: `cards_of(bank)`."""
    with ExitStack() as stack:

        def show(bank: Bank) -> Reviewer:
            take(bank)
            return stack.enter_context(reviewer(learner, chromium))

        yield show
