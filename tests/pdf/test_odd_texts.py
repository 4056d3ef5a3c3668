"""Texts that no one should write, everywhere that a text can stand: printed, or told."""

from dataclasses import replace
from pathlib import Path

from exporter.model.bank import Location, Question, Reference, Topic
from exporter.model.document import (
    Code,
    CodeBlock,
    Image,
    Link,
    Math,
    MathBlock,
    Paragraph,
    RawHtml,
    Text,
)
from exporter.pdf.sheet import SheetOptions, write_sheet
from tests.pdf.banks import Maker, bank_of
from tests.pdf.opened import Opened

ODD = (
    "",
    "\0",
    "\x0b\x1f\x7f",
    "\ufffe\uffff",
    "\u202e\u2066abc",
    "\u200d\u200b\ufeff\u00ad",
    "\r\n\t",
    "<b>&\"'{{x}}{% y",
    "x" * 300,
    "\U0010ffff",
    "\u0301\u0301",
    "%s %d \\ (x) )( \\27",
)


def topic_of(number: int, odd: str) -> Topic:
    """A topic in which `odd` is all that stands anywhere."""
    words = (Text(odd),)
    inlines = (
        *(Text(odd), Code(odd), Math(odd), Image("x", odd, title=odd)),
        *(Link(f"#{odd}", words), Link(f"https://example.org/{odd}", words)),
    )
    answer = (Paragraph(inlines, 3), CodeBlock(odd, odd, 4, odd), MathBlock(odd, 5))
    question = Question(
        title=words,
        location=Location("odd.md", 2),
        id=f"{odd}-{number}",
        short=answer,
        details=(*answer, RawHtml("<p>raw</p>", 6)),
        kind=odd,
        tags=(odd,),
        as_of=odd,
        references=(Reference(odd, odd, odd), Reference("k", odd, f"https://example.org/{odd}")),
        number=1,
    )
    topic = Maker(number).topic("T", question)
    return replace(topic, title=words, summary=odd, intro=answer)


def test_odd_texts_are_printed(tmp_path: Path) -> None:
    topics = [topic_of(number, odd) for number, odd in enumerate(ODD, start=1)]
    bank = bank_of(*topics, description="\0", author="\x1b[0m", licence="\ufffe")
    report = write_sheet(bank, tmp_path / "odd.pdf", SheetOptions(now=0))
    assert {d.severity for d in report.diagnostics} <= {"warning", "info"}
    sheet = Opened(report.path)
    assert sheet.pdf.check_pdf_syntax() == []
    assert len([b for b in sheet.bookmarks if b.depth == 0]) == len(ODD) + 1
    assert len(sheet.destinations) == 2 * len(ODD) + 1


def test_what_is_no_text_at_all_is_told(tmp_path: Path) -> None:
    good = Maker(1).topic("Good", Maker(1).ask("Q?", "A."))
    bank = bank_of(good, topic_of(2, "\ud800"))
    report = write_sheet(bank, tmp_path / "odd.pdf", SheetOptions(now=0))
    assert {d.rule for d in report.diagnostics} == {"layout-fault"}
    assert "Good" in Opened(report.path).text
