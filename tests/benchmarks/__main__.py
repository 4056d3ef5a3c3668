"""Banks of two sizes into ratios: what `exporter deck` costs beside a naive script.

`python -m tests.benchmarks` runs both by turns, each in a process of its own, and compares what the
runs of a round needed: CPU time (user and system) and memory at its peak. "first" is a bank's first
deck, "next" one with the ledger of the first beside it. The exit code is 1 when a target is missed.
Not for Windows, which does not tell what a process needed.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

ROUNDS = {1_000: 5, 10_000: 2}
"""Questions → how often they are made into decks."""

MOST_TIME = 0.7
MOST_MEMORY = 1.5
MOST_GROWTH = 11.0

_WRITE = """
import sys, pathlib
from tests.benchmarks.bank import write_bank
write_bank(pathlib.Path(sys.argv[1]), int(sys.argv[2]))
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process needed."""

    time: float
    """Seconds of CPU."""
    memory: int
    """Kilobytes; on macOS bytes."""


@dataclass(frozen=True, slots=True)
class Round:
    """The runs that are compared with one another."""

    naive: Cost
    first: Cost
    next: Cost


@dataclass(frozen=True, slots=True)
class Ratio:
    """A measured ratio and its target."""

    what: str
    value: float
    most: float

    def __str__(self) -> str:
        met = "" if self.value <= self.most else "  MISSED"
        return f"{self.what:<58}{self.value:6.2f}  (at most {self.most}){met}"


def main() -> int:
    """Measure, print, and tell whether a target was missed."""
    with TemporaryDirectory() as folder:
        rounds = {size: _rounds(Path(folder), size) for size in ROUNDS}
    ratios = [*_beside_naive(rounds), *_growth(rounds)]
    print(*ratios, sep="\n")
    return int(any(ratio.value > ratio.most for ratio in ratios))


def _rounds(folder: Path, size: int) -> list[Round]:
    bank = folder / f"bank-{size}"
    _cost("-c", _WRITE, str(bank), str(size))
    rounds = []
    for _ in range(ROUNDS[size]):
        deck = str(folder / "deck.apkg")
        (bank / "deck.lock").unlink(missing_ok=True)
        naive = _cost("-m", "tests.benchmarks.naive", str(bank), deck)
        first, following = (
            _cost("-m", "exporter", "deck", str(bank), "-o", deck, "-q") for _ in range(2)
        )
        rounds.append(Round(naive, first, following))
        print(f"{size:,} questions: {rounds[-1]}")
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


def _growth(rounds: dict[int, list[Round]]) -> Iterator[Ratio]:
    small, large = rounds.values()
    for which in ("first", "next"):
        times = [median(getattr(r, which).time for r in of_size) for of_size in (large, small)]
        yield Ratio(
            f"CPU of ten times the questions, {which} deck", times[0] / times[1], MOST_GROWTH
        )


def _cost(*arguments: str) -> Cost:
    """Run Python with `arguments`, and give what that needed. Raises SystemExit when it fails.

    A child's peak counts from what it is started from, so nothing large may live in this process.
    """
    process = subprocess.Popen([sys.executable, *arguments])
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)}: exit code {process.returncode}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss)


if __name__ == "__main__":
    sys.exit(main())
