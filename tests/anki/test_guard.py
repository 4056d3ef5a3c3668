r"""What stands in a field for words that Anki would act on. Expected: read in real Anki, too."""

import pytest
from markupsafe import Markup, escape

from exporter.anki.guard import guard_blank, guard_braces, guard_field, guard_text

SILENT = [
    "",
    "plain words",
    "a [link] and [1]",
    "f(x) = {x}",
    r"C:\users and \alpha",
    "a $ and [ $x",
    "[sound] of music",
    "sound:x]",
]

TOLD = [
    (r"\(x\)", r"<span>\</span>(x\)"),
    (r"\[x\]", r"<span>\</span>[x\]"),
    (r"\\(x", r"\<span>\</span>(x"),
    ("ends in \\", r"ends in <span>\</span>"),
    ("{{c1::x}}", "&#123;{c1::x}}"),
    ("{{{x", "&#123;&#123;{x"),
    ("ends in {", "ends in &#123;"),
]

ACTING = [
    ("[sound:x.mp3]", "&#91;sound:x.mp3]"),
    ("[SOUND:x.mp3]", "&#91;SOUND:x.mp3]"),
    ("[latex]x[/latex]", "&#91;latex]x&#91;/latex]"),
    ("[$]x[/$] [$$]y[/$$]", "&#91;$]x&#91;/$] &#91;$$]y&#91;/$$]"),
    ("[anki:play:q:0]", "&#91;anki:play:q:0]"),
    ("[[type:x]]", "&#91;&#91;type:x]]"),
    ("a\x1fb\x00c\td\ne", "abc\td\ne"),
    ('<a title="{{c1::x}}">{{c1::y}}</a>', '<a title="&#123;{c1::x}}">{{c1::y}}</a>'),
]


@pytest.mark.parametrize("words", SILENT)
def test_words_that_mean_nothing_to_anki_stay(words: str) -> None:
    assert guard_text(escape(words)) == escape(words)
    assert guard_field(escape(words)) == escape(words)


@pytest.mark.parametrize(("words", "expected"), TOLD)
def test_words_are_parted(words: str, expected: str) -> None:
    assert guard_text(escape(words)) == expected


@pytest.mark.parametrize(("html", "expected"), ACTING)
def test_a_field_does_not_act(html: str, expected: str) -> None:
    assert guard_field(Markup(html)) == expected


def test_nothing_ends_a_blank_from_inside() -> None:
    assert guard_blank(Markup("a::b:::c")) == "a&#58;:b&#58;&#58;:c"
    assert guard_blank(Markup("x}} y}")) == "x&#125;} y&#125;"
    assert guard_blank(Markup("ends in :")) == "ends in &#58;"


def test_a_formula_keeps_its_single_braces() -> None:
    assert guard_braces(Markup(r"\(x^{2}_{{a}}\)")) == r"\(x^{2}_&#123;{a}}\)"
