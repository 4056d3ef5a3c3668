"""A sheet to fold: where its line stands, and that nothing stands on the wrong side of it.

Questions are written in Cyrillic letters here and answers in Latin ones, so that each letter of a
page says on which side of the line it has to stand.
"""

import ctypes
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from exporter.model.bank import Bank, Topic
from exporter.model.document import Mark, Paragraph, Text
from exporter.pdf.paper import page_of
from exporter.pdf.sheet import SheetOptions, write_sheet
from tests.pdf.banks import Maker, bank_of
from tests.pdf.opened import Opened, kids_of
from tests.pdf.sheets import NOW
from tests.pdf.test_access import marks
from tests.pictures import png

MM = 72 / 25.4
PAPERS = ("a4", "letter", "a5", "100x150")
ASKED = re.compile("[а-яА-Я☐]")
ANSWERED = re.compile("[a-zA-Z☑]")


@dataclass(frozen=True)
class Letter:
    page: int
    text: str
    left: float
    right: float
    base: float
    """Where its line stands, from the lower edge of the page."""


class Folded(Opened):
    """A sheet whose line is looked for where it has to be."""

    def __init__(self, path: Path, paper: str) -> None:
        super().__init__(path)
        self.path, self.paper = path, paper
        self.pages = list(pypdfium2.PdfDocument(str(path)))
        page = page_of(paper)
        self.width, self.height = page.width * MM, page.height * MM
        self.top, self.bottom = self.height - page.top * MM, page.bottom * MM
        self.line = self.width / 2

    @cached_property
    def letters(self) -> list[Letter]:
        """Those of the questions and answers, and not of what stands at head and foot."""
        found = (letter for n, page in enumerate(self.pages) for letter in _letters(n, page))
        return [at for at in found if self.bottom <= at.base <= self.top]

    def find(self, text: str) -> Letter:
        """The first letter of a text that stands in one line, without its spaces."""
        for page in range(len(self.pages)):
            here = [at for at in self.letters if at.page == page]
            place = "".join(at.text for at in here).find(text.replace(" ", ""))
            if place >= 0:
                return here[place]
        raise AssertionError(f"{text} is nowhere")

    def boxes(self, page: int) -> list[tuple[float, float, float, float]]:
        """Left, bottom, right and top of what is drawn on a page."""
        return [
            tuple(item.get_bounds())
            for item in self.pages[page].get_objects()
            if item.type != pdfium.FPDF_PAGEOBJ_TEXT
        ]

    def read(self) -> str:
        """The text in the order of the structure tree, without spaces."""
        texts = [dict(_marked(page)) for page in self.pages]
        return "".join(self._read(self.tree, texts))

    def _read(self, element: Any, texts: list[dict[int, str]]) -> Iterator[str]:
        for kid in kids_of(element):
            if isinstance(kid, int):
                yield texts[self.page_numbers[element.Pg.objgen]].get(kid, "")
            elif kid.get("/Type") != pikepdf.Name.OBJR:
                yield from self._read(kid, texts)


def _letters(number: int, page: pypdfium2.PdfPage) -> Iterator[Letter]:
    text = page.get_textpage()
    x, base = ctypes.c_double(), ctypes.c_double()
    for n in range(text.count_chars()):
        letter = text.get_text_range(n, 1)
        if letter.strip():
            left, _, right, _ = text.get_charbox(n)
            pdfium.FPDFText_GetCharOrigin(text, n, x, base)
            yield Letter(number, letter, left, right, base.value)


def _marked(page: pypdfium2.PdfPage) -> Iterator[tuple[int, str]]:
    """(number, text) of what is marked as content of an element."""
    text = page.get_textpage()
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], textpage=text):
        number = pdfium.FPDFPageObj_GetMarkedContentID(item)
        if number >= 0:
            yield number, "".join(item.extract().split())


WIDE_TABLE = "| a | bb | ccc | dddd | eeeee | ffffff | ggggggg | hhhhhhhh |\n" + "|---" * 8 + "|\n"
WIDE_TABLE += "| some words | here | longerwordinacell | more | evenlongerword | x | y | z |\n" * 4
WIDE_CODE = "```python\nvalue = " + " + ".join(f"argument_{n}" for n in range(20)) + "\n```"
WIDE_FORMULA = "$$" + "+".join(rf"\frac{{a_{{{n}}}}}{{b}}" for n in range(24)) + "$$"


def _bank(folder: Path) -> Bank:
    return bank_of(_questions(folder), root=folder)


def _questions(folder: Path) -> Topic:
    (folder / "drawn.png").write_bytes(png(900, 300))
    make = Maker(1, folder)
    blanks = (Mark((Text("paris"),), 1), Text(" 7 "), Mark((Text("seine"),), 2))
    nested = "".join(f"{'  ' * n}- level\n" for n in range(10))
    return make.topic(
        "Тема",
        make.ask("Почему небо синее?", "First answer.", "More of it."),
        make.ask(
            "Что шире колонки?",
            "Wide things: " + "unbreakable" * 20,
            f"{WIDE_TABLE}\n{WIDE_CODE}\n\n{WIDE_FORMULA}\n\n![drawn](drawn.png)\n\n{nested}",
        ),
        make.ask("Очень" + "длинноеслово" * 12, "Short."),
        make.ask("Что верно?", "Reason.", choices=make.options("- [x] 17\n- [ ] 21\n- [x] 19")),
        make.ask("Пропуски?", short=(Paragraph(blanks, 1),), cloze=True),
        make.ask("Что печатает код?", "Three.", stem=make.blocks("Это?\n\n```text\nкод(1)\n```")),
        sections=(
            make.section(
                "Раздел",
                make.ask("Что без ответа?"),
                make.ask("Что дальше?", "Linked [words](https://example.org/where)."),
                make.ask("Что очень долго?", "Begins. ", "A line of the long answer. " * 260),
                make.ask("Что последнее?", "Last."),
                intro="Intro of the section.",
            ),
        ),
    )


def _made(folder: Path, bank: Bank, paper: str, **options: object) -> Folded:
    given = SheetOptions(**{"layout": "fold", "paper": paper, "now": NOW, **options})  # type: ignore[arg-type]
    report = write_sheet(bank, folder / "fold.pdf", given)
    assert [d for d in report.diagnostics if d.severity == "error"] == []
    return Folded(report.path, paper)


@pytest.fixture(scope="module")
def a4(tmp_path_factory: pytest.TempPathFactory) -> Folded:
    folder = tmp_path_factory.mktemp("fold-a4")
    return _made(folder, _bank(folder), "a4")


@pytest.fixture(scope="module", params=PAPERS)
def sheet(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, a4: Folded
) -> Folded:
    if request.param == a4.paper:
        return a4
    folder = tmp_path_factory.mktemp(f"fold-{request.param}")
    return _made(folder, _bank(folder), request.param)


def test_the_line_halves_each_page_and_is_as_high_as_the_text(sheet: Folded) -> None:
    assert len(sheet.pages) > 1
    for number in range(len(sheet.pages)):
        lines = [box for box in sheet.boxes(number) if _stands_on(box, sheet.line)]
        heights = sorted((round(bottom), round(top)) for _, bottom, _, top in lines)
        mark = 7 * MM
        assert heights == [
            (0, round(mark)),
            (round(sheet.bottom), round(sheet.top)),
            (round(sheet.height - mark), round(sheet.height)),
        ]


def _stands_on(box: tuple[float, float, float, float], line: float) -> bool:
    left, _, right, _ = box
    return right - left < 1 and abs((left + right) / 2 - line) < 0.1


def test_nothing_crosses_the_line(sheet: Folded) -> None:
    for number in range(len(sheet.pages)):
        drawn = [box for box in sheet.boxes(number) if not _stands_on(box, sheet.line)]
        within = [box for box in drawn if box[3] <= sheet.top + 1 and box[1] >= sheet.bottom - 1]
        assert [box for box in within if box[0] < sheet.line < box[2]] == []
    assert [at for at in sheet.letters if at.left < sheet.line < at.right] == []


def test_folding_hides_each_letter_of_an_answer_and_none_of_a_question(sheet: Folded) -> None:
    asked = [at for at in sheet.letters if ASKED.match(at.text)]
    answered = [at for at in sheet.letters if ANSWERED.match(at.text)]
    assert len(asked) > 200
    assert len(answered) > 5000
    assert max(at.right for at in asked) < sheet.line - 2
    assert min(at.left for at in answered) > sheet.line + 2


def test_no_letter_is_off_the_paper(sheet: Folded) -> None:
    assert min(at.left for at in sheet.letters) > 5 * MM
    assert max(at.right for at in sheet.letters) < sheet.width - 5 * MM


def test_a_question_is_level_with_its_answer(sheet: Folded) -> None:
    pairs = [
        ("Почему", "First answer."),
        ("Что шире", "Wide things"),
        ("Что верно", "☑"),
        ("Пропуски", "paris"),
        ("Что печатает", "Three."),
        ("Что очень", "Begins."),
        ("Что последнее", "Last."),
    ]
    for question, answer in pairs:
        left, right = sheet.find(question), sheet.find(answer)
        assert (left.page, answer) == (right.page, answer)
        assert left.base == pytest.approx(right.base, abs=0.5)


def test_a_choice_shows_its_boxes_left_and_what_is_right_right(a4: Folded) -> None:
    shown = [(at.text, at.left < a4.line) for at in a4.letters if at.text in "☐☑"]
    assert shown == [("☐", True)] * 3 + [("☑", False)] * 2
    page = a4.find("Что верно").page
    numbers = [at for at in a4.letters if at.page == page]
    text = {
        side: "".join(at.text for at in numbers if (at.left < a4.line) == side)
        for side in (True, False)
    }
    assert all(option in text[True] for option in ("☐17", "☐21", "☐19"))
    assert "☑17☑19" in text[False]
    assert "21" not in text[False]


def test_a_cloze_has_gaps_left_and_its_words_right(a4: Folded) -> None:
    gaps = [at for at in a4.letters if at.text == "_" and at.left < a4.line]
    assert len(gaps) == 18
    assert a4.text.count("paris") == a4.text.count("seine") == 1


def test_an_unanswered_question_has_lines_at_the_right(a4: Folded) -> None:
    question = a4.find("Что без ответа")
    following = a4.find("Что дальше")
    floor = following.base if following.page == question.page else a4.bottom
    lines = [
        box
        for box in a4.boxes(question.page)
        if floor < box[1] < question.base and box[2] - box[0] > 60 * MM
    ]
    assert len({round(bottom) for _, bottom, _, _ in lines}) == 3
    assert min(left for left, _, _, _ in lines) > a4.line


def test_where_a_link_leads_is_noted_below_the_answers(a4: Folded) -> None:
    note = a4.find("example.org/where")
    assert note.page == a4.find("Linked").page
    assert note.left > a4.line
    assert note.base < a4.bottom + 20 * MM


def test_a_long_answer_goes_on_over_pages_that_say_its_number(sheet: Folded) -> None:
    first, last = sheet.find("Begins.").page, sheet.find("Что последнее").page
    assert last > first
    for number in range(first + 1, last + 1):
        here = [at for at in sheet.letters if at.page == number]
        left = [at for at in here if at.left < sheet.line]
        head = max(at.base for at in left)
        assert "".join(at.text for at in left if at.base == head) == "1.9"
        assert max(at.base for at in here) - head < 3


def test_a_question_is_read_before_its_answer(a4: Folded) -> None:
    words = [
        *("Тема", "10questions"),
        *("Почемунебосинее?", "Firstanswer.", "Moreofit."),
        *("Чтошире", "Widethings", "longerwordinacell", "Чтоверно?", "Reason."),
        *("Пропуски?", "_________", "paris", "Чтопечатает", "код(1)", "Three."),
        *("Раздел", "Introofthesection.", "Чтобезответа?", "Noansweryet", "Чтодальше?", "Linked"),
        *("Чтооченьдолго?", "Begins.", "Чтопоследнее?", "Last."),
    ]
    assert re.search(".*".join(map(re.escape, words)), a4.read())


def test_the_line_is_no_content(a4: Folded) -> None:
    for page in a4.pdf.pages:
        found = marks(page)
        assert [tag for tag, _, drawn in found if drawn and not tag] == []
    kinds = {str(element.S) for element in a4.elements}
    assert not kinds & {"/Artifact", "/NonStruct"}
    empty = [
        element for element in a4.elements if not kids_of(element) and str(element.S) == "/Div"
    ]
    assert empty == []


def test_headings_are_topic_sections_and_questions(a4: Folded) -> None:
    levels = [int(str(e.S)[2]) for e in a4.elements if re.fullmatch(r"/H\d", str(e.S))]
    assert levels == [1] + [2] * 6 + [2] + [3] * 4
    assert all(after <= before + 1 for before, after in pairwise(levels))


def _many(seed: int) -> Bank:
    """Questions and answers of all lengths, so that pages end at all places."""
    chance, make = random.Random(seed), Maker(1)
    kinds = ("{w} {w} {w}", "- {w}\n- {w}", "```text\n{w}\n{w}\n{w}\n```", "$$x^2$$", "")

    def words(most: int) -> str:
        return "word " * chance.randint(1, most)

    questions = [
        make.ask(
            f"Q{n:02} {words(40)} E{n:02}",
            f"A{n:02} " + words(chance.choice((4, 60, 110))),
            chance.choice(kinds).format(w=words(50)),
        )
        for n in range(30)
    ]
    return bank_of(make.topic("Many", *questions))


def test_no_page_ends_between_a_question_and_its_answer(tmp_path: Path) -> None:
    sheet = _made(tmp_path, _many(seed=3), "a5")
    assert len(sheet.pages) > 10
    for number in range(30):
        left, right = sheet.find(f"Q{number:02}"), sheet.find(f"A{number:02}")
        assert (left.page, number) == (right.page, number)
        assert (left.page, number) == (sheet.find(f"E{number:02}").page, number)
        assert left.base == pytest.approx(right.base, abs=0.5)


def test_a_question_longer_than_a_page_is_cut_and_nothing_lies_over_it(tmp_path: Path) -> None:
    make = Maker(1)
    long = make.ask("слово " * 900 + "конец", "The answer.")
    sheet = _made(tmp_path, bank_of(make.topic("T", long, make.ask("Дальше?", "Yes."))), "a5")
    text = "".join(at.text for at in sheet.letters if ASKED.match(at.text))
    assert text.count("слово") == 900
    end = sheet.find("конец")
    assert (end.page, "after") == (sheet.find("The answer.").page, "after")
    spots = [(at.page, round(at.left), round(at.base)) for at in sheet.letters]
    assert len(set(spots)) == len(spots)


def test_a_language_from_right_to_left_is_folded_the_other_way(tmp_path: Path) -> None:
    make = Maker(1)
    topic = make.topic("נושא", make.ask("מדוע?", "Because.", "Words of it. " * 300))
    sheet = _made(tmp_path, bank_of(topic, language="he"), "a5")
    asked = [at for at in sheet.letters if "\u05d0" <= at.text <= "\u05ea"]
    answered = [at for at in sheet.letters if ANSWERED.match(at.text)]
    assert min(at.left for at in asked) > sheet.line
    assert max(at.right for at in answered) < sheet.line


@pytest.mark.parametrize("options", [{"duplex": True}, {"theme": "plain", "font_size": 20.0}])
def test_the_line_stays_where_it_is(tmp_path: Path, options: dict[str, object]) -> None:
    make = Maker(1)
    topic = make.topic("Тема", make.ask("Что?", "One. ", "A line of the answer. " * 150))
    sheet = _made(tmp_path, bank_of(topic), "a5", **options)
    pages = sorted({at.page for at in sheet.letters})
    assert len(pages) > 1
    for number in pages:
        assert len([box for box in sheet.boxes(number) if _stands_on(box, sheet.line)]) == 3
    assert min(at.left for at in sheet.letters if ANSWERED.match(at.text)) > sheet.line + 2
    assert max(at.right for at in sheet.letters if ASKED.match(at.text)) < sheet.line - 2


def test_mixed_questions_say_their_topics(tmp_path: Path) -> None:
    one, two = Maker(1), Maker(2)
    bank = bank_of(
        one.topic("First topic", one.ask("Раз?", "Yes.")),
        two.topic("Second topic", two.ask("Два?", "No.")),
    )
    sheet = _made(tmp_path, bank, "a4", shuffle=3)
    for topic, question in (("First topic", "1.1Раз?"), ("Second topic", "2.1Два?")):
        below, number = sheet.find(topic), sheet.find(question)
        assert below.left < sheet.line
        assert 0 < number.base - below.base < 10 * MM


def test_the_same_bank_gives_the_same_bytes(a4: Folded) -> None:
    folder = a4.path.parent
    again = _made(folder, _bank(folder), "a4")
    assert again.bytes == a4.bytes
