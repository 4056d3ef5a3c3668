"""A quiz: what is asked before the key, what the key says, how they lead to one another."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from exporter.model.bank import Bank, Question, Reference, Topic
from exporter.pdf.gaps import with_gaps
from exporter.pdf.paper import page_of
from exporter.pdf.room import Room, room_for
from exporter.pdf.sheet import SheetOptions, write_sheet
from exporter.readers.cloze import with_blanks
from tests.pdf.banks import Maker, bank_of
from tests.pdf.opened import Opened, kids_of
from tests.pdf.sheets import NOW

A4 = page_of("a4")


def quiz_bank() -> Bank:
    """Two topics with each form of question; what answers them has words of its own."""
    return bank_of(_rivers(), _sorting())


def _rivers() -> Topic:
    make = Maker(4)
    text, _ = with_blanks(make.blocks("The ==Seine :: a river== runs through ==2: Paris==."))
    options = make.options("- [ ] Quebec\n- [x] Lyon\n- [x] Rouen\n- [ ] Geneva")
    asked = make.ask("Where does rain go?", "Downhill.", "Gravitation pulls it.", level=1)
    tagged = replace(asked, kind="concept", tags=("hydrology",))
    return make.topic(
        "Rivers",
        replace(tagged, references=(Reference("lyell", "Lyell (1830). Principles."),)),
        make.ask("Which towns are French?", "Mind the Rhone.", choices=options),
        make.ask("A river and a town?", short=text, cloze=True),
        sections=(
            make.section(
                "Depths",
                make.ask("Nobody knows?"),
                make.ask("Only at length?", "", "Sediments settle in layers."),
                intro="Introductory confluence.",
            ),
        ),
        intro="Preliminary estuary.",
    )


def _sorting() -> Topic:
    make = Maker(6)
    code = "```python\ndef f(x):\n    return sorted(x)\n```"
    return make.topic("Sorting", make.ask("Write it in code.", code, kind="code"))


def printed(path: Path, bank: Bank, **options: Any) -> Opened:
    report = write_sheet(bank, path, SheetOptions(layout="quiz", now=NOW, **options))
    assert report.diagnostics == ()
    return Opened(path)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("quiz")


@pytest.fixture(scope="session")
def quiz(folder: Path) -> Opened:
    """On A4: cover, contents, then each topic's questions and key."""
    sheet = printed(folder / "quiz.pdf", quiz_bank())
    assert sheet.labels == ["i", "ii", "4–1", "4–2", "4–3", "6–1", "6–2"]
    return sheet


@pytest.fixture(scope="session")
def without(folder: Path) -> Opened:
    return printed(folder / "without.pdf", quiz_bank(), key="without")


@pytest.fixture(scope="session")
def only(folder: Path) -> Opened:
    return printed(folder / "only.pdf", quiz_bank(), key="only")


@pytest.fixture(scope="session")
def mixed(folder: Path) -> Opened:
    return printed(folder / "mixed.pdf", quiz_bank(), shuffle=5)


def asked(sheet: Opened) -> str:
    return " ".join(sheet.texts[2:4])


def linked(sheet: Opened) -> list[tuple[int, str]]:
    """(page it stands on, name it leads to) of each link within the sheet."""
    return [(page, str(link.Dest)) for page, link in sheet.links if "/Dest" in link]


def ruled(sheet: Opened, page: int) -> list[float]:
    """How high each line stands that is ruled over the whole of a page's measure, from the top."""
    wide = {round(low, 1) for left, low, right, _ in sheet.drawn(page) if right - left > 400}
    return sorted(wide, reverse=True)


ANSWERS = ("Downhill", "Gravitation", "Lyell", "Rhone", "Seine", "Paris", "Sediments", "No answer")
GIVEAWAYS = ("core", "concept", "hydrology", "confluence", "estuary")


@pytest.mark.parametrize("word", [*ANSWERS, *GIVEAWAYS])
def test_nothing_before_the_key_answers_a_question(quiz: Opened, word: str) -> None:
    assert "Where does rain go?" in asked(quiz)
    assert word not in asked(quiz)


def test_nothing_in_the_file_of_a_quiz_without_key_answers_a_question(without: Opened) -> None:
    said = [str(o.get("/Contents", "")) + str(o.get("/Alt", "")) for o in objects(without)]
    for word in (*ANSWERS, *GIVEAWAYS):
        assert word not in without.text
        assert not any(word in text for text in said)


def objects(sheet: Opened) -> list[pikepdf.Dictionary]:
    return [o for o in sheet.pdf.objects if isinstance(o, pikepdf.Dictionary)]


def test_options_are_boxes_alike(quiz: Opened) -> None:
    assert re.search(r"Quebec .*Lyon .*Rouen .*Geneva", asked(quiz))
    assert "More than one is right" in asked(quiz)
    assert not set("☐☑") & set(quiz.text)
    boxes = [bounds for bounds in quiz.drawn(2) if is_box(*bounds)]
    assert len(boxes) == 4
    assert len({(round(left), round(right)) for left, _, right, _ in boxes}) == 1


def is_box(left: float, bottom: float, right: float, top: float) -> bool:
    return all(abs(side - 3.4 / 25.4 * 72) < 0.8 for side in (right - left, top - bottom))


def test_the_key_names_the_right_options_and_no_others(quiz: Opened) -> None:
    assert (
        "Which towns are French? Question on page 4–1 Lyon Rouen Mind the Rhone." in quiz.texts[4]
    )
    assert re.findall(r" ([a-z]\.)(?= )", quiz.texts[2]) == ["a.", "b.", "c.", "d."]
    assert re.findall(r" ([a-z]\.)(?= )", quiz.texts[4]) == ["b.", "c."]
    assert "Quebec" not in quiz.texts[4]
    assert "Geneva" not in quiz.texts[4]


def test_a_cloze_has_gaps_and_hints_and_the_key_fills_them(quiz: Opened) -> None:
    assert re.search(r"The \[…\] \(a river\) runs through \[…\] ?\.", asked(quiz))
    assert "The Seine runs through Paris." in quiz.texts[4]


def test_a_gap_does_not_count_the_letters_of_its_words() -> None:
    make = Maker(1)
    short, alike, long = (with_blanks(make.blocks(f"=={'x' * n}=="))[0] for n in (8, 12, 20))
    assert with_gaps(short) == with_gaps(alike)
    assert with_gaps(short) != with_gaps(long)
    assert with_gaps(make.blocks("No *blank* here.")) == make.blocks("No *blank* here.")


def test_the_key_says_what_is_short_and_else_what_is_long(quiz: Opened) -> None:
    key = quiz.texts[4]
    assert key.index("Answers") < key.index("4.1") < key.index("Downhill.") < key.index("Lyell")
    assert "Gravitation" not in key
    assert "Nobody knows? Question on page 4–1 No answer yet" in key
    assert "Sediments settle in layers." in key
    assert "return sorted(x)" in quiz.texts[6]


def test_questions_and_answers_lead_to_one_another(quiz: Opened) -> None:
    names = {n for _, n in linked(quiz) if re.fullmatch(r"T\d-\d", n)}
    assert names == {*(f"T4-{n}" for n in range(1, 6)), "T6-1"}
    for name in names:
        question, answer = quiz.destinations[name], quiz.destinations[f"{name}/answer"]
        assert (question, f"{name}/answer") in linked(quiz)
        assert (answer, name) in linked(quiz)
        assert question < answer
        assert f"Answer on page {quiz.labels[answer]}" in quiz.texts[question]
        assert f"Question on page {quiz.labels[question]}" in quiz.texts[answer]
    said = {str(link.Dest): str(link.Contents) for _, link in quiz.links if "/Dest" in link}
    assert said["T4-1"] == "Where does rain go?"
    assert said["T4-1/answer"] == "Answer: Where does rain go?"


def test_without_its_key_a_quiz_leads_to_none(without: Opened) -> None:
    assert without.labels == ["i", "ii", "4–1", "4–2", "6–1"]
    assert "Answer" not in without.text
    assert {page for page, _ in linked(without)} == {1}


def test_the_key_alone_has_every_answer_and_asks_nothing(quiz: Opened, only: Opened) -> None:
    assert only.labels == ["i", "ii", "4–1", "6–1"]
    assert {page for page, _ in linked(only)} == {1}
    assert only.destinations["T4-5"] == 2
    for words in ("Name", "Date", "on page", "Quebec", "[…]", "Depths"):
        assert words in quiz.text
        assert words not in only.text
    for words in ("Rivers", "5 questions", "4.1 Where does rain go?", "Downhill.", "Lyell"):
        assert words in only.texts[2]


def test_a_mixed_quiz_is_numbered_anew_and_its_key_knows_the_old_numbers(mixed: Opened) -> None:
    key = next(n for n, text in enumerate(mixed.texts) if "Answers" in text)
    questions = re.findall(
        r"(?<!\S)(\d) ([WAON][a-z ]+(?: French)?[?.])", " ".join(mixed.texts[:key])
    )
    assert [number for number, _ in questions] == ["1", "2", "3", "4", "5", "6"]
    assert not re.search(r"\b[46]\.[1-9]", " ".join(mixed.texts[:key]))
    assert [title for _, title in questions] != list(OWN)
    for number, title in questions:
        assert f"{number} {title} {OWN[title]}" in " ".join(mixed.texts[key:])


OWN = {
    "Where does rain go?": "4.1",
    "Which towns are French?": "4.2",
    "A river and a town?": "4.3",
    "Nobody knows?": "4.4",
    "Only at length?": "4.5",
    "Write it in code.": "6.1",
}


def test_bookmarks_lead_to_topics_questions_and_answers(quiz: Opened, mixed: Opened) -> None:
    found = [(mark.depth, mark.title, mark.page) for mark in quiz.bookmarks]
    assert found[1:5] == [
        (0, "4 Rivers", 2),
        (1, "4.1 Where does rain go?", 2),
        (1, "4.2 Which towns are French?", 2),
        (1, "4.3 A river and a town?", 2),
    ]
    assert (1, "Answers", 4) in found
    assert [title for _, title, _ in found].count("Answers") == 2
    assert not any("answer" in title for _, title, _ in found)
    assert [mark.title[0] for mark in mixed.bookmarks[1:7]] == list("123456")


def test_a_run_begins_with_a_line_for_name_and_date(quiz: Opened) -> None:
    assert ["Name Date" in text for text in quiz.texts] == [n in (2, 5) for n in range(7)]


def test_lines_stand_at_even_distance(quiz: Opened) -> None:
    lines = ruled(quiz, 2)
    steps = [above - below for above, below in pairwise(lines)]
    row = 8 / 25.4 * 72
    assert [abs(step - row) < 0.15 for step in steps].count(True) == (3 - 1) + (5 - 1)


def test_lines_and_boxes_are_no_content(quiz: Opened) -> None:
    for page in (2, 3, 5):
        drawn = 0
        marks: list[str] = []
        for instruction in pikepdf.parse_content_stream(quiz.pdf.pages[page]):
            match str(instruction.operator):
                case "BDC" | "BMC":
                    marks.append(str(next(iter(instruction.operands))))
                case "EMC":
                    marks.pop()
                case "f" | "S" | "f*" | "B":
                    drawn += 1
                    assert marks[-1:] == ["/Artifact"]
                case _:
                    pass
        assert drawn >= len(quiz.drawn(page)) > 2
    assert all(kids_of(element) for element in quiz.elements if str(element.S) in ("/Div", "/P"))


def question(short: str = "", details: str = "", **fields: Any) -> Question:
    return Maker(1).ask("Q?", short, details, **fields)


def test_room_grows_with_the_answer() -> None:
    rows = [room_for(question("word " * n), A4).rows for n in range(1, 1201, 20)]
    assert rows == sorted(rows)
    assert (rows[0], rows[-1]) == (3, 12)
    assert len(set(rows)) > 5
    short = room_for(question("word " * 20), A4)
    assert short.rows < room_for(question("word " * 20, "word " * 500), A4).rows


def test_narrow_paper_has_more_rows_and_small_paper_no_more_than_fit() -> None:
    asked = question("word " * 60)
    assert room_for(asked, page_of("a5")).rows > room_for(asked, A4).rows
    small = page_of("90x90mm")
    assert 1 <= room_for(question("word " * 900), small).rows * 8 <= 50 / 2


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        (question("Words."), "ruled"),
        (question(), "ruled"),
        (question(kind="code"), "boxed"),
        (question("Words alone.", kind="code"), "boxed"),
        (question("Like so:", "```\nsome code that is long\n```"), "boxed"),
        (question("Words, many more than code. " * 3, "```\ncode\n```"), "ruled"),
        (question("Words.", cloze=True), "none"),
        (question(choices=Maker(1).options("- [x] Yes\n- [ ] No")), "none"),
    ],
)
def test_what_there_is_room_in(asked: Question, kind: str) -> None:
    assert room_for(asked, A4).kind == kind
    assert (room_for(asked, A4).rows > 0) == (kind != "none")


def test_an_unanswered_question_has_room() -> None:
    assert room_for(question(), A4) == Room("ruled", 5)


def test_a_question_stands_on_one_page_with_its_room(tmp_path: Path) -> None:
    make = Maker(1)
    questions = [make.ask(f"Is this question {n}?", "word " * (n * 9)) for n in range(1, 16)]
    sheet = printed(tmp_path / "many.pdf", bank_of(make.topic("T", *questions)), key="without")
    assert len(sheet.texts) > 3
    for page, text in enumerate(sheet.texts):
        numbers = [int(n) for n in re.findall(r"Is this question (\d+)\?", text)]
        assert numbers
        rooms = [room_for(questions[n - 1], A4).rows for n in numbers]
        frame = 1  # below the running head, or the name and the date
        assert len(ruled(sheet, page)) - sum(rooms) in (0, frame)


def test_words_are_those_of_the_bank(tmp_path: Path) -> None:
    bank = replace(quiz_bank(), language="de", labels=(("answers", "Lösungen"),))
    sheet = printed(tmp_path / "de.pdf", replace(bank, topics=bank.topics[1:]))
    assert "Antwort auf Seite 6–2" in sheet.texts[0]
    assert "Name Datum" in sheet.texts[0]
    assert "Lösungen" in sheet.texts[1]


def test_two_runs_give_the_same_bytes(folder: Path, quiz: Opened, mixed: Opened) -> None:
    assert printed(folder / "again.pdf", quiz_bank()).bytes == quiz.bytes
    assert printed(folder / "mixed again.pdf", quiz_bank(), shuffle=5).bytes == mixed.bytes


def test_a_quiz_from_right_to_left_has_its_numbers_at_the_right(tmp_path: Path) -> None:
    make = Maker(1)
    bank = bank_of(make.topic("נושא", make.ask("אבג?", "כן.")), language="he")
    write_sheet(bank, tmp_path / "he.pdf", SheetOptions(layout="quiz", now=NOW))
    sheet = Opened(tmp_path / "he.pdf")
    asked = [left for letter in "אבג" for left, bottom in sheet.places(0, letter)]
    numbers = [left for left, bottom in sheet.places(0, ".") if bottom > 150]
    assert len(asked) >= 3
    assert min(numbers) > max(asked)
