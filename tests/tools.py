"""What a test needs from outside turns into a path, or into a skip that says what is missing."""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

CI = bool(os.environ.get("CI"))


def require(*names: str) -> str:
    """The path of the first program of these names that is installed.

    Without one the test is skipped, except in CI: there every program is installed, so it fails.
    """
    for name in names:
        if path := shutil.which(name):
            return path
    missing(f"{names[0]} is not installed")


def require_chromium() -> str:
    """The path of Chromium, by whatever name it goes here; `require` says what happens without."""
    return require("chromium", "chromium-browser", "google-chrome")


def missing(reason: str) -> NoReturn:
    """Skip this test for `reason`; in CI fail it, since nothing may be missing there."""
    if CI:
        pytest.fail(f"{reason}, and CI must have it")
    pytest.skip(reason)


def folder_named_by(variable: str) -> Path:
    """The folder that the environment variable names; unset, the test is skipped, in CI too."""
    value = os.environ.get(variable)
    if not value:
        pytest.skip(f"{variable} is not set")
    folder = Path(value)
    assert folder.is_dir(), f"{variable} names no folder: {folder}"
    return folder
