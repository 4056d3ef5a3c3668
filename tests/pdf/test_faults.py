"""What is too deep, too long or too large: printed as well as it can be, or told, with its line."""

import re
import time
from dataclasses import replace
from pathlib import Path

import pytest

from exporter.model.bank import Bank
from exporter.pdf.drawings import MOST_SHAPES
from exporter.pdf.pictures import MOST_PIXELS, fault_of
from exporter.pdf.sheet import SheetOptions, SheetReport, write_sheet
from tests.pdf.banks import Maker, bank_of, fault
from tests.pdf.opened import Opened
from tests.pdf.sheets import NOW
from tests.pictures import png

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'
)
RECT = '<rect id="r" width="1" height="1"/>'


def svg(content: str, attributes: str = 'viewBox="0 0 10 10"') -> str:
    return SVG.format(attributes, content)


def bomb(levels: int, each: int, href: str = "href") -> str:
    """Groups that use the group before them, several times each."""
    groups = ['<g id="g0"><rect width="1" height="1"/></g>']
    for level in range(1, levels):
        uses = f'<use {href}="#g{level - 1}"/>' * each
        groups.append(f'<g id="g{level}">{uses}</g>')
    return svg("".join(groups))


def entities(levels: int) -> str:
    """The billion laughs."""
    named = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, levels))
    return f'<!DOCTYPE svg [<!ENTITY e0 "ha">{named}]>' + svg(f"<text>&e{levels - 1};</text>")


def outside(file: str) -> str:
    return f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file://{file}">]>' + svg("<text>&x;</text>")


REFUSED = {
    "laughs": (entities(12), "amplification"),
    "outside": (outside("/etc/hostname"), "entity"),
    "uses": (bomb(7, 10), "shapes"),
    "old-uses": (bomb(12, 10, "xlink:href"), "shapes"),
    "itself": (svg('<g id="a"><use href="#a"/></g>'), "uses itself"),
    "each-other": (
        svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'),
        "uses itself",
    ),
    "chain": (bomb(500, 1), "shapes"),
    "deep": (svg("<g>" * 2000 + RECT + "</g>" * 2000), "in one another"),
    "many": (svg(RECT * (MOST_SHAPES + 1)), "shapes"),
    "strokes": (svg(f'<path d="{"M0 0L1 1" * MOST_SHAPES * 10}"/>'), "shapes"),
    "points": (svg(f'<polyline points="{"1 1 " * MOST_SHAPES * 20}"/>'), "shapes"),
    "import": (svg("<style>@import 'file:///etc/passwd';</style>"), "style sheet"),
    "nested": (svg('<image href="nested.svg" width="9" height="9"/>'), "in one another"),
    "pixels": (svg('<image href="pixels.png" width="9" height="9"/>'), "pixels"),
    "endless": (svg(RECT, 'width="1e400" height="1e400"'), "no number"),
    "wide": (svg(RECT, 'width="nan" viewBox="0 0 1 1"'), "no number"),
    "unclosed": ("<svg", "XML"),
    "page": ("<html/>", "no SVG"),
    "empty": ("", "XML"),
}
PRINTED = {
    "script": svg(f"<script>alert(1)</script>{RECT}", 'viewBox="0 0 10 10" onload="x()"'),
    "huge": svg(RECT, 'width="1e9px" height="1e9px" viewBox="0 0 10 10"'),
    "nothing": svg(RECT, 'width="0" height="0" viewBox="0 0 0 0"'),
    "negative": svg(RECT, 'width="-5" height="-5" viewBox="0 0 -1 -1"'),
    "no-number": svg('<path d="M nan inf L 1e999 0"/><rect width="nan" height="1e999"/>'),
    "missing": svg('<image href="none.png" width="9" height="9"/><use href="#none"/>'),
    "often": bomb(4, 10),
    "far": svg('<image href="https://example.org/a.png" width="9" height="9"/>'),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The drawings."""
    place = tmp_path_factory.mktemp("drawings")
    drawings = {**{name: text for name, (text, _) in REFUSED.items()}, **PRINTED}
    for name, text in drawings.items():
        (place / f"{name}.svg").write_text(text, encoding="utf-8")
    side = int(MOST_PIXELS**0.5) + 100
    (place / "pixels.png").write_bytes(png(side, side))
    return place


@pytest.mark.parametrize("name", REFUSED)
def test_a_drawing_that_takes_ages_or_is_none_is_refused_at_once(name: str, folder: Path) -> None:
    start = time.process_time()
    found = fault_of(folder / f"{name}.svg")
    assert time.process_time() - start < 3
    assert found is not None
    assert name in found.message
    assert REFUSED[name][1] in found.message
    assert found.help


@pytest.mark.parametrize("name", PRINTED)
def test_any_other_is_not(name: str, folder: Path) -> None:
    assert fault_of(folder / f"{name}.svg") is None


def test_an_image_in_a_drawing_may_be_too_large_too(tmp_path: Path) -> None:
    from base64 import b64encode

    side = int(MOST_PIXELS**0.5) + 100
    data = b64encode(png(side, side)).decode()
    inside = svg(f'<image href="data:image/png;base64,{data}" width="9" height="9"/>')
    (tmp_path / "inside.svg").write_text(inside, encoding="utf-8")
    drawn = b64encode(bomb(9, 10).encode()).decode()
    again = svg(f'<image href="data:image/svg+xml;base64,{drawn}" width="9" height="9"/>')
    (tmp_path / "again.svg").write_text(again, encoding="utf-8")
    for name in ("inside", "again"):
        found = fault_of(tmp_path / f"{name}.svg")
        assert found is not None
        assert found.rule == "large-image"


def reported(place: Path, bank: Bank) -> SheetReport:
    return write_sheet(bank, place / "sheet.pdf", SheetOptions(now=NOW))


def test_each_drawing_at_fault_is_told_with_its_line_and_the_rest_is_printed(folder: Path) -> None:
    make = Maker(1, folder)
    names = [*REFUSED, *PRINTED]
    text = "\n\n".join(f"![The {name}]({name}.svg)" for name in names)
    report = reported(
        folder, bank_of(make.topic("T", make.ask("Q?", "A.", f"{text}\n\nThe end.")), root=folder)
    )
    first = 120  # the line of the first of them
    expected = {(first + 2 * names.index(name), f"{name}.svg") for name in REFUSED}
    told = [d for d in report.diagnostics if d.rule in ("broken-image", "large-image")]
    assert {(d.line, re.findall(r"[\w-]+\.svg", d.message)[0]) for d in told} == expected
    assert {d.rule for d in report.diagnostics} <= {"broken-image", "large-image", "print-notice"}
    sheet = Opened(report.path)
    assert all(f"Image: The {name}" in sheet.text for name in REFUSED)
    assert not any(f"Image: The {name}" in sheet.text for name in PRINTED)
    assert "The end." in sheet.text
    for page in range(len(sheet.texts)):
        width, height = sheet.sizes.copy().pop()
        for left, bottom, right, top in sheet.drawn(page):
            assert -1 < left <= right < width + 1
            assert -1 < bottom <= top < height + 1


def test_a_table_of_forty_pages_is_printed_whole(tmp_path: Path) -> None:
    make = Maker(1)
    rows = "\n".join(f"| row {n} | {'words ' * 330} | end {n} |" for n in range(1, 82))
    table = f"| Name | Text | Last |\n|---|---|---|\n{rows}"
    report = reported(tmp_path, bank_of(make.topic("T", make.ask("Q?", "A.", table))))
    assert report.diagnostics == ()
    sheet = Opened(report.path)
    assert report.pages >= 40
    for n in range(1, 82):
        pages = [[f"{word} {n} " in f"{text} " for text in sheet.texts] for word in ("row", "end")]
        assert pages[0] == pages[1]
        assert sum(pages[0]) == 1
    of_table = [text for text in sheet.texts if re.search(r"row \d", text)]
    assert len(of_table) >= 40
    assert all("Name Text Last" in text for text in of_table)


def test_a_word_of_three_thousand_letters_stays_on_the_page(tmp_path: Path) -> None:
    make = Maker(1)
    word = "abcdefghij" * 300
    details = (
        f"{word}\n\n- {word}\n\n`{word}`\n\n```\n{word}\n```\n\n"
        f"| a | b |\n|---|---|\n| {word} | `{word}` |\n\n"
        f'!!! note "{word}"\n    {word}\n\n**{word}** [{word}](https://e.org/{word})\n\n# {word}'
    )
    question = replace(make.ask(f"Q {word}?", word, details, tags=(word,)), kind=word)
    topic = make.topic(f"T {word}", sections=(make.section(f"S {word}", question),), summary=word)
    report = reported(tmp_path, bank_of(topic))
    assert {d.rule for d in report.diagnostics} <= {"print-notice"}
    sheet = Opened(report.path)
    assert all(sheet.margin(page) > 10 for page in range(len(sheet.texts)))
    assert sheet.text.count("abc") > 300 * 11 * 0.8


def test_lists_nested_without_end_are_told_and_the_rest_is_printed(tmp_path: Path) -> None:
    make = Maker(1)
    good = make.topic("Good", make.ask("Q?", "A."))
    report = reported(tmp_path, bank_of(good, fault()))
    (only,) = report.diagnostics
    assert (only.rule, only.severity, only.file, only.line) == (
        "layout-fault",
        "error",
        "04-topic.md",
        1,
    )
    assert "Good" in Opened(report.path).text


def test_lists_nested_deep_in_markdown_are_printed(tmp_path: Path) -> None:
    make = Maker(1)
    text = "".join(f"{'  ' * n}- level {n}\n" for n in range(150))
    report = reported(tmp_path, bank_of(make.topic("T", make.ask("Q?", "A.", text))))
    assert {d.severity for d in report.diagnostics} <= {"warning", "info"}
    text = Opened(report.path).text
    assert all(f"level {n}" in text for n in range(150))
