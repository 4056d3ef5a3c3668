"""The text of a paragraph into tokens, as markdown-it does it, but never without end.

What nobody wrote by hand is kept as words: a paragraph of hundreds of thousands of characters, and
the brackets of a page that hardly has anything else. Its first token says so.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

__all__ = ["LONGEST_LINE", "InlineParser", "env_for", "unread"]

LONGEST_LINE = 200_000
"""How many characters of a paragraph are read as markdown; nobody wrote a longer one by hand."""

STEPS_PER_CHARACTER = 2
FREE_STEPS = 10_000
"""How many parts of labels are looked at; each character of a run of brackets has 60 of them."""

_LABEL_END = "]"
_LABELS = "steps_in_labels"
_UNREAD = "unread"


def env_for(text: str) -> EnvType:
    """What the parser keeps while it reads `text`."""
    return {_LABELS: FREE_STEPS + STEPS_PER_CHARACTER * len(text)}


def unread(children: list[Token]) -> str:
    """What of a paragraph is not read as markdown, by its tokens: `all`, `labels` or nothing."""
    return str(children[0].meta.get(_UNREAD, "")) if children else ""


class InlineParser(ParserInline):
    """markdown-it's, which makes one token of a plain text without trying its rules: most cells."""

    def __init__(self, letters: str) -> None:
        """`letters` are those at which its rules may begin."""
        super().__init__()
        self.terminator_re = re.compile(f"[{re.escape(''.join(sorted({*letters, _LABEL_END})))}]")

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Puts the tokens of `src` into `tokens`."""
        if not (src and self.terminator_re.search(src)):
            tokens.append(Token("text", "", 0, content=src))
        elif len(src) > LONGEST_LINE:
            tokens.append(Token("text", "", 0, content=src, meta={_UNREAD: "all"}))
        else:
            super().parse(src, md, env, tokens)
            if tokens and env.get(_LABELS, 0) < 0:
                tokens[0].meta[_UNREAD] = "labels"
        return tokens

    def skipToken(self, state: StateInline) -> None:  # noqa: N802
        """Goes on behind a part of a label; to the end of the text when too many were looked at."""
        left = state.env[_LABELS] = state.env.get(_LABELS, FREE_STEPS) - 1
        if left < 0:
            state.pos = state.posMax
        else:
            super().skipToken(state)
