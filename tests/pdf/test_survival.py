"""What goes wrong while sheets are made: in one topic, in one process, in one of two builds."""

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from exporter.pdf import press
from exporter.pdf.sheet import SheetOptions, write_sheet
from tests.pdf.banks import Maker, bank_of, fault, plain_bank
from tests.pdf.dying import WORD, typeset_or_die
from tests.pdf.opened import Opened
from tests.pdf.sheets import NOW

CACHE = "parts.sqlite3"
TEXT = """\
# Light

??? question "Why is the sky blue?"
    Air scatters $\\lambda$ blue light most.

??? question "What is a photon?"
    The smallest amount of light.
"""


def test_a_topic_that_cannot_be_laid_out_is_told_and_the_others_are_printed(
    layout: str, tmp_path: Path
) -> None:
    bank = plain_bank()
    broken = replace(bank, topics=(bank.topics[0], fault(), bank.topics[1]))
    options = SheetOptions(layout=layout, now=NOW)
    report = write_sheet(broken, tmp_path / "sheet.pdf", options)
    (told,) = report.diagnostics
    assert (told.rule, told.severity) == ("layout-fault", "error")
    assert (told.file, told.line) == ("04-topic.md", 1)
    sheet = Opened(report.path)
    assert {label.partition("–")[0] for label in sheet.labels if "–" in label} == {"1", "2"}
    assert "Why is the sky blue?" in sheet.text
    assert "What comes last?" in sheet.text


def test_a_process_that_ends_is_told_and_the_others_are_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "typeset", typeset_or_die)
    monkeypatch.setattr(press, "_WORTH", 1)
    monkeypatch.setattr(press, "_processors", lambda: 2)
    makers = [Maker(number) for number in range(1, 5)]
    titles = ["One?", f"{WORD}?", "Three?", "Four?"]
    asked = zip(makers, titles, strict=True)
    topics = (make.topic(f"Topic {make.number}", make.ask(title, "Yes.")) for make, title in asked)
    report = write_sheet(bank_of(*topics), tmp_path / "sheet.pdf", SheetOptions(now=NOW))
    (told,) = report.diagnostics
    assert (told.rule, told.severity) == ("layout-fault", "error")
    assert (told.file, told.line) == ("02-topic.md", 1)
    assert "ends the process" in told.message
    sheet = Opened(report.path)
    assert [label for label in sheet.labels if "–" in label] == ["1–1", "3–1", "4–1"]
    assert all(title in sheet.text for title in ("One?", "Three?", "Four?"))


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    folder = tmp_path / "bank"
    folder.mkdir()
    for number in (1, 2):
        (folder / f"{number:02}-light.md").write_text(TEXT, encoding="utf-8")
    return folder


def started(bank: Path, output: Path, cache: str) -> subprocess.Popen[str]:
    """`exporter sheet`, while it runs."""
    words = ["sheet", str(bank), "--output", str(output), "--quiet"]
    return subprocess.Popen(
        [sys.executable, "-m", "exporter", *words],
        env={**os.environ, "EXPORTER_CACHE": cache, "SOURCE_DATE_EPOCH": str(NOW)},
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def made(run: subprocess.Popen[str], output: Path) -> bytes:
    _, said = run.communicate(timeout=300)
    assert run.returncode == 0, said
    return output.read_bytes()


def rows_of(cache: Path) -> int:
    """How many parts are kept; the file is sound."""
    with closing(sqlite3.connect(cache / CACHE, timeout=10)) as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return int(base.execute("SELECT count(*) FROM parts").fetchone()[0])


def wait_for_parts(cache: Path, run: subprocess.Popen[str]) -> None:
    for _ in range(6000):
        assert run.poll() is None, "it was done before it was killed"
        try:
            if (cache / CACHE).exists() and rows_of(cache):
                return
        except sqlite3.OperationalError:
            pass  # the table is not there yet
        time.sleep(0.01)
    pytest.fail("nothing was kept")


def test_builds_share_their_parts_even_with_one_that_is_killed(bank: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    killed = started(bank, tmp_path / "killed.pdf", str(cache))
    wait_for_parts(cache, killed)
    killed.kill()
    killed.communicate()
    assert not (tmp_path / "killed.pdf").exists()
    assert rows_of(cache)

    outputs = [tmp_path / f"{name}.pdf" for name in ("one", "other")]
    both = [(started(bank, output, str(cache)), output) for output in outputs]
    one, other = (made(run, output) for run, output in both)
    kept = rows_of(cache)
    again = made(started(bank, tmp_path / "again.pdf", str(cache)), tmp_path / "again.pdf")
    alone = made(started(bank, tmp_path / "alone.pdf", "off"), tmp_path / "alone.pdf")
    assert one == other == again == alone
    assert rows_of(cache) == kept >= 4  # two topics, what stands before them, the sheet
