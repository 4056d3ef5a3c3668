"""The headings inside a text into levels that follow on those of the headings around it."""

from dataclasses import replace

from exporter.model.document import (
    Admonition,
    Block,
    BulletList,
    Heading,
    ListItem,
    OrderedList,
    Quote,
    walk,
)

__all__ = ["below"]

_DEEPEST = 6


def below(level: int, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """`blocks`, their headings at `level` + 1 and deeper, without a gap, in the order they had."""
    written = sorted({block.level for block in walk(blocks) if isinstance(block, Heading)})
    levels = {old: min(level + rank, _DEEPEST) for rank, old in enumerate(written, start=1)}
    return _moved(blocks, levels) if levels else blocks


def _moved(blocks: tuple[Block, ...], levels: dict[int, int]) -> tuple[Block, ...]:
    return tuple(_move(block, levels) for block in blocks)


def _move(block: Block, levels: dict[int, int]) -> Block:
    match block:
        case Heading():
            return replace(block, level=levels[block.level])
        case Quote() | Admonition():
            return replace(block, blocks=_moved(block.blocks, levels))
        case BulletList() | OrderedList():
            return replace(block, items=tuple(_moved_item(item, levels) for item in block.items))
        case _:
            return block


def _moved_item(item: ListItem, levels: dict[int, int]) -> ListItem:
    return replace(item, blocks=_moved(item.blocks, levels))
