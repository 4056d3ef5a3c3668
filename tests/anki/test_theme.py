"""The colours of the theme, by day and by night: every word can be read."""

import re

import pytest

from exporter.anki.templates import card_environment, filled
from tests.anki.test_reviewer import luminance

WORDS = ("ink", "quiet", "accent")
CODE = tuple(
    f"code-{part}"
    for part in (
        *("keyword", "string", "number", "comment", "function", "type", "decorator", "error"),
    )
)
HUES = ("note", "good", "care", "wrong", "ask", "plain")


def theme(night: bool) -> dict[str, tuple[int, ...]]:
    """The colours by name, as red, green and blue."""
    css = filled(card_environment(None), "theme.css", {})
    block = css.split(".card.nightMode")[night]
    found: dict[str, tuple[int, ...]] = {}
    for name, value in re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6}|\d+, \d+, \d+);", block):
        parts = re.findall("[0-9a-f]{2}", value) if value[0] == "#" else value.split(", ")
        found[name] = tuple(int(part, 16 if value[0] == "#" else 10) for part in parts)
    return found


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """From 1 to 21 (WCAG 2.2, contrast ratio)."""
    light, dark = sorted((luminance(f"rgb{one}"), luminance(f"rgb{other}")), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("night", [False, True])
def test_words_stand_out_from_the_paper(night: bool) -> None:
    colours = theme(night)
    for name in (*WORDS, *HUES):
        assert contrast(colours[name], colours["paper"]) >= 4.5, name


@pytest.mark.parametrize("night", [False, True])
def test_code_stands_out_from_its_box(night: bool) -> None:
    colours = theme(night)
    for name in (*CODE, "ink", "quiet"):
        assert contrast(colours[name], colours["tint"]) >= 4.5, name


@pytest.mark.parametrize("night", [False, True])
def test_titles_of_boxes_stand_out_from_them(night: bool) -> None:
    colours = theme(night)
    for name in HUES:
        box = tuple(
            round(0.08 * hue + 0.92 * paper)
            for hue, paper in zip(colours[name], colours["paper"], strict=True)
        )
        assert contrast(colours[name], box) >= 4.5, name
        assert contrast(colours["ink"], box) >= 7, name


def test_marked_words_can_be_read() -> None:
    for night in (False, True):
        colours = theme(night)
        assert contrast(colours["ink"], colours["highlight"]) >= 4.5
