"""Files into a bank: the canonical form, folders and settings, and flattened pages, by fixtures."""

from pathlib import Path

import pytest

from exporter.readers import read
from tests.fixtures import Fixture, fixtures_in
from tests.readers.banks import dump_reading, write_bank

CASES = list(fixtures_in(Path(__file__).parent / "fixtures"))


def test_there_are_cases_for_every_part_of_reading() -> None:
    kinds = {case.name.partition(":")[0] for case in CASES}
    assert kinds >= {"flattened", "folders", "questions"}


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_bank(case: Fixture, tmp_path: Path) -> None:
    folder = tmp_path / "bank"
    folder.mkdir()
    assert dump_reading(read(write_bank(folder, case.given))) == case.expected
