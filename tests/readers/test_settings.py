"""`[print]` of bank.toml: what it says, what is wrong in it, and what it does to a sheet."""

from pathlib import Path

import pypdfium2
import pytest

from exporter.api import SheetOptions, read_bank, write_sheet
from exporter.errors import ExporterError
from exporter.model.bank import PrintSettings
from exporter.readers.settings import Settings, read_settings

BANK = '??? question "What is asked?"\n    [An answer](https://e.org/there).\n'


def bank_with(folder: Path, text: str) -> Path:
    (folder / "bank.toml").write_text(f'title = "B"\n\n[print]\n{text}\n', encoding="utf-8")
    (folder / "look.css").write_text("p { color: #ff0000 }", encoding="utf-8")
    (folder / "01-a.md").write_text(BANK, encoding="utf-8")
    return folder


def settings_of(folder: Path, text: str) -> Settings:
    return read_settings(bank_with(folder, text))


def test_every_key_is_read(tmp_path: Path) -> None:
    found = settings_of(
        tmp_path,
        'theme = "look.css"\npaper = "a5"\nlayout = "quiz"\nfont_size = 9\nduplex = true\n'
        'links = "brackets"\nflip = "short"\nheader = " H "\nfooter = "F"',
    )
    assert found.diagnostics == ()
    assert found.print == PrintSettings(
        theme=str((tmp_path / "look.css").resolve()),
        paper="a5",
        layout="quiz",
        font_size=9.0,
        duplex=True,
        links="brackets",
        flip="short",
        header="H",
        footer="F",
    )


def test_nothing_said_is_the_programs_own(tmp_path: Path) -> None:
    assert settings_of(tmp_path, "").print == PrintSettings()


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ('theme = "plain"', "theme", "plain"),
        ("font_size = 10.5", "font_size", 10.5),
        ("font_size = 0", "font_size", 0.0),
        ("duplex = false", "duplex", False),
        ('paper = "200x250mm"', "paper", "200x250mm"),
    ],
)
def test_a_value_is_taken_as_it_is(tmp_path: Path, text: str, field: str, value: object) -> None:
    found = settings_of(tmp_path, text)
    assert found.diagnostics == ()
    assert getattr(found.print, field) == value


@pytest.mark.parametrize(
    ("text", "rule", "message"),
    [
        ("theme = 4", "bad-setting", "`theme` is no text"),
        ('theme = "none.css"', "bad-setting", "no file in the bank's folder"),
        ('theme = "../outside.css"', "bad-setting", "no file in the bank's folder"),
        ("paper = 4", "bad-setting", "`paper` is no text"),
        ("links = true", "bad-setting", "`links` is no text"),
        ("flip = []", "bad-setting", "`flip` is no text"),
        ('font_size = "10"', "bad-setting", "`font_size` is no number"),
        ("font_size = true", "bad-setting", "`font_size` is no number"),
        ("font_size = -1", "bad-setting", "no number of 0 to"),
        ("font_size = inf", "bad-setting", "no number of 0 to"),
        ("font_size = nan", "bad-setting", "no number of 0 to"),
        (f"font_size = 1{'0' * 400}", "bad-setting", "no number of 0 to"),
        ("duplex = 1", "bad-setting", "`duplex` is neither true nor false"),
        ('size = "a4"', "unknown-key", "`[print]` has no key `size`"),
    ],
)
def test_what_is_wrong_is_told_once_with_its_line(
    tmp_path: Path, text: str, rule: str, message: str
) -> None:
    found = settings_of(tmp_path, text)
    (only,) = found.diagnostics
    assert (only.rule, only.file, only.line) == (rule, "bank.toml", 4)
    assert message in only.message
    assert only.help
    assert found.print == PrintSettings()


def texts(path: Path) -> list[str]:
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path)]
    return [" ".join(page.split()) for page in pages]


def printed(folder: Path, text: str, **options: object) -> list[str]:
    bank = read_bank(bank_with(folder, text)).bank
    path = folder / "sheet.pdf"
    write_sheet(bank, path, SheetOptions(now=0, **options))  # type: ignore[arg-type]
    return texts(path)


def test_a_sheet_is_made_as_the_bank_says_unless_it_is_asked_otherwise(tmp_path: Path) -> None:
    said = 'links = "brackets"\nduplex = true\nfooter = "The foot"\npaper = "a5"'
    own = printed(tmp_path, said)
    assert len(own) == 2
    assert "(e.org/there)" in own[0]
    assert "The foot" in own[0]
    assert pypdfium2.PdfDocument(tmp_path / "sheet.pdf")[0].get_size()[0] == pytest.approx(
        419.5, abs=1
    )
    asked = printed(tmp_path, said, links="hidden", duplex=False, paper="a4")
    assert len(asked) == 1
    assert "e.org" not in asked[0]
    assert pypdfium2.PdfDocument(tmp_path / "sheet.pdf")[0].get_size()[0] == pytest.approx(
        595, abs=1
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('theme = "pale"', "no theme is called 'pale': there is colour, plain"),
        ('paper = "a9"', "no paper is called 'a9'"),
        ('layout = "origami"', "no layout is called 'origami'"),
        ('links = "everywhere"', "'everywhere': there is notes, brackets, hidden"),
        ('flip = "twice"', "'twice': there is long, short"),
        ("font_size = 200", "type of 200 points"),
    ],
)
def test_what_there_is_not_is_told_before_anything_is_written(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(ExporterError, match=said):
        printed(tmp_path, text)
    assert not (tmp_path / "sheet.pdf").exists()
