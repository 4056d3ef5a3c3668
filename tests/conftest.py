"""What every test can ask for, and how hypothesis searches: at random here, repeatably in CI."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.tools import CI, folder_named_by

# Tests are about what is made, not about what was kept once.
os.environ["EXPORTER_CACHE"] = "off"

settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if CI else "local")


@pytest.fixture(scope="session")
def seed_folder() -> Path:
    """The folder of the seed page; skipped where EXPORTER_SEED does not name it."""
    return folder_named_by("EXPORTER_SEED")


@pytest.fixture(scope="session")
def samples_folder() -> Path:
    """The folder of sample banks; skipped where EXPORTER_SAMPLES does not name it."""
    return folder_named_by("EXPORTER_SAMPLES")
