"""Banks of two sizes into ratios: what `exporter deck` costs beside a naive script.

"First" is a bank's first deck, "next" one with the ledger of the first beside it, both with nothing
in the cache; "again" is the same deck once more, of a cache that has all of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.benchmarks.bank import write_bank
from tests.benchmarks.measure import Cost, Ratio, cost

__all__ = ["ratios"]

ROUNDS = {1_000: 3, 10_000: 1}
"""Questions → how often they are made into decks."""

MOST_TIME = 0.7
MOST_MEMORY = 1.5
MOST_GROWTH = 11.0
MOST_AGAIN = 0.08


@dataclass(frozen=True, slots=True)
class Round:
    """The runs that are compared with one another."""

    naive: Cost
    first: Cost
    next: Cost
    again: Cost


def ratios(folder: Path) -> Iterator[Ratio]:
    """What is made of banks that are written into `folder`."""
    rounds = {size: _rounds(folder, size) for size in ROUNDS}
    yield from _beside_naive(rounds)
    yield from _growth(rounds)


def _rounds(folder: Path, size: int) -> list[Round]:
    bank = folder / f"bank-{size}"
    write_bank(bank, size)
    rounds = []
    for number in range(ROUNDS[size]):
        deck, kept = str(folder / "deck.apkg"), str(folder / f"cache-{size}-{number}")
        ours = ("-m", "exporter", "deck", str(bank), "-o", deck, "-q")
        (bank / "deck.lock").unlink(missing_ok=True)
        naive = cost("-m", "tests.benchmarks.naive", str(bank), deck)
        first, following = cost(*ours), cost(*ours)
        cost(*ours, cache=kept)
        rounds.append(Round(naive, first, following, cost(*ours, cache=kept)))
        print(f"{size:,} questions: {rounds[-1]}", flush=True)
    return rounds


def _beside_naive(rounds: dict[int, list[Round]]) -> Iterator[Ratio]:
    for size, of_size in rounds.items():
        for which in ("first", "next"):
            pairs = [(getattr(found, which), found.naive) for found in of_size]
            what = f"{size:,} questions, {which} deck, beside the naive script's"
            time = median(ours.time / naive.time for ours, naive in pairs)
            memory = median(ours.memory / naive.memory for ours, naive in pairs)
            yield Ratio(f"{what} CPU", time, MOST_TIME)
            yield Ratio(f"{what} memory", memory, MOST_MEMORY)
        again = median(found.again.time / found.naive.time for found in of_size)
        yield Ratio(f"{size:,} questions, again, beside the naive script's CPU", again, MOST_AGAIN)


def _growth(rounds: dict[int, list[Round]]) -> Iterator[Ratio]:
    small, large = rounds.values()
    for which in ("first", "next"):
        times = [median(getattr(r, which).time for r in of_size) for of_size in (large, small)]
        yield Ratio(
            f"CPU of ten times the questions, {which} deck", times[0] / times[1], MOST_GROWTH
        )
