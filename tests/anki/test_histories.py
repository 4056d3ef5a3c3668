"""Years of a deck in real Anki, drawn at random: updates keep what learners made of it."""

import multiprocessing
import traceback
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from shutil import rmtree

import pytest

from exporter.anki import deck
from exporter.anki.templates import card_environment
from tests.anki.lives import Life

HISTORIES = 300
LONG = 10_000
IMPORTS = 5


def lived(folder: Path, seed: int) -> tuple[Counter[str], str]:
    """Live one life; what happened in it, and the fault that ended it."""
    life = Life(seed, folder / str(seed))
    try:
        life.live(IMPORTS)
    except Exception:
        return life.tally, f"history {seed}, with a clock that is {life.clock}:\n{_last_lines()}"
    finally:
        rmtree(life.folder)
    return life.tally, ""


def _last_lines() -> str:
    return "\n".join(traceback.format_exc().splitlines()[-6:])


def _read_templates_once() -> None:
    """A process makes hundreds of decks here, all of the templates that ship."""
    setattr(deck, "card_environment", cache(card_environment))  # noqa: B010


def live_all(seeds: Iterable[int], folder: Path) -> Counter[str]:
    """Live a life for each seed, side by side; fails with the faults of all."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(mp_context=spawn, initializer=_read_templates_once) as workers:
        lives = list(workers.map(partial(lived, folder), seeds, chunksize=10))
    faults = [fault for _, fault in lives if fault]
    assert not faults, "\n\n".join([f"{len(faults)} of {len(lives)}", *faults[:10]])
    return sum((tally for tally, _ in lives), Counter())


def hold_enough(tally: Counter[str], histories: int) -> None:
    """Fail where too little happened for the histories to show anything."""
    assert tally["imports"] >= histories * IMPORTS
    assert tally["asked"] <= tally["builds"] // 100
    least = {"reviews": 5.0, "untouched": 20.0, "updated": 2.0, "changes of the learner's": 2.0}
    least |= {
        "theirs": 0.2,
        "forks": 0.2,
        "ids": 0.2,
        "rebuilt": 0.2,
        "lost": 0.05,
        "emptied": 0.02,
    }
    for what, each in least.items():
        assert tally[what] >= each * histories, f"too few {what}: {tally[what]}"


def test_learners_update_for_years(tmp_path: Path) -> None:
    hold_enough(live_all(range(HISTORIES), tmp_path), HISTORIES)


@pytest.mark.long
def test_learners_update_for_very_many_years(tmp_path: Path) -> None:
    tally = live_all(range(1_000_000, 1_000_000 + LONG), tmp_path)
    hold_enough(tally, LONG)
