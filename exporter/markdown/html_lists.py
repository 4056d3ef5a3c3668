"""A block of HTML that holds lists into what it shows: its lists, and headings and texts beside."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from textwrap import dedent

from exporter.markdown.raw_html import HTML_TAGS, KEPT_INLINE
from exporter.model.document import (
    Block,
    BulletList,
    CodeBlock,
    Heading,
    Inline,
    ListItem,
    OrderedList,
    Paragraph,
    RawHtml,
    Rule,
)

__all__ = ["blocks_of_lists"]

DEEPEST = 10
"""How many lists may stand in one another; deeper ones stay HTML."""

_LISTS = frozenset(("ul", "ol"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _LISTS | _HEADINGS | {"li", "p", "div", "center", "section", "hr", "pre"}
_INLINES = KEPT_INLINE | {"a", "b", "br", "code", "del", "em", "font", "i", "img", "mark", "s"}
_INLINES |= {"span", "strike", "strong", "tt"}
_OTHERS = HTML_TAGS - _BLOCKS - _INLINES
_TAG = re.compile(r"<!--.*?-->|<(?P<closes>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)\b[^<>]*>", re.DOTALL)
_START = re.compile(r"""\bstart\s*=\s*["']?(\d{1,9})""", re.IGNORECASE)
_LIST = re.compile(r"<li\b", re.IGNORECASE)

LowerText = Callable[[str, int], tuple[Inline, ...]]
"""The inlines of words that begin on a row, from 0."""


@dataclass(slots=True)
class _Open:
    """A list, an item or the block itself, while it is read."""

    name: str
    line: int
    start: int = 1
    blocks: list[Block] = field(default_factory=list)
    items: list[ListItem] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    lower: LowerText
    line: Callable[[int], int]
    stack: list[_Open]
    words: list[str] = field(default_factory=list)
    """The text that has been read since the last block began or ended."""
    row: int = 0
    """Where that text begins."""
    heading: int = 0
    """The level of the heading that it is; 0 for other texts."""
    is_code: bool = False
    deepest: int = 0


def blocks_of_lists(
    html: str, row: int, lower: LowerText, line: Callable[[int], int]
) -> tuple[Block, ...]:
    """The blocks of `html`, which begins on `row`; none when it holds no lists, or more than text.

    `line` gives the file's line of a row.
    """
    if not _LIST.search(html):
        return ()
    tags = list(_TAG.finditer(html))
    if any((tag["name"] or "").lower() in _OTHERS for tag in tags):
        return ()
    reading = _Reading(lower, line, [_Open("", 0)])
    for words, tag, at in _pieces(html, tags, row):
        _text(reading, words, at)
        if tag:
            _tag(reading, tag, at + words.count("\n"))
    _end_text(reading)
    while len(reading.stack) > 1:
        _end(reading)
    return tuple(reading.stack[0].blocks) if reading.deepest <= DEEPEST else ()


def _pieces(
    html: str, tags: list[re.Match[str]], row: int
) -> Iterator[tuple[str, re.Match[str] | None, int]]:
    """The texts between the tags of blocks, each with the tag behind it and its own row."""
    at = 0
    for tag in tags:
        if tag["name"] and tag["name"].lower() not in _BLOCKS:
            continue
        yield html[at : tag.start()], tag, row
        row += html.count("\n", at, tag.end())
        at = tag.end()
    yield html[at:], None, row


def _text(reading: _Reading, words: str, row: int) -> None:
    if words.strip():
        if not reading.words:
            reading.row = row + words[: len(words) - len(words.lstrip())].count("\n")
        reading.words.append(words)


def _tag(reading: _Reading, tag: re.Match[str], row: int) -> None:
    name = (tag["name"] or "").lower()
    if not name:
        _comment(reading, tag[0], row)
        return
    _end_text(reading)
    if name in _HEADINGS:
        reading.heading = 0 if tag["closes"] else int(name[1])
    elif name == "pre":
        reading.is_code = not tag["closes"]
    elif name == "hr":
        reading.stack[-1].blocks.append(Rule(reading.line(row)))
    elif name in _LISTS and tag["closes"]:
        _close_list(reading)
    elif name in _LISTS:
        start = _START.search(tag[0])
        _open_list(reading, _Open(name, reading.line(row), int(start[1]) if start else 1))
    elif name == "li":
        _close_item(reading)
        if not tag["closes"]:
            if reading.stack[-1].name not in _LISTS:
                reading.stack.append(_Open("ul", reading.line(row)))
            reading.stack.append(_Open("li", reading.line(row)))


def _comment(reading: _Reading, comment: str, row: int) -> None:
    """Keeps a comment that stands by itself; one in a text belongs to its line."""
    if not reading.words and reading.stack[-1].name not in _LISTS:
        reading.stack[-1].blocks.append(RawHtml(comment, reading.line(row)))


def _open_list(reading: _Reading, opened: _Open) -> None:
    """Opens a list; one that stands in a list and in none of its items belongs to the last one."""
    above = reading.stack[-1]
    if above.name in _LISTS:
        last = above.items.pop() if above.items else ListItem((), opened.line)
        reading.stack.append(_Open("li", last.line, blocks=list(last.blocks)))
    reading.stack.append(opened)
    reading.deepest = max(reading.deepest, len(reading.stack) // 2)


def _close_item(reading: _Reading) -> None:
    if reading.stack[-1].name == "li":
        _end(reading)


def _close_list(reading: _Reading) -> None:
    """Closes the innermost list, if any, and its item."""
    _close_item(reading)
    if reading.stack[-1].name in _LISTS:
        _end(reading)


def _end(reading: _Reading) -> None:
    """Puts the innermost list or item into what it stands in."""
    opened = reading.stack.pop()
    above = reading.stack[-1]
    if opened.name == "li" and opened.blocks:
        above.items.append(ListItem(tuple(opened.blocks), opened.line))
    elif opened.items and opened.name == "ol":
        above.blocks.append(OrderedList(tuple(opened.items), opened.line, opened.start))
    elif opened.items:
        above.blocks.append(BulletList(tuple(opened.items), opened.line))


def _end_text(reading: _Reading) -> None:
    """Makes a block of the text that has been read; one right in a list is an item of it."""
    block = _block(reading, "".join(reading.words)) if reading.words else None
    reading.words = []
    above = reading.stack[-1]
    if block and above.name in _LISTS:
        above.items.append(ListItem((block,), block.line))
    elif block:
        above.blocks.append(block)


def _block(reading: _Reading, text: str) -> Block | None:
    line = reading.line(reading.row)
    if reading.is_code:
        return CodeBlock(dedent(unescape(_TAG.sub("", text))).strip("\n").rstrip(), "", line)
    inlines = reading.lower(" ".join(text.split()), reading.row)
    if not inlines:
        return None
    return Heading(reading.heading, inlines, line) if reading.heading else Paragraph(inlines, line)
