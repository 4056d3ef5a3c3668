"""The repair of pages without indentation: text to text, every row knowing its line."""

import re

import pytest
from hypothesis import given

from exporter.markdown.flattened import flatness_of, repair
from exporter.resources import bundled
from tests.readers.strategies import banks, flat_pages

PAGE = """Bread

??? question "Why does it rise?"
Yeast makes gas.
• and steam helps
Then it sets.
??? tip "Ovens"
??? question “How hot?” Very.
??? question "And then?"
"""


def test_the_repaired_text_is_the_canonical_form() -> None:
    repaired = repair(PAGE)
    assert repaired.text.split("\n") == [
        "# Bread",
        "",
        '??? question "Why does it rise?"',
        "",
        "    Yeast makes gas.",
        "",
        "    - and steam helps",
        "",
        "    Then it sets.",
        "",
        "## Ovens",
        "",
        '??? question "How hot?"',
        "    Very.",
        "",
        '??? question "And then?"',
    ]


def test_each_row_knows_its_line() -> None:
    repaired = repair(PAGE)
    rows = dict(zip(repaired.text.split("\n"), repaired.lines, strict=True))
    assert rows["    Then it sets."] == 6
    assert rows["    Very."] == rows['??? question "How hot?"'] == 8


@given(flat_pages)
def test_lines_rise_and_lie_in_the_file(text: str) -> None:
    repaired = repair(text)
    assert len(repaired.lines) == repaired.text.count("\n") + 1 or not repaired.text
    assert list(repaired.lines) == sorted(repaired.lines)
    assert all(1 <= line <= text.count("\n") + 1 for line in repaired.lines)


@given(flat_pages)
def test_a_repaired_page_is_flat_no_more(text: str) -> None:
    assert flatness_of(repair(text).text).flat <= flatness_of(text).flat


@given(banks)
def test_no_letter_is_lost_but_what_is_told(text: str) -> None:
    repaired = repair(text)
    told = sum(fault.rule == "page-chrome" for fault, _ in repaired.faults)
    if not told:
        assert _letters(text) <= _letters(repaired.text)


def _letters(text: str) -> set[str]:
    """The letters of all words but a box's kind, which becomes `question` where the box asks."""
    words = re.sub(r"(?m)^\s*(?:!!!|\?\?\?\+?) *\w+", "", text)
    return {character for character in words if character.isalpha() and character.isascii()}


@pytest.mark.parametrize("folder", ["content", "templates"])
def test_banks_in_the_canonical_form_are_not_flat(folder: str) -> None:
    texts = [file.read_text(encoding="utf-8") for file in bundled(folder).rglob("[0-9]*.md")]
    assert texts
    for text in texts:
        found = flatness_of(text)
        assert found.indented > 0
        assert found.flat == 0
