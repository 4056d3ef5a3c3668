"""Random histories through the ledger: each question keeps its guid, none gets another's."""

from pathlib import Path

import pytest

from exporter.api import Reading, save_ledger
from tests.identity.histories import Author, Kept, read_answered

HISTORIES = 25
STEPS = 6


@pytest.mark.parametrize("ids", [False, True], ids=["without ids", "with ids"])
def test_every_question_keeps_its_identity(ids: bool, tmp_path: Path) -> None:
    asked = 0
    for seed in range(HISTORIES):
        folder = tmp_path / f"{seed}"
        folder.mkdir()
        author, kept = Author(seed, ids=ids), Kept()
        for step in range(STEPS):
            now = 1_700_000_000 + step * 3600
            reading, guids, doubts = read_answered(author, folder, kept, now=now)
            kept.hold(author, guids)
            hold_times(reading)
            save_ledger(reading, reading.after)
            asked += doubts
            author.next_version(author.draw.randint(1, 4))
    assert asked <= HISTORIES * STEPS // 50


def hold_times(reading: Reading) -> None:
    """Fail where a row was lost, or its time did not rise exactly with its content."""
    after = {row.guid: row for row in reading.after.rows}
    for row in reading.before.rows if reading.before else ():
        now = after[row.guid]
        assert now.mod >= row.mod
        assert (now.mod > row.mod) == (now.parts != row.parts)
