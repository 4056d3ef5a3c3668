"""What a tree says in plain words, as titles and identities use it."""

import pytest

from exporter.markdown import read_document
from exporter.model.document import Paragraph, Text, plain_blocks


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
    (paragraph,) = read_document(text).blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.children == (Text(text.strip()),)
