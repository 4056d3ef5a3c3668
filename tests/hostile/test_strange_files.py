"""Files that are no texts, folders that are no folders, names that no one gives."""

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile.running import Place

GOOD = '??? question "Still here?"\n    Yes.\n'

BINARY = bytes(range(256)) * 500
NO_TEXTS: dict[str, tuple[bytes, str]] = {
    "binary.md": (BINARY, "not-text"),
    "zeros.md": (bytes(1000), "not-text"),
    "latin.md": ('??? question "Où?"\n    Là.\n'.encode("latin-1"), "bad-encoding"),
    "half.md": (b'\xef\xbb\xbf??? question "Half\xe2\x82', "bad-encoding"),
    "odd-16.md": (b"\xff\xfe#\x00 ", "bad-encoding"),
    "broken-32.md": (b"\xff\xfe\x00\x00\xff\xff\xff\xff", "bad-encoding"),
    "huge.md": (b"x" * 10_000_001, "too-large"),
}


def test_what_is_no_text_is_told_and_the_rest_is_read(place: Place) -> None:
    place.write("good.md", GOOD)
    for name, (data, _) in NO_TEXTS.items():
        place.write(name, data)
    run = place.model()
    for name, (_, rule) in NO_TEXTS.items():
        assert name in {told["file"] for told in run.told(rule)}, name
    assert "Still here?" in run.titles
    assert {told["line"] for told in run.told("bad-encoding") if told["file"] == "latin.md"} == {1}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_a_text_in_another_encoding_is_read(place: Place, encoding: str) -> None:
    place.write("a.md", GOOD.encode(encoding))
    assert place.model().titles == ["Still here?"]


def test_settings_and_references_that_are_no_texts_are_told(place: Place) -> None:
    place.write("good.md", GOOD)
    for name in ("bank.toml", "references.bib", "deck.lock"):
        place.write(name, BINARY)
    run = place.model()
    assert {told["file"] for told in run.told("bad-setting")} == {"bank.toml"}
    assert {told["file"] for told in run.told("damaged-ledger")} == {"deck.lock"}
    assert run.titles == ["Still here?"]


def fifo(path: Path) -> None:
    os.mkfifo(path)


def door(path: Path) -> None:
    listening = socket.socket(socket.AF_UNIX)
    before = Path.cwd()
    os.chdir(path.parent)  # an address of a socket is short
    try:
        listening.bind(path.name)
    finally:
        os.chdir(before)
        listening.close()


def zeros(path: Path) -> None:
    path.symlink_to("/dev/zero")


def terminal(path: Path) -> None:
    path.symlink_to("/dev/tty")


def circle(path: Path) -> None:
    path.symlink_to(path.name)


def nowhere(path: Path) -> None:
    path.symlink_to("nowhere")


def whole_disk(path: Path) -> None:
    path.symlink_to("/")


def bank_itself(path: Path) -> None:
    path.symlink_to(".")


def folder(path: Path) -> None:
    path.mkdir()


NO_FILES: tuple[Callable[[Path], None], ...] = (
    *(fifo, door, zeros, terminal, circle, nowhere, whole_disk, bank_itself, folder),
)


def test_what_is_no_file_is_neither_opened_nor_waited_for(place: Place) -> None:
    place.write("good.md", GOOD)
    shown = "".join(f"    ![{kind.__name__}]({kind.__name__}.png)\n" for kind in NO_FILES)
    place.write("pictures.md", f'??? question "What do they show?"\n{shown}')
    for kind in NO_FILES:
        for end in (".md", ".png", ""):
            kind(place.bank / f"{kind.__name__}{end}")
    run = place.make_deck()
    assert run.code == 0
    assert "2 notes" in run.out
    told = place.model().told("missing-media") + place.model().told("outside-media")
    assert len(told) == len(NO_FILES)
    assert {one["file"] for one in told} == {"pictures.md"}
    assert [one["line"] for one in sorted(told, key=lambda one: int(one["line"]))] == [
        *range(2, 2 + len(NO_FILES))
    ]


@pytest.mark.parametrize("kind", [fifo, zeros, circle, nowhere], ids=lambda kind: kind.__name__)
def test_nor_as_what_belongs_to_a_bank(place: Place, kind: Callable[[Path], None]) -> None:
    place.write("good.md", GOOD)
    for name in ("bank.toml", "references.bib", "deck.lock"):
        kind(place.bank / name)
    run = place.make_deck()
    assert run.code == 1
    assert "deck.lock: error: the ledger is damaged" in run.err
    assert not (place.bank / "nowhere").exists()


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
    assert place.make_deck().code == 0


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


def test_a_file_and_a_folder_that_may_not_be_read(place: Place) -> None:
    place.write("good.md", GOOD)
    place.write("shut.md", GOOD).chmod(0)
    place.write("shut/inner.md", GOOD)
    (place.bank / "shut").chmod(0)
    try:
        if os.access(place.bank / "shut.md", os.R_OK):
            pytest.skip("who runs this may read everything")
        run = place.model()
        assert {told["file"] for told in run.told("unreadable")} == {"shut.md", "shut"}
        assert run.titles == ["Still here?"]
    finally:
        (place.bank / "shut").chmod(0o700)
