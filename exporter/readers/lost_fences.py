"""A file whose code is not ended where the next question begins, into the blocks that were meant.

A fence that nothing closes swallows the rest of the file, or turns code and text about. It ends
above a heading within the code that counts on from those before it.
"""

import re
from collections.abc import Sequence

from exporter.model.document import Block, CodeBlock, Heading, Text
from exporter.readers.forms.contract import Page
from exporter.readers.titles import Title, asks, read_title

__all__ = ["without_lost_fences"]

MANY = 3
"""How many headings of a kind are a habit of their file."""
MOST = 5
"""How many fences of a file are mended."""

_HEADING = re.compile(r" {0,3}(#{2,6})\s+(\S.*)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_Kind = tuple[int, str]
"""The level of headings, and the word before their number."""


def without_lost_fences(page: Page) -> tuple[Block, ...]:
    """The blocks of a file, with each lost fence closed above the heading that it swallowed."""
    blocks = page.document.blocks
    rows = page.text.split("\n")
    lines = list(range(1, len(rows) + 1))
    for _ in range(0 if page.keys else MOST):
        lost = _first_lost(blocks)
        place = _place_of(*lost, rows, lines) if lost else 0
        if not (lost and place):
            break
        rows.insert(place, _marker(rows[lines.index(lost[0].line)]))
        lines.insert(place, lines[place])
        blocks = page.parse("\n".join(rows), lines).blocks
    return blocks


def _first_lost(blocks: Sequence[Block]) -> tuple[CodeBlock, int] | None:
    """The first code that holds a heading which counts on, and in which of its rows."""
    counted: dict[_Kind, list[int]] = {}
    last: dict[tuple[_Kind, int], int] = {}
    for place, block in enumerate(blocks):
        if isinstance(block, Heading) and (found := _counted(block)):
            last[found] = place
    for place, block in enumerate(blocks):
        if isinstance(block, Heading) and (found := _counted(block)):
            counted.setdefault(found[0], []).append(found[1])
        elif isinstance(block, CodeBlock):
            for row, words in enumerate(block.text.split("\n")):
                found = _counts_on(words, counted)
                # A sample of a question that comes below is no question; nor is, but for code that
                # ends the file, one that has only a number.
                if found and last.get(found, 0) < place and (found[0][1] or block is blocks[-1]):
                    return block, row
    return None


def _counted(heading: Heading) -> tuple[_Kind, int] | None:
    title = read_title(heading.children)
    number = title.number
    return ((heading.level, title.label), number[0]) if len(number) == 1 else None


def _counts_on(words: str, counted: dict[_Kind, list[int]]) -> tuple[_Kind, int] | None:
    """The kind and the number of a row that is the next heading of its kind."""
    if not (match := _HEADING.match(words)):
        return None
    title = read_title((Text(match[2]),))
    kind = (len(match[1]), title.label)
    before = counted.get(kind, [])
    if len(before) < MANY or len(title.number) != 1 or not _is_question(title):
        return None
    number = title.number[0]
    return (kind, number) if before[-1] < number <= before[-1] + 2 else None


def _is_question(title: Title) -> bool:
    return bool(title.label) or asks(title.words)


def _place_of(code: CodeBlock, row: int, rows: Sequence[str], lines: Sequence[int]) -> int:
    """Where that row of some code stands in the file; 0 for code without a fence."""
    place = lines.index(code.line) if code.line in lines else -1
    if place < 0 or not _FENCE.match(rows[place]):
        return 0
    words = code.text.split("\n")[row].strip()
    found = place + 1 + row
    return found if found < len(rows) and rows[found].strip() == words else 0


def _marker(row: str) -> str:
    match = _FENCE.match(row)
    assert match
    return match[1]
