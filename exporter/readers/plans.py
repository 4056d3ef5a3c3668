"""A file into whether it is a plan of work: headings, and steps to tick off below them."""

from exporter.model.document import Block, BulletList, Heading, ListItem
from exporter.readers.forms.contract import Page

__all__ = ["is_plan"]

MANY = 6
"""How many steps a plan has at least."""


def is_plan(page: Page) -> bool:
    """Whether there are more steps in a file than headings, each a list by itself.

    None is ticked, or all are: of options, which stand together unless code parts them, some are.
    """
    if "- [" not in page.text:
        return False
    blocks = page.document.blocks
    steps = [item for block in blocks for item in _items(block)]
    alone = sum(len(_items(block)) == 1 for block in blocks)
    headings = sum(isinstance(block, Heading) for block in blocks)
    ticked = sum(bool(item.checked) for item in steps)
    return alone >= max(MANY, headings) and 2 * alone > len(steps) and ticked in (0, len(steps))


def _items(block: Block) -> tuple[ListItem, ...]:
    """The items of a list that may be ticked."""
    items = block.items if isinstance(block, BulletList) else ()
    return tuple(item for item in items if item.checked is not None)
