"""Text into how much there is to read in it."""

import re
from collections.abc import Iterable, Iterator

from exporter.model.document import (
    Block,
    Break,
    BulletList,
    Code,
    Heading,
    Inline,
    Math,
    OrderedList,
    Paragraph,
    Quote,
    Text,
    walk_inlines,
)

__all__ = ["prose", "sentences", "words_in", "words_of"]

_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
)
"""The letters of scripts that put no spaces between words: two of them count as one word."""
_WORD = re.compile(r"\w")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|cf|vs|etc|al|Fig|Eq|Dr|Mr|Ms|St|No|z\.B|d\.h|bzw)\.")
_END = re.compile(r"[.?!…][\"'”’»)\]]*(?=\s+[^\Wa-z\d_]|\s+[\"“(«]|\s*$)|[。！？؟।]")


def prose(inlines: tuple[Inline, ...]) -> str:
    """The words of a line; a formula and a piece of code are one word each."""
    words = []
    for inline in walk_inlines(inlines):
        match inline:
            case Text(text):
                words.append(text)
            case Math() | Code():
                words.append("x")
            case Break():
                words.append(" ")
            case _:
                pass
    return "".join(words)


def words_of(text: str) -> int:
    """How many words there are to read."""
    spaced = sum(1 for word in _UNSPACED.sub(" ", text).split() if _WORD.search(word))
    return spaced + (len(_UNSPACED.findall(text)) + 1) // 2


def words_in(blocks: Iterable[Block]) -> int:
    """The words of paragraphs, headings, lists and quotes; not of code, formulas, tables, boxes."""
    return sum(words_of(prose(inlines)) for inlines in _lines(blocks))


def sentences(text: str) -> int:
    """How many sentences there are; at least one where there are words."""
    found = len(_END.findall(_ABBREVIATION.sub("", text).strip()))
    return max(found, 1 if _WORD.search(text) else 0)


def _lines(blocks: Iterable[Block]) -> Iterator[tuple[Inline, ...]]:
    for block in blocks:
        match block:
            case Paragraph(children=inlines) | Heading(children=inlines):
                yield inlines
            case BulletList(items) | OrderedList(items):
                for item in items:
                    yield from _lines(item.blocks)
            case Quote(blocks=inner):
                yield from _lines(inner)
            case _:
                pass
