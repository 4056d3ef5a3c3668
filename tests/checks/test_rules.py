"""The table of rules: everything that can be told can be looked up, and is told of what it says."""

import re
from pathlib import Path

import pytest

import exporter
from exporter.checks.contract import Rule
from exporter.checks.rules import RULES
from tests.checks.banks import STUDY, told_of

BOX = '??? question "Q?"\n'
HEADED = frozenset(f"B1{number}" for number in range(10, 16)) | {"C104"}
"""Rules whose examples are what stands below a heading that asks."""
ASKED = ("light", "a wave", "a photon", "a prism", "an orbit")
WHOLE = frozenset(("B105", "B110"))
"""Rules whose examples are a file."""
DESCRIBED = frozenset(
    (
        *("B101", "B102", "B103", "B104", "B106", "B108", "B205", "B301", "B302", "B303", "B304"),
        *(
            "B305",
            "B306",
            "B503",
            "B506",
            "B116",
            "B601",
            "C101",
            "L104",
            "L105",
            "L106",
            "S301",
            "S302",
            "S304",
        ),
    )
)
"""Rules whose examples are no markdown, or tell what a deck or a sheet finds."""

SOURCES = sorted(Path(exporter.__file__).parent.rglob("*.py"))
TOLD = re.compile(r"(?:Fault|Diagnostic|tell|told)\(\s*(?:rule=)?\"([a-z-]+)\"")
CHECKS = [rule for rule in RULES if rule.check]


def test_every_rule_that_the_program_names_can_be_explained() -> None:
    named = {name for file in SOURCES for name in TOLD.findall(file.read_text(encoding="utf-8"))}
    assert len(named) > 30
    assert named - {rule.name for rule in RULES} == set()


def test_no_rule_is_there_twice_or_without_words() -> None:
    for words in ([rule.name for rule in RULES], [rule.code for rule in RULES]):
        assert len(set(words)) == len(words)
    assert all(re.fullmatch(r"[BMCLS]\d{3}", rule.code) for rule in RULES)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name) for rule in RULES)
    assert all(rule.summary and rule.good and rule.bad for rule in RULES)


def test_each_rule_that_checks_is_a_file_of_its_own() -> None:
    folder = Path(exporter.__file__).parent / "checks" / "rules"
    files = {file.stem for file in folder.glob("*.py")} - {"__init__", "elsewhere"}
    assert len(CHECKS) == len(files) > 25


@pytest.mark.parametrize("rule", CHECKS, ids=lambda rule: rule.name)
def test_a_rule_tells_its_bad_example_and_not_its_good_one(rule: Rule, tmp_path: Path) -> None:
    assert names_told(tmp_path, rule.bad).count(rule.name) >= 1
    assert rule.name not in names_told(tmp_path, rule.good)


@pytest.mark.parametrize(
    "rule",
    [rule for rule in RULES if not rule.check and rule.code not in DESCRIBED],
    ids=lambda rule: rule.name,
)
def test_what_reading_tells_is_told_of_the_bad_example_alone(rule: Rule, tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "prism.svg").write_text('<svg viewBox="0 0 1 1"/>', encoding="utf-8")
    assert rule.name in read_names(tmp_path, rule.code, rule.bad)
    assert rule.name not in read_names(tmp_path, rule.code, rule.good)


def read_names(folder: Path, code: str, example: str) -> list[str]:
    """What is told of an example of a rule that reading knows."""
    settings, text = "", f"{BOX}    {example.replace(chr(10), chr(10) + '    ')}\n"
    if code in HEADED:
        text = "\n\n".join(f"## What is {what}?\n\n{example}" for what in ASKED)
    elif code == "B109":
        text = f"{example}\n\n" + "\n\n".join(f"## What is {what}?\n\nA." for what in ASKED)
    elif code == "L302":
        return [told.rule for told in told_of(folder, text, references=example)]
    elif code in WHOLE or "???" in example:
        text = example
    elif example.startswith("---"):
        text = f"{example}\n{BOX}    A.\n"
    elif example.startswith("title = "):
        settings, text = example, ""
    return [told.rule for told in told_of(folder, text, settings)]


def names_told(folder: Path, example: str) -> list[str]:
    """What is told of an example: markdown, or a part of bank.toml."""
    if example.startswith("[check]"):
        return [told.rule for told in told_of(folder, "", example)]
    if re.match(r"\w+ = ", example):
        return [told.rule for told in told_of(folder, "", f"{example}\n{STUDY}")]
    text = example if "???" in example else f'??? question "Q?"\n    {example}\n'
    return [told.rule for told in told_of(folder, text, STUDY)]
