"""Folders whose files do not ask, beside folders whose files do, and are built alike."""

from pathlib import Path

import pytest

from exporter.model.bank import all_questions
from exporter.readers import read


def _write(folder: Path, name: str, count: int, title: str, parts: str) -> None:
    (folder / name).mkdir()
    for number in range(count):
        text = f"# {title.format(number)}\n\nA text.\n\n{parts}"
        (folder / name / f"{name}-{number}.md").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("asking", "parts", "found"),
    [
        (30, "## Links\n\nA page.\n", 36),
        (30, "## Notes\n\nA page.\n", 30),
        (30, "## Links\n\n### Why?\n\nSo.\n\n### And how?\n\nThus.\n", 30),
        (12, "## Links\n\nA page.\n", 12),
    ],
    ids=["alike", "other parts", "questions within", "too few that ask"],
)
def test_files_built_as_many_that_ask_are_read_too(
    asking: int, parts: str, found: int, tmp_path: Path
) -> None:
    _write(tmp_path, "birds", asking, "What is bird {}?", "## Links\n\nA page.\n")
    _write(tmp_path, "trees", 6, "Tree {}", parts)

    bank = read(tmp_path).bank

    assert sum(1 for topic in bank.topics for _ in all_questions(topic)) == found
