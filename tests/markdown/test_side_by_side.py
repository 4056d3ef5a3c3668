"""A large bank is read by several processes at once, and nothing of what is read tells so."""

import os
from pathlib import Path

import pytest

from exporter.cache import parts
from exporter.markdown import Source, no_media, read_document, read_documents, side_by_side
from exporter.readers import read

_TEXT = "## What is $x_{n}$ in {}?\n\nIt is `it`.\n\n![a](missing.png) ![b](here.png)\n\n```\nopen"


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    folder = tmp_path / "bank"
    folder.mkdir()
    (folder / "here.png").write_bytes(b"\x89PNG")
    for name in "abcdef":
        text = _TEXT.replace("{}", name) + f"\n```\n\n## Why {name}?\n\nSo.\n" * (name != "c")
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_by_side, "WORTH", 1)
    monkeypatch.setattr(side_by_side, "_processes", lambda: 2)


def test_it_reads_what_one_process_reads(bank: Path, request: pytest.FixtureRequest) -> None:
    alone = read(bank)
    request.getfixturevalue("apart")
    assert read(bank) == alone
    assert {fault.rule for fault in alone.diagnostics} >= {"missing-media", "unclosed-fence"}


@pytest.mark.usefixtures("apart")
def test_other_processes_read(monkeypatch: pytest.MonkeyPatch) -> None:
    sources = [Source(f"# {name}\n", f"{name}.md", no_media) for name in "abc"]
    found = read_documents(sources)
    here = [read_document(source.text, file=source.file) for source in sources]
    assert [found[place] for place in range(3)] == here


@pytest.mark.usefixtures("apart")
def test_a_process_that_ends_costs_nothing(bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_by_side, "packed", lambda source: os._exit(1))
    assert read_documents([Source("# a\n", "a.md", no_media)]) == {}
    assert sum(file.questions for file in read(bank).files) == 11


@pytest.mark.usefixtures("apart")
def test_what_they_read_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setenv("EXPORTER_CACHE", str(tmp_path / "cache"))
    parts.cache_clear()
    request.addfinalizer(parts.cache_clear)
    sources = [Source(f"# {name}\n", f"{name}.md", no_media) for name in "abc"]
    first = read_documents(sources)
    monkeypatch.setattr(side_by_side, "_read_apart", lambda sources: pytest.fail("read again"))
    assert read_documents(sources) == first


def test_a_small_bank_is_read_by_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_by_side, "_processes", lambda: 2)
    assert read_documents([Source("# a\n", "a.md", no_media)] * 3) == {}
