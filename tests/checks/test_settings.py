"""`[check]` of bank.toml, and the comments at questions: what is told, and how severely."""

from dataclasses import fields
from pathlib import Path

import pytest

from exporter.checks.rules import RULES
from exporter.model.bank import Limits
from exporter.model.diagnostic import has_errors
from tests.checks.banks import told_of

TEXT = """\
??? question "What is a photon?"

??? question "What is a wave?"
    <!-- check: off unanswered -->

??? question "What is a ray?"
    So: $\\nosuchmacro$. ![A prism](gone.svg)
"""
TWICE = (
    '??? question "A?"\n    <!-- id: A -->\n    a\n\n??? question "B?"\n    <!-- id: A -->\n    b\n'
)


def severities(folder: Path, settings: str, text: str = TEXT) -> dict[str, str]:
    return {told.rule: told.severity for told in told_of(folder, text, settings)}


def test_what_is_told_without_settings(tmp_path: Path) -> None:
    found = told_of(tmp_path, TEXT)
    assert [(told.rule, told.line, told.severity) for told in found] == [
        ("unanswered", 1, "info"),
        ("unknown-macro", 7, "warning"),
        ("missing-media", 7, "warning"),
    ]
    assert [told.code for told in found] == ["B402", "M102", "L101"]
    assert [told.column for told in found] == [0, 10, 36]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ('off = ["unanswered"]', {"missing-media": "warning", "unknown-macro": "warning"}),
        ('off = ["B402", "M102"]', {"missing-media": "warning"}),
        ('off = ["B", "M1"]', {"missing-media": "warning"}),
        ('off = ["unanswered", "L101", "M"]', {}),
        (
            'error = ["unanswered"]\ninfo = ["L101"]\noff = ["M"]',
            {"unanswered": "error", "missing-media": "info"},
        ),
        ('off = ["B", "M", "L"]\nwarning = ["L101"]', {"missing-media": "warning"}),
    ],
)
def test_rules_are_silenced_and_changed(
    tmp_path: Path, settings: str, expected: dict[str, str]
) -> None:
    assert severities(tmp_path, f"[check]\n{settings}\n") == expected


def test_an_error_that_the_bank_asks_for_is_one(tmp_path: Path) -> None:
    assert has_errors(told_of(tmp_path, TEXT, '[check]\nerror = ["B402"]\n'))
    assert not has_errors(told_of(tmp_path, TEXT))


def test_the_comment_at_a_question_silences_there_alone(tmp_path: Path) -> None:
    text = TEXT.replace("    So", "    <!-- check: off M1, missing-media -->\n    So")
    assert severities(tmp_path, "", text) == {"unanswered": "info"}
    again = text + '\n??? question "And now?"\n    $\\nosuchmacro$\n'
    assert severities(tmp_path, "", again) == {"unanswered": "info", "unknown-macro": "warning"}


def test_what_can_not_be_trusted_is_told_whatever_the_bank_wants(tmp_path: Path) -> None:
    settings = '[check]\noff = ["duplicate-id", "B"]\ninfo = ["B301"]\n'
    text = TWICE.replace("id: A -->\n    b", "id: A; check: off B301 -->\n    b")
    found = severities(tmp_path, settings, text)
    assert found["duplicate-id"] == "error"
    assert sum(rule.fixed for rule in RULES) >= 5


def test_a_rule_that_is_not_there_is_told_with_its_line(tmp_path: Path) -> None:
    settings = (
        'title = "Light"\n\n[check]\nwarning = ["B402"]\noff = ["nonesuch", "Z1", "unanswered"]\n'
    )
    found = [told for told in told_of(tmp_path, "", settings) if told.rule == "unknown-rule"]
    assert [(told.file, told.line) for told in found] == [("bank.toml", 5)] * 2
    assert {word for told in found for word in ("nonesuch", "Z1") if word in told.message} == {
        "nonesuch",
        "Z1",
    }


@pytest.mark.parametrize(
    ("settings", "rule", "line"),
    [
        ("[check]\nshort_word = 60\n", "unknown-key", 2),
        ("[check]\nshort_words = true\n", "bad-setting", 2),
        ('[check]\noff = "unanswered"\n', "bad-setting", 2),
        ('[check]\nprofile = "strict"\n', "bad-setting", 2),
        ("[check]\npitfalls = [3, 1]\n", "bad-setting", 2),
        ("[check]\ndetails_words = [[60, 150], [100, 220]]\n", "bad-setting", 2),
        ("[check]\nreferences = [0, -1]\n", "bad-setting", 2),
        ('[labels]\nanswer = "Lösung"\nanswre = "Lösung"\n', "unknown-key", 3),
    ],
)
def test_a_setting_that_says_nothing_is_told(
    tmp_path: Path, settings: str, rule: str, line: int
) -> None:
    found = [told for told in told_of(tmp_path, "", settings) if told.file == "bank.toml"]
    assert [(told.rule, told.line) for told in found] == [(rule, line)]
    assert found[0].help


PARTED = (
    '??? question "What is a photon?"\n'
    "    <!-- level: 1; kind: code; tags: news; as_of: 2025-01; refs: hecht -->\n"
    "    One. Two. Three. Four.\n\n    <!-- more -->\n\n    Words, and words.\n\n"
    "    - a\n    - b\n\n    $$x$$\n\n    ```\n    x = 1\n    y = 2\n    ```\n\n"
    "    | a | b |\n    |---|---|\n    | 1 | 2 |\n    | 3 | 4 |\n\n"
    '    !!! warning "Pitfalls"\n        - This is wrong.\n\n'
    '    !!! question "Follow-ups"\n        - Why? So.\n'
)
TIGHT: dict[str, tuple[str, str]] = {
    "title_chars": ("5", "long-title"),
    "short_words": ("3", "long-short-answer"),
    "short_sentences": ("5", "short-shape"),
    "details_words": ("[1, 5]", "details-length"),
    "card_words": ("3", "long-answer"),
    "bullets": ("1", "many-bullets"),
    "formulas": ("0", "many-formulas"),
    "code_lines": ("1", "long-code"),
    "table_columns": ("1", "large-table"),
    "table_rows": ("1", "large-table"),
    "pitfalls": ("[2, 3]", "pitfalls"),
    "pitfall_words": ("2", "pitfalls"),
    "follow_ups": ("[0, 0]", "follow-ups"),
    "references": ("[2, 4]", "reference-count"),
    "as_of_months": ("3", "stale-answer"),
}


def test_each_limit_has_a_test() -> None:
    assert {field.name for field in fields(Limits)} == set(TIGHT)


@pytest.mark.parametrize("key", TIGHT)
def test_a_limit_decides(tmp_path: Path, key: str) -> None:
    value, rule = TIGHT[key]
    text = '??? question "What is light?"\n    It is a wave.\n' if key == "card_words" else PARTED
    usual = severities(tmp_path, '[check]\nprofile = "study"\n', text)
    set_so = severities(tmp_path, f'[check]\nprofile = "study"\n{key} = {value}\n', text)
    assert (rule in usual) != (rule in set_so)


def test_details_may_be_as_long_as_their_level(tmp_path: Path) -> None:
    levels = "[[1, 2], [1, 5], [1, 2]]"
    settings = f'[check]\nprofile = "study"\ndetails_words = {levels}\n'
    for level, is_told in ((1, True), (2, False), (3, True)):
        found = severities(tmp_path, settings, PARTED.replace("level: 1", f"level: {level}"))
        assert ("details-length" in found) == is_told


def test_what_ages_is_what_the_bank_says(tmp_path: Path) -> None:
    settings = '[check]\nprofile = "study"\nvolatile = ["news"]\n'
    undated = PARTED.replace("; as_of: 2025-01", "")
    assert "no-as-of" in severities(tmp_path, settings, undated)
    assert "no-as-of" not in severities(tmp_path, settings, PARTED)
    assert "no-as-of" not in severities(tmp_path, '[check]\nprofile = "study"\n', undated)


def test_only_a_bank_that_asks_for_it_is_told_of_its_style(tmp_path: Path) -> None:
    asked = {rule.name for rule in RULES if rule.severity == "off"}
    text = '??? question "One? Two?"\n    - a\n'
    assert asked & set(severities(tmp_path, "", text)) == set()
    assert len(asked & set(severities(tmp_path, '[check]\nprofile = "study"\n', text))) > 5
    assert set(severities(tmp_path, '[check]\nwarning = ["S201"]\n', text)) == {"long-title"}
