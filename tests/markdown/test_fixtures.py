"""Markdown into a tree: every construct by fixtures, its lines and what is told of it too."""

from pathlib import Path

import pytest

from exporter.markdown import read_document
from tests.fixtures import Fixture, fixtures_in
from tests.markdown.dump import dump

CASES = list(fixtures_in(Path(__file__).parent / "fixtures"))


def test_there_are_cases_for_every_kind_of_construct() -> None:
    kinds = {case.name.partition(":")[0] for case in CASES}
    assert kinds >= {"blocks", "boxes", "inlines", "math"}


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_tree(case: Fixture) -> None:
    document = read_document(case.given, file="page.md")
    told = [f"{d.severity} {d.line}:{d.column} {d.rule}" for d in document.diagnostics]
    found = "\n".join(filter(None, [dump(document.blocks), *told]))
    assert found == case.expected
