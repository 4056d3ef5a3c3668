"""Ratios: what this program costs beside naive scripts that do the same with the same libraries.

`python -m tests.benchmarks` runs all of them, `python -m tests.benchmarks decks reading` some. The
programs run by turns, each in a process of its own. The exit code is 1 when a target is missed. Not
for Windows, which does not tell what a process needed.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks import decks, printing, reading
from tests.benchmarks.measure import Ratio

PARTS: Mapping[str, Callable[[Path], Iterator[Ratio]]] = {
    "decks": decks.ratios,
    "printing": printing.ratios,
    "reading": reading.ratios,
}


def main(wanted: list[str]) -> int:
    """Measure, print, and tell whether a target was missed."""
    unknown = set(wanted) - set(PARTS)
    if unknown:
        print(f"there is no {', '.join(sorted(unknown))}: there is {', '.join(PARTS)}")
        return 2
    found: list[Ratio] = []
    for part in wanted or PARTS:
        with TemporaryDirectory() as folder:
            found.extend(PARTS[part](Path(folder)))
    print(*found, sep="\n")
    return int(any(ratio.value > ratio.most for ratio in found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
