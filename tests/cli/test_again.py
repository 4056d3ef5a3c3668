"""A deck made twice of the same: the second time nothing is read, and all is as the first time."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from exporter import cache
from exporter.cli import main

BANK = """\
# Waves

??? question "Why is the sky blue?"
    ![Gone](gone.png) Air scatters **blue** light most, see $\\frac{1$.

??? question "Which is longer?"
    - [x] red
    - [ ] blue
"""

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Calls the command line in a folder with a bank, and a cache of its own."""
    (tmp_path / "bank").mkdir()
    (tmp_path / "bank" / "bank.toml").write_text('title = "Waves"\n', encoding="utf-8")
    (tmp_path / "bank" / "01-waves.md").write_text(BANK, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    kept = cache.Cache(tmp_path / "cache")
    for module in ("cli.again", "markdown.document", "html.code", "mathjax"):
        monkeypatch.setattr(f"exporter.{module}.parts", lambda: kept)

    def call(*words: str) -> Result:
        result = CliRunner().invoke(main, list(words))
        assert result.exception is None or isinstance(result.exception, SystemExit), (
            result.exception
        )
        return result

    return call


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes each bank that is read from now on."""
    from exporter import readers

    seen: list[str] = []
    real = readers.read

    def read(path: Path, **given: str) -> readers.Reading:
        seen.append(str(path))
        return real(path, **given)

    monkeypatch.setattr(readers, "read", read)
    return seen


def test_the_same_again_is_not_read_and_says_the_same(run: Run, unread: list[str]) -> None:
    run("deck", "bank", "-o", "a.apkg")
    second = run("deck", "bank", "-o", "a.apkg")
    deck = Path("a.apkg").read_bytes()
    Path("a.apkg").unlink()
    unread.clear()
    third = run("deck", "bank", "-o", "a.apkg")
    assert unread == []
    assert third.output == second.output
    assert "gone.png" in third.output
    assert Path("a.apkg").read_bytes() == deck
    assert run("deck", "bank", "-o", "a.apkg", "-q").output == ""
    assert unread == []


@pytest.mark.parametrize(
    "change",
    [
        lambda: Path("bank/01-waves.md").write_text(BANK + "    The end.\n", encoding="utf-8"),
        lambda: Path("bank/bank.toml").write_text('title = "Light"\n', encoding="utf-8"),
        lambda: Path("bank/gone.png").write_bytes(b"no picture"),
        lambda: Path("bank/deck.lock").unlink(),
        lambda: shutil.copy("bank/01-waves.md", "bank/02-more.md"),
    ],
)
def test_whatever_a_deck_is_made_of_makes_another(
    run: Run, unread: list[str], change: Callable[[], object]
) -> None:
    for _ in range(2):
        run("deck", "bank", "-o", "a.apkg")
    change()
    unread.clear()
    run("deck", "bank", "-o", "a.apkg")
    assert unread


@pytest.mark.parametrize("more", [["--level", "1"], ["--theme", "own.css"], ["-o", "b.apkg"]])
def test_another_wish_makes_another(run: Run, unread: list[str], more: list[str]) -> None:
    Path("own.css").write_text(".card { color: red }", encoding="utf-8")
    for _ in range(2):
        run("deck", "bank", "-o", "a.apkg")
    unread.clear()
    run("deck", "bank", "-o", "a.apkg", *more)
    assert unread


def test_a_theme_that_changed_makes_another(run: Run, unread: list[str]) -> None:
    Path("own.css").write_text(".card { color: red }", encoding="utf-8")
    for _ in range(2):
        run("deck", "bank", "-o", "a.apkg", "--theme", "own.css")
    Path("own.css").write_text(".card { color: blue }", encoding="utf-8")
    unread.clear()
    run("deck", "bank", "-o", "a.apkg", "--theme", "own.css")
    assert unread
