"""Where links lead, on paper: at the foot of the page, in brackets, or not at all."""

import random
import re
from pathlib import Path

import pytest
from markupsafe import Markup

from exporter.model.bank import Bank, Reference
from exporter.pdf.addresses import shown, tells
from exporter.pdf.notes import note, rescued, with_notes
from exporter.pdf.sheet import SheetOptions, write_sheet
from tests.pdf.banks import Maker, bank_of
from tests.pdf.opened import Opened
from tests.pdf.sheets import NOW

PLACES = """\
Text [words](https://e.org/para) and [mail](mailto:a@e.org?subject=x).

- [item](http://e.org/item/)

| h [h](https://e.org/head) |
|---|
| [cell](https://e.org/cell) |

!!! note "B [b](https://e.org/title)"
    [box](https://e.org/box)

> [quote](https://e.org/quote)

![far](https://e.org/far.png)

<p>Raw <a href="https://e.org/raw">raw</a>, <a href="01-topic.md">here</a>.</p>

[again](https://e.org/para), [e.org/self](https://e.org/self), [beside](file.pdf)
"""
NOTED = ("para", "item", "head", "cell", "title", "box", "quote", "far.png", "raw", "asked")


def linked_bank() -> Bank:
    make = Maker(1)
    source = Reference("r", "A source.", "https://e.org/source")
    return bank_of(
        make.topic(
            "T",
            make.ask("What is [asked](https://e.org/asked)?", "A.", PLACES, references=(source,)),
            make.ask("More?", "[para](https://e.org/para)"),
        )
    )


def printed(folder: Path, bank: Bank, **options: object) -> Opened:
    path = folder / "sheet.pdf"
    report = write_sheet(bank, path, SheetOptions(now=NOW, **options))  # type: ignore[arg-type]
    assert [told for told in report.diagnostics if told.rule != "broken-image"] == []
    return Opened(path)


def times(sheet: Opened, end: str) -> int:
    return len(re.findall(rf"e\.org/{re.escape(end)}(?![\w.])", sheet.text))


@pytest.mark.parametrize("links", ["notes", "brackets"])
def test_each_address_is_printed_once_a_question(links: str, tmp_path: Path) -> None:
    sheet = printed(tmp_path, linked_bank(), links=links)
    counts = {end: times(sheet, end) for end in NOTED}
    assert counts == {**dict.fromkeys(NOTED, 1), "para": 2}
    assert {end: times(sheet, end) for end in ("self", "source")} == {"self": 1, "source": 1}
    assert sheet.text.count("a@e.org") == 1
    assert "subject" not in sheet.text
    assert "file.pdf" not in sheet.text
    assert ("(e.org/item)" in sheet.text) == (links == "brackets")


def test_no_address_is_printed_where_none_is_wanted(tmp_path: Path) -> None:
    sheet = printed(tmp_path, linked_bank(), links="hidden")
    assert {end: times(sheet, end) for end in NOTED} == dict.fromkeys(NOTED, 0)
    assert times(sheet, "source") == 1


def test_notes_stand_at_the_foot_and_are_counted(tmp_path: Path) -> None:
    sheet = printed(tmp_path, linked_bank())
    lowest = min(sheet.spot(words).bottom for words in ("Raw raw", "again", "A source."))
    numbers = re.findall(r"(\d+)\s(?:e\.org/[\w.]+|a@e\.org)", sheet.text)
    assert numbers == [str(n) for n in range(1, 13)]
    assert sheet.spot("e.org/raw").top < lowest
    # The mark of a second link to one place is that of its note.
    assert re.search(r"words\s?2\s?and mail\s?3.*again\s?2\s?,", sheet.text)


def test_raw_links_lead_as_others_do(tmp_path: Path) -> None:
    sheet = printed(tmp_path, linked_bank())
    uris = [str(link.A.URI) for _, link in sheet.links if "/A" in link]
    assert "https://e.org/raw" in uris
    assert not [uri for uri in uris if not uri.startswith(("http", "mailto:"))]
    assert [str(link.Dest) for _, link in sheet.links if "/Dest" in link] == ["topic.topic-1"]


def test_no_note_is_lost_over_many_pages(tmp_path: Path) -> None:
    chance = random.Random(7)
    make = Maker(1)
    number = 0

    def text() -> str:
        nonlocal number
        parts = []
        for _ in range(chance.randint(1, 3)):
            number += 1
            parts.append(
                "words " * chance.randint(5, 50) + f"[l{number}.](https://e.org/n{number})"
            )
        return " ".join(parts)

    def block() -> str:
        match chance.randint(0, 3):
            case 0:
                return text()
            case 1:
                return "\n".join(f"- {text()}" for _ in range(3))
            case 2:
                return f"| a | b |\n|---|---|\n| {text()} | {text()} |"
            case _:
                return f"!!! note\n    {text()}"

    asked = [
        make.ask(f"Q{n} [t](https://e.org/q{n})?", block(), "\n\n".join(block() for _ in range(3)))
        for n in range(7)
    ]
    sheet = printed(tmp_path, bank_of(make.topic("T", *asked)), paper="120x140mm")
    assert len(sheet.texts) > 6
    for n in range(1, number + 1):
        called = [page for page, seen in enumerate(sheet.texts) if re.search(rf"l{n}\.", seen)]
        noted = [page for page, seen in enumerate(sheet.texts) if re.search(rf"/n{n}\b", seen)]
        assert len(noted) == 1, n
        assert noted[0] >= called[0]
    assert [times(sheet, f"q{n}") for n in range(7)] == [1] * 7


def test_a_page_full_of_notes_ends(tmp_path: Path) -> None:
    make = Maker(1)
    long = " ".join(f"[{n}](https://e.org/{n}/{'abc/' * 70})" for n in range(24))
    sheet = printed(
        tmp_path, bank_of(make.topic("T", make.ask("Q?", long), make.ask("R?", "End.")))
    )
    assert len(set(re.findall(r"e\.org/(\d+)/abc", sheet.text))) == 24
    assert "End." in sheet.text


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://e.org/", "e.org"),
        ("HTTP://e.org/a/", "e.org/a"),
        ("mailto:a%2Bb@e.org?cc=c@e.org", "a+b@e.org"),
        ("https://e.org/?q=a:b#c", "e.org/?q=a:b#c"),
        ("other", "other"),
        ("https://e.org/M%C3%BCnchen%20%2F%25", "e.org/München%20%2F%25"),
        ("https://e.org/%FF%C2%A0%E2%80%AE", "e.org/%FF%C2%A0%E2%80%AE"),
        ("https://e.org/" + "a" * 300, "e.org/" + "a" * 234 + "…"),
    ],
)
def test_an_address_is_shown_as_it_is_typed(url: str, address: str) -> None:
    assert shown(url) == address


@pytest.mark.parametrize(
    ("words", "told"),
    [
        *(("https://www.e.org/a", True), ("<em>e.org/A/</em>", True), (" www.e.org/a ", True)),
        *(("e.org", False), ("the page e.org/a", False), ("", False)),
    ],
)
def test_words_may_be_the_address(words: str, told: bool) -> None:
    assert tells(Markup(words), "https://www.e.org/a") is told


def test_a_lost_note_stands_in_its_line_and_its_marks_go() -> None:
    html = with_notes(f"a{note('x', 'q')} b{note('y', 'q')} c{note('x', 'q')} d{note('x', 'r')}")
    assert html.count('id="note/') == 3
    assert html.count('data-note="#note/1"') == 1
    anchors = (("note/2", 1), ("note/3", 2), ("other", 2))
    saved = rescued(html, anchors)
    assert '<span class="note kept">x</span>' in saved
    assert "note/1" not in saved
    assert rescued(saved, anchors) == ""


def test_what_an_author_writes_is_no_note() -> None:
    html = '<span class="note">x</span> &lt;span class="note" data-of="q"&gt;x&lt;/span&gt;'
    assert with_notes(html) == html
