"""Lists whose items read like questions, with nothing between them, into questions.

What stands below an item is its answer, unless what stands below most items asks on.
"""

import re
from collections.abc import Mapping, Sequence

from exporter.model.document import BulletList, OrderedList, plain_blocks
from exporter.readers.forms.contract import Evidence, Form, IdPlace, Outline, Page
from exporter.readers.line_questions import (
    Asked,
    Piece,
    line_places,
    lines_of,
    outline_of_lines,
    pieces_of,
)
from exporter.readers.lines import Line, only_leads
from exporter.readers.titles import asks, sounds_asking

__all__ = ["BARE_LIST"]

FEW = 3
"""How many questions a file must have at least."""
_ENDS_ASKING = re.compile(r"[?？؟]\W*$")


def _evidence(page: Page) -> Evidence:
    chosen = _chosen(page)
    if len(chosen) < FEW:
        return Evidence(0, "no lists of questions")
    why = f"{len(chosen)} items of lists that read like questions"
    return Evidence(len(chosen), why, doubtful=True)


def _chosen(page: Page) -> list[Line]:
    """The items of lists that ask; none unless such lists are most of the file."""
    lists: dict[int, list[Line]] = {}
    for line in lines_of(page):
        if line.in_list and not only_leads(line):
            lists.setdefault(line.in_list, []).append(line)
    asking = [lines for lines in lists.values() if 3 * sum(map(_asks, lines)) >= len(lines)]
    sections = {lines[0].section for lines in asking}
    asking += [
        lines
        for lines in lists.values()
        if len(lines) == 1 and lines[0].section in sections and not _asks(lines[0])
    ]
    chosen = [line for lines in asking for line in lines]
    marked = sum(asks(line.title.words) for line in chosen)
    most = 2 * sum(map(_asks, chosen)) >= len(chosen) and 3 * marked >= len(chosen)
    return chosen if most and _is_most(page, {lines[0].in_list for lines in asking}) else []


def _asks(line: Line) -> bool:
    return asks(line.title.words) or sounds_asking(line.title.words)


def _is_most(page: Page, lists: set[int]) -> bool:
    """Whether the lists that begin on these lines are at least half of the file's words."""
    words = asked = 0
    for block in page.document.blocks:
        count = len(plain_blocks((block,)))
        words += count
        if isinstance(block, BulletList | OrderedList) and block.line in lists:
            asked += count
    return 2 * asked >= words


def _pieces(page: Page) -> list[Piece]:
    return pieces_of(page, {line.line for line in _chosen(page)}, below_lists=False)


def _read(page: Page) -> Outline:
    pieces = _pieces(page)
    return outline_of_lines(page, pieces, only_asks=_only_asks(pieces))


def _only_asks(pieces: Sequence[Piece]) -> bool:
    """Whether what stands below the items asks on: below few of them, or with question marks."""
    items = [piece for piece in pieces if isinstance(piece, Asked)]
    bodies = [plain_blocks(tuple(item.body)) for item in items if item.body]
    asking = sum(_ENDS_ASKING.search(body) is not None for body in bodies)
    return 3 * len(bodies) < len(items) or 2 * asking >= len(bodies)


def _id_places(page: Page) -> Mapping[int, IdPlace]:
    return line_places(page, _pieces(page))


BARE_LIST = Form(
    name="bare-list",
    about="lists whose items read like questions",
    evidence=_evidence,
    read=_read,
    id_places=_id_places,
)
