"""Banks into ratios: what `exporter sheet` costs beside one plain WeasyPrint document of the same.

Linux alone tells how much memory several processes take together.
"""

from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.bank import write_bank
from tests.benchmarks.measure import Cost, Ratio, cost_of_all

__all__ = ["ratios"]

QUESTIONS, A_TOPIC = 450, 15
SMALL, LARGE = 400, 2_000

MOST_COLD = 0.65
MOST_MEMORY = 0.35
MOST_EDITED = 0.08
MOST_SAME = 0.04
MOST_GROWTH = 5.2
MOST_MEGABYTES = 700


def ratios(folder: Path) -> Iterator[Ratio]:
    """What is made of banks that are written into `folder`."""
    bank = folder / "printed"
    write_bank(bank, QUESTIONS, a_topic=A_TOPIC)
    kept = str(folder / "cache-printed")
    naive = cost_of_all("-m", "tests.benchmarks.naive_print", str(bank), str(folder / "naive.pdf"))
    print(f"one document: {naive}", flush=True)
    cold = _printed(bank, kept)
    same = _printed(bank, kept)
    edited = bank / "007-region-7.md"
    edited.write_text(edited.read_text(encoding="utf-8").replace("water", "wine", 1), "utf-8")
    once_more = _printed(bank, kept)
    what = f"{QUESTIONS} questions, beside one document's"
    yield Ratio(f"{what} time, nothing in the cache", cold.wall / naive.wall, MOST_COLD)
    yield Ratio(f"{what} memory, nothing in the cache", cold.memory / naive.memory, MOST_MEMORY)
    yield Ratio(f"{what} time, one question edited", once_more.wall / naive.wall, MOST_EDITED)
    yield Ratio(f"{what} time, nothing changed", same.wall / naive.wall, MOST_SAME)
    yield from _growth(folder)


def _growth(folder: Path) -> Iterator[Ratio]:
    costs = []
    for size in (SMALL, LARGE):
        write_bank(folder / f"printed-{size}", size, a_topic=A_TOPIC)
        costs.append(_printed(folder / f"printed-{size}", "off"))
    small, large = costs
    what = f"{LARGE:,} questions printed, nothing in the cache"
    yield Ratio(f"{what}, beside {SMALL}: time", large.wall / small.wall, MOST_GROWTH)
    yield Ratio(f"{what}: megabytes of memory", large.memory / 1024, MOST_MEGABYTES)


def _printed(bank: Path, kept: str) -> Cost:
    sheet = str(bank.with_suffix(".pdf"))
    found = cost_of_all("-m", "exporter", "sheet", str(bank), "-o", sheet, "-q", cache=kept)
    print(f"{bank.name}: {found}", flush=True)
    return found
