"""A bank that was read before is found in the cache, until anything that it is made of changes."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from exporter import cache
from exporter.readers import Reading, read
from exporter.readers.forms import Page
from tests.readers.banks import dump_reading, write_bank

BANK = """== bank.toml
title = "A"
== a.md
??? question "What is it?"
    <!-- refs: k -->
    A picture: ![p](p.png)
== b/c.md
---
question: And what is $x$?
---
A number.

![q](p.png)
== b/p.png
png
== references.bib
@book{k, title = {One}, author = {B}, year = {2001}}
"""


@pytest.fixture(autouse=True)
def _cached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    cache.parts.cache_clear()
    yield
    cache.parts().close()
    cache.parts.cache_clear()


@pytest.fixture
def trees(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files whose trees were asked for."""
    asked: list[str] = []
    tree = Page.parse

    def noting(page: Page, *rest: object) -> object:
        asked.append(page.file)
        return tree(page, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Page, "parse", noting)
    return asked


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    folder = tmp_path / "bank"
    folder.mkdir()
    return write_bank(folder, BANK)


def test_it_is_the_same_and_no_tree_is_asked_for(bank: Path, trees: list[str]) -> None:
    first = read(bank)
    assert set(trees) == {"a.md", "b/c.md"}
    trees.clear()
    assert read(bank) == first
    assert trees == []
    assert "missing-media" in dump_reading(first)


def _written(name: str, text: str) -> Callable[[Path], object]:
    return lambda bank: (bank / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        _written("a.md", '??? question "What?"\n    Else.\n'),
        _written("d.md", '??? question "What?"\n    Else.\n'),
        _written("p.png", "png"),
        _written("bank.toml", 'title = "B"\n'),
        _written("references.bib", "@book{k, title = {Two}, author = {B}, year = {2001}}"),
        lambda bank: (bank / "b/p.png").unlink(),
        lambda bank: (bank / "b/c.md").rename(bank / "b/d.md"),
    ],
    ids=["text", "new file", "new image", "settings", "reference", "no image", "name"],
)
def test_whatever_changes_is_seen(bank: Path, change: Callable[[Path], object]) -> None:
    before = read(bank)
    change(bank)
    after = read(bank)
    assert after != before
    cache.parts().close()
    assert read(bank) == after


def test_another_place_and_another_form_are_another_reading(bank: Path, tmp_path: Path) -> None:
    def counts(reading: Reading) -> list[tuple[str, int]]:
        return [(file.form, file.questions) for file in reading.files]

    own = counts(read(bank))
    assert counts(read(bank, form="admonition")) == [("admonition", 1), ("admonition", 0)]
    assert counts(read(bank)) == own == [("admonition", 1), ("file-per-question", 1)]
    moved = bank.rename(tmp_path / "moved")
    assert read(moved).bank.root == str(moved.resolve())


def test_what_is_told_of_the_folder_is_told_again(bank: Path) -> None:
    (bank / "e.md").write_bytes(b"\xff\xff\0\0\0")
    for _ in range(2):
        assert [d.rule for d in read(bank).diagnostics if d.file == "e.md"] == ["not-text"]
