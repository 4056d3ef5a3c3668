"""A bank, printed: what stands on the pages, what leads where, what is told."""

import os
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from exporter.errors import ExporterError
from exporter.model.bank import PrintSettings
from exporter.model.diagnostic import Diagnostic
from exporter.pdf.sheet import SheetOptions, SheetReport, write_sheet
from tests.pdf.banks import Maker, bank_of, fault, plain_bank
from tests.pdf.opened import Bookmark, Opened
from tests.pdf.sheets import NOW

A4, LETTER = (595.3, 841.9), (612.0, 792.0)


def printed(tmp_path: Path, *args: object, **options: object) -> Opened:
    return Opened(reported(tmp_path, *args, **options).path)


def reported(tmp_path: Path, bank: object = None, **options: object) -> SheetReport:
    given = SheetOptions(**{"now": NOW, **options})  # type: ignore[arg-type]
    return write_sheet(bank or plain_bank(), tmp_path / "sheet.pdf", given)  # type: ignore[arg-type]


def told(report: SheetReport, rule: str) -> list[Diagnostic]:
    return [diagnostic for diagnostic in report.diagnostics if diagnostic.rule == rule]


def in_order(text: str, *words: str) -> bool:
    return bool(re.search(".*".join(re.escape(word) for word in words), text))


def test_the_text_stands_in_reading_order(plain_sheet: Opened) -> None:
    assert in_order(
        plain_sheet.text,
        *("A bank", "A small bank.", "2 topics", "5 questions, 1 unanswered"),
        *("A. Writer", "CC BY 4.0", "14 November 2023"),
        *("Contents", "First topic", "A section", "Deeper", "Second topic", "Last section"),
        *("First topic", "Light and numbers.", "What this topic is about."),
        *("1.1", "Why is the sky blue?", "core · concept", "Air scatters blue light most."),
        *("A section", "1.2", "What is", "maths, numbers", "It is", "References".upper()),
        *("Euler (1748). Introductio.", "e.org/i", "1.3", "What has nobody answered?"),
        *("No answer yet", "Deeper", "1.4", "How deep?", "As of March 2026", "Very."),
        *("Second topic", "Last section", "2.1", "What comes last?", "This."),
    )


def test_pages_are_labelled_by_topic(plain_sheet: Opened) -> None:
    assert plain_sheet.labels == ["i", "ii", "1–1", "1–2", "2–1"]
    for label, text in list(zip(plain_sheet.labels, plain_sheet.texts, strict=True))[1:]:
        assert label in text


def test_the_contents_name_the_page_that_each_line_leads_to(torture_sheet: Opened) -> None:
    page = torture_sheet.labels.index("ii")
    links = [link for number, link in torture_sheet.links if number == page]
    assert len(links) == 3
    for link in links:
        folio = torture_sheet.labels[torture_sheet.destinations[str(link.Dest)]]
        assert in_order(torture_sheet.texts[page], str(link.Contents), folio)


def test_links_lead_to_what_they_name(plain_sheet: Opened) -> None:
    found = {str(link.Contents): str(link.Dest) for _, link in plain_sheet.links if "/Dest" in link}
    assert found["What comes last?"] == "T2-1"
    assert found["Last section"].startswith("topic-2.last-section")
    assert "First topic" in found
    uris = {str(link.A.URI) for _, link in plain_sheet.links if "/A" in link}
    assert uris == {"https://example.org/page", "https://e.org/i"}
    assert "Gone" in plain_sheet.text  # its target is not in the bank: the words alone stay


def test_every_destination_is_a_page_and_every_link_has_one(torture_sheet: Opened) -> None:
    names = torture_sheet.destinations
    assert {"contents", "T1-1", "T2-6", "T3-4"} <= set(names)
    assert set(names.values()) <= set(range(len(torture_sheet.pdf.pages)))
    inner = [str(link.Dest) for _, link in torture_sheet.links if "/Dest" in link]
    assert set(inner) <= set(names)
    assert not [link for _, link in torture_sheet.links if "x-bank" in str(link.get("/A", ""))]


def test_bookmarks_are_topics_sections_and_questions(plain_sheet: Opened) -> None:
    assert plain_sheet.bookmarks == [
        Bookmark(0, "Contents", 1),
        Bookmark(0, "1 First topic", 2),
        Bookmark(1, "1.1 Why is the sky blue?", 2),
        Bookmark(1, "A section", 2),
        Bookmark(2, r"1.2 What is e^{i\pi}?", 2),
        Bookmark(2, "1.3 What has nobody answered?", 2),
        Bookmark(2, "Deeper", 3),
        Bookmark(3, "1.4 How deep?", 3),
        Bookmark(0, "2 Second topic", 4),
        Bookmark(1, "Last section", 4),
        Bookmark(2, "2.1 What comes last?", 4),
    ]


def test_it_says_what_it_is(plain_sheet: Opened) -> None:
    pdf = plain_sheet.pdf
    assert str(pdf.Root.Lang) == "en"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert str(pdf.docinfo["/Title"]) == "A bank"
    assert str(pdf.docinfo["/CreationDate"]) == "D:20231114221320Z"
    with pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == "A bank"
        assert list(xmp["dc:creator"]) == ["A. Writer"]
        assert xmp["dc:rights"] == "CC BY 4.0"
        assert set(xmp["dc:language"]) == {"en"}
        assert xmp["pdfuaid:part"] == "1"
    assert pdf.pdf_version == "1.7"


def test_every_font_is_embedded(torture_sheet: Opened) -> None:
    assert len(torture_sheet.fonts) >= 4
    for font in torture_sheet.fonts.values():
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
        assert "/ToUnicode" in font


def test_letters_in_a_formula_are_in_the_face_of_the_text(tmp_path: Path) -> None:
    make = Maker(1)
    text = r"$\text{größe}$ and $\text{ł}$"
    report = reported(tmp_path, bank_of(make.topic("T", make.ask("Q?", text))))
    assert report.diagnostics == ()
    sheet = Opened(report.path)
    names = {str(font.BaseFont).partition("+")[2] for font in sheet.fonts.values()}
    assert names
    assert all(name.startswith("exporter-") for name in names)


def test_what_the_fonts_have_is_printed_whole(plain_sheet: Opened) -> None:
    # For a letter without a glyph WeasyPrint writes a mapping of its own instead.
    assert {str(font.Encoding) for font in plain_sheet.fonts.values()} == {"/Identity-H"}


@pytest.mark.parametrize(
    ("paper", "size"),
    [
        *(("a4", A4), ("letter", LETTER), ("a5", (419.5, 595.3))),
        *(("200x250mm", (566.9, 708.7)), ("A4", A4)),
    ],
)
def test_pages_have_the_size_of_the_paper(
    paper: str, size: tuple[float, float], tmp_path: Path
) -> None:
    sheet = printed(tmp_path, paper=paper)
    assert sheet.sizes == {size}
    assert in_order(sheet.text, "Why is the sky blue?", "core", "Air scatters", "What comes last?")


def test_the_paper_of_the_bank_is_taken_unless_another_is_asked_for(tmp_path: Path) -> None:
    bank = replace(plain_bank(), print=PrintSettings(paper="letter"))
    assert printed(tmp_path, bank).sizes == {LETTER}
    assert printed(tmp_path, bank, paper="a4").sizes == {A4}


def test_a_layout_of_the_bank_that_there_is_not_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExporterError, match="'origami': there is study"):
        reported(tmp_path, replace(plain_bank(), print=PrintSettings(layout="origami")))


@pytest.mark.parametrize("paper", ["a3", "10x10mm", "200x", "200x2000mm"])
def test_a_paper_that_is_none_is_told(paper: str, tmp_path: Path) -> None:
    with pytest.raises(ExporterError, match=r"paper|printed on"):
        reported(tmp_path, paper=paper)


def test_the_torture_bank_is_printed_on_both_papers(torture_sheet: Opened) -> None:
    assert torture_sheet.sizes in ({A4}, {LETTER})
    titles = ("A very long word?", "A long table?", "Nested lists?", "Wide code?", "Boxes?")
    assert in_order(torture_sheet.text, *titles, "A drawing?", "Which are prime?")


def test_letters_that_no_font_has_are_told_with_their_line(torture_report: SheetReport) -> None:
    missing = told(torture_report, "missing-glyph")
    lent = told(torture_report, "system-font")
    of_both = {letter for d in (*missing, *lent) for letter in re.findall(r"(\S) \(U\+", d.message)}
    assert of_both == set("日本語🦜中文字")
    assert {d.line for d in missing} <= {100, 101}
    assert {d.severity for d in missing} <= {"warning"}
    assert {(d.file, d.line) for d in lent} <= {("01-topic.md", 100)}


def test_a_letter_of_no_font_is_told_where_it_first_stands(tmp_path: Path) -> None:
    make = Maker(1)
    letter = "\U0010f123"  # for private use
    topic = make.topic("T", make.ask("Q?", "Fine."), make.ask("R?", f"Fine.\n\nNot {letter}."))
    (only,) = told(reported(tmp_path, bank_of(topic)), "missing-glyph")
    assert (only.file, only.line) == ("01-topic.md", 203)
    assert "U+10F123" in only.message


def test_images_at_fault_are_told_and_named_on_the_page(
    torture_report: SheetReport, torture_sheet: Opened
) -> None:
    (broken,), (large,) = (told(torture_report, rule) for rule in ("broken-image", "large-image"))
    assert (broken.file, broken.line) == ("02-topic.md", 220)
    assert (large.file, large.line) == ("02-topic.md", 320)
    assert "9000 by 9000" in large.message
    for words in ("A broken thing", "A huge thing", "A far thing"):
        assert f"Image: {words}" in torture_sheet.text
    assert "Its caption" in torture_sheet.text


def test_a_drawing_reads_no_file_of_the_computer(torture_report: SheetReport) -> None:
    (notice,) = told(torture_report, "print-notice")
    assert "hostname lies outside the bank" in notice.message


def test_a_table_has_its_head_on_each_page_and_no_row_is_cut(torture_sheet: Opened) -> None:
    rows = [[int(n) for n in re.findall(r"row (\d+)", text)] for text in torture_sheet.texts]
    ends = [[int(n) for n in re.findall(r"end (\d+)", text)] for text in torture_sheet.texts]
    assert [n for page in rows for n in page] == list(range(1, 41))
    assert rows == ends
    pages = [text for text, found in zip(torture_sheet.texts, rows, strict=True) if found]
    assert len(pages) >= 2
    assert all("Name Words Number" in text for text in pages)


def test_lines_drawn_with_letters_meet(torture_sheet: Opened) -> None:
    (page,) = (n for n, text in enumerate(torture_sheet.texts) if "heads │ 8" in text)
    left = {round(x, 1) for x, _ in torture_sheet.places(page, "│")}
    assert len(left) == 3
    for corner in "┌├└":
        ((x, _),) = torture_sheet.places(page, corner)
        assert min(left) - 4 < x < min(left) + 4


def test_a_broken_formula_is_printed_as_it_is_written(torture_sheet: Opened) -> None:
    assert r"\nosuch{x}" in torture_sheet.text
    assert r"\frac{a" in torture_sheet.text


def test_choices_are_ticked_and_blanks_are_filled(torture_sheet: Opened) -> None:
    assert in_order(torture_sheet.text, "Which are prime?", "deep", "☑", "Two", "☐", "Nine", "☑")
    assert "Paris lies on the Seine" in torture_sheet.text
    assert in_order(torture_sheet.text, "Choices", "4 questions, 2 unanswered")


def test_a_question_stands_on_the_page_of_its_first_lines(tmp_path: Path) -> None:
    make = Maker(1)
    asked = [
        make.ask(f"Question number {n}, is it?", f"Answer {n}. " + "Many more words. " * (n % 17))
        for n in range(1, 61)
    ]
    sheet = printed(tmp_path, bank_of(make.topic("T", *asked)))
    assert len(sheet.texts) > 6
    for n in range(1, 61):
        page = sheet.texts[sheet.destinations[f"T1-{n}"]]
        assert f"Question number {n}, is it?" in page
        assert f"Answer {n}." in page


def test_a_page_that_goes_on_with_a_question_says_which(tmp_path: Path) -> None:
    make = Maker(7)
    words = "Many words, one after the other, in a paragraph. " * 12
    long = make.ask("Is this long?", "Yes.", f"{words}\n\n" * 12)
    sheet = printed(
        tmp_path,
        bank_of(make.topic("Lengths", sections=(make.section("All", long, make.ask("Q?", "A.")),))),
    )
    assert len(sheet.texts) > 2
    for text in sheet.texts[1:-1]:
        assert in_order(text, "7 Lengths", "All")
        assert re.search(r"\b7\.1\b", text)


@pytest.mark.parametrize("paper", ["a4", "a5"])
@pytest.mark.parametrize("cell", ["words", "Reinforcement words", "some_long_identifier"])
@pytest.mark.parametrize("columns", [6, 9, 14, 30])
def test_a_table_with_many_columns_stays_on_the_page(
    tmp_path: Path, paper: str, cell: str, columns: int
) -> None:
    make = Maker(1)
    rows = ("column", "---", cell)
    table = "\n".join("|" + f"{row}|" * columns for row in rows)
    sheet = printed(tmp_path, bank_of(make.topic("T", make.ask("Q?", table))), paper=paper)
    assert all(sheet.margin(page) > 15 for page in range(len(sheet.texts)))
    letters = re.sub(r"\W", "", sheet.text)
    assert letters.count("column") == columns
    assert letters.count(re.sub(r"\W", "", cell)) == columns


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_a_title_that_is_one_long_word_stays_on_the_page(tmp_path: Path, paper: str) -> None:
    make = Maker(1)
    word = "identifier" * 20
    question = make.ask(word, "Yes.\n\n" * 60, level=1, tags=("tag", word))
    bank = bank_of(make.topic(word, sections=(make.section(word, question),)))
    sheet = printed(tmp_path, bank, paper=paper)
    assert all(sheet.margin(page) > 15 for page in range(len(sheet.texts)))
    assert "tag," in sheet.text.split()


def test_two_runs_give_the_same_bytes(tmp_path: Path, plain_sheet: Opened) -> None:
    assert printed(tmp_path).bytes == plain_sheet.bytes
    assert printed(tmp_path, now=NOW + 86_400).bytes != plain_sheet.bytes


def test_the_date_comes_from_the_environment_else_from_the_newest_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    for name, when in (("01-topic.md", NOW), ("02-topic.md", NOW - 86_400)):
        (tmp_path / name).write_text("x", encoding="utf-8")
        os.utime(tmp_path / name, (when, when))
    bank = plain_bank(tmp_path)
    assert "14 November 2023" in printed(tmp_path, bank, now=None).text
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert "1 January 1970" in printed(tmp_path, bank, now=None).text
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    with pytest.raises(ExporterError, match="SOURCE_DATE_EPOCH"):
        reported(tmp_path, bank, now=None)


def test_a_topic_comes_out_the_same_alone(tmp_path: Path, plain_sheet: Opened) -> None:
    bank = plain_bank()
    alone = printed(tmp_path, replace(bank, topics=bank.topics[:1]))
    assert alone.labels == ["1–1", "1–2"]
    assert alone.texts == plain_sheet.texts[2:4]
    assert str(alone.pdf.docinfo["/Title"]) == "First topic (A bank)"
    assert not [link for _, link in alone.links if str(link.get("/Contents")) == "What comes last?"]


def test_numbers_are_those_of_the_whole_bank(tmp_path: Path) -> None:
    bank = plain_bank()
    first = bank.topics[0]
    part = replace(first, questions=(), sections=(replace(first.sections[0], sections=()),))
    text = printed(tmp_path, replace(bank, topics=(part,))).text
    assert in_order(text, "2 questions, 1 unanswered", "1.2", "1.3")
    assert "1.1" not in text


def test_a_topic_that_cannot_be_laid_out_is_told_and_the_others_are_printed(tmp_path: Path) -> None:
    bank = plain_bank()
    report = reported(tmp_path, replace(bank, topics=(*bank.topics, fault())))
    (only,) = report.diagnostics
    assert (only.rule, only.severity, only.file) == ("layout-fault", "error", "04-topic.md")
    sheet = Opened(report.path)
    assert sheet.labels == ["i", "ii", "1–1", "1–2", "2–1"]
    assert "A fault 1 question –" in sheet.texts[1]


def test_what_weasyprint_stumbles_over_is_told(tmp_path: Path) -> None:
    theme = tmp_path / "theme.css"
    theme.write_text("pre { font-size: 1e30px }", encoding="utf-8")
    make, other = Maker(1), Maker(2)
    bad = make.topic("Bad", make.ask("Q?", "```\ncode\n```"))
    good = other.topic("Good", other.ask("Q?", "A."))
    report = reported(tmp_path, bank_of(bad, good), theme=theme)
    (only,) = told(report, "layout-fault")
    assert only.file == "01-topic.md"
    assert "Good" in Opened(report.path).text


def test_where_nothing_can_be_laid_out_the_old_file_stays(tmp_path: Path) -> None:
    (tmp_path / "sheet.pdf").write_bytes(b"old")
    report = reported(tmp_path, bank_of(fault()))
    assert report.pages == 0
    assert [d.severity for d in report.diagnostics] == ["error"]
    assert (tmp_path / "sheet.pdf").read_bytes() == b"old"


def test_an_empty_bank_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExporterError, match="no question"):
        reported(tmp_path, bank_of())


def test_an_unknown_layout_is_told_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(ExporterError, match="'origami': there is study"):
        reported(tmp_path, layout="origami")


def test_words_follow_the_language_and_the_bank_has_its_own(tmp_path: Path) -> None:
    bank = replace(plain_bank(), language="de-AT", labels=(("short_answer", "Kurz und gut"),))
    sheet = printed(tmp_path, bank)
    assert in_order(sheet.text, "5 Fragen, 1 ohne Antwort", "14. November 2023", "Inhalt")
    assert in_order(sheet.text, "KURZ UND GUT", "QUELLEN", "Stand März 2026")
    assert str(sheet.pdf.Root.Lang) == "de-AT"


def test_a_theme_has_the_last_word(tmp_path: Path) -> None:
    theme = tmp_path / "theme.css"
    theme.write_text("@page { size: 300mm 300mm }", encoding="utf-8")
    assert printed(tmp_path, theme=theme).sizes == {(850.4, 850.4)}
    own = replace(plain_bank(), print=replace(plain_bank().print, theme=str(theme)))
    assert printed(tmp_path, own).sizes == {(850.4, 850.4)}


def test_a_theme_that_says_nonsense_is_told(tmp_path: Path) -> None:
    theme = tmp_path / "theme.css"
    theme.write_text("p { colour: mauve }", encoding="utf-8")
    notices = told(reported(tmp_path, theme=theme), "print-notice")
    assert notices
    assert all("colour" in notice.message for notice in notices)
    with pytest.raises(ExporterError, match="cannot be read"):
        reported(tmp_path, theme=tmp_path / "none.css")


def test_a_template_of_ones_own_goes_before(tmp_path: Path) -> None:
    folder = tmp_path / "mine" / "pdf"
    folder.mkdir(parents=True)
    (folder / "question.html").write_text(
        "{% macro ask(question, words) %}<p>Mine: {{ question.title }}</p>{% endmacro %}",
        encoding="utf-8",
    )
    sheet = printed(tmp_path, templates=tmp_path / "mine")
    assert "Mine: Why is the sky blue?" in sheet.text
    assert "Air scatters" not in sheet.text


@pytest.mark.parametrize("text", ["{{ nothing }}", "{% macro"])
def test_a_fault_in_a_template_is_told(text: str, tmp_path: Path) -> None:
    folder = tmp_path / "mine" / "pdf"
    folder.mkdir(parents=True)
    (folder / "study.html").write_text(text, encoding="utf-8")
    with pytest.raises(ExporterError, match=r"study\.html"):
        reported(tmp_path, templates=tmp_path / "mine")


def test_progress_counts_the_topics(tmp_path: Path) -> None:
    said: list[tuple[str, int, int]] = []
    reported(tmp_path, progress=lambda *step: said.append(step))
    names = ["First topic", "Second topic"]
    begun = [(name, 0, 2) for name in names]
    assert said == [*begun, *((name, done, 2) for done, name in enumerate(names, start=1))]


def test_the_file_is_sound(torture_report: SheetReport) -> None:
    with pikepdf.open(torture_report.path) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(pdf.pages) == torture_report.pages
