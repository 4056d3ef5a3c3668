"""`exporter check` as it is called, and the hook that calls it."""

import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from exporter.checks.rules import RULES
from exporter.cli import main
from exporter.model.export import CHECK_SCHEMA, SCHEMA

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"
POOR = "".join(f'??? question "What is {n}?"\n\n' for n in ("one", "two", "three") * 3)


def call(*words: str) -> Result:
    result = CliRunner().invoke(main, list(words), env={"SOURCE_DATE_EPOCH": "1790000000"})
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def poor(tmp_path: Path) -> Path:
    (tmp_path / "poor.md").write_text(POOR, encoding="utf-8")
    return tmp_path


def test_the_bank_that_ships_is_clean_as_a_study_bank() -> None:
    settings = tomllib.loads((CONTENT / "bank.toml").read_text(encoding="utf-8"))
    assert settings["check"] == {"profile": "study"}
    assert json.loads(call("check", str(CONTENT), "--format", "json").stdout) == []


def test_json_is_as_its_schema_says(poor: Path) -> None:
    schema = json.loads(call("check", "--schema").stdout)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    found = json.loads(call("check", str(poor), "--format", "json").stdout)
    validator.validate(found)
    assert {(fault["code"], fault["rule"]) for fault in found} >= {
        ("B402", "unanswered"),
        ("B403", "duplicate-question"),
    }
    assert not validator.is_valid([{**found[0], "code": "B4"}])


def test_both_schemas_know_the_same_diagnostics() -> None:
    ours, models = (
        json.loads(path.read_text(encoding="utf-8"))["$defs"]["diagnostic"]
        for path in (CHECK_SCHEMA, SCHEMA)
    )
    for value in ours["properties"].values():
        value.pop("description", None)
    assert ours == models


def test_github_is_told_each_with_its_line(poor: Path) -> None:
    lines = call("check", str(poor), "--format", "github").stdout.splitlines()
    found = json.loads(call("check", str(poor), "--format", "json").stdout)
    assert len(lines) == len(found) > 10
    assert all(re.match(r"::(notice|warning) file=.+,line=\d+,title=[a-z-]+::", x) for x in lines)


def test_many_alike_are_told_once_unless_all_are_asked_for(poor: Path) -> None:
    some, every = (call("check", str(poor), *flags).stderr for flags in ((), ("-v",)))
    assert some.count("[B402 unanswered]") == 5 + 1
    assert "… and 4 more [B402 unanswered]" in some
    assert "(-v: all)" in some
    assert every.count("[B402 unanswered]") == 9
    assert "more [" not in every


def test_explain_lists_all_rules_and_shows_one_by_code_or_name() -> None:
    listed = call("check", "--explain").stdout.splitlines()
    assert [line[:4] for line in listed] == sorted(rule.code for rule in RULES)
    one, same = (call("check", "--explain", words).stdout for words in ("M102", "unknown-macro"))
    assert one == same
    rule = next(rule for rule in RULES if rule.code == "M102")
    assert all(words in one for words in (rule.name, rule.summary, rule.good, rule.bad))
    assert call("check", "--explain", "M999").exit_code == 2


def test_only_an_error_fails(poor: Path) -> None:
    assert call("check", str(poor)).exit_code == 0
    (poor / "bank.toml").write_text('[check]\nerror = ["B402"]\n', encoding="utf-8")
    assert call("check", str(poor)).exit_code == 1


def test_the_hook_is_a_command_that_runs(poor: Path) -> None:
    """Format: pre-commit.com, "Creating new hooks"."""
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["language"] == "python"
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    script, *words = hook["entry"].split()
    assert script in scripts["project"]["scripts"]
    assert call(*words, str(poor)).exit_code == 0
    (poor / "more.md").write_text(
        "".join(f'??? question "{n}?"\n    <!-- id: A -->\n    {n}\n\n' for n in ("one", "two")),
        encoding="utf-8",
    )
    assert call(*words, str(poor)).exit_code == 1
    changed = ("01-waves.md", "a/02-light.mdx", "bank.toml", "references.bib", "deck.lock")
    assert all(re.search(hook["files"], name) for name in (*changed, "media/prism.svg"))
    assert not re.search(hook["files"], "setup.py")
    assert hook["pass_filenames"] is False
