"""Common TeX: what is told to be sound is sound, and it is most of what a bank has."""

import re
from itertools import islice
from pathlib import Path
from random import Random

from exporter.common_tex import is_common
from exporter.mathjax import Formula, fault_of, typeset

ATOMS = (
    *"abcxyzQ0123456789+-=<>()[]|,.;:!?*/ \n~'",
    *(r"\alpha", r"\sum", r"\infty", r"\cos", r"\dots", r"\lim", r"\prime", r"\to", r"\bigcup"),
    *(r"\{", r"\}", r"\|", r"\%", r"\,", r"\quad", r"\langle", r"\text{if any}", r"\colon"),
)
OPENERS = (
    *("{", "^{", "_{", "_", "^", r"\frac{", r"\hat{", r"\mathrm{", r"\sqrt{", r"\sqrt[3]{"),
    *(r"\operatorname{", r"\underbrace{", r"\left(", r"\left\lvert ", r"\big(", r"\stackrel{"),
)
CLOSERS = ("}", "}", "}{", r"\right)", r"\right\}", r"\right.")
WRONG = (
    *("x^2^3", "x_i_j", r"\frac{a", r"\frac{a}", "a}", "{a", r"\foo", "a & b", r"\left( a", "x^2'"),
    *(r"\sqrt[n", r"\frac\big(x", r"x^\cos y", r"\hat", r"x^", "_", "#1"),
)


def soup(random: Random) -> str:
    parts = (ATOMS, ATOMS, OPENERS, CLOSERS)
    return "".join(random.choice(random.choice(parts)) for _ in range(random.randint(1, 12)))


def test_mathjax_takes_whatever_is_common() -> None:
    random = Random(20)
    soups = (soup(random) for _ in range(10**6))
    common = list(islice((tex for tex in soups if is_common(tex) and "{" in tex), 400))
    assert len(common) == 400
    assert [t for t in common if not isinstance(typeset(t, display=True), Formula)] == []


def test_what_is_wrong_is_left_to_mathjax() -> None:
    assert [tex for tex in WRONG if is_common(tex)] == []
    assert [tex for tex in WRONG if not fault_of(tex, display=True)] == []


def test_most_formulas_of_a_bank_are_common() -> None:
    texts = [file.read_text(encoding="utf-8") for file in Path("content").glob("*.md")]
    formulas = [tex for text in texts for tex in re.findall(r"(?<!\$)\$([^$\n]+)\$(?!\$)", text)]
    assert len(formulas) > 100
    assert sum(map(is_common, formulas)) > 0.9 * len(formulas)
