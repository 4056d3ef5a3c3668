"""Files that are no texts, and folders that are no folders."""

import os
import socket
from collections.abc import Callable, Sequence
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


def test_a_text_in_another_encoding_is_read(place: Place) -> None:
    encodings = ("utf-8", "utf-8-sig", "utf-16", "utf-32")
    for encoding in encodings:
        question = f'??? question "In {encoding}?"\n    Yes.\n'
        place.write(f"{encoding}.md", question.encode(encoding))
    assert sorted(place.model().titles) == sorted(f"In {name}?" for name in encodings)


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


@pytest.mark.parametrize(
    "kinds", [(fifo, zeros, circle), (zeros, nowhere, fifo)], ids=["waits", "without end"]
)
def test_nor_as_what_belongs_to_a_bank(
    place: Place, kinds: Sequence[Callable[[Path], None]]
) -> None:
    place.write("good.md", GOOD)
    for name, kind in zip(("bank.toml", "references.bib", "deck.lock"), kinds, strict=True):
        kind(place.bank / name)
    run = place.make_deck()
    assert run.code == 1
    assert "deck.lock: error: the ledger is damaged" in run.err
    assert not (place.bank / "nowhere").exists()


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
