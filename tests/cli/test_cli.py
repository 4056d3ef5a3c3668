"""The command line as a user calls it: exit codes, streams, files, and what stays whole."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

import exporter
from exporter.cli import main
from exporter.model.export import SCHEMA
from exporter.resources import bundled

GOOD = """\
---
title: Waves
---

## Light

??? question "Why is the sky blue?"
    <!-- id: WAV-01; level: 1; kind: concept; tags: light -->

    Air scatters **blue** light most.

??? question "Which is longer?"
    <!-- id: WAV-02; level: 2; tags: light, numbers -->

    - [x] red
    - [ ] blue

??? question "What is a photon?"
"""

BROKEN_FORMULA = GOOD + '\n??? question "And a formula?"\n    So: $\\frac{1}{2$.\n'
DOUBLE = GOOD + '\n??? question "Once more?"\n    <!-- id: WAV-01 -->\n\n    Yes.\n'


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Calls the command line in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")

    def call(*words: str) -> Result:
        result = CliRunner().invoke(main, list(words))
        assert result.exception is None or isinstance(result.exception, SystemExit), (
            result.exception
        )
        return result

    return call


def bank(text: str = GOOD, **files: str) -> None:
    folder = Path("waves")
    folder.mkdir()
    (folder / "01-waves.md").write_text(text, encoding="utf-8")
    for name, content in files.items():
        (folder / f"{name}.md").write_text(content, encoding="utf-8")


def test_version_and_help(run: Callable[..., Result]) -> None:
    assert exporter.__version__ in run("--version").stdout
    listed = run("--help").stdout
    names = main.list_commands(click.Context(main))
    assert len(names) >= 10
    for name in names:
        assert f"\n  {name} " in listed
        assert run(name, "--help").exit_code == 0


def test_a_command_that_is_not_there_is_advised(run: Callable[..., Result]) -> None:
    result = run("sheets")
    assert result.exit_code == 2
    assert "Did you mean 'sheet'?" in result.stderr


def test_topics_counts(run: Callable[..., Result]) -> None:
    bank()
    result = run("topics", "waves", "--json")
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    [topic] = told["topics"]
    assert (topic["number"], topic["slug"], topic["title"]) == (1, "waves", "Waves")
    assert (topic["questions"], topic["answered"], topic["levels"]) == (
        3,
        2,
        {"1": 1, "2": 1, "3": 0},
    )
    assert told["files"][0]["file"] == "01-waves.md"
    table = run("topics", "waves", "-v").stdout
    for word in ("Waves", "Light", "01-waves.md", "admonition"):
        assert word in table


def test_the_model_is_as_its_schema_says(run: Callable[..., Result]) -> None:
    bank(BROKEN_FORMULA)
    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    for flags in ((), ("--tree",)):
        value = json.loads(run("model", "waves", *flags).stdout)
        validator.validate(value)
        [section] = value["topics"][0]["sections"]
        first = section["questions"][0]
        assert (first["id"], first["short"]) == ("WAV-01", "Air scatters blue light most.")
        assert first["source"] == {"file": "01-waves.md", "line": 7}
        assert [choice["right"] for choice in section["questions"][1]["choices"]] == [True, False]
        assert not section["questions"][2]["answered"]
        assert ("tree" in first) == bool(flags)
        assert "broken-formula" in {told["rule"] for told in value["diagnostics"]}
    assert not validator.is_valid({"format": 1})


def test_the_schema_can_be_printed(run: Callable[..., Result]) -> None:
    assert json.loads(run("model", "--schema").stdout)["properties"]["format"] == {"const": 1}


def test_a_warning_is_told_with_its_place_and_the_run_goes_on(run: Callable[..., Result]) -> None:
    bank(BROKEN_FORMULA)
    result = run("check", "waves")
    assert result.exit_code == 0
    assert "01-waves.md:21:9" in result.stderr
    assert "warning" in result.stderr
    assert result.stdout == ""


def test_an_error_ends_the_run_and_costs_nothing(run: Callable[..., Result]) -> None:
    bank()
    assert run("deck", "waves", "-o", "out.apkg").exit_code == 0
    before = Path("out.apkg").read_bytes()
    Path("waves/01-waves.md").write_text(DOUBLE, encoding="utf-8")
    for words in (("deck", "waves", "-o", "out.apkg"), ("build", "waves"), ("sheet", "waves")):
        result = run(*words)
        assert result.exit_code == 1
        assert "WAV-01" in result.stderr
    assert Path("out.apkg").read_bytes() == before
    assert not Path("build").exists()


def test_all_faults_are_told_at_once_in_order(run: Callable[..., Result]) -> None:
    bank(DOUBLE, other='??? question "A?"\n    $\\frac{$ and $\\left($.\n')
    found = json.loads(run("check", "waves", "--format", "json").stdout)
    severe = [(fault["file"], fault["rule"]) for fault in found if fault["severity"] != "info"]
    assert severe[0] == ("01-waves.md", "duplicate-id")
    assert severe.count(("other.md", "broken-formula")) == 2
    assert [fault["file"] for fault in found] == sorted(fault["file"] for fault in found)


def test_github_annotations(run: Callable[..., Result]) -> None:
    bank(DOUBLE)
    result = run("check", "waves", "--format", "github")
    assert result.exit_code == 1
    [line] = [line for line in result.stdout.splitlines() if line.startswith("::error")]
    place = Path("waves/01-waves.md")
    assert line.startswith(f"::error file={place},line=20,title=duplicate-id::")


def test_quiet_tells_errors_only(run: Callable[..., Result]) -> None:
    bank(BROKEN_FORMULA)
    assert run("check", "waves", "-q").stderr == ""
    result = run("deck", "waves", "-q", "-o", "x.apkg")
    assert (result.stdout, result.stderr) == ("", "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("deck", "waves", "--topic", "sound"), "sound"),
        (("deck", "waves", "--level", "5"), "level"),
        (("deck", "waves", "--level", "2..1"), "1..2"),
        (("deck", "waves", "-o", "x.zip"), ".apkg"),
        (("sheet", "waves", "-o", "x.apkg"), ".pdf"),
        (("sheet", "waves", "--paper", "a17"), "a17"),
        (("sheet", "waves", "--layout", "spiral"), "study"),
        (("check", "--explain", "nonesuch"), "broken-formula"),
        (("build", "waves", "--only", "paper"), "deck"),
    ],
)
def test_wrong_usage(run: Callable[..., Result], words: tuple[str, ...], said: str) -> None:
    bank()
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("words", [("deck", "nowhere"), ("model", "nowhere"), ("build", "nowhere")])
def test_a_bank_that_is_not_there(run: Callable[..., Result], words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.exit_code == 1
    assert "nowhere" in result.stderr


def test_a_file_without_questions_is_told(run: Callable[..., Result]) -> None:
    Path("empty.md").write_text("# Nothing here\n\nBut words.\n", encoding="utf-8")
    for command in ("deck", "sheet", "build"):
        result = run(command, "empty.md")
        assert result.exit_code == 1
        assert "no questions" in result.stderr


def test_build_writes_the_whole_and_each_topic(run: Callable[..., Result]) -> None:
    bank(GOOD, **{"02-sound": '??? question "What is pitch?"\n    A frequency.\n'})
    result = run("build", "waves", "--only", "deck")
    assert result.exit_code == 0, result.stderr
    made = sorted(path.relative_to("build").as_posix() for path in Path("build").rglob("*.*"))
    assert made == ["topics/01-waves.apkg", "topics/02-sound.apkg", "waves.apkg"]
    run("build", "waves", "--only", "deck", "--no-topics", "-o", "other")
    assert [path.name for path in Path("other").rglob("*")] == ["waves.apkg"]


def test_a_topics_sheet_is_the_same_from_build_and_alone(run: Callable[..., Result]) -> None:
    bank(GOOD, **{"02-sound": '??? question "What is pitch?"\n    A frequency.\n'})
    result = run("build", "waves", "--only", "sheet")
    assert result.exit_code == 0, result.stderr
    assert Path("build/waves.pdf").is_file()
    run("sheet", "waves", "--topic", "sound", "-o", "sound.pdf")
    built = Path("build/topics/02-sound.pdf").read_bytes()
    assert built == Path("sound.pdf").read_bytes()


def test_a_topics_file_goes_where_the_topic_goes_and_leaves_the_whole_alone(
    run: Callable[..., Result],
) -> None:
    bank(GOOD, **{"02-sound": '??? question "What is pitch?"\n    A frequency.\n'})
    Path("waves/bank.toml").write_text('title = "Waves"\n', encoding="utf-8")
    run("build", "waves/02-sound.md", "--only", "deck")
    assert [path.name for path in Path("build").rglob("*.apkg")] == ["02-sound.apkg"]
    run("deck", "waves/02-sound.md")
    assert Path("waves-02-sound.apkg").is_file()


def test_what_a_sheet_can_t_be_is_told_before_a_deck_is_written(run: Callable[..., Result]) -> None:
    bank()
    Path("waves/bank.toml").write_text('[print]\npaper = "a17"\n', encoding="utf-8")
    result = run("build", "waves")
    assert result.exit_code == 1
    assert "a17" in result.stderr
    assert not Path("build").exists()
    assert not Path("waves/deck.lock").exists()


def test_a_deck_without_a_card_is_not_written(run: Callable[..., Result]) -> None:
    bank('??? question "What is a photon?"\n')
    result = run("deck", "waves")
    assert result.exit_code == 1
    assert "no card" in result.stderr
    assert not Path("waves.apkg").exists()


def test_a_selection_has_a_name_of_its_own(run: Callable[..., Result]) -> None:
    bank(GOOD, **{"02-sound": '??? question "What is pitch?"\n    A frequency.\n'})
    for words, name in (
        ((), "waves.apkg"),
        (("--topic", "sound"), "waves-02-sound.apkg"),
        (("--level", "1"), "waves-selection.apkg"),
    ):
        run("deck", "waves", *words)
        assert Path(name).is_file()


def test_init_gives_a_bank_without_a_fault_and_a_namespace_of_its_own(
    run: Callable[..., Result],
) -> None:
    spaces = set()
    for name in ("one", "other"):
        assert run("init", name).exit_code == 0
        told = json.loads(run("check", name, "--format", "json").stdout)
        assert [fault for fault in told if fault["severity"] != "info"] == []
        line = next(
            line
            for line in Path(name, "bank.toml").read_text(encoding="utf-8").splitlines()
            if line.startswith("namespace")
        )
        spaces.add(line)
    assert len(spaces) == 2
    assert run("init", "one").exit_code == 1


def test_the_bank_of_init_shows_every_construct(run: Callable[..., Result]) -> None:
    run("init", "one")
    text = run("model", "one", "--tree").stdout
    nodes = json.loads(SCHEMA.read_text(encoding="utf-8"))["$defs"]["node"]["properties"]["type"]
    missing = {name for name in nodes["enum"] if f'"type": "{name}"' not in text}
    assert missing <= {"RawHtml", "Heading"}
    forms = {form for form in ("question", "choice", "cloze") if f'"form": "{form}"' in text}
    assert forms == {"question", "choice", "cloze"}
    assert '"answered": false' in text


def test_templates_are_copied_out_and_override(run: Callable[..., Result]) -> None:
    bank()
    assert run("templates", "mine").exit_code == 0
    source = bundled("templates")
    for name in ("anki", "pdf"):
        for file in (source / name).rglob("*.*"):
            assert (Path("mine") / file.relative_to(source)).read_bytes() == file.read_bytes()
    assert not Path("mine/bank").exists()
    assert run("templates", "mine").exit_code == 1


def test_a_bank_given_by_its_path_in_another_folder_is_told_by_that_path(
    run: Callable[..., Result],
) -> None:
    bank(BROKEN_FORMULA)
    Path("deep").mkdir()
    result = run("check", str(Path("waves/01-waves.md").resolve()))
    assert str(Path("waves/01-waves.md")) in result.stderr


def test_the_module_runs_too() -> None:
    code = [sys.executable, "-m", "exporter", "--version"]
    run = subprocess.run(code, capture_output=True, text=True, check=True)
    assert run.stdout.startswith("exporter, version")


@pytest.mark.parametrize("words", [("init",), ("templates",), ("deck", "waves", "-o")])
def test_a_place_that_the_system_refuses_is_told(
    run: Callable[..., Result], words: tuple[str, ...]
) -> None:
    bank()
    result = run(*words, f"{'long' * 100}.apkg")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.splitlines()[-1].startswith("Error: ")
    assert "longlong" in result.stderr


def test_a_selection_that_leaves_nothing_is_told_as_one(run: Callable[..., Result]) -> None:
    bank()
    result = run("deck", "waves", "--level", "3")
    assert result.exit_code == 1
    assert "the selection leaves no question" in result.stderr
    assert not list(Path().glob("*.apkg"))


def test_topics_lists_sections_within_sections(run: Callable[..., Result]) -> None:
    bank("## Light\n\n### Colour\n\n" + '??? question "Why?"\n    So.\n')
    lines = [line.rstrip() for line in run("topics", "waves", "-v").stdout.splitlines()]
    [outer] = [line for line in lines if " Light " in line]
    [inner] = [line for line in lines if " Colour " in line]
    assert inner.index("Colour") == outer.index("Light") + 2


@pytest.mark.parametrize("words", [("init",), ("templates",)])
def test_no_option_is_advised_that_a_command_does_not_have(
    run: Callable[..., Result], words: tuple[str, ...]
) -> None:
    Path("file").touch()
    result = run(*words, "file/folder")
    assert result.exit_code == 1
    assert "file/folder" in result.stderr.replace("\\", "/")
    assert "-o" not in result.stderr


@pytest.mark.parametrize("words", [("topics",), ("check",), ("sheet", "-o", "x.pdf")])
def test_a_run_whose_streams_are_closed_goes_on(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    bank()
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    main.main([words[0], "waves", *words[1:]], standalone_mode=False)
    assert words[0] != "sheet" or Path("x.pdf").is_file()


@pytest.mark.parametrize(
    ("words", "file"),
    [
        (("deck",), "anki/question.front.html"),
        (("deck",), "anki/theme.css"),
        (("sheet",), "pdf/question.html"),
        (("sheet",), "pdf/theme-colour.css"),
    ],
)
def test_a_template_that_cannot_be_read_is_told(
    run: Callable[..., Result], words: tuple[str, ...], file: str
) -> None:
    bank()
    Path("own", file).parent.mkdir(parents=True)
    Path("own", file).write_bytes(b"\xff")
    result = run(*words, "waves", "--templates", "own")
    assert result.exit_code == 1
    assert Path(file).name in result.stderr
    assert not {path.suffix for path in Path().iterdir()} & {".apkg", ".pdf"}
