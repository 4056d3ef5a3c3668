"""Lists whose items read like questions, with nothing between them, into questions.

What stands below an item is its answer, unless what stands below most items asks on.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from exporter.model.document import BulletList, CodeBlock, Link, OrderedList, plain_blocks
from exporter.readers.announced import announced_sections, is_announced
from exporter.readers.forms.contract import Evidence, Form, IdPlace, Outline, Page
from exporter.readers.level_marks import blocks_with_parts
from exporter.readers.line_questions import (
    Asked,
    Piece,
    line_places,
    lines_of,
    only_ask,
    outline_of_lines,
    pieces_of,
)
from exporter.readers.lines import Line, only_leads
from exporter.readers.titles import asks, calls_question, sounds_asking

__all__ = ["BARE_LIST"]

FEW = 3
"""How many questions a file must have at least."""
SURE = 20
"""From how many on, most of them with a question mark, no sibling is asked."""
LEAST = 50
"""Which part of a file's words, at least, are questions that only a heading announces."""


def _evidence(page: Page) -> Evidence:
    chosen = _chosen(page)
    if len(chosen) < FEW:
        return Evidence(0, "no lists of questions")
    why = f"{len(chosen)} items of lists that read like questions"
    marked = sum(asks(line.title.words) for line in chosen)
    sure = len(chosen) >= SURE and 2 * marked >= len(chosen) and _is_most(page, _lists_of(chosen))
    return Evidence(len(chosen), why, doubtful=not sure)


def _chosen(page: Page) -> list[Line]:
    """The items of lists that ask; none unless such lists are most of the file, or announced."""
    lists: dict[int, list[Line]] = {}
    for line in _items(page):
        lists.setdefault(line.in_list, []).append(line)
    if leveled := _leveled(lists):
        return leveled
    asking = [lines for lines in lists.values() if 3 * sum(map(_asks, lines)) >= len(lines)]
    asking = _without_advice(asking)
    sections = {lines[0].section for lines in asking}
    asking += [
        lines
        for lines in lists.values()
        if len(lines) == 1 and lines[0].section in sections and not _asks(lines[0])
    ]
    chosen = [line for lines in asking for line in lines]
    marked = sum(asks(line.title.words) for line in chosen)
    most = 2 * sum(map(_asks, chosen)) >= len(chosen) and 3 * marked >= len(chosen)
    if most and _is_most(page, _lists_of(chosen)):
        return chosen
    return _announced(page, lists, asking)


def _items(page: Page) -> list[Line]:
    """The items of lists, without those that only lead to somewhere.

    Many questions that all lead to one place elsewhere are a bank that is answered there.
    """
    items = [line for line in lines_of(page) if line.in_list]
    leading = [line for line in items if only_leads(line)]
    asking = sum(asks(line.title.words) for line in leading)
    if len(leading) >= SURE and 2 * asking >= len(leading) and _lead_to_one_place(leading):
        return items
    return [line for line in items if not only_leads(line)]


def _lead_to_one_place(lines: Sequence[Line]) -> bool:
    places = Counter(
        inline.href.rpartition("/")[0]
        for line in lines
        for inline in line.title.words
        if isinstance(inline, Link)
    )
    [(place, most)] = places.most_common(1)
    return "://" in place and 10 * most >= 9 * len(lines)


def _leveled(lists: Mapping[int, list[Line]]) -> list[Line]:
    """The items of lists whose items have marks of a level, when most of all items have."""
    found = [lines for lines in lists.values() if any(line.title.level for line in lines)]
    chosen = [line for lines in found for line in lines]
    leveled = sum(line.title.level > 0 for line in chosen)
    most = 2 * leveled > sum(map(len, lists.values()))
    return chosen if leveled >= FEW and most else []


def _without_advice(asking: Sequence[list[Line]]) -> list[list[Line]]:
    """The lists without those of advice: no question mark among lists that are full of them."""
    lines = [line for found in asking for line in found]
    if 5 * sum(asks(line.title.words) for line in lines) < 4 * len(lines):
        return list(asking)
    return [
        found
        for found in asking
        if all(map(_asks, found)) or any(asks(line.title.words) for line in found)
    ]


def _announced(
    page: Page, lists: Mapping[int, list[Line]], asking: Sequence[list[Line]]
) -> list[Line]:
    """The items of lists below headings that announce questions, or in a file that is nothing else.

    There they need not ask: numbered topics of an examination are questions.
    """
    if is_announced(page):
        letters = _words_of(page, set(lists))
        if 2 * _words_of(page, {lines[0].in_list for lines in asking}) >= letters:
            return [line for lines in asking for line in lines]
        counted = [lines for lines in lists.values() if lines[0].number and len(lines) > 1]
        if 3 * letters >= 2 * len(plain_blocks(page.document.blocks)) and _are_bare(page):
            return [line for lines in counted for line in lines]
    sections = announced_sections(page)
    found = [lines for lines in asking if lines[0].section in sections]
    if not found:
        return []
    letters = _words_of(page, {lines[0].in_list for lines in found})
    enough = LEAST * letters >= len(plain_blocks(page.document.blocks))
    return [line for lines in found for line in lines] if enough else []


def _are_bare(page: Page) -> bool:
    """Whether nothing stands below any item of the lists of a file."""
    lists = [b for b in page.document.blocks if isinstance(b, BulletList | OrderedList)]
    return all(len(item.blocks) < 2 for block in lists for item in block.items)


def _lists_of(lines: Sequence[Line]) -> set[int]:
    return {line.in_list for line in lines}


def _asks(line: Line) -> bool:
    return asks(line.title.words) or sounds_asking(line.title.words)


def _is_most(page: Page, lists: set[int]) -> bool:
    """Whether the lists that begin on these lines are at least half of the file's words."""
    return 2 * _words_of(page, lists) >= sum(
        len(plain_blocks((block,))) for block in page.document.blocks
    )


def _words_of(page: Page, lists: set[int]) -> int:
    """How many letters the lists that begin on these lines have."""
    return sum(
        len(plain_blocks((block,)))
        for block in blocks_with_parts(page)
        if isinstance(block, BulletList | OrderedList) and block.line in lists
    )


def _pieces(page: Page) -> list[Piece]:
    labelled = {line.line for line in _labelled(page)}
    chosen = labelled | {line.line for line in _chosen(page)}
    pieces = pieces_of(page, chosen, below_lists=False)
    places = [place for place, piece in enumerate(pieces) if _line_of(piece) in labelled]
    if places and places[0] and isinstance(pieces[places[0] - 1], CodeBlock):
        _take_code_above(pieces, places)
    return pieces


def _line_of(piece: Piece) -> int:
    return piece.line.line if isinstance(piece, Asked) else 0


def _take_code_above(pieces: list[Piece], places: Sequence[int]) -> None:
    """Gives each of the questions at those places the code that stands right above it."""
    for place in reversed(places):
        above, asked = pieces[place - 1], pieces[place]
        body = above.body if isinstance(above, Asked) else pieces[:place]
        code = body[-1] if body else None
        if isinstance(asked, Asked) and isinstance(code, CodeBlock):
            asked.body.insert(0, code)
            if isinstance(above, Asked):
                above.body.pop()
            else:
                del pieces[place - 1]


def _labelled(page: Page) -> list[Line]:
    """The texts between the lists that are called questions: "*Question: What prints …?*"."""
    texts = [line for line in lines_of(page) if not line.in_list]
    found = [line for line in texts if calls_question(line.title.label) and not line.title.generic]
    asking = sum(asks(line.title.words) or sounds_asking(line.title.words) for line in found)
    return found if len(found) >= FEW and 2 * asking >= len(found) else []


def _read(page: Page) -> Outline:
    pieces = _pieces(page)
    return outline_of_lines(page, pieces, only_asks=only_ask(pieces))


def _id_places(page: Page) -> Mapping[int, IdPlace]:
    return line_places(page, _pieces(page))


BARE_LIST = Form(
    name="bare-list",
    about="lists whose items read like questions",
    evidence=_evidence,
    read=_read,
    id_places=_id_places,
)
