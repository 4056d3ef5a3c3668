"""How pages look, and that they tell the truth: both sides, black alone, sizes, languages."""

import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from exporter.model.bank import Bank, Reference, Topic
from exporter.pdf.direction import direction_of, direction_within
from exporter.pdf.paper import page_of
from exporter.pdf.sheet import SheetOptions, SheetReport, write_sheet
from tests.pdf.banks import Maker, bank_of
from tests.pdf.opened import Opened, kids_of
from tests.pdf.sheets import NOW

MM = 72 / 25.4
BLACK = {(0.0,), (0.0, 0.0, 0.0)}


def printed(folder: Path, bank: Bank, **options: object) -> Opened:
    return Opened(reported(folder, bank, **options).path)


def reported(folder: Path, bank: Bank, **options: object) -> SheetReport:
    given = SheetOptions(now=NOW, **options)  # type: ignore[arg-type]
    return write_sheet(bank, folder / "sheet.pdf", given)


def long_topic(number: int = 3, questions: int = 7, words: int = 260) -> Topic:
    """Some pages; every third question is unanswered."""
    make = Maker(number)
    asked = [
        make.ask(
            f"Question {n} here?", f"Begins{n}. " + "Many words. " * words, level=1, tags=("tag",)
        )
        if n % 3
        else make.ask(f"Unanswered {n} here?")
        for n in range(1, questions + 1)
    ]
    return make.topic("Long", asked[0], sections=(make.section("A part", *asked[1:]),))


# Both sides of a sheet


@pytest.fixture(scope="module")
def both_sides(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    short = Maker(4).topic("Short", Maker(4).ask("Q?", "A."))
    return printed(tmp_path_factory.mktemp("duplex"), bank_of(long_topic(), short), duplex=True)


def test_each_chapter_fills_its_last_sheet(both_sides: Opened) -> None:
    labels = both_sides.labels
    starts = [n for n, label in enumerate(labels) if label in ("i", "3–1", "4–1")]
    assert len(starts) == 3
    assert all(number % 2 == 0 for number in (*starts, len(labels)))
    assert labels[-2:] == ["4–1", "4–2"]


def test_the_page_that_fills_it_is_empty_and_no_part_of_the_tree(both_sides: Opened) -> None:
    blank = both_sides.pdf.pages[-1]
    assert both_sides.texts[-1] == ""
    assert pikepdf.parse_content_stream(blank) == []
    assert blank.mediabox == both_sides.pdf.pages[0].mediabox
    assert not [e for e in both_sides.elements if e.get("/Pg") == blank.obj]


def test_margins_change_sides(both_sides: Opened) -> None:
    page = page_of("a4", duplex=True)
    first = both_sides.labels.index("3–1")
    for number in range(first, first + 4):
        lines = both_sides.places(number, "M")
        start = min(left for left, _ in lines) / MM
        expected = page.left if number % 2 == 0 else page.right
        assert start == pytest.approx(expected, abs=0.6)


def test_folios_stand_at_the_outer_edge(both_sides: Opened) -> None:
    width = both_sides.sizes.pop()[0]
    for label in ("3–1", "3–2", "3–3", "ii"):
        (page,) = (n for n, text in enumerate(both_sides.labels) if text == label)
        lowest = min(both_sides.places(page, label[-1]), key=lambda place: place[1])
        assert (lowest[0] > width / 2) == (page % 2 == 0)


def test_nothing_hangs_in_the_margin_at_the_back(both_sides: Opened) -> None:
    # The narrow margin is on the right of a left page: marks would not fit in there.
    width = both_sides.sizes.pop()[0]
    page = page_of("a4", duplex=True)
    for number, text in enumerate(both_sides.texts):
        edge = page.right if number % 2 == 0 else page.left
        if text:
            assert both_sides.margin(number) > (edge - 1) * MM
    assert both_sides.spot("core").left < width / 2


# Black alone


def colours(sheet: Opened) -> set[tuple[float, ...]]:
    found: set[tuple[float, ...]] = set()
    for page in sheet.pdf.pages:
        for part in pikepdf.parse_content_stream(page):
            if str(part.operator) in ("rg", "RG", "g", "G", "k", "K", "scn", "SCN"):
                found.add(tuple(float(value) for value in part.operands))
    return found


def test_plain_is_black_alone_and_colour_is_not(tmp_path: Path) -> None:
    make = Maker(1)
    code = "```python\nclass A:  # why\n    x = 'y'\n```\n\n!!! danger\n    Don't.\n\n[l](https://e.org)"
    bank = bank_of(make.topic("T", make.ask("Q?", "A.", code), make.ask("R?")))
    plain = printed(tmp_path, bank, theme="plain")
    assert colours(plain) <= BLACK
    weights = {str(font.BaseFont).partition("+")[2] for font in plain.fonts.values()}
    code_faces = {name for name in weights if "code" in name}
    assert len(code_faces) == 3  # upright, bold and slanted
    assert len(colours(printed(tmp_path, bank)) - BLACK) > 5


def test_a_theme_wins_over_rules_of_any_weight(tmp_path: Path) -> None:
    theme = tmp_path / "mine.css"
    theme.write_text("p { color: #ff0000 } ul { padding-left: 50mm }", encoding="utf-8")
    make = Maker(1)
    bank = bank_of(make.topic("T", make.ask("Q?", "Said.", "- Listed.", level=1)))
    mine = printed(tmp_path, bank, theme=str(theme))
    assert (1.0, 0.0, 0.0) in colours(mine)
    assert mine.spot("Listed").left - mine.spot("Said").left == pytest.approx(50 * MM, abs=9)


# The faces of drawings


@pytest.mark.parametrize(
    ("drawn", "face"),
    [
        ("<text y='9'>Aa</text>", "heads"),
        ("<g font-family='sans-serif'><text y='9'>Aa</text></g>", "heads"),
        ('<g font-family="\'No such\', serif"><text y="9">Aa</text></g>', "text"),
        ('<text y="9" style="fill: #111; font-family: Nowhere, monospace">Aa</text>', "code"),
    ],
)
def test_a_drawing_is_lettered_in_the_bundled_faces(drawn: str, face: str, tmp_path: Path) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">{drawn}</svg>'
    (tmp_path / "drawn.svg").write_text(svg, encoding="utf-8")
    make = Maker(1, tmp_path)
    bank = bank_of(make.topic("T", make.ask("Q?", "![A word](drawn.svg)")), root=tmp_path)
    sheet = printed(tmp_path, bank)
    names = {str(font.BaseFont).partition("+")[2] for font in sheet.fonts.values()}
    assert all(name.startswith("exporter-") for name in names)
    assert f"exporter-{face}" in names


# The size of type

SIZED = ("Ω", "Ж", "Φ", "Ψ", "Σ", "Δ", "Λ", "Π", "Θ", "Ξ", "Я", "Ю", "Ц")
"""A letter for each kind of text."""


def sized_bank() -> Bank:
    title, section, short, text, cell, code, box, item, note, tag, ref, head, foot = SIZED
    make = Maker(1)
    details = (
        f"{text}\n\n| a |\n|---|\n| {cell} |\n\n```\n{code}\n```\n\n!!! note\n    {box}\n\n"
        f"- {item}\n\n[x](https://e.org/{note})\n\n" + "more words\n\n" * 90
    )
    question = make.ask(f"{title}?", short, details, tags=(tag,))
    question = replace(question, references=(Reference("r", ref),))
    bank = bank_of(make.topic("T", sections=(make.section(section, question),)))
    return replace(bank, print=replace(bank.print, header=head, footer=foot))


def test_all_type_grows_alike(tmp_path: Path) -> None:
    small, large = (printed(tmp_path, sized_bank(), font_size=size) for size in (8, 14))
    for letter in SIZED:
        growth = large.spot(letter).height / small.spot(letter).height
        assert growth == pytest.approx(14 / 8, rel=0.04), letter
    for sheet in (small, large):
        assert all(sheet.margin(page) > 12 for page in range(len(sheet.texts)))


@pytest.mark.parametrize("paper", ["a4", "a5", "90x120mm"])
@pytest.mark.parametrize("size", [6, 24])
def test_nothing_leaves_the_page_in_any_size(tmp_path: Path, paper: str, size: float) -> None:
    topic = long_topic(13, questions=6, words=40)
    sheet = printed(tmp_path, bank_of(topic), paper=paper, font_size=size)
    assert all(sheet.margin(page) > 9 for page in range(len(sheet.texts)))
    assert sheet.spot("13.1").left > 9
    assert "Begins5." in sheet.text


@pytest.mark.parametrize("size", [8, 10.5, 12, 14, 18])
def test_a_line_has_a_bearable_number_of_letters(size: float) -> None:
    page = page_of("a4", size)
    letters = page.measure / (size * 0.3528 * 0.46)
    assert 50 <= letters <= 80


# Languages


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        *((tag, "rtl") for tag in ("he", "ar-EG", "fa", "ur", "yi", "az-Arab", "HE")),
        *((tag, "ltr") for tag in ("en", "de-AT", "az", "ar-Latn", "", "x-he")),
    ],
)
def test_languages_have_a_direction(language: str, direction: str) -> None:
    assert direction_of(language) == direction


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        *(("1. (אבג abc", "rtl"), ("abc אבג", "ltr"), ("42!", "rtl"), ("", "rtl"), ("عربي", "rtl")),
    ],
)
def test_a_text_has_the_direction_of_its_first_letter(text: str, direction: str) -> None:
    assert direction_within(text, "rtl") == direction


def hebrew_bank(language: str) -> Bank:
    make = Maker(7)
    details = (
        "Latin words.\n\n- פריט Item\n\n1. ראשון First\n\n| שם Left | ערך Right |\n|---|---|\n"
        "| א | ב |\n\n```\ncode\n```\n\n[קישור](https://e.org/note)\n\n" + "עוד מילים\n\n" * 70
    )
    question = make.ask("מה זה Title?", "תשובה Short.", details, level=1)
    more = [make.ask(f"עוד Other{n}?", "כן") for n in range(6)]
    topic = make.topic("נושא Topic", question, *more)
    return bank_of(topic, long_topic(8, 1), language=language)


@pytest.fixture(scope="module")
def hebrew(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return printed(tmp_path_factory.mktemp("he"), hebrew_bank("he"))


def test_what_runs_from_right_to_left_stands_at_the_right(hebrew: Opened) -> None:
    number, title = hebrew.spot("7.1"), hebrew.spot("Title")
    width = hebrew.sizes.pop()[0]
    start = width - 32 * MM
    asked = [hebrew.spot(word) for word in ("Topic", "Title", "Short", "Item", "First")]
    assert all(start - 60 * MM < spot.right < start + 2 for spot in asked)
    bullets = hebrew.places(hebrew.spot("Item").page, "•")
    assert bullets
    assert all(left > hebrew.spot("Item").right for left, _ in bullets)
    assert hebrew.spot("Left").left > hebrew.spot("Right").right  # the first column is at the right
    assert hebrew.spot("code").left < width / 2
    assert hebrew.spot("Latin").left < width / 2
    assert number.page == title.page
    assert hebrew.spot("core").right < title.left


def test_numbers_hang_at_the_right_and_folios_are_read_from_the_left(hebrew: Opened) -> None:
    width = hebrew.sizes.pop()[0]
    hanging = [left for left, _ in hebrew.places(hebrew.labels.index("7–2"), "7")]
    assert max(hanging) > width - 32 * MM
    assert "7–2" in hebrew.texts[hebrew.labels.index("7–2")]
    assert "1 question" in hebrew.text


def test_a_text_of_another_direction_keeps_its_own(tmp_path: Path) -> None:
    sheet = printed(tmp_path, hebrew_bank("en"))
    assert sheet.spot("Item").right > sheet.spot("Latin").right
    bullets = sheet.places(sheet.spot("Item").page, "•")
    assert bullets
    assert all(left > sheet.spot("Item").right for left, _ in bullets)
    assert sheet.spot("Left").left > sheet.spot("Right").right
    assert sheet.spot("7.1").right < sheet.spot("Title").left


def test_captions_follow_the_language_and_the_banks_own_words(tmp_path: Path) -> None:
    make = Maker(1)
    shown = "![weit](https://e.org/a.png)\n\n![Film](https://e.org/a.mp4)\n\n![Ton](b.mp3)"
    bank = bank_of(
        make.topic("T", make.ask("Q?", shown)), language="de", labels=(("video", "Kino"),)
    )
    text = printed(tmp_path, bank).text
    assert "Bild: weit" in text
    assert "Kino: Film" in text
    assert "Ton: Ton" in text
    assert "e.org/a.mp4" in text


# Truth


def test_folded_boxes_stand_open(tmp_path: Path) -> None:
    make = Maker(1)
    text = '??? note "Folded"\n    Inside.\n\n'
    text += "<details><summary>More</summary>\n\nHidden.\n\n</details>"
    sheet = printed(tmp_path, bank_of(make.topic("T", make.ask("Q?", "A.", text))))
    assert all(words in sheet.text for words in ("Folded", "Inside.", "More", "Hidden."))


@pytest.fixture(scope="module")
def outlined(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return printed(tmp_path_factory.mktemp("outline"), bank_of(long_topic()))


def test_a_topic_lists_its_questions_with_their_pages(outlined: Opened) -> None:
    first = outlined.texts[0]
    for n in range(1, 8):
        title = f"Question {n} here?" if n % 3 else f"Unanswered {n} here?"
        folio = outlined.labels[outlined.destinations[f"T3-{n}"]]
        state = "" if n % 3 else " No answer yet"
        assert re.search(rf"3\.{n}\s+{re.escape(title)}{state} {folio}", first), title
    assert re.search(r"A part 3–\d", first)
    inner = [str(link.Dest) for page, link in outlined.links if page == 0]
    assert [name for name in inner if name.startswith("T3-")] == [f"T3-{n}" for n in range(1, 8)]


def test_a_topic_of_few_questions_has_no_list(tmp_path: Path) -> None:
    sheet = printed(tmp_path, bank_of(long_topic(questions=5)))
    assert sheet.text.count("Question 5 here?") == 1


def test_what_is_unanswered_has_lines_to_write_on(outlined: Opened) -> None:
    measure = page_of("a4").measure * MM
    rules = []
    for n in (3, 6):
        page = outlined.destinations[f"T3-{n}"]
        place = max(bottom for left, bottom in outlined.places(page, "U") if page or left > 130)
        wide = [box for box in outlined.drawn(page) if box[2] - box[0] > measure - 3]
        heights = sorted({round(box[1]) for box in wide if place - 110 < box[1] < place - 15})
        rules.append(len(heights))
    assert rules == [4, 4]


def test_answered_questions_have_none(tmp_path: Path) -> None:
    make = Maker(1)
    topic = make.topic("T", make.ask("Q?", "A."))
    sheet = printed(tmp_path, bank_of(topic), theme="plain")
    assert not [box for box in sheet.drawn(0) if box[2] - box[0] > 90 * MM and box[3] - box[1] < 3]


# Fonts


def test_bundled_fonts_alone_are_used_when_asked(tmp_path: Path) -> None:
    make = Maker(1)
    bank = bank_of(make.topic("T", make.ask("Q 日?", "A 本.\n\nB 語."), make.ask("R?", "Fine.")))
    report = reported(tmp_path, bank, bundled_fonts_only=True)
    told = {
        (d.rule, d.line, letter)
        for d in report.diagnostics
        for letter in "日本語"
        if letter in d.message
    }
    assert told == {
        ("missing-glyph", 100, "日"),
        ("missing-glyph", 101, "本"),
        ("missing-glyph", 103, "語"),
    }
    sheet = Opened(report.path)
    names = {str(font.BaseFont).partition("+")[2] for font in sheet.fonts.values()}
    assert names
    assert all(name.startswith("exporter-") for name in names)


def test_the_computers_fonts_are_there_again_afterwards(tmp_path: Path) -> None:
    make = Maker(1)
    bank = bank_of(make.topic("T", make.ask("Q ⵣ日?", "A.")))
    before = reported(tmp_path, bank).diagnostics
    reported(tmp_path, bank, bundled_fonts_only=True)
    assert reported(tmp_path, replace(bank, description="Another.")).diagnostics == before


def test_the_notes_of_a_page_are_notes(tmp_path: Path) -> None:
    make = Maker(1)
    bank = bank_of(
        make.topic("T", make.ask("Q?", "[one](https://e.org/1), [two](https://e.org/2)"))
    )
    sheet = printed(tmp_path, bank)
    notes = sheet.of_kind("Note")
    assert len({bytes(note.ID) for note in notes}) == len(notes) == 2
    assert all(str(note.P.S) == "/Part" for note in notes)
    assert all(isinstance(kid, int) for note in notes for kid in kids_of(note))
    assert not [name for name in sheet.destinations if "note" in name]
