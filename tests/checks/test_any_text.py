"""Whatever a bank holds, its checks tell of it, and never fail."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given

from exporter.checks.rules import RULES
from tests.checks.banks import STUDY, told_of
from tests.readers.strategies import banks, flat_pages, settings_files

CODES = {rule.name: rule.code for rule in RULES}


def checked(text: str, settings: str) -> None:
    """Every diagnostic of a bank has its code, and a place in one of its files."""
    with TemporaryDirectory() as folder:
        for told in told_of(Path(folder), text.encode("utf-8", "replace").decode(), settings):
            assert told.code == CODES[told.rule]
            assert told.line >= 0 <= told.column


@given(banks | flat_pages)
def test_any_text_is_checked(text: str) -> None:
    checked(text, STUDY)


@given(settings_files)
def test_any_settings_are_read(text: str) -> None:
    checked("", text)


def test_a_check_takes_little_longer_for_a_long_line(tmp_path: Path) -> None:
    hostile = ("> " * 200_000, "#" * 200_000, "<h1>" * 50_000, "{" * 200_000, ". " * 100_000)
    for line in hostile:
        text = f'??? question "Q?"\n    [a](#b)\n\n{line}\n'
        assert "missing-heading" in {told.rule for told in told_of(tmp_path, text, STUDY)}
