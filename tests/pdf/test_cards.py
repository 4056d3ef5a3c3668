"""Cards: what stands where once they are printed on both sides and cut out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pikepdf
import pypdfium2
import pytest

from exporter.model.bank import Bank, Topic
from exporter.model.document import Mark, Paragraph, Text
from exporter.pdf.grid import grid_of
from exporter.pdf.paper import page_of
from exporter.pdf.sheet import SheetOptions, SheetReport, write_sheet
from tests.pdf.banks import Maker, bank_of
from tests.pdf.opened import Opened, kids_of
from tests.pdf.sheets import NOW
from tests.pdf.test_access import marks, parent_tree
from tests.pictures import png

MM = 72 / 25.4
AT_MOST = 0.2 * MM
"""How far a back may lie beside its front."""
LONG = "Steady words that fill it. "


class Box(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float

    def holds(self, other: "Box", inset: float = 0.0) -> bool:
        return (
            self.left + inset <= other.left
            and other.right <= self.right - inset
            and self.bottom + inset <= other.bottom
            and other.top <= self.top - inset
        )


class Letter(NamedTuple):
    text: str
    box: Box


@dataclass(frozen=True)
class Side:
    """A card's rectangle, and the letters that stand on it."""

    page: int
    box: Box
    letters: tuple[Letter, ...]

    @cached_property
    def text(self) -> str:
        return "".join(letter.text for letter in self.letters)

    @cached_property
    def number(self) -> str:
        """`1.2`, or `1.2 1/3` on one of several; in the order in which it was drawn."""
        found = re.search(r"(\d+\.\d+)(?:\s+(\d+/\d+))?", self.text)
        assert found, self.text
        return " ".join(part for part in found.groups() if part)

    def boxes(self, words: str) -> list[Box]:
        """The letters of some words, but for spaces."""
        start = self.text.index(words)
        found = self.letters[start : start + len(words)]
        return [letter.box for letter in found if letter.text.strip()]


class Printed(Opened):
    """A sheet of cards: what is read off its crop marks, its letters and its pictures."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._drawn = pypdfium2.PdfDocument(str(path))

    @property
    def pages(self) -> int:
        return len(self.pdf.pages)

    def size(self, page: int) -> tuple[float, float]:
        _, _, width, height = map(float, self.pdf.pages[page].obj.MediaBox)
        return width, height

    def cuts(self, page: int) -> tuple[list[float], list[float]]:
        """Where the crop marks at the edges of the paper say to cut: across, and up."""
        width, height = self.size(page)
        across, up = set(), set()
        for x1, y1, x2, y2 in self._lines(page):
            if x1 == x2 and max(y1, y2) > height - 8 * MM:
                across.add(x1)
            if y1 == y2 and min(x1, x2) < self._outermost(page):
                up.add(y1)
        assert width > max(across)
        assert height > max(up)
        return sorted(across), sorted(up)

    def _outermost(self, page: int) -> float:
        """Left of where all cards begin."""
        return min(x1 for x1, y1, x2, y2 in self._lines(page) if x1 == x2)

    def _lines(self, page: int) -> list[tuple[float, float, float, float]]:
        """The lines of the first artifact of a page."""
        found: list[tuple[float, float, float, float]] = []
        at, within = (0.0, 0.0), False
        for instruction in pikepdf.parse_content_stream(self.pdf.pages[page]):
            operator = str(instruction.operator)
            numbers = [float(n) for n in instruction.operands if not isinstance(n, pikepdf.Name)]
            if operator == "BMC":
                within = True
            elif operator == "EMC":
                return found
            elif within and operator == "m":
                at = (numbers[0], numbers[1])
            elif within and operator == "l":
                found.append((*at, numbers[0], numbers[1]))
        return found

    def boxes(self, page: int) -> list[Box]:
        across, up = self.cuts(page)
        return [
            Box(left, bottom, right, top)
            for bottom, top in pairwise(up)
            for left, right in pairwise(across)
        ]

    def letters(self, page: int) -> list[Letter]:
        text = self._drawn[page].get_textpage()
        return [
            Letter(text.get_text_range(n, 1), Box(*text.get_charbox(n)))
            for n in range(text.count_chars())
        ]

    def sides(self, page: int) -> list[Side]:
        """The sides of cards with anything on them."""
        letters = self.letters(page)
        found = [
            Side(page, box, tuple(letter for letter in letters if box.holds(letter.box)))
            for box in self.boxes(page)
        ]
        return [side for side in found if side.text.strip()]

    def every(self, first: int) -> dict[str, Side]:
        """All fronts (`first` is 0) or backs (1), by their numbers."""
        sides = [side for page in range(first, self.pages, 2) for side in self.sides(page)]
        assert len({side.number for side in sides}) == len(sides)
        return {side.number: side for side in sides}

    @cached_property
    def fronts(self) -> dict[str, Side]:
        return self.every(0)

    @cached_property
    def backs(self) -> dict[str, Side]:
        return self.every(1)

    def pictures(self, page: int) -> Iterator[Box]:
        for drawn in self._drawn[page].get_objects():
            if drawn.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE:
                yield Box(*drawn.get_bounds())

    def pixels(self, page: int) -> Any:
        """Point by point, row by row from the top: red, green and blue."""
        return np.asarray(self._drawn[page].render(scale=1).to_pil().convert("RGB"))


def cards_bank() -> Bank:
    """Each form of question; short, fuller and far too long answers."""
    return bank_of(_forms(), _lengths())


def _forms() -> Topic:
    make = Maker(1)
    options = make.options("- [x] Two\n- [ ] Nine\n- [x] Thirteen")
    blanks = (Mark((Text("Paris"),), 1), Text(" lies on the "), Mark((Text("Seine"),), 2))
    return make.topic(
        "Forms",
        make.ask("Which are prime?", "Nine is three times three.", choices=options),
        make.ask("A town?", short=(Paragraph(blanks, 1),), cloze=True),
        make.ask("Unanswered?"),
        make.ask("Only details?", "", "The details."),
        make.ask("Both?", "In short.", "At length."),
        sections=(
            make.section(
                "Links",
                make.ask("Where to?", "See [that one](#T2-1) or [the web](https://example.org)."),
                sections=(make.section("Deeper", make.ask("How deep?", "Very.")),),
            ),
            make.section("Empty", intro="Nobody asks."),
        ),
    )


def _lengths() -> Topic:
    make = Maker(2)
    numbered = " ".join(f"word{n:03}" for n in range(170))
    return make.topic(
        "Lengths",
        make.ask("Short?", "Steady."),
        make.ask("Fuller?", LONG * 24),
        make.ask("Too long?", numbered),
        make.ask("So long a question " * 30 + "at last?", "Steady."),
        *(make.ask(f"Another, {n}?", "Steady.") for n in range(8)),
    )


def printed(bank: Bank, path: Path, **options: Any) -> Printed:
    """`bank`, of which nothing is to be told."""
    report = write_sheet(bank, path, SheetOptions(layout="cards", now=NOW, **options))
    assert report.diagnostics == ()
    return Printed(report.path)


@pytest.fixture(scope="module", params=[("a4", "long"), ("letter", "short")])
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> SheetReport:
    """What is told of the bank, on each paper and over each edge."""
    folder = tmp_path_factory.mktemp("cards")
    paper, flip = request.param
    options = SheetOptions(layout="cards", paper=paper, flip=flip, now=NOW)
    return write_sheet(cards_bank(), folder / "cards.pdf", options)


@pytest.fixture(scope="module")
def sheet(report: SheetReport) -> Printed:
    """The bank, printed."""
    return Printed(report.path)


@pytest.mark.parametrize(
    ("paper", "columns", "rows"),
    [("a4", 2, 4), ("letter", 2, 4), ("a5", 1, 3), ("297x210", 3, 3), ("90x90", 1, 1)],
)
def test_as_many_cards_as_have_room(paper: str, columns: int, rows: int) -> None:
    grid = grid_of(page_of(paper))
    assert (grid.columns, grid.rows) == (columns, rows)
    assert grid.left >= 9.9
    assert grid.bottom >= 9.9
    assert 55 <= grid.card_width <= 105
    assert 55 <= grid.card_height <= 74


def test_crop_marks_divide_a_sheet_in_two_by_four(sheet: Printed) -> None:
    width, height = sheet.size(0)
    for page in range(sheet.pages):
        across, up = sheet.cuts(page)
        assert (len(across), len(up)) == (3, 5)
        # In the middle of the paper, and all cards alike.
        assert across[0] + across[-1] == pytest.approx(width, abs=0.01)
        assert up[0] + up[-1] == pytest.approx(height, abs=0.01)
        for cuts in (across, up):
            gaps = [after - before for before, after in pairwise(cuts)]
            assert gaps == pytest.approx([gaps[0]] * len(gaps), abs=0.01)


@pytest.mark.parametrize("flip", ["long", "short"])
@pytest.mark.parametrize("paper", ["a4", "letter", "297x210"])
def test_each_back_lies_behind_its_front(tmp_path: Path, paper: str, flip: str) -> None:
    make = Maker(1)
    bank = bank_of(make.topic("Few", *(make.ask(f"Asked, {n}?", "Said.") for n in range(11))))
    cards = printed(bank, tmp_path / "few.pdf", paper=paper, flip=flip)
    width, height = cards.size(0)
    sideways = (flip == "long") == (width <= height)

    def through(box: Box) -> Box:
        """A box of the back, seen through the paper from the front."""
        left, bottom, right, top = box
        if sideways:
            return Box(width - right, bottom, width - left, top)
        return Box(left, height - top, right, height - bottom)

    assert cards.fronts.keys() == cards.backs.keys()
    assert len(cards.fronts) == 11
    for number, front in cards.fronts.items():
        back = cards.backs[number]
        assert back.page == front.page + 1
        assert through(back.box) == pytest.approx(front.box, abs=AT_MOST)
        for box in front.boxes(number):
            assert front.box.top - box.top < 12 * MM
            assert front.box.right - box.left < 20 * MM
        # Turned like a page, the back is upright: its number is at the top, seen from the front on
        # the other side.
        for box in map(through, back.boxes(number)):
            assert front.box.top - box.top < 12 * MM
            assert box.right - front.box.left < 20 * MM


def test_sides_say_what_they_should(sheet: Printed) -> None:
    front = {number: side.text for number, side in sheet.fronts.items()}
    back = {number: side.text for number, side in sheet.backs.items()}
    assert all("Forms" in side for n, side in (front | back).items() if n[0] == "1")
    assert all(option in front["1.1"] for option in ("Two", "Nine", "Thirteen", "☐"))
    assert "☑" not in front["1.1"]
    assert "More than one" in front["1.1"]
    assert "Two" in back["1.1"]
    assert "Thirteen" in back["1.1"]
    assert "three times" in back["1.1"]
    assert "☐" not in back["1.1"]
    assert back["1.1"].count("Nine") == 1
    assert "lies on the" in front["1.2"]
    assert "Paris" not in front["1.2"] + front["1.1"]
    assert all(word in back["1.2"] for word in ("Paris", "lies on the", "Seine"))
    assert "No answer yet" in back["1.3"]
    assert "The details." in back["1.4"]
    assert "In short." in back["1.5"]
    assert "At length" not in back["1.5"]


def test_text_that_nearly_fits_is_set_smaller(sheet: Printed) -> None:
    usual = sheet.backs["2.1"].boxes("Steady")[0]
    smaller = sheet.backs["2.2"].boxes("Steady")[0]
    ratio = (smaller.top - smaller.bottom) / (usual.top - usual.bottom)
    assert 7.5 / 10.5 - 0.01 <= ratio < 0.97
    assert sheet.backs["2.2"].text.count("fill it.") == 24


def test_text_that_does_not_fit_goes_on_on_another_card(sheet: Printed) -> None:
    parts = [number for number in sheet.backs if number.startswith("2.3")]
    assert sorted(parts) == ["2.3 1/2", "2.3 2/2"]
    text = "".join(sheet.backs[part].text for part in sorted(parts))
    assert re.findall(r"word\d+", text) == [f"word{n:03}" for n in range(170)]
    assert all("Too long?" in sheet.fronts[part].text for part in parts)
    asked = [sheet.fronts[number] for number in sheet.fronts if number.startswith("2.4 ")]
    assert len(asked) == 2
    assert sum(side.text.count("question") for side in asked) == 30
    assert "Steady." in sheet.backs["2.4 1/2"].text


def test_what_takes_more_cards_is_told(report: SheetReport) -> None:
    assert {d.rule for d in report.diagnostics} == {"print-notice"}
    first, second = (d.message for d in report.diagnostics)
    assert "2.3" in first
    assert "Too long?" in first
    assert "02-topic.md:300" in first
    assert "2.4" in second
    assert "02-topic.md:400" in second


def test_nothing_reaches_over_the_edge_of_its_card(sheet: Printed) -> None:
    assert_within(sheet)


def assert_within(sheet: Printed) -> None:
    """All letters and pictures stand on a card, but for the line below them all."""
    for page in range(sheet.pages):
        boxes = sheet.boxes(page)
        lowest = min(box.bottom for box in boxes)
        for letter in sheet.letters(page):
            if letter.text.strip() and letter.box.bottom > lowest - 2 * MM:
                assert any(box.holds(letter.box, inset=3 * MM) for box in boxes), letter
        for picture in sheet.pictures(page):
            assert any(box.holds(picture, inset=3 * MM) for box in boxes)


def hard_bank(folder: Path) -> Bank:
    """What is larger than a card."""
    (folder / "tall.png").write_bytes(png(30, 2000))
    (folder / "wide.png").write_bytes(png(3000, 40))
    (folder / "dots.svg").write_text(_DOTS, encoding="utf-8")
    make = Maker(1, folder)
    rows = "\n".join(f"| row {n} | {'some words ' * 6} | {n * 1000:,} |" for n in range(12))
    ones = "\\\\".join(["1"] * 40)
    return bank_of(
        make.topic(
            "A topic whose title is much longer than there is room for on one card, or on ten " * 3,
            make.ask("A tall picture?", "![A mast](tall.png)"),
            make.ask("A tall one in a line?", "a ![mast](tall.png) b"),
            make.ask("A wide one?", "![A wall](wide.png)"),
            make.ask("A tall formula?", f"$$\\begin{{matrix}}{ones}\\end{{matrix}}$$"),
            make.ask("One in a line?", f"a $\\begin{{matrix}}{ones}\\end{{matrix}}$ b"),
            make.ask("A wide one?", f"$${'+'.join(f'x_{{{n}}}' for n in range(60))}$$"),
            make.ask("A tall cell?", f"| a | b |\n|--|--|\n| {'many words ' * 150} | x |"),
            make.ask("A long table?", "", f"| Name | Words | Number |\n|:--|:--|--:|\n{rows}"),
            make.ask("Long lines?", f"```python\n{'argument, ' * 60}\n```"),
            make.ask("A long word?", "Donaudampfschiff" * 20),
            make.ask("Dots?", "![Dots](dots.svg)"),
        ),
        root=folder,
    )


_DOTS = """<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" viewBox="0 0 100 100">
<defs><pattern id="p" width="10" height="10" patternUnits="userSpaceOnUse">
<rect width="10" height="10" fill="#00ff00"/></pattern></defs>
<rect width="100" height="100" fill="url(#p)"/></svg>"""


def test_what_is_larger_than_a_card_is_made_to_fit(tmp_path: Path) -> None:
    options = SheetOptions(layout="cards", paper="a5", flip="short", now=NOW)
    cards = Printed(write_sheet(hard_bank(tmp_path), tmp_path / "hard.pdf", options).path)
    assert_within(cards)
    cells = [side.text for number, side in cards.backs.items() if number.startswith("1.7")]
    assert "".join(cells).count("many") == 150
    # A pattern is painted where its picture is, though that was moved.
    dots = cards.backs["1.11"]
    green = green_box(cards, dots.page)
    assert dots.box.holds(green, inset=5 * MM)
    assert green.right - green.left == pytest.approx(75, abs=3)


def green_box(sheet: Printed, page: int) -> Box:
    """What is painted green, in points."""
    pixels = sheet.pixels(page)
    rows, columns = np.nonzero((pixels == (0, 255, 0)).all(axis=2))
    height = len(pixels)
    return Box(columns.min(), height - rows.max(), columns.max(), height - rows.min())


def test_larger_type_is_where_it_begins(tmp_path: Path) -> None:
    bank = bank_of(Maker(1).topic("One", Maker(1).ask("Asked?", "Steady. " * 12)))
    heights = []
    for size in (7.0, 14.0, 24.0):
        sheet = printed(bank, tmp_path / f"{size}.pdf", font_size=size)
        assert sheet.pages == 2
        assert_within(sheet)
        box = sheet.backs["1.1"].boxes("Steady")[0]
        heights.append(box.top - box.bottom)
    assert heights[1] / heights[0] == pytest.approx(2, abs=0.02)
    assert heights[1] < heights[2] <= heights[0] * 24 / 7


def test_links_lie_on_their_words_and_lead_to_cards(sheet: Printed) -> None:
    back = sheet.backs["1.6"]
    (link,) = (link for page, link in sheet.links if page == back.page and "/Dest" in link)
    place = Box(*map(float, link.Rect))
    words = back.boxes("that one")
    assert min(box.left for box in words) == pytest.approx(place.left, abs=2)
    assert max(box.right for box in words) == pytest.approx(place.right, abs=2)
    assert all(place.bottom < box.top and box.bottom < place.top for box in words)
    page, kind, left, top, _ = places(sheet)[str(link.Dest)]
    front = sheet.fronts["2.1"]
    assert (sheet.page_numbers[page.objgen], str(kind)) == (front.page, "/XYZ")
    assert front.box.holds(Box(float(left), float(top), float(left), float(top)))


def places(sheet: Printed) -> dict[str, Any]:
    names = pikepdf.NameTree(sheet.pdf.Root.Names.Dests)
    return {str(name): list(place) for name, place in names.items()}


def test_only_questions_topics_and_sections_are_named(sheet: Printed) -> None:
    ids = {f"T1-{n}" for n in range(1, 8)} | {f"T2-{n}" for n in range(1, 13)}
    named = set(places(sheet))
    assert ids <= named
    rest = {re.sub(r"\.\d+$", "", name) for name in named - ids}
    assert rest == {"topic.topic-1", "topic.topic-2", "topic-1.links", "topic-1.deeper"}


def test_bookmarks_lead_to_the_fronts(sheet: Printed) -> None:
    found = [(mark.depth, mark.title) for mark in sheet.bookmarks]
    assert found[:2] == [(0, "1 Forms"), (1, "1.1 Which are prime?")]
    assert found[6:10] == [
        (1, "Links"),
        (2, "1.6 Where to?"),
        (2, "Deeper"),
        (3, "1.7 How deep?"),
    ]
    led = {mark.title.split()[0]: mark.page for mark in sheet.bookmarks}
    numbers = {number.split()[0] for number in sheet.fronts}
    assert len(numbers) == 19
    for number in numbers:
        pages = [front.page for n, front in sheet.fronts.items() if n.split()[0] == number]
        assert led[number] == min(pages)


def test_each_mark_has_its_element_and_each_element_its_marks(sheet: Printed) -> None:
    parents = dict(parent_tree(sheet))
    owned: dict[Any, dict[int, Any]] = {}
    for element in sheet.elements:
        for kid in kids_of(element):
            if isinstance(kid, int):
                assert kid not in owned.setdefault(element.Pg.objgen, {})
                owned[element.Pg.objgen][kid] = element
    for page in sheet.pdf.pages:
        found = marks(page)
        assert [tag for tag, _, drawn in found if drawn and not tag] == []
        numbers = [number for _, number, drawn in found if number is not None and not drawn]
        assert len(numbers) == len(set(numbers))
        assert set(numbers) == set(owned[page.obj.objgen])
        array = list(parents[int(page.obj.StructParents)])
        for number in numbers:
            assert array[number].objgen == owned[page.obj.objgen][number].objgen
    assert sorted(parents) == list(range(len(parents)))


def test_a_front_is_read_before_its_back_and_that_before_the_next_card(sheet: Printed) -> None:
    pages: list[int] = []
    for element in sheet.elements:
        if any(isinstance(kid, int) for kid in kids_of(element)):
            page = sheet.page_numbers[element.Pg.objgen]
            if pages[-1:] != [page]:
                pages.append(page)
    assert pages[:14] == [0, 1] * 7  # the seven questions of the first topic
    assert len(sheet.of_kind("H1")) == 2
    assert len(sheet.of_kind("H2")) == 19 + 1  # one goes on on a second card


def test_the_same_bank_gives_the_same_bytes(tmp_path: Path) -> None:
    bank = bank_of(_forms())
    first, second = (printed(bank, tmp_path / f"{n}.pdf").bytes for n in range(2))
    assert first == second


def test_a_topic_without_questions_has_no_cards(tmp_path: Path) -> None:
    bank = bank_of(Maker(3).topic("Nothing", intro="To read."), _forms())
    assert printed(bank, tmp_path / "x.pdf").pages == 2


def test_mixed_cards_name_their_own_topics(tmp_path: Path) -> None:
    other = Maker(2).topic("Others", Maker(2).ask("Another?", "Yes."))
    fronts = printed(bank_of(_forms(), other), tmp_path / "x.pdf", mixed=True).fronts
    assert "A bank: Forms" in fronts["1.1"].text
    assert "Others" in fronts["2.1"].text
    assert "Forms" not in fronts["2.1"].text
    assert fronts["2.1"].page == fronts["1.7"].page
