"""Rules that are asked only at their letters find what all rules together find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.token import Token

from exporter.markdown import syntax

_STARTS = st.sampled_from(
    [
        *("", "", "  ", "    ", "\t", "> ", "- ", "+ ", "* ", "1. ", "23) ", "# ", "###### ", "#"),
        *("```", "~~~py", "$$", "\\[", "\\begin{a}", "![", "[a]: ", "[a", "| a | b |", "|---|:-:|"),
        *("---", "===", "***", "___", "!!! note", '??? tip "a"', '=== "a"', ":::note", ":::"),
        *("<details>", "</details>", "<summary>a</summary>", "<quiz>", "</quiz>", "<!-- a", "-->"),
        *("<div markdown>", "</div>", "<br>", "<b>a</b>", "\\", "&amp;", "- [ ] ", "- [x] "),
    ]
)
_ENDS = st.text("ab .:-+%@#>]^}{=!$&*<[\\_`~|()x1/\n", max_size=12)
_TEXTS = st.lists(st.tuples(_STARTS, _STARTS, _ENDS).map("".join), max_size=8).map("\n".join)


@pytest.fixture(scope="module")
def asking_all() -> MarkdownIt:
    """The parser with every rule asked everywhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(syntax, "blocks_by_letter", lambda ruler, letters: ruler)
        patch.setattr(syntax, "inlines_by_letter", lambda ruler, letters: ruler)
        parser = syntax._parser.__wrapped__()
    parser.inline.terminator_re = ParserInline().terminator_re
    return parser


def _shown(tokens: list[Token]) -> list[tuple[object, ...]]:
    return [
        (token.type, token.map, token.content, token.info, token.attrs, token.meta.keys())
        for token in tokens
        for token in (token, *(token.children or ()))
    ]


@given(_TEXTS)
def test_the_letters_leave_no_rule_out(asking_all: MarkdownIt, text: str) -> None:
    assert _shown(syntax.tokens_of(text)) == _shown(asking_all.parse(text, {}))
