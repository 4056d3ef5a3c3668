"""Every layout on two papers, of one topic and of all, of two banks: made, opened, looked at.

The sheets of a topic and of the whole share their parts.
"""

import re
from collections.abc import Iterator
from itertools import product

import pytest
from _pytest.mark import ParameterSet

from exporter.model.bank import all_questions
from exporter.model.document import plain
from exporter.pdf.layouts import LAYOUTS
from tests.pdf.opened import Opened
from tests.pdf.sheets import Asked, Sheets

SIZES = {"a4": (595.3, 841.9), "letter": (612.0, 792.0)}
ONE = {"content": 13, "torture": 3, "all of content": 13}
"""The topic of each bank that is printed alone."""


def cells() -> Iterator[ParameterSet]:
    """Each sheet; those that take long are left to `pytest -m long`."""
    for bank, layout, paper in product(ONE, LAYOUTS, SIZES):
        long = bank == "all of content" or (bank, paper) == ("content", "letter")
        for topic in (None, ONE[bank]):
            marks = [pytest.mark.long] if long and topic is None else []
            if bank != "all of content" or topic is None:
                asked = Asked(bank, layout, paper, topic)
                yield pytest.param(asked, marks=marks, id=str(asked))


EDGES = {"study": 15.0, "quiz": 15.0, "fold": 15.0, "cards": 5.0, "crib": 6.5}
"""What all text keeps from the edge of the paper, in millimetres."""
AT_MOST = {"study": 1.6, "quiz": 0.9, "fold": 1.4, "cards": 0.6, "crib": 0.15}
"""Pages a question, and of the whole these more:"""
FRONT = 4
MM = 72 / 25.4


@pytest.fixture(scope="session", params=cells())
def asked(request: pytest.FixtureRequest) -> Asked:
    assert isinstance(request.param, Asked)
    return request.param


@pytest.fixture(scope="session")
def sheet(asked: Asked, sheets: Sheets) -> Opened:
    return sheets.opened(asked)


def test_nothing_is_wrong(asked: Asked, sheets: Sheets) -> None:
    report = sheets.report(asked)
    severities = {told.severity for told in report.diagnostics}
    assert severities <= ({"info", "warning"} if asked.bank == "torture" else set())
    questions = sum(1 for topic in sheets.bank(asked).topics for _ in all_questions(topic))
    assert 0 < report.pages <= AT_MOST[asked.layout] * questions + FRONT


def test_every_page_has_the_size_of_the_paper(asked: Asked, sheet: Opened) -> None:
    assert sheet.sizes == {SIZES[asked.paper]}


def test_all_text_keeps_from_the_edges(asked: Asked, sheet: Opened) -> None:
    width, height = SIZES[asked.paper]
    edge = EDGES[asked.layout] * MM
    letters = 0
    for page in range(len(sheet.texts)):
        for left, bottom, right, top in sheet.letter_boxes(page):
            letters += 1
            assert edge <= left <= right <= width - edge
            assert edge <= bottom <= top <= height - edge
    assert letters > 50


def test_every_font_is_embedded_and_is_one_of_ours(asked: Asked, sheet: Opened) -> None:
    assert sheet.fonts
    for font in sheet.fonts.values():
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
        name = str(font.BaseFont).partition("+")[2]
        # What the torture bank says in Chinese is in whatever font there is.
        assert name.startswith("exporter-") or asked.bank == "torture"


def test_every_link_leads_somewhere(asked: Asked, sheet: Opened) -> None:
    for _, link in sheet.links:
        assert str(link.Contents)
        if "/A" in link:
            assert re.match(r"(https?://|mailto:)\S+$", str(link.A.URI))
        else:
            assert str(link.Dest) in sheet.destinations
    inner = [link for _, link in sheet.links if "/Dest" in link]
    # These have contents.
    assert inner or asked.layout not in ("study", "quiz", "fold") or asked.topic is not None


def test_pages_are_numbered_by_topic(asked: Asked, sheet: Opened, sheets: Sheets) -> None:
    assert len(set(sheet.labels)) == len(sheet.labels)
    found: dict[str, list[str]] = {}
    for label in sheet.labels:
        prefix, dash, number = label.rpartition("–")
        found.setdefault(prefix + dash, []).append(number)
    front = found.pop("", [])
    assert front == ["i", "ii", "iii", "iv"][: len(front)]
    has_contents = asked.layout in ("study", "quiz", "fold") or asked.bank == "all of content"
    assert bool(front) == (asked.topic is None and asked.layout != "cards" and has_contents)
    assert all(numbers == [*map(str, range(1, 1 + len(numbers)))] for numbers in found.values())
    assert list(found) == [f"{topic.number}–" for topic in sheets.bank(asked).topics]


def test_bookmarks_lead_to_topics_and_questions(
    asked: Asked, sheet: Opened, sheets: Sheets
) -> None:
    topics = sheets.bank(asked).topics
    tops = [mark.title for mark in sheet.bookmarks if mark.depth == 0]
    assert [top for top in tops if re.match(r"\d", top)] == [
        f"{topic.number} {plain(topic.title)}" for topic in topics
    ]
    numbers = [mark.title.split()[0] for mark in sheet.bookmarks if mark.depth]
    expected = [
        f"{topic.number}.{question.number}"
        for topic in topics
        for question in all_questions(topic)
        if question.answered or asked.layout != "crib"
    ]
    assert [number for number in numbers if re.fullmatch(r"\d+\.\d+", number)] == expected
    for mark in sheet.bookmarks:
        if found := re.match(r"(\d+)(?:\.\d+)? ", mark.title):
            assert sheet.labels[mark.page].startswith(f"{found[1]}–")


@pytest.mark.parametrize(("bank", "paper"), [("content", "a4"), *(("torture", p) for p in SIZES)])
def test_a_topic_is_the_same_alone_and_in_the_whole(
    bank: str, paper: str, layout: str, sheets: Sheets
) -> None:
    whole = sheets.opened(Asked(bank, layout, paper))
    own = sheets.opened(Asked(bank, layout, paper, ONE[bank]))
    pages = [whole.labels.index(label) for label in own.labels]
    assert pages == list(range(pages[0], pages[0] + len(pages)))
    assert own.texts == [whole.texts[page] for page in pages]
