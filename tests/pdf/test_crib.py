"""A crib sheet: what is said and what is left out, where it stands, in which order it is read."""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from exporter.model.bank import Bank, Question, Topic
from exporter.model.document import Mark, Paragraph, Text
from exporter.pdf.layouts import LAYOUTS
from exporter.pdf.paper import Page, page_of
from exporter.pdf.sheet import SheetOptions, write_sheet
from tests.pdf.banks import Maker, bank_of
from tests.pdf.opened import Opened, kids_of
from tests.pdf.sheets import NOW
from tests.pictures import png

MM = 72 / 25.4
POINT = 0.6
"""How far a glyph may stand out of its line, in points."""


@dataclass(frozen=True)
class Shown:
    """A run of letters or a picture on a page, in points from its left lower corner."""

    mark: int
    """Its number in the structure; -1 for what is none of it."""
    text: str
    left: float
    bottom: float
    right: float
    top: float


class Crib(Opened):
    """An opened sheet, and the page that it was laid out for."""

    def __init__(self, path: Path, paper: str, text: float = 7.5) -> None:
        super().__init__(path)
        self.page = page_for(paper, text)
        self._seen_again = pypdfium2.PdfDocument(str(path))

    def shown(self, page: int) -> list[Shown]:
        return list(self._shown(self._seen_again[page]))

    def _shown(self, page: Any) -> Iterator[Shown]:
        letters = page.get_textpage()
        for thing in page.get_objects():
            if thing.type in (pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_IMAGE):
                is_text = thing.type == pdfium.FPDF_PAGEOBJ_TEXT
                mark = pdfium.FPDFPageObj_GetMarkedContentID(thing.raw)
                yield Shown(mark, _text(thing, letters) if is_text else "", *thing.get_bounds())

    def sizes_of_type(self, page: int) -> Counter[float]:
        letters = self._seen_again[page].get_textpage()
        return Counter(
            round(pdfium.FPDFText_GetFontSize(letters.raw, n) * 0.75, 2)
            for n in range(letters.count_chars())
            if not letters.get_text_range(n, 1).isspace()
        )

    def column_of(self, thing: Shown) -> int:
        left = thing.left / MM - self.page.left
        return int((left + 0.5) // (self.page.measure + self.page.gutter))


def _text(thing: Any, letters: Any) -> str:
    size = pdfium.FPDFTextObj_GetText(thing.raw, letters.raw, None, 0)
    buffer = (ctypes.c_ushort * (size // 2))()
    pdfium.FPDFTextObj_GetText(thing.raw, letters.raw, buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def page_for(paper: str, text: float = 7.5) -> Page:
    return LAYOUTS["crib"].page(page_of(paper, text))


def kinds(folder: Path | None = None) -> Topic:
    """Each kind of answer; what a crib leaves out has words that nothing else has."""
    make = Maker(1, folder)
    blanks = (Mark((Text("Paris"),), 1), Text(" lies on the "), Mark((Text("Seine"),), 2))
    long = "many words follow one another in a paragraph of an answer " * 5
    options = make.options("- [x] Two\n- [ ] Eighty\n- [x] $2^{13}-1$")
    blocky = make.options("- [x] This:\n\n    ```python\n    print(1)\n    ```\n- [ ] Wrongcode")
    return make.topic(
        "Kinds",
        make.ask("Which are prime?", "Explained.", choices=options),
        make.ask("Which code?", "", choices=blocky),
        make.ask("The capital?", short=(Paragraph(blanks, 1),), cloze=True),
        make.ask("Short and detailed?", "Briefly so.", "Particularised."),
        make.ask("Short alone?", "Only this."),
        make.ask("Long?", f"Firstly {long}.\n\nSecondparagraph {long}."),
        make.ask("Announced?", "", f"Three are:\n\n- one\n- two\n- three\n\nAfterwards {long}."),
        make.ask("Code alone?", "", "```python\nprint('unseen')\n```"),
        make.ask("Who answers?"),
        make.ask("What is printed?", "Nothing.", "Particularised.", stem=make.blocks("`pass`")),
        sections=(
            make.section("Answered part", make.ask("Last?", "Yes."), intro="Introductory."),
            make.section("Empty part", make.ask("Who else?")),
        ),
        intro="Preliminary.",
        summary="Summarised.",
    )


def many(number: int = 2) -> Topic:
    """Ordinary answers, for more than one page."""
    make = Maker(number)

    def ask(n: int) -> Question:
        answer = f"{'A short answer has some thirty words or more. ' * (3 + n % 4)}End {n}."
        return make.ask(f"What is asked as number {n}?", answer, "Details at length. " * 30)

    parts = [make.section(f"Part {part}", *map(ask, range(part, part + 20))) for part in (0, 20)]
    last = make.section("Deeper", *map(ask, range(40, 50)))
    return make.topic("Many", ask(99), sections=(*parts, make.section("End", sections=(last,))))


def hard(folder: Path) -> Topic:
    """What is too wide for a column, or too high."""
    make = Maker(3, folder)
    (folder / "drawn.png").write_bytes(png(900, 900))
    columns = range(9)
    table = "\n".join(
        f"| {' | '.join(cells)} |"
        for cells in (
            [f"Column {n}" for n in columns],
            ["---"] * 9,
            *([f"value{n}longer" for n in columns] for _ in range(30)),
        )
    )
    formula = r"\sum_{i=1}^{n}\frac{a_i+b_i+c_i+d_i}{e_i+f_i+g_i}" + r"+\int_0^\infty e^{-x^2}" * 6
    code = "    return " + " + ".join(f"argument_number_{n}" for n in range(12))
    return make.topic(
        "Hard",
        make.ask("Word?", "Donaudampfschiff" * 100, "More."),
        make.ask(f"{'Titleword' * 30}?", "Yes.", "More."),
        make.ask("Address?", f"<https://example.org/{'a/long/way/' * 20}>", "More."),
        make.ask("Formula?", f"So: ${formula}$.\n\n$${formula}$$", "More."),
        make.ask("Code?", f"`{'code_in_a_line' * 12}`\n\n```python\n{code}\n```", "More."),
        make.ask("Picture?", "![What it shows](drawn.png)", "More."),
        make.ask("Table?", f"As follows.\n\n{table}", "More."),
    )


def unanswered() -> Topic:
    make = Maker(4)
    return make.topic("Riddles", make.ask("Why?"), make.ask("How?"))


def printed(path: Path, bank: Bank, paper: str = "a4", **options: Any) -> Crib:
    asked = SheetOptions(layout="crib", paper=paper, now=NOW, **options)
    report = write_sheet(bank, path, asked)
    assert report.diagnostics == ()
    return Crib(path, paper, asked.font_size or 7.5)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("crib")


@pytest.fixture(scope="session")
def crib(folder: Path) -> Crib:
    """Answers of each kind, many, and a topic without any; on A4."""
    return printed(folder / "crib.pdf", bank_of(kinds(), many(), unanswered()))


@pytest.fixture(scope="session", params=["letter", "100x160"])
def hard_crib(request: pytest.FixtureRequest, folder: Path) -> Crib:
    path = folder / f"hard-{request.param}.pdf"
    return printed(path, bank_of(hard(folder), root=folder), request.param)


def test_short_answers_stand_there_and_nothing_else(crib: Crib) -> None:
    text = crib.texts[0]
    said = (
        *("1 Kinds", "2 unanswered", "1.1 Which are prime? ☑ Two ☑", "1.2 Which code?", "This:"),
        *("print(1)", "1.3 The capital? Paris lies on the Seine", "1.4", "Briefly so."),
        *("Only this.", "1.6 Long? Firstly many words", "1.7 Announced? Three are:", "three"),
        *(
            "1.8 Code alone? Only in detail: see the study sheet",
            "1.10 What is printed? pass Nothing.",
            "Answered part",
            "1.11 Last? Yes.",
        ),
    )
    assert re.search(".*".join(map(re.escape, said)), text)
    left_out = (
        *("Explained", "Eighty", "Wrongcode", "Particularised", "Secondparagraph", "Afterwards"),
        *("unseen", "Who answers", "Introductory", "Empty part", "Preliminary", "Summarised"),
    )
    assert [words for words in left_out if words in crib.text] == []
    assert "Details at length" not in crib.text


def test_a_topic_without_answers_has_no_page(crib: Crib) -> None:
    assert crib.labels == ["1–1", "2–1", "2–2"]
    assert "Riddles" not in crib.text


def test_a_topic_tells_how_many_questions_are_unanswered(crib: Crib) -> None:
    assert "2 unanswered" in crib.texts[0]
    assert "unanswered" not in "".join(crib.texts[1:])


@pytest.mark.parametrize(
    ("paper", "text", "columns"),
    [
        *(("a4", 7.5, 2), ("letter", 7.5, 2), ("a5", 7.5, 2), ("a4", 10.5, 2), ("a4", 14.0, 1)),
        *(("a5", 11.0, 1), ("90x120", 7.5, 1), ("420x297", 7.5, 4), ("1000x1000", 6.0, 14)),
    ],
)
def test_there_are_as_many_columns_as_there_is_room_for(
    paper: str, text: float, columns: int
) -> None:
    page = page_for(paper, text)
    assert page.columns == columns
    gutters = (columns - 1) * page.gutter
    assert columns * page.measure + gutters == pytest.approx(page.width - page.left - page.right)
    assert page.wide == page.measure
    assert page.measure > 40 * 0.46 * text / MM


def test_letters_stand_in_two_columns_and_fill_both(crib: Crib) -> None:
    page = crib.page
    for number in (0, 1, 2):
        columns = body(crib, number)
        assert set(columns) == {0, 1}
        for rank, things in columns.items():
            left = (page.left + rank * (page.measure + page.gutter)) * MM
            assert min(thing.left for thing in things) == pytest.approx(left, abs=POINT)
            assert max(t.right for t in things) <= left + page.measure * MM + POINT
            assert number == 0 or max(t.right for t in things) >= left + 0.93 * page.measure * MM


def test_a_full_page_is_full_and_the_last_one_balanced(crib: Crib) -> None:
    full, last = (
        {rank: min(thing.bottom for thing in things) for rank, things in body(crib, page).items()}
        for page in (1, 2)
    )
    foot = crib.page.bottom * MM
    assert all(foot <= bottom <= foot + 0.1 * crib.page.height * MM for bottom in full.values())
    assert abs(last[0] - last[1]) < 7 * 10  # an answer is kept in one piece
    assert min(last.values()) > 2 * foot


def body(crib: Crib, page: int) -> dict[int, list[Shown]]:
    """What stands in each column; the head of a topic and the margins are none."""
    top = (crib.page.height - crib.page.top) * MM - (24 if crib.labels[page].endswith("–1") else 0)
    found: dict[int, list[Shown]] = {}
    for thing in crib.shown(page):
        if crib.page.bottom * MM <= thing.bottom and thing.top <= top:
            found.setdefault(crib.column_of(thing), []).append(thing)
    return found


def test_nothing_is_in_the_gutter_or_runs_out_of_the_page(hard_crib: Crib) -> None:
    page = hard_crib.page
    for number in range(len(hard_crib.labels)):
        for rank, things in body(hard_crib, number).items():
            left = (page.left + rank * (page.measure + page.gutter)) * MM
            for thing in things:
                assert left - POINT <= thing.left
                assert thing.right <= left + page.measure * MM + POINT, thing
        for thing in hard_crib.shown(number):
            assert thing.left >= page.left * MM - POINT
            assert thing.right <= (page.width - page.right) * MM + POINT
            assert thing.bottom > 0


def test_all_of_what_is_too_wide_is_there(hard_crib: Crib) -> None:
    pages = range(len(hard_crib.labels))
    things = [t for page in pages for column in body(hard_crib, page).values() for t in column]
    text = re.sub(r"[\s\u00ad\ufffe-]", "", "".join(thing.text for thing in things))
    assert text.count("Donaudampfschiff") == 100
    assert "Titleword" * 30 in text
    assert "code_in_a_line" * 12 in text
    assert "argument_number_10+argument_number_11" in text
    assert text.count("value8longer") == 30
    assert [t for t in things if not t.text and t.right - t.left > 30 * MM]


def test_text_is_of_the_smallest_readable_type_or_of_the_one_asked_for(
    crib: Crib, folder: Path
) -> None:
    assert crib.sizes_of_type(1).most_common(1)[0][0] == 7.5
    assert min(crib.sizes_of_type(1)) >= 6
    larger = printed(folder / "larger.pdf", bank_of(kinds()), font_size=10.5)
    assert larger.sizes_of_type(0).most_common(1)[0][0] == 10.5
    assert set(body(larger, 0)) == {0, 1}


def test_it_has_far_fewer_pages_than_a_study_sheet(crib: Crib, folder: Path) -> None:
    path = folder / "study.pdf"
    report = write_sheet(bank_of(many()), path, SheetOptions(layout="study", now=NOW))
    assert report.pages > 4 * sum(label.startswith("2–") for label in crib.labels)


def test_it_is_read_column_by_column(crib: Crib) -> None:
    places = {
        (number, thing.mark): (number, crib.column_of(thing), -thing.top)
        for number in range(len(crib.labels))
        for thing in crib.shown(number)
    }
    headings = [e for e in crib.elements if re.fullmatch(r"/H[2-6]", str(e.S))]
    read = [places[first_mark(crib, heading)] for heading in headings]
    assert len(read) == 10 + 1 + 51 + 4
    assert read == sorted(read)
    assert {column for _, column, _ in read} == {0, 1}


def first_mark(crib: Crib, element: Any) -> tuple[int, int]:
    """(page, number) of the first text of an element."""
    while True:
        first = kids_of(element)[0]
        if isinstance(first, int):
            return crib.page_numbers[element.Pg.objgen], first
        element = first


def test_a_question_is_one_heading_and_its_answer_one_paragraph(hard_crib: Crib) -> None:
    """However many lines they run over, in one block."""
    kinds = [str(e.S) for e in hard_crib.elements if re.fullmatch(r"/(H\d|P)", str(e.S))]
    assert kinds[0] == "/H1"
    assert kinds.count("/H2") == 7
    assert all("/H2" not in pair or pair != ("/H2", "/H2") for pair in pairwise(kinds[:5]))
    title = next(e for e in hard_crib.elements if str(e.S) == "/H2" and len(kids_of(e)) > 3)
    assert str(title.P.S) == "/Div"
    assert not [e for e in hard_crib.elements if str(e.S) == "/Art"]


def test_headings_go_down_one_level_at_a_time(crib: Crib) -> None:
    levels = [int(str(e.S)[2]) for e in crib.elements if re.fullmatch(r"/H\d", str(e.S))]
    assert max(levels) == 4
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_bookmarks_are_topics_sections_and_answered_questions(crib: Crib) -> None:
    first = [(b.depth, b.title) for b in crib.bookmarks if b.page == 0]
    assert first[0] == (0, "1 Kinds")
    assert first[-2:] == [(1, "Answered part"), (2, "1.11 Last?")]
    assert len(first) == 1 + 9 + 2


def test_a_crib_of_many_topics_has_contents_and_no_cover(folder: Path) -> None:
    topics = []
    for number in range(1, 10):
        make = Maker(number)
        short = "" if number == 9 else "So."
        topics.append(make.topic(f"Topic no. {number}", make.ask("Q?", short)))
    sheet = printed(folder / "contents.pdf", bank_of(*topics))
    assert sheet.labels == ["i", *(f"{number}–1" for number in range(1, 9))]
    assert sheet.texts[0].startswith("Contents 1 Topic no. 1")
    assert len([link for page, link in sheet.links if page == 0]) == 8
    assert "14 November 2023" not in sheet.texts[0]


def test_two_runs_give_the_same_bytes(folder: Path) -> None:
    one, two = (printed(folder / f"{name}.pdf", bank_of(kinds()), "a5") for name in ("one", "two"))
    assert set(body(one, 0)) == {0, 1}
    assert one.bytes == two.bytes
