"""Bold lines into questions, each answered by what stands below it, up to the next one.

A bold line is a text's or an item's, as a whole or up to its question mark; one kind of them asks
through a file. Numbers or marks of a level tell questions from the labels within answers; without
them, question marks do.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from exporter.model.document import plain
from exporter.readers.announced import is_announced
from exporter.readers.forms.contract import Evidence, Page
from exporter.readers.labels import label_of
from exporter.readers.line_questions import (
    are_most,
    form_of_lines,
    lines_of,
    pieces_of,
)
from exporter.readers.lines import Line, running
from exporter.readers.titles import asks

__all__ = ["BOLD_LINE"]

LONG = 4
"""How many words a question without a question mark has: labels within answers have fewer."""
MANY = 8
"""From how many question marks on the questions need not be most of their file."""
SURE = 3
"""From how many questions on no sibling is asked."""


def _evidence(page: Page) -> Evidence:
    if "**" not in page.text and "__" not in page.text and "<b>" not in page.text:
        return Evidence(0, "nothing is bold")
    chosen = _chosen(page)
    if len(chosen) < 2:
        return Evidence(0, "no bold lines that ask")
    pieces = pieces_of(page, {line.line for line in chosen})
    marked = sum(asks(line.title.words) for line in chosen)
    doubtful = len(chosen) < SURE or not (marked >= MANY or are_most(page, pieces))
    return Evidence(len(chosen), f"{len(chosen)} bold lines that ask", doubtful=doubtful)


def _chosen(page: Page) -> list[Line]:
    """The bold lines of the kind that asks most, without those that only name a part."""
    kinds: dict[tuple[bool, bool], list[Line]] = {}
    lines = lines_of(page)
    for line in lines:
        if line.bold:
            kinds.setdefault((bool(line.in_list), bool(line.rest)), []).append(line)
    announced = is_announced(page)
    found = [_asking(kind, announced=announced) for kind in kinds.values()]
    chosen = max(found, key=len, default=[])
    if not chosen:
        return []
    if chosen[0].in_list:
        others = sum(1 for line in lines if line.in_list and not line.bold and line.asks)
        return _with_others(chosen, lines) if others <= len(chosen) else []
    return sorted({*chosen, *_answered_beside(chosen, found)}, key=lambda line: line.line)


def _with_others(chosen: Sequence[Line], lines: Sequence[Line]) -> list[Line]:
    """Bold items, and those beside them that ask in some other way."""
    known = {line.line for line in chosen}
    lists = {line.in_list for line in chosen}
    beside = (line for line in lines if line.in_list in lists and line.line not in known)
    found = [*chosen, *(line for line in beside if asks(line.title.words))]
    return sorted(found, key=lambda line: line.line)


def _answered_beside(chosen: Sequence[Line], found: Sequence[Sequence[Line]]) -> Iterator[Line]:
    """Questions with the answer on their line, or without, where most are the other way.

    A word such as "Why?" within an answer is none.
    """
    for lines in found:
        if lines is not chosen and not chosen[0].number:
            yield from (
                line
                for line in lines
                if not line.in_list and asks(line.title.words) and _is_long(line)
            )


def _is_long(line: Line) -> bool:
    words = plain(line.title.words)
    return len(words.split()) >= LONG or not words.isascii()


def _asking(lines: Sequence[Line], *, announced: bool) -> list[Line]:
    marked = [line for line in lines if asks(line.title.words)]
    for signed in (
        [line for line in lines if line.number],
        [line for line in lines if line.title.level],
    ):
        counted = running(signed) if signed and signed[0].number else signed
        asking = sum(line.asks for line in counted)
        if len(counted) >= SURE and 2 * len(counted) >= len(marked) and 3 * asking >= len(counted):
            return counted
    if announced and len(counted := _counted(lines)) >= max(SURE, len(marked)):
        return counted
    whole = [line for line in lines if not line.led]
    likely = _likely(whole, marked, announced=announced)
    if 3 * (len(likely) - len(marked)) <= 2 * len(marked):
        return likely
    if announced and 3 * sum(line.asks for line in likely) >= len(whole) >= SURE:
        return likely
    return marked if len(marked) >= SURE and 3 * len(marked) >= len(lines) else []


def _likely(whole: Sequence[Line], marked: Sequence[Line], *, announced: bool) -> list[Line]:
    """Those with a question mark, and those that may ask beside them."""
    titles = Counter(plain(line.title.words).casefold() for line in whole)
    emoji = Counter(line.emoji for line in marked)
    found = []
    for line in whole:
        signed = (line.emoji and emoji[line.emoji] >= SURE) or (announced and line.in_list)
        if asks(line.title.words) or _may_ask(line, titles, signed=bool(signed)):
            found.append(line)
    return found


def _counted(lines: Sequence[Line]) -> list[Line]:
    """Those texts whose numbers count from 1 on below their heading."""
    counted: list[Line] = []
    for line in lines:
        if line.in_list:
            continue
        last = counted[-1] if counted and counted[-1].section == line.section else None
        if line.number == (last.number if last else 0) + 1:
            counted.append(line)
    return counted


def _may_ask(line: Line, titles: Mapping[str, int], *, signed: bool) -> bool:
    """Whether a bold line without a question mark is no label, as few words without a sign are."""
    words = plain(line.title.words).strip()
    if titles[words.casefold()] > 1 or words.endswith((":", "：")) or label_of(words):
        return False
    return line.asks or signed or len(words.split()) >= LONG


BOLD_LINE = form_of_lines(
    name="bold-line",
    about="bold lines that ask, with their answers below",
    evidence=_evidence,
    chosen=_chosen,
)
