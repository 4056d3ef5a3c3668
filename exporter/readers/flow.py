"""The tree of a file into the blocks whose headings may ask, one after the other.

Mended on the way: headings that a rule right below a text made, headings without a space behind
their hashes, folds that are sections, and fences that nothing closes.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from exporter.model.document import (
    Admonition,
    Block,
    Break,
    Heading,
    Inline,
    Paragraph,
    Rule,
    Text,
    walk,
)
from exporter.readers.forms.contract import Page
from exporter.readers.lost_fences import without_lost_fences
from exporter.readers.titles import asks, is_about_the_file

__all__ = ["flow"]

MANY = 3
"""How many headings are a habit of their file."""

_HASHES = re.compile(r"[\s>]*#")
_TIGHT = re.compile(r"(#{2,6})(?=[^\s#])")


def flow(page: Page) -> tuple[Block, ...]:
    """The blocks of a file, as whoever looks for headings that ask wants them."""
    return page.shelf.fact(f"flow of {page.file}", lambda _: _flow(page))


def _flow(page: Page) -> tuple[Block, ...]:
    blocks = without_lost_fences(page)
    underlined = _underlined(page, blocks)
    opened = _opened(_texts_again(blocks, underlined), underlined)
    return _with_tight_headings(opened)


def _underlined(page: Page, blocks: tuple[Block, ...]) -> frozenset[int]:
    """The lines of headings that a rule below a text made, where most headings have hashes."""
    rows = page.text.split("\n")
    headings = [block for block in walk(blocks) if isinstance(block, Heading)]
    found = [heading for heading in headings if not _HASHES.match(rows[heading.line - 1])]
    if 2 * len(found) >= len(headings):
        return frozenset()
    return frozenset(h.line for h in found if not is_about_the_file(h.children))


def _texts_again(blocks: tuple[Block, ...], lines: frozenset[int]) -> tuple[Block, ...]:
    """The blocks with the headings on those lines as texts, and a rule below each."""
    if not lines:
        return blocks
    mended: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.line in lines:
            mended += [Paragraph(block.children, block.line), Rule(block.line)]
        else:
            mended.append(block)
    return tuple(mended)


def _opened(blocks: tuple[Block, ...], underlined: frozenset[int]) -> tuple[Block, ...]:
    """The blocks with those of folds that are sections: several headings that ask stand in them."""
    opened: list[Block] = []
    for block in blocks:
        inner = _texts_again(block.blocks, underlined) if isinstance(block, Admonition) else ()
        headings = [b for b in inner if isinstance(b, Heading)]
        asking = sum(1 for heading in headings if asks(heading.children))
        if isinstance(block, Admonition) and asking >= MANY and 2 * asking >= len(headings):
            level = max(min(heading.level for heading in headings) - 1, 1)
            opened += [Heading(level, block.title, block.line)] if block.title else []
            opened += inner
        else:
            opened.append(block)
    return tuple(opened)


def _with_tight_headings(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with headings for lines such as `##1. What?`, when most are written so."""
    spaced = sum(1 for block in blocks if isinstance(block, Heading) and block.level > 1)
    tight = sum(
        1
        for block in blocks
        if isinstance(block, Paragraph) and any(map(_may_be_tight, block.children))
        for line in _lines(block)
        if _tight(line)
    )
    if tight < MANY or tight < spaced:
        return blocks
    return tuple(
        new
        for block in blocks
        for new in (_parted(block) if isinstance(block, Paragraph) else (block,))
    )


def _parted(paragraph: Paragraph) -> Iterator[Heading | Paragraph]:
    """A text as the headings and texts that its lines are."""
    waiting: Paragraph | None = None
    for line in _lines(paragraph):
        if match := _tight(line):
            if waiting:
                yield waiting
            waiting = None
            yield Heading(len(match[1]), _without_hashes(line.children, match), line.line)
        elif waiting:
            joined = (*waiting.children, Break(hard=False), *line.children)
            waiting = replace(waiting, children=joined)
        else:
            waiting = line
    if waiting:
        yield waiting


def _lines(paragraph: Paragraph) -> Iterator[Paragraph]:
    """The lines of a text, each as a text of its own."""
    words: list[Inline] = []
    line = paragraph.line
    for inline in paragraph.children:
        if isinstance(inline, Break):
            yield Paragraph(tuple(words), line)
            words, line = [], line + 1
        else:
            words.append(inline)
    yield Paragraph(tuple(words), line)


def _may_be_tight(inline: Inline) -> bool:
    return isinstance(inline, Text) and inline.text.startswith("##")


def _tight(line: Paragraph) -> re.Match[str] | None:
    """The hashes that a line begins with, two or more, without a space behind them."""
    first = line.children[0] if line.children else None
    return _TIGHT.match(first.text) if isinstance(first, Text) else None


def _without_hashes(words: tuple[Inline, ...], hashes: re.Match[str]) -> tuple[Inline, ...]:
    first, *others = words
    assert isinstance(first, Text)
    return (Text(first.text[hashes.end() :]), *others)
