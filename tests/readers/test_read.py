"""What is read, and what is not: folders, single files, encodings, what does not belong there."""

import os
from pathlib import Path
from typing import Any

import pytest

from exporter.errors import ExporterError
from exporter.model.bank import all_questions
from exporter.model.document import Image, inlines_of, plain, plain_blocks, walk, walk_inlines
from exporter.readers import FileReading, Reading, read
from tests.readers.banks import write_bank

QUESTION = '??? question "What is {}?"\n    An answer.\n'


def _bank(folder: Path, text: str) -> Path:
    write_bank(folder, text)
    return folder


def _titles(reading: Reading) -> list[str]:
    return [plain(question.title) for question in all_questions(reading.bank)]


def test_every_setting_arrives(tmp_path: Path) -> None:
    text = """== bank.toml
title = "T"
description = "D"
author = "A"
licence = "L"
source_url = "https://example.org/{file}#{id}"
language = "de"
deck = "Deck"
decks = "flat"
namespace = "73124B09-3CF1-4bc3-b3de-3ac1339e94f3"
[cards]
theme = "a.css"
[print]
theme = "b.css"
paper = "a5"
layout = "study"
header = "H"
footer = "F"
[labels]
details = "More"
question = "Q"
== a.css

== b.css

== a.md
"""
    bank = read(_bank(tmp_path, text)).bank
    assert (bank.title, bank.description, bank.author, bank.licence) == ("T", "D", "A", "L")
    assert (bank.source_url, bank.language) == ("https://example.org/{file}#{id}", "de")
    assert (bank.deck, bank.decks) == ("Deck", "flat")
    assert bank.namespace == "73124b09-3cf1-4bc3-b3de-3ac1339e94f3"
    assert bank.labels == (("details", "More"), ("question", "Q"))
    assert Path(bank.cards.theme) == (tmp_path / "a.css").resolve()
    assert Path(bank.print.theme) == (tmp_path / "b.css").resolve()
    assert (bank.print.paper, bank.print.layout) == ("a5", "study")
    assert (bank.print.header, bank.print.footer) == ("H", "F")
    assert Path(bank.root) == tmp_path.resolve()


def test_a_file_of_a_bank_selects_its_topic(tmp_path: Path) -> None:
    text = (
        f"== bank.toml\n== 01-a.md\n{QUESTION}== deep/02-b.md\n{QUESTION}== other.txt\n{QUESTION}"
    )
    _bank(tmp_path, text)
    reading = read(tmp_path / "deep" / "02-b.md")
    assert reading.selected == "b"
    assert [topic.slug for topic in reading.bank.topics] == ["a", "b"]
    alone = read(tmp_path / "other.txt")
    assert alone.selected == ""
    assert len(alone.bank.topics) == 1


def test_a_file_of_a_bank_that_asks_nothing_is_not_the_whole_bank(tmp_path: Path) -> None:
    _bank(tmp_path, f"== bank.toml\n== 01-a.md\n{QUESTION}== README.md\nWords.\n")
    reading = read(tmp_path / "README.md")
    assert reading.selected == ""
    assert reading.bank.topics == ()
    assert [d.rule for d in reading.diagnostics] == ["no-questions"]


def test_a_file_of_a_folder_without_settings_is_a_bank(tmp_path: Path) -> None:
    _bank(tmp_path, f"== 01-a.md\n{QUESTION}== 02-b.md\n{QUESTION}")
    reading = read(tmp_path / "02-b.md")
    assert reading.selected == ""
    assert [topic.location.file for topic in reading.bank.topics] == ["02-b.md"]


def test_how_each_file_was_read_is_told(tmp_path: Path) -> None:
    flat = "".join(f'??? question "{n}?"\nAnswer.\n' for n in range(4))
    _bank(tmp_path, f"== a.md\n{QUESTION}== b.md\n{flat}== c.md\nWords.\n")
    a, b, c = read(tmp_path).files
    assert a == FileReading("a.md", "admonition", "1 `??? question` block", 1, 1)
    assert b == FileReading(
        "b.md",
        "flattened",
        "4 of 4 `???` blocks have their text below without indentation",
        4,
        4,
    )
    assert (c.file, c.form, c.questions, c.answered) == ("c.md", "", 0, 0)


def test_siblings_outvote_a_doubtful_file(tmp_path: Path) -> None:
    doubtful = '??? question "a?"\n??? question "b?"\nWords of nobody.\n'
    alone = read(write_bank(tmp_path, doubtful))
    assert [(file.form, file.answered) for file in alone.files] == [("flattened", 1)]
    siblings = "".join(f"== {n}.md\n{QUESTION}" for n in range(3))
    reading = read(_bank(tmp_path / "more", f"== x.md\n{doubtful}{siblings}"))
    [file] = [file for file in reading.files if file.file == "x.md"]
    assert (file.form, file.questions, file.answered) == ("admonition", 2, 0)
    assert "3 files" in file.why


def test_a_form_can_be_asked_for(tmp_path: Path) -> None:
    page = write_bank(tmp_path, '??? question "a?"\nb\n')
    assert [q.answered for q in all_questions(read(page).bank)] == [True]
    assert [q.answered for q in all_questions(read(page, form="admonition").bank)] == [False]
    with pytest.raises(ExporterError, match="admonition"):
        read(page, form="nope")


def test_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(ExporterError, match=r"nope\.md"):
        read(tmp_path / "nope.md")
    reading = read(tmp_path)
    assert reading.bank.topics == ()
    assert reading.bank.slug
    assert [(d.file, d.rule) for d in reading.diagnostics] == [(".", "no-questions")]


@pytest.mark.parametrize(
    ("name", "read_at_all"),
    [
        ("license.md", False),
        ("LICENCE-CC.md", False),
        ("CHANGELOG.md", False),
        ("contributing.zh.md", False),
        ("CODE_OF_CONDUCT.md", False),
        ("pull_request_template.md", False),
        ("HISTORY.md", False),
        ("history.md", True),
        ("News.md", True),
        ("changes.md", True),
        ("security.md", True),
        ("licensing.md", True),
        ("page.mdx", True),
        ("page.markdown", True),
        ("page.txt", False),
    ],
)
def test_what_is_about_a_project_is_no_topic(tmp_path: Path, name: str, read_at_all: bool) -> None:
    _bank(tmp_path, f"== {name}\n{QUESTION}")
    assert bool(read(tmp_path).bank.topics) is read_at_all


def test_the_metadata_of_a_file_may_silence_rules(tmp_path: Path) -> None:
    text = "---\nquestion: {}?\n{}\n---\n{}Words.\n"
    files = {
        "a": text.format("a", "check: off S203, unanswered", ""),
        "b": text.format("b", "check: on", ""),
        "c": text.format("c", "check: off S203", "<!-- check: off M101 -->\n\n"),
    }
    _bank(tmp_path, "".join(f"== {name}.md\n{words}" for name, words in files.items()))
    unchecked = [q.unchecked for q in all_questions(read(tmp_path).bank)]
    assert unchecked == [("S203", "unanswered"), (), ("M101",)]


def test_a_folder_that_asks_nothing_says_so_once_beside_its_files(tmp_path: Path) -> None:
    _bank(tmp_path, "== README.md\nWords.\n== a.md\nWords.\n")
    assert [d.file for d in read(tmp_path).diagnostics] == ["a.md"]
    _bank(tmp_path, "== b.md\nWords.\n")
    first, *others = read(tmp_path).diagnostics
    assert (first.file, first.message) == (
        ".",
        "none of the 3 files in this folder asks a question",
    )
    assert "plain-heading" in first.help
    assert [d.file for d in others] == ["a.md", "b.md"]
    assert all("--form" in d.help and "plain-heading" not in d.help for d in others)
    _bank(tmp_path, f"== c.md\n{QUESTION}")
    assert [d.file for d in read(tmp_path).diagnostics] == ["a.md", "b.md"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_ends_of_lines(tmp_path: Path, encoding: str, end: str) -> None:
    text = f"# Größe\n\n{QUESTION.format('π')}\n{QUESTION.format('∑')}".replace("\n", end)
    (tmp_path / "page.md").write_bytes(text.encode(encoding))
    reading = read(tmp_path / "page.md")
    assert reading.bank.title == "Größe"
    assert _titles(reading) == ["What is π?", "What is ∑?"]
    assert [q.location.line for q in all_questions(reading.bank)] == [3, 6]
    assert reading.diagnostics == ()


def test_bytes_that_are_no_text_in_utf_8_are_told_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_bytes(QUESTION.encode() + b"    caf\xe9\n")
    reading = read(tmp_path / "page.md")
    [question] = all_questions(reading.bank)
    assert plain_blocks(question.short).endswith("caf\ufffd")
    assert [(d.rule, d.severity, d.line) for d in reading.diagnostics] == [
        ("bad-encoding", "warning", 3)
    ]


def test_what_is_no_text_and_what_is_too_large_is_left_out(tmp_path: Path) -> None:
    _bank(tmp_path, f"== a.md\n{QUESTION}")
    (tmp_path / "b.md").write_bytes(b"\x7fELF\xff\0" + QUESTION.encode())
    (tmp_path / "c.md").write_text(QUESTION + "x" * 10_000_001, encoding="utf-8")
    reading = read(tmp_path)
    assert [file.file for file in reading.files] == ["a.md"]
    assert [(d.file, d.rule) for d in reading.diagnostics] == [
        ("b.md", "not-text"),
        ("c.md", "too-large"),
    ]
    (tmp_path / "d.md").write_bytes(QUESTION.encode("utf-16-le"))
    for name in ("b.md", "c.md", "d.md"):
        assert read(tmp_path / name).bank.topics == ()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("\n" * 300_000, "300,000 lines"),
        ("a\n" * 150_000, "150,000 lines"),
        ("*a " * 600_001, "600,000 marks"),
    ],
)
def test_what_takes_longest_to_read_is_too_large_sooner(
    tmp_path: Path, rows: str, said: str
) -> None:
    (tmp_path / "a.md").write_text(QUESTION + rows, encoding="utf-8")
    [told] = read(tmp_path / "a.md").diagnostics
    assert told.rule == "too-large"
    assert said in told.message


def test_control_characters_do_not_arrive(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(QUESTION.format("a\x00b\x1bc"), encoding="utf-8")
    assert _titles(read(tmp_path / "page.md")) == ["What is a\ufffdb\ufffdc?"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_a_fifo_is_not_waited_for(tmp_path: Path) -> None:
    _bank(tmp_path, f"== a.md\n{QUESTION.format('x')}    ![y](pipe.png)\n")
    os.mkfifo(tmp_path / "b.md")
    os.mkfifo(tmp_path / "pipe.png")
    os.mkfifo(tmp_path / "bank.toml")
    os.mkfifo(tmp_path / "references.bib")
    reading = read(tmp_path)
    assert [file.file for file in reading.files] == ["a.md"]
    assert [d.rule for d in reading.diagnostics] == ["missing-media"]
    with pytest.raises(ExporterError):
        read(tmp_path / "b.md")


def test_links_lead_out_of_no_bank(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "c.md").write_text(QUESTION, encoding="utf-8")
    (secret / "d.png").write_text("png", encoding="utf-8")
    folder = _bank(tmp_path / "bank", f"== a.md\n{QUESTION.format('x')}    ![y](d.png)\n")
    try:
        (folder / "b.md").symlink_to(secret / "c.md")
        (folder / "d.png").symlink_to(secret / "d.png")
        (folder / "more").symlink_to(secret)
        (folder / "round").symlink_to(folder)
    except OSError:
        pytest.skip("links can't be made here")
    reading = read(folder)
    assert [file.file for file in reading.files] == ["a.md"]
    assert [d.rule for d in reading.diagnostics] == ["outside-media"]
    assert _files_of_images(reading) == [""]


def test_an_image_is_found_through_dots_that_stay_inside(tmp_path: Path) -> None:
    text = f"== bank.toml\n== a/b.md\n{QUESTION.format('x')}    ![y](../a/../c.png)\n== c.png\nx\n"
    reading = read(_bank(tmp_path, text))
    assert [Path(file) for file in _files_of_images(reading)] == [(tmp_path / "c.png").resolve()]


def _files_of_images(reading: Reading) -> list[str]:
    blocks = [b for q in all_questions(reading.bank) for b in walk(q.short)]
    inlines = [i for block in blocks for i in walk_inlines(inlines_of(block))]
    return [inline.file for inline in inlines if isinstance(inline, Image)]


def test_an_unreadable_file_is_told_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _bank(tmp_path, f"== a.md\n{QUESTION}== b.md\n{QUESTION}")
    opened = Path.open

    def refusing(path: Path, *rest: Any, **options: Any) -> Any:
        if path.name == "b.md":
            raise PermissionError(13, "Permission denied")
        return opened(path, *rest, **options)

    monkeypatch.setattr(Path, "open", refusing)
    reading = read(tmp_path)
    assert [topic.slug for topic in reading.bank.topics] == ["a"]
    assert [(d.file, d.rule) for d in reading.diagnostics] == [("b.md", "unreadable")]
    with pytest.raises(ExporterError, match="Permission denied"):
        read(tmp_path / "b.md")


def test_an_unreadable_folder_is_told_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _bank(tmp_path, f"== a.md\n{QUESTION}== b/c.md\n{QUESTION}")
    listed = os.scandir

    def refusing(path: str) -> Any:
        if Path(path).name == "b":
            raise PermissionError(13, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", refusing)
    reading = read(tmp_path)
    assert [topic.slug for topic in reading.bank.topics] == ["a"]
    assert [(d.file, d.rule) for d in reading.diagnostics] == [("b", "unreadable")]


@pytest.mark.parametrize(
    ("name", "rule", "severity"),
    [("bank.toml", "bad-setting", "error"), ("references.bib", "bad-references", "warning")],
)
def test_a_file_that_may_not_be_looked_at_is_no_missing_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, rule: str, severity: str
) -> None:
    _bank(tmp_path, f"== {name}\n== a.md\n{QUESTION}")
    looked = Path.is_file

    def refusing(path: Path) -> bool:
        if path.name == name:
            raise PermissionError(13, "Permission denied")
        return looked(path)

    monkeypatch.setattr(Path, "is_file", refusing)
    [told] = read(tmp_path).diagnostics
    assert (told.file, told.rule, told.severity) == (name, rule, severity)


def test_a_name_in_another_encoding_is_shown_as_text(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"b\xe9d")
    try:
        folder.mkdir()
    except (OSError, ValueError) as error:
        pytest.skip(f"this system has no such names: {error}")
    file = folder / os.fsdecode(b"caf\xe9.md")
    file.write_text(QUESTION, encoding="utf-8")
    for reading in (read(folder), read(file)):
        [topic] = reading.bank.topics
        assert topic.location.file == reading.files[0].file == "caf\ufffd.md"
        assert plain(topic.title).casefold() == "caf\ufffd"
    assert read(folder).bank.title == "B\ufffdd"
    (folder / "bank.toml").touch()
    assert read(file).selected == "caf"


NESTED = {
    "lists": "\n".join("  " * depth + "- a" for depth in range(200)),
    "numbers": "1. " * 200 + "a",
    "quotes": ">" * 200 + " a",
    "boxes": "\n".join("    " * depth + '!!! note "a"' for depth in range(200)),
    "details": "<details>\n\n" * 200 + "a\n\n" + "</details>\n\n" * 200,
}


@pytest.mark.parametrize("name", NESTED)
def test_what_is_nested_too_deep_is_told_and_its_words_stay(tmp_path: Path, name: str) -> None:
    body = "\n".join(f"    {row}" for row in NESTED[name].split("\n"))
    reading = read(write_bank(tmp_path, f'??? question "q?"\n{body}\n\n??? question "r?"\n    s\n'))
    first, second = all_questions(reading.bank)
    assert plain_blocks(second.short) == "s"
    words = plain_blocks(first.short)
    assert words.count("a") == NESTED[name].count("a") or name in ("boxes", "details")
    assert "a" in words
    if name != "details":
        [told] = reading.diagnostics
        assert (told.rule, told.severity) == ("too-deep", "warning")
        assert 2 <= told.line <= 60


@pytest.mark.parametrize(
    "line",
    [
        "*" * 5000 + "a" + "*" * 5000,
        "*a " * 5000 + "b" + "*" * 5000,
        "[" * 5000 + "a" + "]" * 5000,
        "![" * 2000 + "a" + "](b)" * 2000,
        "<b>" * 5000 + "a" + "</b>" * 5000,
        '<span class="x">' * 5000 + "a" + "</span>" * 5000,
        "==a " * 5000 + "==" * 5000,
        "$" + "{" * 5000 + "a" + "}" * 5000 + "$",
    ],
    ids=["stars", "emphasis", "brackets", "images", "tags", "spans", "marks", "braces"],
)
def test_inlines_nest_without_end_and_keep_their_words(tmp_path: Path, line: str) -> None:
    reading = read(write_bank(tmp_path, f'??? question "q?"\n    {line}\n'))
    [question] = all_questions(reading.bank)
    assert "a" in plain_blocks(question.short)
