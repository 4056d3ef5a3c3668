"""Which of many headings ask, where none of them has a question mark."""

from pathlib import Path

import pytest

from exporter.markdown import no_media
from exporter.model.document import plain
from exporter.readers import read
from exporter.readers.forms.contract import Page
from exporter.readers.forms.plain_heading import PLAIN_HEADING


def _headings(level: int, *titles: str) -> str:
    return "".join(f"{'#' * level} {title}\n\nBecause of the wind.\n\n" for title in titles)


def _titles(text: str) -> list[str]:
    outline = PLAIN_HEADING.read(Page("page.md", text, no_media))
    return [plain(question.title) for question in outline.root.all_questions()]


def _marks(text: str) -> int:
    return PLAIN_HEADING.evidence(Page("page.md", text, no_media)).marks


_ASKING = [f"What is knot {number}" for number in range(16)]
_OTHERS = [f"Knot {number}" for number in range(8)]


@pytest.mark.parametrize(
    ("asking", "others", "marks"), [(16, 4, 20), (16, 6, 0), (15, 3, 0), (12, 8, 0)]
)
def test_many_that_sound_so_ask_where_nearly_all_do(asking: int, others: int, marks: int) -> None:
    text = _headings(2, *_ASKING[:asking], *_OTHERS[:others])
    assert _marks(f"# Knots\n\n{text}") == marks


def test_sections_without_deeper_headings_ask_as_well_where_most_do() -> None:
    deeper = f"## Knots\n\n{_headings(3, *_ASKING, *_OTHERS[:4])}"
    undivided = [f"How to sail {number}" for number in range(8)] + ["Anchors", "Flags"]
    text = f"# Boats\n\n{deeper}{_headings(2, *undivided)}"
    assert _titles(text) == [*_ASKING, *_OTHERS[:4], *undivided]


def test_a_few_in_which_a_file_speaks_of_itself_do_not() -> None:
    own = [f"How to build chapter {number}" for number in range(7)]
    text = f"# Boats\n\n{_headings(2, *own)}## Knots\n\n{_headings(3, *_ASKING, *_OTHERS[:4])}"
    assert _titles(text) == [*_ASKING, *_OTHERS[:4]]


@pytest.mark.parametrize(
    "title", ["Можно ли плыть", "В чем смысл", "En qué consiste", "Womit fährt man", "Combien"]
)
def test_what_sounds_so_in_other_languages(title: str) -> None:
    assert _marks(_headings(2, *[f"{title} {number}" for number in range(20)])) == 20


def test_whoever_asks_for_them_gets_headings_that_do_not_sound_so(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    sails = "".join(f"### {name}\n\n{_headings(4, 'Use')}" for name in ("Jib", "Genoa"))
    others = _headings(3, "Spinnaker", "Trysail", "Lug")
    text = f"# Boats\n\n## Sails\n\n{sails}{others}## Masts\n\nHigh."
    page.write_text(text, encoding="utf-8")
    assert [file.questions for file in read(page).files] == [0]
    assert [file.questions for file in read(page, form="plain-heading").files] == [5]
