"""What the tests of commands share: the command line, called in an empty folder."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from exporter.cli import main
from tests.cli.calling import Run


@pytest.fixture
def called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Calls the command line in an empty folder; `now` is the time it has, in seconds."""
    monkeypatch.chdir(tmp_path)

    def call(*words: str, now: int = 1_700_000_000) -> Result:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(now))
        result = CliRunner().invoke(main, list(words))
        assert result.exception is None or isinstance(result.exception, SystemExit), (
            result.exception
        )
        return result

    return call
