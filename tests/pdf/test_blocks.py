"""What is done to a text before it is laid out: its headings, its wide parts, its spaces."""

import pytest
from markupsafe import Markup

from exporter.model.document import Heading, walk
from exporter.pdf.fit import fitted
from exporter.pdf.headings import below
from exporter.pdf.medium import PrintMedium
from exporter.pdf.paper import page_of
from exporter.pdf.spaces import with_spaces_apart
from exporter.pdf.words import Words
from tests.pdf.banks import Maker, bank_of

A4 = page_of("a4")


def medium() -> PrintMedium:
    words = Words(bank_of())
    return PrintMedium("a.md", figures=frozenset(), tell=lambda *_: None, words=words)


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("text", []),
        ("# A\n\n# B", [4, 4]),
        ("# A\n\n###### B\n\n### C", [4, 6, 5]),
        ("> ## A\n\n- # B", [5, 4]),
        ("!!! note\n    ##### A", [4]),
        ("# 1\n\n## 2\n\n### 3\n\n#### 4", [4, 5, 6, 6]),
    ],
)
def test_headings_follow_on_the_level_above_them(text: str, levels: list[int]) -> None:
    moved = below(3, Maker(1).blocks(text))
    assert [block.level for block in walk(moved) if isinstance(block, Heading)] == levels


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("A paragraph.", ""),
        ("```\nshort\n```", "whole"),
        ("```\n" + "x\n" * 40 + "```", ""),
        ("```\n" + "x" * 80 + "\n```", "wide whole"),
        ("```\n" + "x" * 200 + "\n```", "wide small whole"),
        ("$$x$$", ""),
        ("$$" + "x+" * 60 + "x$$", "wide"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "whole short-1 short-2"),
        (f"| a | b |\n|---|---|\n| {'long ' * 60} | 2 |", "whole short-2"),
        (f"| a | b | c |\n|---|---|---|\n| {'long ' * 60} | 2 | 3 |", "wide whole short-2 short-3"),
        (f"|{'a|' * 7}\n|{'---|' * 7}\n|{'Reinforcement b|' * 7}", "wide small whole"),
        (f"|{'a|' * 9}\n|{'---|' * 9}\n|{'a_long_identifier|' * 9}", "wide small tight whole"),
        (
            "|a" * 6 + "|\n" + "|---" * 6 + "|\n" + r"|$\mathrm{d}\mathrm{e}$" * 6 + "|",
            "wide whole",
        ),
        ("|a" * 6 + "|\n" + "|---" * 6 + "|\n" + "|`some_long_identifier`" * 6 + "|", "wide whole"),
        ("| a |\n|---|\n" + "| a row of words |\n" * 20, ""),
    ],
)
def test_a_block_says_what_room_it_needs(text: str, needs: str) -> None:
    html = fitted(Maker(1).blocks(text), medium(), A4)
    assert html.startswith(f'<div class="{needs}">' if needs else ("<p>", "<div class="))
    if not needs:
        assert not html.startswith(('<div class="wide', '<div class="whole', '<div class="short'))


@pytest.mark.parametrize(
    ("html", "apart"),
    [
        ("a <em>b</em>", "a<span> </span><em>b</em>"),
        ('a\n<img src="x">', 'a<span> </span><img src="x">'),
        ("<em>a</em> b", "<em>a</em> b"),
        ("<p>a</p>\n<p>b</p>", "<p>a</p>\n<p>b</p>"),
        ("<pre>a <span>b</span> <em>c</em></pre>", "<pre>a <span>b</span> <em>c</em></pre>"),
        ("a <embed>", "a <embed>"),
    ],
)
def test_a_space_before_an_element_stands_apart(html: str, apart: str) -> None:
    assert with_spaces_apart(Markup(html)) == apart
