"""A title and a body into a question: metadata, short answer, details, options, blanks."""

import re
from dataclasses import replace

from exporter.markdown import Fault
from exporter.model.bank import Location, Question
from exporter.model.diagnostic import Diagnostic
from exporter.model.document import (
    Admonition,
    Block,
    BulletList,
    Inline,
    ListItem,
    OrderedList,
    Quote,
    RawHtml,
    plain,
)
from exporter.readers.cloze import with_blanks
from exporter.readers.forms.contract import Page
from exporter.readers.metadata import Metadata, read_metadata

__all__ = ["is_comment", "make_question", "metadata_comment", "without_comments"]

_MORE = re.compile(r"<!--\s*more\s*-->", re.IGNORECASE)


def make_question(
    page: Page,
    title: tuple[Inline, ...],
    line: int,
    body: tuple[Block, ...],
    *,
    cloze: bool = False,
) -> tuple[Question | None, tuple[Diagnostic, ...]]:
    """The question that stands on `line`, or None when it has no title; and what is told of it.

    `body` is what stands under the title, comments included; `cloze` asks for blanks in it.
    """
    if not plain(title).strip():
        fault = Fault("no-title", "warning", "a question without a title", "write what is asked")
        return None, (fault.at(page.file, line),)
    metadata, diagnostics = _metadata(page, body)
    short, details = _parted(body)
    choices, short = _choices(short)
    blanks = 0
    if cloze and short and not choices:
        short, blanks = with_blanks(short)
        if not blanks:
            diagnostics = (*diagnostics, _no_blank(page, line))
    question = Question(
        title,
        Location(page.file, line),
        id=metadata.id,
        short=short,
        details=details,
        choices=choices,
        cloze=blanks > 0,
        level=metadata.level,
        kind=metadata.kind,
        tags=metadata.tags,
        references=metadata.references,
        as_of=metadata.as_of,
        seed=metadata.seed,
        unchecked=metadata.unchecked,
    )
    return question, diagnostics


def is_comment(block: Block) -> bool:
    """Whether it is an HTML comment, which no reader of the bank may see."""
    return isinstance(block, RawHtml) and block.html.startswith("<!--")


def is_more(block: Block) -> bool:
    """Whether it is the marker between short answer and details."""
    return isinstance(block, RawHtml) and _MORE.fullmatch(block.html) is not None


def without_comments(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The same blocks without the comments, at any depth."""
    return tuple(_inside(block) for block in blocks if not is_comment(block))


def _inside(block: Block) -> Block:
    match block:
        case Quote(blocks) | Admonition(blocks=blocks):
            kept = without_comments(blocks)
            return block if kept == blocks else replace(block, blocks=kept)
        case BulletList(items) | OrderedList(items):
            cleaned = tuple(map(_without_comments, items))
            return block if cleaned == items else replace(block, items=cleaned)
        case _:
            return block


def _without_comments(item: ListItem) -> ListItem:
    kept = without_comments(item.blocks)
    return item if kept == item.blocks else replace(item, blocks=kept)


def metadata_comment(blocks: tuple[Block, ...]) -> RawHtml | None:
    """The comment that holds the metadata of the question whose body is `blocks`."""
    for block in blocks:
        if isinstance(block, RawHtml) and is_comment(block) and not is_more(block):
            return block
    return None


def _metadata(page: Page, blocks: tuple[Block, ...]) -> tuple[Metadata, tuple[Diagnostic, ...]]:
    comment = metadata_comment(blocks)
    if comment is None:
        return Metadata(), ()
    return read_metadata(comment.html, page.file, comment.line, page.references, page.tags)


def _parted(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    for index, block in enumerate(blocks):
        if is_more(block):
            return without_comments(blocks[:index]), without_comments(blocks[index + 1 :])
    return without_comments(blocks), ()


def _choices(short: tuple[Block, ...]) -> tuple[tuple[ListItem, ...], tuple[Block, ...]]:
    """The options of a task list that comes first, and what is left of the short answer."""
    if short and isinstance(short[0], BulletList | OrderedList):
        items = short[0].items
        if all(item.checked is not None for item in items):
            return items, short[1:]
    return (), short


def _no_blank(page: Page, line: int) -> Diagnostic:
    message = "this cloze question has no blank: it is read as an ordinary question"
    help_ = "mark what is to be hidden in the short answer: `==words==`"
    return Fault("no-blank", "warning", message, help_).at(page.file, line)
