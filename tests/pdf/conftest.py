"""The sheets that tests of this folder open, each made once."""

import pytest

from exporter.pdf.layouts import LAYOUTS
from exporter.pdf.sheet import SheetReport
from tests.pdf.opened import Opened
from tests.pdf.sheets import Asked, Sheets


@pytest.fixture(scope="session")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Sheets:
    """What makes any sheet once."""
    return Sheets(tmp_path_factory.mktemp("sheets"))


@pytest.fixture(scope="session")
def plain_sheet(sheets: Sheets) -> Opened:
    """The plain bank on A4; nothing in it is to be told."""
    assert sheets.report(Asked("plain")).diagnostics == ()
    return sheets.opened(Asked("plain"))


@pytest.fixture(scope="session", params=["a4", "letter"])
def torture_asked(request: pytest.FixtureRequest) -> Asked:
    return Asked("torture", paper=request.param)


@pytest.fixture(scope="session")
def torture_report(sheets: Sheets, torture_asked: Asked) -> SheetReport:
    """What is told of the torture bank, on each paper."""
    return sheets.report(torture_asked)


@pytest.fixture(scope="session")
def torture_sheet(sheets: Sheets, torture_asked: Asked) -> Opened:
    """The torture bank, printed."""
    return sheets.opened(torture_asked)


@pytest.fixture(scope="session", params=LAYOUTS)
def layout(request: pytest.FixtureRequest) -> str:
    """The name of each layout."""
    return str(request.param)


@pytest.fixture(scope="session", params=["rich", "torture"])
def any_asked(request: pytest.FixtureRequest, layout: str) -> Asked:
    """Of each layout a sheet of the rich bank, and one of the torture bank."""
    return Asked(request.param, layout)


@pytest.fixture(scope="session")
def any_sheet(sheets: Sheets, any_asked: Asked) -> Opened:
    """The sheet of `any_asked`."""
    return sheets.opened(any_asked)


@pytest.fixture(scope="session")
def rich_sheet(sheets: Sheets, layout: str) -> Opened:
    """The rich bank in each layout."""
    return sheets.opened(Asked("rich", layout))
