"""Banks in other forms on the command line: how files are read, and that one may say how."""

import json
from pathlib import Path

import pytest
import yaml

from tests.cli.calling import Run, guids

MIXED = """\
# What is a wave?

??? question "What is a crest?"
    The top of a wave.

# What is a trough?

Its lowest part.
"""


def _write(**files: str) -> None:
    for name, text in files.items():
        file = Path("bank") / name.replace("__", "/")
        file = file.with_name(f"{file.name}.md")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _cells(out: str, first: str) -> list[str]:
    """The cells of the row of a table that begins with `first`."""
    rows = (row.strip().split("  ") for row in out.splitlines() if row.strip().startswith(first))
    [cells] = ([cell.strip() for cell in row if cell.strip()] for row in rows)
    return cells


def test_every_file_has_its_form_and_counts_and_with_v_the_reason(called: Run) -> None:
    _write(a=MIXED, b="Words alone.", c='??? question "a?"\n\n??? question "b?"\n    c\n')
    result = called("topics", "bank")
    assert result.exit_code == 0
    assert _cells(result.stdout, "a.md") == ["a.md", "admonition", "1", "1"]
    assert _cells(result.stdout, "b.md") == ["b.md", "0", "0"]
    assert _cells(result.stdout, "c.md") == ["c.md", "admonition", "2", "1"]
    assert "b.md: warning: nothing in this file reads as a question" in result.stderr
    why = _cells(called("topics", "bank", "-v").stdout, "c.md")[-1]
    assert why == "2 `??? question` blocks"
    files = json.loads(called("topics", "bank", "--json").stdout)["files"]
    assert [(f["file"], f["form"], f["questions"]) for f in files] == [
        ("a.md", "admonition", 1),
        ("b.md", "", 0),
        ("c.md", "admonition", 2),
    ]


def test_a_folder_of_questions_is_one_row(called: Run) -> None:
    _write(**{f"soil__{n}": f"---\nquestion: What is {n}?\n---\nA number.\n" for n in range(4)})
    out = called("topics", "bank").stdout
    assert _cells(out, "soil/*") == ["soil/* (4 files)", "file-per-question", "4", "4"]
    assert "soil/3.md" not in out
    assert "soil/3.md" in called("topics", "bank", "-v").stdout


def test_a_form_can_be_asked_for_by_every_command(called: Run) -> None:
    _write(a=MIXED)
    asked = ("--form", "plain-heading")
    assert _cells(called("topics", "bank", *asked).stdout, "a.md")[1:] == [
        "plain-heading",
        "2",
        "2",
    ]
    model = json.loads(called("model", "bank", *asked).stdout)
    titles = [q["title"] for q in model["topics"][0]["questions"]]
    assert titles == ["What is a wave?", "What is a trough?"]
    assert "2 notes" in called("deck", "bank", "-o", "x.apkg", *asked).stdout
    assert "1 note" in called("deck", "bank", "-o", "x.apkg").stdout
    assert called("check", "bank", *asked).exit_code == 0
    assert called("ids", "bank", *asked).exit_code == 0
    text = Path("bank/a.md").read_text(encoding="utf-8")
    assert text.count("<!-- id: ") == 2
    assert called("topics", "bank", *asked).exit_code == 0


@pytest.mark.parametrize("command", ["topics", "deck", "model", "check", "ids", "diff", "sheet"])
def test_a_form_that_is_none_is_wrong_usage(called: Run, command: str) -> None:
    _write(a=MIXED)
    result = called(command, "bank", "--form", "nope")
    assert result.exit_code == 2
    assert "admonition" in result.stderr


def test_ids_go_into_the_metadata_and_other_tools_still_read_them(called: Run) -> None:
    question = '---\nquestion: "What is {0}: a *{0}*?"\ntags: [a, b]\n---\n# Heading\n\nText {0}.\n'
    _write(**{f"soil__{word}": question.format(word) for word in ("clay", "loam", "sand")})
    _write(seeds__bean="---\nquestion: What is a bean?\nid: beans\n---\nA seed.\n")
    called("deck", "bank")
    before = guids(Path("bank"))
    assert called("ids", "bank").exit_code == 0
    assert guids(Path("bank")) == before
    ids = {}
    for file in Path("bank").rglob("*.md"):
        head, body = file.read_text(encoding="utf-8").removeprefix("---\n").split("---\n", 1)
        ids[file.stem] = yaml.safe_load(head)["id"]
        assert "id" not in body
    assert ids == {"bean": "beans", "clay": "SOI-01", "loam": "SOI-02", "sand": "SOI-03"}
    assert called("diff", "bank").stdout == "No difference.\n"
