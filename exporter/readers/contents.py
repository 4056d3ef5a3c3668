"""Lists of a file's own headings, which ask nothing."""

from collections.abc import Sequence

from exporter.markdown import Fault
from exporter.model.document import (
    Admonition,
    Block,
    Break,
    BulletList,
    Inline,
    Link,
    OrderedList,
    Paragraph,
    RawHtml,
    Rule,
    Table,
    inlines_of,
    plain,
    walk,
    walk_inlines,
)

__all__ = ["CONTENTS", "is_contents", "is_space"]

CONTENTS = Fault("left-out-contents", "info", "the list of the file's own headings is left out")
"""What is told of a table of contents."""


def is_contents(blocks: Sequence[Block]) -> bool:
    """Whether blocks are nothing but links into the file: a table of contents."""
    links = 0
    listed = _listed(blocks)
    for block in walk(tuple(blocks)):
        match block:
            case Paragraph() if block.line in listed:
                links += 1
            case Paragraph() | Table():
                here = [i for i in inlines_of(block) if not is_space(i)]
                others = [i for i in here if not _leads_inward(i)]
                leads = len(here) - len(others)
                if sum(len(plain((i,)).strip()) for i in others) > 4 * max(leads, 1):
                    return False
                links += leads
            case BulletList() | OrderedList() | Rule() | RawHtml() | Admonition():
                pass
            case _:
                return False
    return links > 1


def _listed(blocks: Sequence[Block]) -> frozenset[int]:
    """The lines of the lists each item of which begins with such a link, whatever it says of it."""
    lines: set[int] = set()
    for block in walk(tuple(blocks)):
        if isinstance(block, BulletList | OrderedList):
            first = [item.blocks[0] for item in block.items if item.blocks]
            texts = [text for text in first if isinstance(text, Paragraph) and text.children]
            if len(texts) == len(block.items) and all(_leads_inward(t.children[0]) for t in texts):
                lines.update(text.line for text in texts)
    return frozenset(lines)


def is_space(inline: Inline) -> bool:
    """Whether an inline shows nothing."""
    return isinstance(inline, Break) or not plain((inline,)).strip()


def _leads_inward(inline: Inline) -> bool:
    return any(isinstance(i, Link) and i.href.startswith("#") for i in walk_inlines((inline,)))
