"""A bank into ratios: how long reading it into the model takes beside markdown-it-py alone.

The bank is the folder that EXPORTER_BENCH_BANK names, else a generated one, whose questions are
headings: of what is indented below a box, markdown-it-py alone would make nothing but code.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.benchmarks.bank import write_bank
from tests.benchmarks.measure import Ratio, cost

__all__ = ["ratios"]

QUESTIONS = 2_000
ROUNDS = 3

MOST_TIME = 3.0
MOST_AGAIN = 0.1

# The garbage collector is set as the command line sets it.
_READ = """
import gc, pathlib, sys
from exporter.readers import read
gc.set_threshold(50_000, 20, 20)
read(pathlib.Path(sys.argv[1]))
"""
_START = "import exporter.readers"


def ratios(folder: Path) -> Iterator[Ratio]:
    """What is made of a bank that is written into `folder`, or of the one that is named."""
    named = os.environ.get("EXPORTER_BENCH_BANK")
    bank = Path(named) if named else folder / "read"
    if not named:
        write_bank(bank, QUESTIONS)
        for file in bank.glob("*.md"):
            rows = file.read_text(encoding="utf-8").split("\n")
            file.write_text("\n".join(map(_as_heading, rows)), encoding="utf-8")
    alone, cold, warm = [], [], []
    for number in range(ROUNDS):
        kept = str(folder / f"cache-read-{number}")
        started = cost("-c", _START).wall
        alone.append(cost("-m", "tests.benchmarks.parse", str(bank)).wall)
        cold.append(cost("-c", _READ, str(bank)).wall - started)
        cost("-c", _READ, str(bank), cache=kept)
        warm.append(cost("-c", _READ, str(bank), cache=kept).wall - started)
    read = median(ours / theirs for ours, theirs in zip(cold, alone, strict=True))
    again = median(second / first for second, first in zip(warm, cold, strict=True))
    yield Ratio("a bank read, beside markdown-it-py alone: time", read, MOST_TIME)
    yield Ratio("a bank read again, of a cache that has it: time", again, MOST_AGAIN)


def _as_heading(row: str) -> str:
    title = row.removeprefix('??? question "')
    return f"## {title[:-1]}" if title != row else row.removeprefix("    ")
