"""A title and a body into a question: metadata, short answer, details, options, blanks."""

import re
from dataclasses import dataclass, replace

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

__all__ = ["Body", "is_comment", "make_question", "without_comments"]

_MORE = re.compile(r"<!--\s*more\s*-->", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Body:
    """What stands under a question's title, in blocks and comments."""

    blocks: tuple[Block, ...]
    cloze: bool = False


def make_question(
    page: Page, title: tuple[Inline, ...], line: int, body: Body
) -> tuple[Question | None, tuple[Diagnostic, ...]]:
    """The question, or None when it has no title; and what is to be said of it."""
    if not plain(title).strip():
        fault = Fault("no-title", "warning", "a question without a title", "write what is asked")
        return None, (fault.at(page.file, line),)
    metadata, diagnostics = _metadata(page, body.blocks)
    short, details = _parted(body.blocks)
    choices, short = _choices(short)
    cloze = body.cloze and bool(short) and not choices
    if cloze:
        short, blanks = with_blanks(short)
        if not blanks:
            cloze = False
            diagnostics = (*diagnostics, _no_blank(page, line))
    return _question(title, Location(page.file, line), metadata, short, details, choices, cloze), (
        diagnostics
    )


def _question(
    title: tuple[Inline, ...],
    location: Location,
    metadata: Metadata,
    short: tuple[Block, ...],
    details: tuple[Block, ...],
    choices: tuple[ListItem, ...],
    cloze: bool,
) -> Question:
    return Question(
        title,
        location,
        id=metadata.id,
        short=short,
        details=details,
        choices=choices,
        cloze=cloze,
        level=metadata.level,
        kind=metadata.kind,
        tags=metadata.tags,
        references=metadata.references,
        as_of=metadata.as_of,
        seed=metadata.seed,
    )


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
            return replace(block, blocks=without_comments(blocks))
        case BulletList(items) | OrderedList(items):
            cleaned = tuple(replace(item, blocks=without_comments(item.blocks)) for item in items)
            return replace(block, items=cleaned)
        case _:
            return block


def _metadata(page: Page, blocks: tuple[Block, ...]) -> tuple[Metadata, tuple[Diagnostic, ...]]:
    for block in blocks:
        if isinstance(block, RawHtml) and is_comment(block) and not is_more(block):
            return read_metadata(block.html, page.file, block.line, page.references, page.tags)
    return Metadata(), ()


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
