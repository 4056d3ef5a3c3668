"""The lines of a file that are questions, with what stands below them, into an outline."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from exporter.markdown import Fault
from exporter.model.document import (
    Block,
    Break,
    BulletList,
    Heading,
    Inline,
    OrderedList,
    Paragraph,
    Text,
    plain,
    plain_blocks,
)
from exporter.readers.contents import is_contents
from exporter.readers.forms.contract import Evidence, Form, IdPlace, Outline, Page
from exporter.readers.level_marks import above_parts, blocks_with_parts
from exporter.readers.lines import RUNS_ON, Line, Part, line_at, lines_of_list, parts_of
from exporter.readers.noise import repeated_in
from exporter.readers.outliner import Outliner
from exporter.readers.row_ends import at_row_end
from exporter.readers.stems import Body, asked_and_answered

__all__ = [
    "Asked",
    "are_most",
    "form_of_lines",
    "line_places",
    "lines_of",
    "only_ask",
    "outline_of_lines",
    "pieces_of",
]


@dataclass(slots=True)
class Asked:
    """A line that is a question, while what stands below it is collected."""

    line: Line
    body: list[Block] = field(default_factory=list)


Piece = Asked | Block

MANY = 2
"""How many numbers follow one another at least for them to count questions."""

_ENDS_ASKING = re.compile(r"[?？؟]\W*$")
_NUMBER_ALONE = re.compile(r"\s*\d{1,4}[.)]\s*", re.ASCII)


def form_of_lines(
    *,
    name: str,
    about: str,
    evidence: Callable[[Page], Evidence],
    chosen: Callable[[Page], Sequence[Line]],
    only_asks: Callable[[Sequence[Piece]], bool] = lambda _: False,
) -> Form:
    """The form in which the lines `chosen` ask, each answered by what stands below it.

    `only_asks` tells of a file's pieces whether what stands below asks on.
    """

    def pieces(page: Page) -> list[Piece]:
        return pieces_of(page, {line.line for line in chosen(page)})

    def read(page: Page) -> Outline:
        found = pieces(page)
        _drop_numbers([piece.body for piece in found if isinstance(piece, Asked)])
        return outline_of_lines(page, found, only_asks=only_asks(found))

    def id_places(page: Page) -> Mapping[int, IdPlace]:
        return line_places(page, pieces(page))

    return Form(name, about, evidence, read, id_places=id_places)


def lines_of(page: Page) -> tuple[Line, ...]:
    """The lines of a file that may be questions, in order: of texts, and of lists' items."""
    return page.shelf.fact(f"lines: {page.file}", lambda _: tuple(_lines(page)))


def _lines(page: Page) -> list[Line]:
    rows = page.text.split("\n")
    lines: list[Line] = []
    section = 0
    for block in blocks_with_parts(page):
        found: Sequence[Line | None] = ()
        match block:
            case Heading(line=section):
                pass
            case Paragraph():
                found = _lines_of_text(parts_of(block, rows))
            case BulletList() | OrderedList():
                found = tuple(lines_of_list(block, rows))
            case _:
                pass
        lines.extend(replace(line, section=section) for line in found if line)
    return lines


def _lines_of_text(parts: Sequence[Part]) -> tuple[Line, ...]:
    return tuple(line_at(parts[place : place + RUNS_ON]) for place in range(len(parts)))


def pieces_of(page: Page, chosen: Collection[int], *, below_lists: bool = True) -> list[Piece]:
    """What stands in a file, in order: the lines `chosen`, with their answers, and all the rest.

    What stands behind a list belongs to its last question, but for `below_lists`.
    """
    rows = page.text.split("\n")
    pieces: list[Piece] = []
    asked: Asked | None = None
    for block in blocks_with_parts(page):
        if isinstance(block, Heading):
            asked = None
        for part in _parted(block, chosen, rows):
            if isinstance(part, Asked):
                asked = part
            elif asked:
                asked.body.append(part)
                continue
            pieces.append(part)
        if not below_lists and isinstance(block, BulletList | OrderedList):
            asked = None
    return pieces


def only_ask(pieces: Sequence[Piece]) -> bool:
    """Whether what stands below questions asks on: below few of them, or with question marks."""
    items = [piece for piece in pieces if isinstance(piece, Asked)]
    bodies = [plain_blocks(tuple(item.body)) for item in items if item.body]
    asking = sum(_ENDS_ASKING.search(body) is not None for body in bodies)
    return 3 * len(bodies) < len(items) or 2 * asking >= len(bodies)


def _drop_numbers(bodies: Sequence[list[Block]]) -> None:
    """Takes the numbers off that count questions on lines of their own, above each of them."""
    numbers = [_number_below(body) for body in bodies]
    runs = [number > 0 and number + 1 == after for number, after in pairwise(numbers)]
    if sum(runs) < MANY or 2 * sum(runs) < len(bodies):
        return
    for body, *counts in zip(bodies, runs, (False, *runs), strict=False):
        last = body[-1] if any(counts) else None
        if isinstance(last, Paragraph):
            words = last.children[:-2]
            body[-1:] = [replace(last, children=words)] if words else []


def _number_below(body: Sequence[Block]) -> int:
    """The number that the last line of a body is; 0 when it is none."""
    match body:
        case [*_, Paragraph(children=(Text(text),) | (*_, Break(), Text(text)))]:
            return int(text.strip(" .)")) if _NUMBER_ALONE.fullmatch(text) else 0
        case _:
            return 0


def are_most(page: Page, pieces: Sequence[Piece]) -> bool:
    """Whether questions and what stands below them are at least half of the words of a file."""
    asked = [piece for piece in pieces if isinstance(piece, Asked)]
    letters = sum(len(plain(piece.line.title.words)) for piece in asked)
    letters += sum(len(plain_blocks(tuple(piece.body))) for piece in asked)
    return 2 * letters >= len(plain_blocks(page.document.blocks))


def outline_of_lines(page: Page, pieces: Sequence[Piece], *, only_asks: bool = False) -> Outline:
    """The outline of a file; with `only_asks`, what stands below a question asks on."""
    first = next((i for i, piece in enumerate(pieces) if isinstance(piece, Asked)), 0)
    above = [piece for piece in pieces[:first] if not isinstance(piece, Asked)]
    bodies = [piece.body for piece in pieces if isinstance(piece, Asked)]
    outliner = Outliner(page, page.document, repeated_in(bodies, above))
    for piece in pieces:
        match piece:
            case Asked():
                stem = above_parts(page).get(piece.line.line, ())
                _add(outliner, piece, stem, only_asks=only_asks)
            case Heading():
                outliner.heading(piece)
            case _ if is_contents((piece,)):
                message = "the list of the file's own headings is left out"
                outliner.tell_once(Fault("left-out-contents", "info", message), piece.line)
            case _:
                outliner.text(piece)
    return outliner.outline()


def line_places(page: Page, pieces: Sequence[Piece]) -> Mapping[int, IdPlace]:
    """Where ids may be written: at the ends of the questions' lines."""
    rows = page.text.split("\n")
    lines = (piece.line.line for piece in pieces if isinstance(piece, Asked))
    return {line: at_row_end(line, rows) for line in lines}


def _add(outliner: Outliner, asked: Asked, above: tuple[Block, ...], *, only_asks: bool) -> None:
    title = asked.line.title
    body = Body(
        _without_colon(asked.body),
        labels=True,
        options=True,
        generic=title.generic,
        only_asks=only_asks,
    )
    stem, answer = asked_and_answered(body)
    stem = (*above, *stem)
    outliner.question(title.words, asked.line.line, answer, stem=stem, level=title.level)


def _without_colon(body: Sequence[Block]) -> tuple[Block, ...]:
    """What stands below a question, without the colon by which a list of definitions begins it."""
    match body:
        case [Paragraph(children=(Text(text), *words)) as first, *others] if text.startswith(": "):
            return (replace(first, children=(Text(text[2:].lstrip()), *words)), *others)
        case _:
            return tuple(body)


def _parted(block: Block, chosen: Collection[int], rows: Sequence[str]) -> Iterator[Piece]:
    """A block, cut at the chosen lines in it."""
    match block:
        case Paragraph():
            parts = parts_of(block, rows)
            yield from _parted_text(parts, _lines_of_text(parts), chosen)
        case BulletList(items) | OrderedList(items) if any(i.line in chosen for i in items):
            for item, line in zip(items, lines_of_list(block, rows), strict=True):
                first = item.blocks[0] if item.blocks else None
                if line and line.line in chosen and isinstance(first, Paragraph):
                    yield from _parted_text(parts_of(first, rows), (line,), chosen)
                    yield from item.blocks[1:]
                else:
                    yield replace(block, items=(item,), line=item.line)
        case _:
            yield block


def _parted_text(
    parts: Sequence[Part], lines: Sequence[Line], chosen: Collection[int]
) -> Iterator[Piece]:
    """A text, cut at its chosen lines; what stands between them is text again."""
    text: list[Inline] = []
    begin = place = 0
    while place < len(parts):
        part = parts[place]
        if place < len(lines) and part.line in chosen:
            if text:
                yield Paragraph(tuple(text), begin)
            yield Asked(lines[place])
            text, begin = list(lines[place].rest), part.line
            place += lines[place].lines
            continue
        begin = begin if text else part.line
        text += (part.end, *part.children) if text else part.children
        place += 1
    if text:
        yield Paragraph(tuple(text), begin)
