"""Text into tokens: CommonMark with tables, strikes, marks, tasks, formulas and boxes.

One parser for the whole process: markdown-it-py, with a rule of its own (`rules/`) for each
construct that it does not know.
"""

from collections.abc import Mapping
from functools import cache

from markdown_it import MarkdownIt, rules_block, rules_inline
from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.parser_inline import RuleFuncInlineType
from markdown_it.ruler import RuleOptionsType
from markdown_it.token import Token

from exporter.markdown.first_letters import blocks_by_letter, inlines_by_letter
from exporter.markdown.inline_parser import InlineParser, env_for
from exporter.markdown.rules.admonition import admonition
from exporter.markdown.rules.colons import colons
from exporter.markdown.rules.comment import comment_or_html
from exporter.markdown.rules.depth import DEEPEST, too_deep
from exporter.markdown.rules.details import details, pair_details
from exporter.markdown.rules.image import attributes, shallow_image
from exporter.markdown.rules.mark import close_marks, open_marks
from exporter.markdown.rules.markdown_html import markdown_html
from exporter.markdown.rules.math import math_block, math_inline, math_paragraph
from exporter.markdown.rules.quiz import quiz
from exporter.markdown.rules.tab import tab

__all__ = ["line_of", "tokens_of"]

_EVERYWHERE: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
_FIRST_LETTERS: Mapping[RuleFuncBlockType, str] = {
    admonition: "!?",
    tab: "=",
    colons: ":",
    math_block: "$\\",
    details: "<",
    quiz: "<",
    markdown_html: "<",
    comment_or_html: "<",
    rules_block.fence: "`~",
    rules_block.blockquote: ">",
    rules_block.hr: "*-_",
    rules_block.list_block: "*-+0123456789",
    rules_block.reference: "[",
    rules_block.heading: "#",
}
_LETTERS: Mapping[RuleFuncInlineType, str] = {
    rules_inline.newline: "\n",
    math_inline: "$\\",
    rules_inline.escape: "\\",
    rules_inline.backtick: "`",
    rules_inline.strikethrough.tokenize: "~",
    open_marks: "=",
    rules_inline.emphasis.tokenize: "*_",
    rules_inline.link: "[",
    shallow_image: "!",
    attributes: "{",
    rules_inline.autolink: "<",
    rules_inline.html_inline: "<",
    rules_inline.entity: "&",
}
_NOT_IN_LISTS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote"]}


def tokens_of(text: str) -> list[Token]:
    """The tokens of `text`, whose lines end in `\\n`."""
    return _parser().parse(text, env_for(text))


def line_of(text: str) -> Token:
    """The `inline` token of one line of text."""
    [token] = _parser().parseInline(text, env_for(text))
    return token


class _Parser(MarkdownIt):
    """markdown-it that leaves addresses as they are: what is safe is decided on the tree."""

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url


@cache
def _parser() -> MarkdownIt:
    parser = _Parser()
    parser.inline = InlineParser("".join(_LETTERS.values()))
    parser.configure("commonmark", {"tasklists": True, "maxNesting": DEEPEST + 10})
    parser.enable(["table", "strikethrough"])
    block = parser.block.ruler
    block.before("table", "too_deep", too_deep)
    block.before("fence", "admonition", admonition, _EVERYWHERE)
    block.before("fence", "tab", tab, _EVERYWHERE)
    block.before("fence", "colons", colons, _EVERYWHERE)
    block.before("fence", "math_block", math_block, _EVERYWHERE)
    block.before("fence", "details", details, _NOT_IN_LISTS)
    block.before("html_block", "quiz", quiz, _NOT_IN_LISTS)
    block.before("html_block", "markdown_html", markdown_html, _NOT_IN_LISTS)
    block.at("html_block", comment_or_html, _NOT_IN_LISTS)
    block.at("paragraph", math_paragraph)
    inline = parser.inline.ruler
    inline.before("escape", "math", math_inline)
    inline.before("emphasis", "mark", open_marks)
    inline.at("image", shallow_image)
    inline.after("image", "attributes", attributes)
    parser.core.ruler.push("details", pair_details)
    parser.inline.ruler2.before("emphasis", "mark", close_marks)
    parser.block.ruler = blocks_by_letter(block, _FIRST_LETTERS)
    parser.inline.ruler = inlines_by_letter(inline, _LETTERS)
    return parser
