"""What the tests of hostile banks share: a place for one."""

import os
from pathlib import Path

import pytest

from tests.hostile.running import Place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """An empty bank, and an empty folder that nothing may look into."""
    if not hasattr(os, "wait4"):
        pytest.skip("what a process took is not told here")
    found = Place(tmp_path)
    found.bank.mkdir()
    found.outside.mkdir()
    return found
