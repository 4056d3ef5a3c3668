"""The bundled fonts: all there, each what it is said to be, and what they lack."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from exporter.errors import ExporterError
from exporter.fonts import CODE, FACES, Face, font_face_css, font_folders, uncovered


@pytest.mark.parametrize("face", FACES, ids=lambda face: f"{face.name}-{face.weight}")
def test_each_face_is_the_font_that_it_says(face: Face) -> None:
    font = TTFont(face.path, lazy=True)
    italic = bool(font["head"].macStyle & 2)
    assert italic == (face.style == "italic")
    if "fvar" in font:
        (axis,) = font["fvar"].axes
        assert axis.minValue <= face.weight <= axis.maxValue
    else:
        assert font["OS/2"].usWeightClass == face.weight


def test_the_css_names_each_face_once_by_a_file_url() -> None:
    css = font_face_css()
    assert css.count("@font-face") == len(FACES)
    assert len({(face.family, face.weight, face.style) for face in FACES}) == len(FACES)
    for face in FACES:
        assert face.path.as_uri() in css
        assert any(face.path.is_relative_to(folder) for folder in font_folders())


def test_no_family_has_a_name_that_a_computer_gives_its_own() -> None:
    assert {face.family for face in FACES}.isdisjoint(
        {"Sans", "Serif", "Mono", "Source Serif Pro", "Source Sans Pro", "Source Code Pro"}
    )


def test_the_face_for_code_draws_boxes() -> None:
    (face,) = (f for f in FACES if (f.family, f.weight, f.style) == (CODE, 400, "normal"))
    letters = TTFont(face.path, lazy=True).getBestCmap()
    assert all(code in letters for code in range(0x2500, 0x2580))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain",
        "naïve Ünïcödé",
        "Ελληνικά",
        "Кириллица",
        "→ ⇒ ≤ ∑ ∀ ⚠ ✓ ☐ ☑",
        "│┌─┐",
        "a\n\tb\u00ad\u200b",
    ],
)
def test_what_they_have_is_not_told(text: str) -> None:
    assert uncovered(text) == frozenset()


@pytest.mark.parametrize(
    ("text", "lacking"),
    [("a中b文", "中文"), ("हि", "हि"), ("🦜 and 🚀", "🦜🚀"), ("\U00012000", "\U00012000")],
)
def test_what_they_lack_is_told(text: str, lacking: str) -> None:
    assert uncovered(text) == frozenset(lacking)


def test_a_font_that_is_not_installed_is_told() -> None:
    for face in (Face("x", "no_such_package", "a.otf"), Face("x", "ziafont", "fonts/None.ttf")):
        with pytest.raises(ExporterError, match="install exporter again"):
            assert isinstance(face.path, Path)
