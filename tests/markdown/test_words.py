"""What a tree says in plain words, as titles and identities use it."""

from dataclasses import replace

import pytest

from exporter.markdown import read_document
from exporter.model.document import (
    CodeBlock,
    Emphasis,
    Link,
    Paragraph,
    RawHtml,
    Text,
    plain_blocks,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("H<sub>2</sub>O and <kbd>a &lt; b</kbd>", "H2O and a < b"),
        ("*a* **b** ~~c~~ ==d== `e` $f$", "a b c d e f"),
        ("[a](https://x.org) ![b](c.png)", "a b"),
        ("a\nb  \nc", "a b\nc"),
        ("> - a\n> - b", "a\nb"),
        ("| a | b |\n|---|---|\n| c | d |", "a | b\nc | d"),
        ("<div>raw</div>", ""),
    ],
)
def test_plain_words(text: str, words: str) -> None:
    assert plain_blocks(read_document(text).blocks) == words


def test_a_paragraph_that_nobody_wrote_is_words() -> None:
    text = "a *b* `c` $d$ " * 20_000
    document = read_document(f"a\n\n{text}")
    _, paragraph = document.blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.children == (Text(text.strip()),)
    assert [(told.rule, told.line) for told in document.diagnostics] == [("too-long", 3)]


@pytest.mark.parametrize("brackets", ["[", "![", "[[", "*["])
def test_brackets_without_end_are_words(brackets: str) -> None:
    text = f"[a](b)\n\n{brackets * 5_000}\n\n*c* [d](e)"
    document = read_document(text)
    first, _, last = document.blocks
    assert isinstance(first, Paragraph)
    assert first.children == (Link("b", (Text("a"),)),)
    assert isinstance(last, Paragraph)
    assert last.children == (Emphasis((Text("c"),)), Text(" [d](e)"))
    assert [(told.rule, told.line) for told in document.diagnostics] == [("too-long", 3)]


def test_a_page_of_nothing_but_links_is_links() -> None:
    links = "[![[a]](b)](c)[[d]][e](f)"
    document = read_document("\n\n".join([links] * 5_000))
    assert document.diagnostics == ()
    assert document.blocks[0] == replace(document.blocks[-1], line=1)


def test_html_that_nests_without_end_is_words() -> None:
    tags = "<summary>a" * 1_000
    document = read_document(f"<div>\n{tags}\n</div>\n\nb")
    code, last = document.blocks
    assert isinstance(code, CodeBlock)
    assert tags in code.text
    assert isinstance(last, Paragraph)
    assert [(told.rule, told.line) for told in document.diagnostics] == [("too-deep", 1)]


def test_html_that_goes_on_is_no_deeper_for_it() -> None:
    rows = "<tr><td>a<br><td>b</tr>\n" * 2_000
    document = read_document(f"<table>\n{rows}</table>")
    assert document.diagnostics == ()
    assert isinstance(document.blocks[0], RawHtml)
