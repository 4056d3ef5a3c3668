"""Where things stand on each paper."""

import pytest

from exporter.errors import ExporterError
from exporter.pdf.paper import page_of

LETTER_WIDTH = 0.46
"""Of a letter of the text face, in its size, on average."""


@pytest.mark.parametrize("paper", ["a4", "letter", "a5", "200x250mm", "148 × 210", "90x90"])
def test_a_page_has_room_for_its_text(paper: str) -> None:
    page = page_of(paper)
    assert page.width == pytest.approx(page.left + page.measure + page.right)
    assert page.measure > 0.54 * page.width
    assert page.top + page.bottom < page.height / 2
    assert page.measure <= page.wide <= page.width - page.left


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_line_has_sixty_to_eighty_letters_and_a_margin_to_write_in(paper: str) -> None:
    page = page_of(paper)
    letters = page.measure / (page.text * 0.3528 * LETTER_WIDTH)
    assert 60 <= letters <= 80
    assert page.aside
    assert page.right >= 50


def test_a_narrow_page_has_no_margin_for_marks() -> None:
    page = page_of("a5")
    assert not page.aside
    assert page.wide == page.measure


@pytest.mark.parametrize("paper", ["A4", " a4 ", "210x297", "210x297mm", "210.0 x 297.0 mm"])
def test_one_page_has_many_names(paper: str) -> None:
    assert page_of(paper) == page_of("a4")


@pytest.mark.parametrize("paper", ["", "a0", "x", "210x", "-210x297", "50x50", "2000x100", "1e9x1"])
def test_what_is_no_paper_is_told(paper: str) -> None:
    with pytest.raises(ExporterError):
        page_of(paper)
