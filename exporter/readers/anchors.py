"""What stands above an answer into the title that asks, what else is asked, and what came before.

A question above its answer is a heading, a line in bold, an item of a list, or simply a text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape

from exporter.model.document import (
    Block,
    Break,
    BulletList,
    Emphasis,
    Heading,
    Inline,
    ListItem,
    OrderedList,
    Paragraph,
    RawHtml,
    Rule,
    Strong,
    Text,
    plain,
    plain_blocks,
)
from exporter.readers.answers import is_comment
from exporter.readers.options import find_options
from exporter.readers.titles import asks, read_title, sounds_asking

__all__ = ["Anchor", "anchor_at", "as_text", "find_anchor", "is_strong", "items_as_anchors"]

_SETS_TEXT = re.compile(
    r"</?(?:div|p|center|span|b|strong|i|em|font|br)(?:\s[^<>]*)?/?>", re.IGNORECASE
)

LONGEST_LEAD = 80
"""How many words above the text that asks still belong to the question."""
LONGEST_TITLE = 400
"""How many letters of a text are a title at most; of a longer one the first line is."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A question, as it stands above its answer."""

    title: tuple[Inline, ...]
    line: int
    stem: tuple[Block, ...]
    above: tuple[Block, ...] = ()
    """What stands above it, and is no part of it."""


def is_strong(inlines: tuple[Inline, ...]) -> bool:
    """Whether a line reads as a question by itself."""
    title = read_title(inlines)
    return bool(asks(title.words) or title.number or title.label or sounds_asking(title.words))


def find_anchor(blocks: Sequence[Block]) -> Anchor | None:
    """The question that `blocks`, right above an answer, ask; None when there is no text."""
    blocks = [as_text(block) for block in blocks]
    shown = [place for place, block in enumerate(blocks) if not isinstance(block, Rule)]
    if not shown:
        return None
    parts = _lettered(blocks)
    bold = [place for place in shown if _bold_of(blocks[place]) and place not in parts]
    strong = [place for place in bold if is_strong(_line_of(blocks[place]))]
    if strong or bold:
        return anchor_at(blocks, (strong or bold)[-1])
    for place in reversed(shown):
        block = blocks[place]
        if isinstance(block, BulletList | OrderedList) and _ends_in_question(block, place, blocks):
            return _last_item(blocks, place, block)
    begin = _behind_rule(blocks)
    texts = [place for place in shown if place >= begin and isinstance(blocks[place], Paragraph)]
    if not texts:
        return None
    texts = [place for place in texts if place not in parts] or texts
    asking = next((place for place in reversed(texts) if asks(_words(blocks[place]))), texts[0])
    above = plain_blocks(tuple(blocks[begin:asking]))
    return anchor_at(blocks, asking, begin if len(above.split()) <= LONGEST_LEAD else asking)


def _lettered(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of the texts that are lettered parts of a question: options, or what it asks."""
    options = find_options(tuple(blocks))
    if options is None or not options.lettered:
        return frozenset()
    lines = {item.line for item in options.items}
    return frozenset(
        p for p, b in enumerate(blocks) if isinstance(b, Paragraph) and b.line in lines
    )


def _words(block: Block) -> tuple[Inline, ...]:
    return block.children if isinstance(block, Paragraph) else ()


def as_text(block: Block) -> Block:
    """HTML that does no more than to set a text as the text itself."""
    if not isinstance(block, RawHtml) or is_comment(block):
        return block
    words = _SETS_TEXT.sub("", block.html)
    return block if "<" in words or not words.strip() else _paragraph(words, block.line)


def _paragraph(words: str, line: int) -> Paragraph:
    return Paragraph((Text(" ".join(unescape(words).split())),), line)


def _behind_rule(blocks: Sequence[Block]) -> int:
    """The place behind the last rule that has something behind it."""
    rules = [place for place, block in enumerate(blocks) if isinstance(block, Rule)]
    behind = (place + 1 for place in reversed(rules))
    return next((p for p in behind if any(_says(block) for block in blocks[p:])), 0)


def _says(block: Block) -> bool:
    return not isinstance(block, Rule) and not is_comment(block)


def anchor_at(blocks: Sequence[Block], place: int, begin: int = -1) -> Anchor:
    """The question whose title is the text at `place`; what is above `begin` is no part of it."""
    block = blocks[place]
    begin = place if begin < 0 else begin
    title, rest = _parted(block)
    stem = (*blocks[begin:place], *rest, *blocks[place + 1 :])
    shown = tuple(inner for inner in stem if not isinstance(inner, Rule))
    return Anchor(title, block.line, shown, tuple(blocks[:begin]))


def _parted(block: Block) -> tuple[tuple[Inline, ...], tuple[Block, ...]]:
    """The title that a text is, and what of it belongs below the title: options, a second line."""
    if isinstance(block, Heading):
        return block.children, ()
    if not isinstance(block, Paragraph):
        return (), (block,)
    lines = list(_lines(block))
    if len(lines) == 1:
        return block.children, ()
    cut = _options_begin(block)
    if not cut and _bold_of(block) and is_strong(lines[0].children):
        cut = 1
    if not cut and len(plain(block.children)) > LONGEST_TITLE:
        cut = 1
    if not cut:
        return block.children, ()
    return _joined(lines[:cut]), (Paragraph(_joined(lines[cut:]), lines[cut].line),)


def _options_begin(block: Paragraph) -> int:
    """Which line of a text options begin on; 0 when there are none below the first line."""
    options = find_options((block,))
    if options is None or not options.lettered:
        return 0
    return options.items[0].line - block.line


def _lines(block: Paragraph) -> Iterator[Paragraph]:
    words: list[Inline] = []
    line = block.line
    for inline in block.children:
        if isinstance(inline, Break):
            yield Paragraph(tuple(words), line)
            words = []
            line += 1
        else:
            words.append(inline)
    yield Paragraph(tuple(words), line)


def _joined(lines: Sequence[Paragraph]) -> tuple[Inline, ...]:
    words: list[Inline] = []
    for line in lines:
        words += [Break(hard=False), *line.children] if words else line.children
    return tuple(words)


def _bold_of(block: Block) -> bool:
    """Whether a text is a line in bold, or begins with a number or a label in bold."""
    if not isinstance(block, Paragraph) or not block.children:
        return False
    first = block.children[0]
    if not isinstance(first, Strong | Emphasis):
        return False
    line = next(_lines(block)).children
    if all(isinstance(i, Strong | Emphasis) or not plain((i,)).strip() for i in line):
        return isinstance(first, Strong) or is_strong(first.children)
    title = read_title(first.children)
    return bool(title.number or title.label) and isinstance(first, Strong)


def _line_of(block: Block) -> tuple[Inline, ...]:
    return next(_lines(block)).children if isinstance(block, Paragraph) else ()


def _ends_in_question(block: BulletList | OrderedList, place: int, blocks: Sequence[Block]) -> bool:
    """Whether the last item of a list is the question, and not the last of its options."""
    first = block.items[-1].blocks[:1]
    words = first[0].children if first and isinstance(first[0], Paragraph) else ()
    if not words or any(isinstance(b, Paragraph) and asks(b.children) for b in blocks[place + 1 :]):
        return False
    if asks(words):
        return True
    alone = not any(isinstance(other, Paragraph) for other in blocks[:place])
    return alone and len(block.items) == 1


def _last_item(blocks: Sequence[Block], place: int, block: BulletList | OrderedList) -> Anchor:
    item = block.items[-1]
    found = items_as_anchors((item,))[0]
    others: tuple[Block, ...] = ()
    if block.items[:-1]:
        others = (replace(block, items=block.items[:-1]),)
    below = tuple(inner for inner in blocks[place + 1 :] if not isinstance(inner, Rule))
    return replace(found, stem=(*found.stem, *below), above=(*blocks[:place], *others))


def items_as_anchors(items: Sequence[ListItem]) -> tuple[Anchor, ...]:
    """Each item as a question: its first text is the title."""
    found = []
    for item in items:
        texts = [p for p, block in enumerate(item.blocks) if isinstance(block, Paragraph | Heading)]
        if texts:
            found.append(replace(anchor_at(item.blocks, texts[0], 0), line=item.line))
        else:
            found.append(Anchor((Text(""),), item.line, item.blocks))
    return tuple(found)
