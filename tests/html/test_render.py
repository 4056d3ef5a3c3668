"""Markdown through the tree into HTML: the shapes that both writers' style sheets build on."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from exporter.html.code import highlight
from exporter.html.render import render_blocks
from exporter.markdown.document import read_document
from exporter.model.document import Image, Link, Mark
from tests.fixtures import Fixture, fixtures_in

CASES = list(fixtures_in(Path(__file__).parent / "fixtures"))


class Plain:
    """A medium that shows everything in the plainest way."""

    folds = True

    def text(self, text: str) -> Markup:
        return escape(text)

    def code(self, text: str) -> Markup:
        return escape(text)

    def formula(self, tex: str, *, display: bool) -> Markup:
        return Markup("[{}]" if display else "({})").format(tex)

    def image(self, image: Image) -> Markup:
        return Markup('<img src="{}">').format(image.src)

    def link(self, link: Link, content: Markup) -> Markup:
        return Markup('<a href="{}">{}</a>').format(link.href, content)

    def mark(self, mark: Mark, content: Markup) -> Markup:
        return Markup("<mark>{}</mark>").format(content)

    def code_block(self, html: Markup) -> Markup:
        return html

    def raw(self, html: str) -> Markup:
        return Markup(html)


class OnPaper(Plain):
    folds = False


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_markdown_as_html(case: Fixture) -> None:
    document = read_document(case.given)
    assert render_blocks(document.blocks, Plain()) == case.expected


def test_folded_boxes_stand_open_on_paper() -> None:
    document = read_document('??? note "More"\n    b\n')
    html = render_blocks(document.blocks, OnPaper())
    assert html == '<div class="box box-note"><p class="box-title">More</p>\n<p>b</p>\n</div>'


class Balance(HTMLParser):
    """Fails where a tag closes that is not open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"br", "hr", "img", "wbr", "col", "input"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


PIECES = [
    "*",
    "**",
    "`",
    "<b>",
    "</b>",
    "<div>",
    "</div>",
    "- ",
    "\n",
    "\n\n",
    "    ",
    "|a|\n|-|\n",
    "!!! note\n",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=30).map("".join))
def test_html_is_balanced_whatever_the_text(text: str) -> None:
    balance = Balance()
    balance.feed(render_blocks(read_document(text).blocks, Plain()))
    balance.close()
    assert balance.open == []


CODE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"))
"""Code as the reader gives it: each line ends in a plain line feed."""


@given(CODE, st.sampled_from(["python", "sh", "json", "diff", "nonesuch", ""]))
def test_highlighting_changes_no_letter_of_the_code(code: str, language: str) -> None:
    parser = _Words()
    parser.feed(highlight(code, language))
    parser.close()
    assert "".join(parser.words) == code


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)
