"""TeX into pictures: what comes out, what is refused, and that no formula leaves a trace."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter import mathjax
from exporter.html.formula import for_anki, for_print
from exporter.mathjax import Formula, FormulaFault, typeset

SVG = "{http://www.w3.org/2000/svg}"

RIGHT = (
    r"x",
    r"\frac{a}{b}",
    r"\operatorname{Var}(q \cdot k) = d_k",
    r"\begin{align}a&=b\\c&=d\end{align}",
    r"\begin{pmatrix}1&2\\3&4\end{pmatrix}",
    r"\ce{H2O}",
    r"\cancel{x}",
    r"\boxed{y}",
    r"\underbrace{a+b}_{c}",
    r"\text{grüße 中}",
    r"\xrightarrow{\text{far away}}",
    r"\color{red}{x}",
    r"a < b \& c",
)
REFUSED = (
    (r"\frac{a", "Missing close brace"),
    (r"\foo", r"Undefined control sequence \foo"),
    (r"a & b", "Misplaced &"),
    (r"\begin{nowhere}\end{nowhere}", "Unknown environment 'nowhere'"),
    (r"\href{https://example.org}{x}", r"Undefined control sequence \href"),
    (r"\require{physics}", r"Undefined control sequence \require"),
    (r"\def\a{\a\a}\a", "recursive macro"),
    ("a\0b", "no text"),
    ("\ud800", "no text"),
    ("x" * 20_001, "20001 characters"),
)
DEFINITIONS = (
    (r"\newcommand{\mine}{5}\mine", r"\mine"),
    (r"\def\mine{5}\mine", r"\mine"),
    (r"\let\mine=\alpha \mine", r"\mine"),
    (r"\DeclareMathOperator{\mine}{mine}\mine x", r"\mine x"),
    (r"\DeclarePairedDelimiter{\mine}{|}{|}\mine{x}", r"\mine{x}"),
    (r"\newenvironment{mine}{1}{2}\begin{mine}\end{mine}", r"\begin{mine}\end{mine}"),
)


def picture(tex: str, *, display: bool = True) -> Formula:
    formula = typeset(tex, display=display)
    assert isinstance(formula, Formula), formula
    return formula


def fault(tex: str) -> str:
    formula = typeset(tex, display=True)
    assert isinstance(formula, FormulaFault), tex
    return formula.message


@pytest.mark.parametrize("tex", RIGHT)
def test_a_right_formula_becomes_a_picture_of_its_size(tex: str) -> None:
    formula = picture(tex)
    root = ElementTree.fromstring(formula.svg)
    assert root.tag == f"{SVG}svg"
    left, top, width, height = (float(n) for n in root.attrib["viewBox"].split())
    assert left == 0
    assert formula.width == pytest.approx(width / 1000, abs=1e-4)
    assert formula.height == pytest.approx(height / 1000, abs=1e-4)
    assert formula.depth == pytest.approx((top + height) / 1000, abs=1e-4)
    assert list(root.iter(f"{SVG}path")) or list(root.iter(f"{SVG}text"))
    assert not [name for part in root.iter() for name in part.attrib if name.startswith("data-")]


def test_lengths_are_those_of_the_face() -> None:
    assert picture("x").width == pytest.approx(0.572)  # of MathJax's TeX face, math italic
    assert picture("x").depth == pytest.approx(0.011)  # x reaches a little below the line
    assert picture("xx").width == pytest.approx(2 * 0.572)
    assert picture(r"\frac{a}{b}").height > 1.5
    assert picture(r"\sum_i x", display=True).height > picture(r"\sum_i x", display=False).height


@pytest.mark.parametrize(("tex", "words"), REFUSED)
def test_a_broken_formula_is_told_in_the_words_that_a_learner_would_meet(
    tex: str, words: str
) -> None:
    assert words in fault(tex)
    assert not fault(tex).endswith(".")


@pytest.mark.parametrize(("tex", "later"), DEFINITIONS)
def test_what_a_formula_defines_no_other_knows(tex: str, later: str) -> None:
    picture(tex)
    assert "mine" in fault(later)


def test_a_command_made_anew_is_as_it_was_for_the_next() -> None:
    before = picture(r"\frac{a}{b}").svg
    typeset.cache_clear()
    picture(r"\let\frac=\alpha \frac")
    picture(r"\renewcommand{\frac}[2]{#1}\frac{a}{b}")
    assert picture(r"\frac{a}{b}").svg == before


def test_a_tag_stands_right_of_its_formula() -> None:
    formula, bare = picture(r"a+b \tag{7}"), picture("a+b")
    root = ElementTree.fromstring(formula.svg)
    assert not list(root.iter(f"{SVG}svg"))[1:]
    assert formula.width > bare.width + 2
    body, tag = (
        float(part.attrib["transform"].removeprefix("translate(").partition(",")[0])
        for part in root[0]
    )
    assert 0 < body < tag < formula.width * 1000
    assert tag > body + bare.width * 1000


def test_the_order_of_formulas_changes_nothing() -> None:
    texts = [r"a\tag{1}", r"\label{x} y", r"\text{z}", r"\definecolor{c}{RGB}{9,9,9}\color{c}q"]
    first = [picture(tex).svg for tex in texts]
    typeset.cache_clear()
    assert [picture(tex).svg for tex in reversed(texts)] == first[::-1]


def test_threads_may_share_it() -> None:
    typeset.cache_clear()
    with ThreadPoolExecutor(4) as pool:
        widths = list(pool.map(lambda n: picture("x" * n).width, range(1, 40)))
    assert widths == sorted(widths)


def test_a_formula_that_takes_too_long_is_told_and_the_next_is_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(mathjax, "_SECONDS", 0.05)
    assert "too long" in fault(r"\begin{array}{c}" + "x&" * 5000 + r"\end{array}")
    monkeypatch.undo()
    assert picture("y^2").width > 0


@settings(max_examples=150)
@given(st.text(max_size=60), st.booleans())
def test_any_text_at_all_is_a_picture_or_a_fault(tex: str, display: bool) -> None:
    match typeset(tex, display=display):
        case Formula(svg, width, height):
            ElementTree.fromstring(svg)
            assert width >= 0
            assert height >= 0
        case FormulaFault(message):
            assert message


def test_a_process_that_has_set_a_formula_ends() -> None:
    code = "from exporter.mathjax import typeset; print(typeset('x', display=False).width)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert float(done.stdout) > 0
    assert done.stderr == ""


def test_anki_gets_its_delimiters_and_paper_a_picture() -> None:
    assert for_anki("a<b", display=False) == r"\(a&lt;b\)"
    assert for_anki("a<b", display=True) == r"\[a&lt;b\]"
    html = for_print('a<"b"', display=False)
    image = ElementTree.fromstring(f"{html[:-1]}/>")
    assert image.attrib["alt"] == 'a<"b"'
    assert image.attrib["src"].startswith("data:image/svg+xml;base64,")
    assert "vertical-align:-" in image.attrib["style"]


def test_both_get_a_broken_formula_as_code() -> None:
    for html in (for_anki(r"\frac{<", display=True), for_print(r"\frac{<", display=True)):
        assert html == r'<code class="broken">\frac{&lt;</code>'
