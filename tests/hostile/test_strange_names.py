"""Names of files that no one gives."""

import os
import sys
from pathlib import Path

import pytest

from tests.hostile.running import Place

GOOD = '??? question "Still here?"\n    Yes.\n'

STRANGE_NAMES = (
    "two\nlines.md",
    "tab\tand\rreturn.md",
    "\x1b[31mred.md",
    "<script>alert(1)<!--.md",
    "{{c1::x}} [[title]] {% raw %}.md",
    "%0Aname=x::error::.md",
    "\u202ereversed.md",
    "-o.md",
    "'\";$(touch x)`touch y`.md",
    "\\back\\slash.md",
    "CON.md",
    " .md",
    "e\u0301\U0001f468\u200d\U0001f469.md",
    "n" * 250 + ".md",
)


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_names_that_no_one_gives(place: Place) -> None:
    for number, name in enumerate(STRANGE_NAMES):
        place.write(name, f'??? question "Question {number}?"\n    ![](none.png)\n')
    run = place.model()
    assert sorted(run.titles) == sorted(f"Question {n}?" for n in range(len(STRANGE_NAMES)))
    assert {told["file"] for told in run.told("missing-media")} == set(STRANGE_NAMES)
    assert place.make_deck().code == 0
    assert {path.name for path in place.folder.iterdir()} >= {"deck.apkg"}
    assert not (place.folder / "x").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_a_strange_name_begins_no_line_of_its_own(place: Place) -> None:
    place.write("a\n::error::gotcha\x1b[2J.md", '??? question "A?"\n    ![](none.png)\n')
    for words in (("check",), ("check", "--format", "github"), ("topics", "-v")):
        run = place.run(*words)
        told = run.out + run.err
        assert "gotcha" in told
        assert "\n::error" not in told
        assert words[-1] == "github" or "\x1b[2J" not in told


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such a name")
def test_names_in_no_encoding(place: Place) -> None:
    name = os.fsencode(place.bank) + b"/\xff\xfe.md"
    Path(os.fsdecode(name)).write_text(GOOD, encoding="utf-8")
    assert place.model().titles == ["Still here?"]


def test_folders_deeper_than_a_path_may_be_long(place: Place) -> None:
    place.write("good.md", GOOD)
    before = Path.cwd()
    os.chdir(place.bank)
    try:
        for _ in range(60):
            os.mkdir("d" * 200)  # noqa: PTH102  # a longer path than that of one call
            os.chdir("d" * 200)
        Path("deep.md").write_text(GOOD, encoding="utf-8")
    finally:
        os.chdir(before)
    run = place.model()
    assert "Still here?" in run.titles
    assert len(run.told("unreadable")) == 1
