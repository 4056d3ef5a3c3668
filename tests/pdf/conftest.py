"""The sheets that tests of this folder open, each made once."""

from pathlib import Path

import pytest

from exporter.pdf.sheet import SheetOptions, SheetReport, write_sheet
from tests.pdf.banks import plain_bank, torture_bank
from tests.pdf.opened import Opened

NOW = 1_700_000_000
"""14 November 2023, in the evening, in UTC."""


@pytest.fixture(scope="session")
def plain_sheet(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """The plain bank on A4; nothing in it is to be told."""
    path = tmp_path_factory.mktemp("plain") / "plain.pdf"
    report = write_sheet(plain_bank(), path, SheetOptions(now=NOW))
    assert report.diagnostics == ()
    return Opened(path)


@pytest.fixture(scope="session", params=["a4", "letter"])
def torture_report(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> SheetReport:
    """What is told of the torture bank, on each paper."""
    folder: Path = tmp_path_factory.mktemp(f"torture-{request.param}")
    bank = torture_bank(folder)
    return write_sheet(bank, folder / "torture.pdf", SheetOptions(paper=request.param, now=NOW))


@pytest.fixture(scope="session")
def torture_sheet(torture_report: SheetReport) -> Opened:
    """The torture bank, printed."""
    return Opened(torture_report.path)
