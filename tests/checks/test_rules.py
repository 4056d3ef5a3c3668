"""The table of rules: everything that can be told can be looked up, and is told of what it says."""

import re
from pathlib import Path

import pytest

import exporter
from exporter import checks
from exporter.checks.rules import RULES
from exporter.readers import read

SOURCES = sorted(Path(exporter.__file__).parent.rglob("*.py"))
TOLD = re.compile(r"(?:Fault|Diagnostic|tell|told)\(\s*(?:rule=)?\"([a-z-]+)\"")


def test_every_rule_that_the_program_names_can_be_explained() -> None:
    named = {name for file in SOURCES for name in TOLD.findall(file.read_text(encoding="utf-8"))}
    assert len(named) > 30
    assert named - {rule.name for rule in RULES} == set()


def test_no_rule_is_there_twice_or_without_words() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert all(rule.summary and rule.good and rule.bad for rule in RULES)


SILENT = [
    r"$\frac{1}{2}$",
    r"$$\begin{aligned} a &= b \end{aligned}$$",
    "`$x$`",
    "it costs $5 or $6",
]
FAULTY = [
    (r"so $\nosuchmacro{x}$", "nosuchmacro"),
    (r"$$\left( x$$", "left"),
    (r"$$\begin{aligned} a \end{cases}$$", "cases"),
]


def told_of(tmp_path: Path, answer: str) -> list[str]:
    bank = tmp_path / "bank.md"
    bank.write_text(f'??? question "Q?"\n    {answer}\n', encoding="utf-8")
    reading = read(bank)
    found = (*reading.diagnostics, *checks.run(reading.bank))
    return [told.message for told in found if told.rule == "broken-formula" and told.line == 2]


@pytest.mark.parametrize("answer", SILENT)
def test_formulas_that_can_be_typeset_are_not_told(tmp_path: Path, answer: str) -> None:
    assert told_of(tmp_path, answer) == []


@pytest.mark.parametrize(("answer", "said"), FAULTY)
def test_formulas_that_cannot_be_typeset_are_told(tmp_path: Path, answer: str, said: str) -> None:
    [message] = told_of(tmp_path, answer)
    assert said in message
