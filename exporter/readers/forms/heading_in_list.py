"""Headings within list items: `12. ### Why …?`, with the answer in the item, or behind the list.

The answer runs to the next such item, whether it is indented or not; what is counted in it is its
own, so that an item that begins with a heading is a question, and any other is not. Headings that
ask below the last of them, in a section of their own, are questions, too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from exporter.model.document import Block, BulletList, Heading, ListItem, OrderedList, plain
from exporter.readers.answers import is_comment, metadata_comment
from exporter.readers.contents import CONTENTS, is_contents
from exporter.readers.forms.contract import Evidence, Form, IdPlace, Outline, Page
from exporter.readers.heading_levels import MANY, Entry
from exporter.readers.heading_questions import id_places_of, read_level
from exporter.readers.headings import chosen_level
from exporter.readers.id_places import in_comment
from exporter.readers.noise import repeated_in
from exporter.readers.outliner import Outliner
from exporter.readers.row_ends import at_row_end
from exporter.readers.stems import Body, asked_and_answered
from exporter.readers.titles import asks, read_title, sounds_asking

__all__ = ["HEADING_IN_LIST"]


@dataclass(slots=True)
class _Item:
    """A question, while its answer is collected."""

    heading: Heading
    body: list[Block] = field(default_factory=list)


def _evidence(page: Page) -> Evidence:
    found = [question.heading for question in _items(page)]
    signed = sum(1 for h in found if asks(h.children) or sounds_asking(h.children))
    if not found or 10 * signed < 3 * len(found):
        return Evidence(0, "no list whose items begin with headings that ask")
    why = f"{len(found)} list items that begin with a heading"
    return Evidence(len(found), why, doubtful=len(found) < MANY)


def _read(page: Page) -> Outline:
    pieces = _pieces(page)
    items = [piece for piece in pieces if isinstance(piece, _Item)]
    first = next((i for i, piece in enumerate(pieces) if isinstance(piece, _Item)), 0)
    above = [piece for piece in pieces[:first] if not isinstance(piece, _Item)]
    outliner = Outliner(page, page.document, repeated_in([item.body for item in items], above))
    rest = _rest(page)
    for piece in pieces:
        match piece:
            case _Item(heading, body):
                title = read_title(heading.children)
                stem, answer = asked_and_answered(Body(tuple(body), generic=title.generic))
                outliner.question(title.words, heading.line, answer, stem=stem, level=title.level)
            case Heading():
                outliner.heading(piece)
            case _ if is_contents((piece,)):
                outliner.tell_once(CONTENTS, piece.line)
            case _:
                outliner.text(piece)
    outline = outliner.outline()
    return _joined(outline, read_level(rest, _asks)) if rest else outline


def _joined(outline: Outline, rest: Outline) -> Outline:
    outline.root.parts.extend(rest.root.parts)
    return replace(outline, diagnostics=(*outline.diagnostics, *rest.diagnostics))


def _asks(entry: Entry) -> bool:
    """Whether a heading below the list is a question."""
    return entry.strong or bool(entry.title.number)


def _rest(page: Page) -> Page | None:
    """The file from the section on, below its list, whose own headings ask; None without one."""
    return page.shelf.fact(f"heading in a list: rest of {page.file}", lambda _: _found_rest(page))


def _found_rest(page: Page) -> Page | None:
    blocks = page.document.blocks
    places = [place for place, block in enumerate(blocks) if _holds_heading(block)]
    if not places:
        return None
    usual = _usual_level(blocks)
    for block in blocks[places[-1] + 1 :]:
        if isinstance(block, Heading) and block.level <= usual:
            rest = page.behind(block.line)
            level = chosen_level(rest)
            return rest if level and len(level.strong) >= MANY else None
    return None


def _usual_level(blocks: Sequence[Block]) -> int:
    """The level of most headings that items begin with; 0 when none does."""
    lists = filter(_holds_heading, blocks)
    levels = [head.level for block in lists for _, head in _parted(block) if head]
    return max(set(levels), key=levels.count, default=0)


def _items(page: Page) -> list[_Item]:
    return [piece for piece in _pieces(page) if isinstance(piece, _Item)]


def _pieces(page: Page) -> tuple[_Item | Block, ...]:
    return page.shelf.fact(f"heading in a list: {page.file}", lambda _: _collected(page))


def _collected(page: Page) -> tuple[_Item | Block, ...]:
    """The questions of a file, and the sections and other texts between them, in their order."""
    rest = _rest(page)
    end = next(n for n, row in enumerate(rest.text.split("\n"), 1) if row) if rest else 0
    blocks = [block for block in page.document.blocks if not end or block.line < end]
    usual = _usual_level(blocks)
    if not usual:
        return ()
    pieces: list[_Item | Block] = []
    current: _Item | None = None
    for block in blocks:
        if isinstance(block, Heading) and block.level < usual:
            pieces.append(block)
            current = None
            continue
        for part, heading in _parted(block):
            if heading:
                current = _Item(heading)
                pieces.append(current)
            if current and part is not None:
                current.body.append(part)
            elif part is not None:
                pieces.append(part)
    return tuple(pieces)


def _parted(block: Block) -> Iterator[tuple[Block | None, Heading | None]]:
    """A block as it is; of a list with headings each item's blocks, and the heading before them."""
    if not (isinstance(block, OrderedList | BulletList) and _holds_heading(block)):
        yield block, None
        return
    rest: list[ListItem] = []
    number = block.start if isinstance(block, OrderedList) else 0
    for place, item in enumerate(block.items):
        heading = _heading_of(item)
        if heading is None:
            rest.append(item)
            continue
        yield from _list_of(block, rest, number + place - len(rest))
        rest = []
        yield None, heading
        for inner in item.blocks[item.blocks.index(heading) + 1 :]:
            yield inner, None
    yield from _list_of(block, rest, number + len(block.items) - len(rest))


def _holds_heading(block: Block) -> bool:
    """Whether it is a list of which an item begins with a heading."""
    return isinstance(block, OrderedList | BulletList) and any(map(_heading_of, block.items))


def _list_of(
    block: OrderedList | BulletList, items: list[ListItem], start: int
) -> Iterator[tuple[Block, None]]:
    """The items of a list that belong to the answer above them, as a list of their own."""
    if not items:
        return
    if isinstance(block, OrderedList):
        yield replace(block, items=tuple(items), line=items[0].line, start=start), None
    else:
        yield replace(block, items=tuple(items), line=items[0].line), None


def _heading_of(item: ListItem) -> Heading | None:
    """The heading that an item begins with."""
    first = next((block for block in item.blocks if not is_comment(block)), None)
    return first if isinstance(first, Heading) and plain(first.children).strip() else None


def _id_places(page: Page) -> Mapping[int, IdPlace]:
    rows = page.text.split("\n")
    rest = _rest(page)
    places = dict(id_places_of(rest, _asks)) if rest else {}
    for item in _items(page):
        comment = metadata_comment(tuple(item.body))
        place = in_comment(comment, rows) if comment else None
        # A blank behind the heading would change the anchor that GitHub gives it.
        places[item.heading.line] = place or at_row_end(item.heading.line, rows, gap="")
    return places


HEADING_IN_LIST = Form(
    name="heading-in-list",
    about="list items that begin with a heading, `1. ### …`",
    evidence=_evidence,
    read=_read,
    id_places=_id_places,
)
