"""Lines are broken where they should be: WeasyPrint, as this package goes about it."""

from pathlib import Path

from exporter.pdf.sheet import SheetOptions, write_sheet
from tests.pdf.banks import Maker, bank_of
from tests.pdf.opened import Opened


def test_no_line_is_broken_early_before_a_formula(tmp_path: Path) -> None:
    make = Maker(1)
    # Lines of every length about that of a full one, in steps less than the width of a space.
    fills = ["i" * (n % 10) + "t" * (n // 10) for n in range(100, 160)]
    texts = [f"With $x$ representation of numbers has so many words: {f} then, $y$." for f in fills]
    asked = [make.ask("Q?", text) for text in texts]
    path = tmp_path / "lines.pdf"
    write_sheet(bank_of(make.topic("T", *asked)), path, SheetOptions(now=0))
    assert Opened(path).text.count("representation of numbers has so many words") == len(texts)


def test_a_long_word_of_coloured_code_is_broken(tmp_path: Path) -> None:
    make = Maker(1)
    code = "```python\n    page.to_image(resolution=150).debug(" + "settings).save(" * 6 + ")\n```"
    bank = bank_of(make.topic("T", make.ask("Q?", code)))
    report = write_sheet(bank, tmp_path / "sheet.pdf", SheetOptions(layout="fold", now=0))
    sheet = Opened(report.path)
    [width] = {width for width, _ in sheet.sizes}
    rights = [box[2] for page in range(len(sheet.texts)) for box in sheet.letter_boxes(page)]
    assert max(rights) <= width - 15 * 72 / 25.4
    assert sheet.text.replace(" ", "").count("settings") == 6
