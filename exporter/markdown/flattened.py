"""Page text that lost its indentation into the same with it: text to text, with a map of lines.

What the page's boxes are is decided by its structure: the kind that occurs most asks the questions,
a kind whose boxes are followed by another box at once opens sections, any other belongs to the
answer that it stands in. The result is in the canonical form, sections as headings.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from exporter.markdown.faults import Fault, unclosed_title
from exporter.markdown.front_matter import split_front_matter
from exporter.markdown.opening import Opening, read_opening
from exporter.markdown.page_items import Item, items_of
from exporter.markdown.page_kinds import ASKING, Page
from exporter.model.diagnostic import shortened

__all__ = ["Flatness", "Repaired", "flatness_of", "repair"]

INDENT = " " * 4

_SKIP_LINK = re.compile(r"skip to (?:main )?content|skip navigation", re.IGNORECASE)
_MARKER = re.compile(r"(?:[-*+•‣◦▪●·]|\d+[.)])[ \t]+")


@dataclass(frozen=True, slots=True)
class Flatness:
    """How a page's boxes hold what belongs to them."""

    boxes: int
    """How many `???` boxes there are."""
    flat: int
    """How many have their text below them without indentation."""
    indented: int
    """How many have it indented, as it should be."""
    titles: int
    """How many titles there are among them; labels such as "Answer" repeat."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repaired text."""

    text: str
    lines: tuple[int, ...]
    """For each of its rows, the line of the file, from 1."""
    faults: tuple[tuple[Fault, int], ...]
    """What was dropped or assumed, each with its line."""


def flatness_of(text: str) -> Flatness:
    """How many boxes of `text` have lost their indentation; quick, for any text at all."""
    boxes = flat = indented = 0
    titles: set[str] = set()
    waiting = False
    for row in text.split("\n"):
        if not row.strip():
            continue
        opening = read_opening(row)
        if waiting:
            indented += row[0] in " \t"
            flat += not (row[0] in " \t" or opening or row.startswith("#"))
        if opening and opening.marker != "!!!":
            boxes += 1
            titles.add(opening.title.casefold())
        waiting = opening is not None
    return Flatness(boxes, flat, indented, len(titles))


def repair(text: str) -> Repaired:
    """`text` with each answer indented under its question, and sections as headings."""
    _, body = split_front_matter(text)
    rows = text.split("\n")
    first = _first_row(text, body)
    page = Page(items_of(rows[first:], first + 1))
    writer = _Writer()
    writer.verbatim(rows[:first], 1)
    _write_page(page, writer)
    return Repaired("\n".join(writer.rows), tuple(writer.lines), tuple(writer.faults))


def _first_row(text: str, body: str) -> int:
    """The row behind the front matter."""
    return body.count("\n") - body.lstrip("\n").count("\n") if body != text else 0


@dataclass(slots=True)
class _Writer:
    """The repaired rows, each with its line in the file."""

    rows: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    faults: list[tuple[Fault, int]] = field(default_factory=list)

    def row(self, text: str, line: int) -> None:
        self.rows.append(text)
        self.lines.append(line)

    def verbatim(self, rows: Sequence[str], first_line: int) -> None:
        for line, row in enumerate(rows, first_line):
            self.row(row, line)

    def blank(self, line: int) -> None:
        if self.rows and self.rows[-1].strip():
            self.row("", line)

    def alone(self, text: str, line: int) -> None:
        """A row with a blank one above it and below it."""
        self.blank(line)
        self.row(text, line)
        self.blank(line)

    def tell(self, line: int, message: str) -> None:
        self.faults.append((Fault("page-chrome", "info", message), line))


@dataclass(slots=True)
class _Place:
    """Where in the page's outline the writer is."""

    base: int = 2
    """The level of a heading at the top: below the title, or below a heading of the page."""
    group: bool = False
    quotes: str = ""
    """How the questions of the open section are quoted; empty before its first, and in none."""
    in_section: bool = False


def _write_page(page: Page, writer: _Writer) -> None:
    at = _write_top(page, writer)
    place = _Place()
    while at < len(page.items):
        if page.is_question(at):
            at = _write_question(page, writer, place, at)
        elif page.is_structure(at):
            at = _write_structure(page, writer, place, at)
        else:
            end = _end_of_answer(page, at)
            _write_items(page.items[at:end], writer, "")
            at = end


def _write_top(page: Page, writer: _Writer) -> int:
    """Drops what stands above the page's title, makes that a heading, and gives the next item."""
    at = 0
    items = page.items
    if items and items[0].kind == "plain" and _SKIP_LINK.fullmatch(items[0].rows[0].strip()):
        while at < len(items) and items[at].kind == "plain" and (at == 0 or not items[at].apart):
            _drop(writer, items[at])
            at += 1
    if at < len(items) and _is_title(page, at):
        writer.alone(f"# {items[at].rows[0].strip()}", items[at].line)
        at += 1
    return at


def _drop(writer: _Writer, item: Item) -> None:
    words = shortened(item.rows[0])
    writer.tell(item.line, f"{words!r} is left out: it belongs to the page, not to a question")


def _is_title(page: Page, index: int) -> bool:
    """Whether the item is a line by itself that reads as a title."""
    item = page.items[index]
    by_itself = index + 1 == len(page.items) or page.items[index + 1].apart
    short = len(item.rows) == 1 and not item.rows[0].rstrip().endswith((".", ":", ";", ","))
    return item.kind == "plain" and by_itself and short and not page.is_heading(index)


def _write_structure(page: Page, writer: _Writer, place: _Place, at: int) -> int:
    """A section, a group, a heading or a piece of furniture. Gives the next item."""
    item = page.items[at]
    place.quotes = ""
    if page.is_furniture(at):
        _drop(writer, item)
        return at + 1
    if title := page.group(at):
        place.group, place.in_section = True, False
        writer.alone("#" * place.base + f" {title}", item.line)
        return at + 1
    if item.opening:
        place.in_section = True
        level = place.base + place.group
        writer.alone("#" * level + f" {item.opening.title}", item.line)
        return at + 1
    return _write_heading(page, writer, place, at)


def _write_heading(page: Page, writer: _Writer, place: _Place, at: int) -> int:
    item = page.items[at]
    place.group = place.in_section = False
    repeated = page.is_heading(at)
    if repeated and page.holds_groups(at):
        # It only stands above everything else; what it holds is told by the groups below it.
        place.base = 2
        _drop(writer, item)
    elif repeated:
        place.base = 3
        writer.alone(f"## {item.rows[0].strip('# ')}", item.line)
    else:
        row = item.rows[0].strip()
        place.base = min(len(row) - len(row.lstrip("#")) + 1, 5)
        writer.alone(row, item.line)
    if repeated:
        _drop(writer, page.items[at + 1])
    return at + 1 + repeated


def _write_question(page: Page, writer: _Writer, place: _Place, at: int) -> int:
    item = page.items[at]
    opening = item.opening
    assert opening is not None
    if place.in_section and place.quotes == "straight" and opening.quotes == "curly":
        # Only boxes at the left edge of the page had their quotes curled: the section has ended.
        writer.alone("#" * (place.base if not place.group else 2), item.line)
        place.in_section = place.group = False
    place.quotes = place.quotes or opening.quotes
    kind = opening.kind if opening.kind in ASKING else "question"
    _write_box(writer, opening, kind, item.line, "")
    end = _end_of_answer(page, at + 1)
    _write_items(_dedented(page.items[at + 1 : end]), writer, INDENT)
    return end


def _end_of_answer(page: Page, at: int) -> int:
    return next((i for i in range(at, len(page.items)) if page.is_structure(i)), len(page.items))


def _write_box(writer: _Writer, opening: Opening, kind: str, line: int, indent: str) -> None:
    """The row that opens a box, and what was begun on it, in a row of its own."""
    writer.blank(line)
    title = f' "{opening.title}"' if opening.quotes else ""
    writer.row(f"{indent}{opening.marker} {kind}{title}", line)
    if opening.title and not opening.closed:
        writer.faults.append((unclosed_title(), line))
    for row in _rows_of_rest(opening.rest):
        writer.row(f"{indent}{INDENT}{row}", line)


def _rows_of_rest(rest: str) -> Sequence[str]:
    """A list that was written into one line becomes a list."""
    if not rest.startswith(("- ", "• ", "* ")):
        return [rest] if rest else []
    mark = rest[0]
    return [f"- {words.strip()}" for words in rest[1:].split(f" {mark} ") if words.strip()]


def _write_items(items: Sequence[Item], writer: _Writer, indent: str) -> None:
    """The items of an answer; what follows a box in it stands in that box."""
    inner = indent
    before: Item | None = None
    for item in items:
        if item.opening:
            _write_box(writer, item.opening, item.opening.kind, item.line, indent)
            inner = indent + INDENT
            before = item
            continue
        within = _within(before, item)
        if not (within or (before and _run_together(before, item))):
            writer.blank(item.line)
        for line, row in enumerate(item.rows, item.line):
            writer.row(inner + within + _bulleted(item, row) if row.strip() else "", line)
        before = before if within else item


def _within(before: Item | None, item: Item) -> str:
    """The indentation of a quote that belongs to the list item right above it."""
    if item.kind != "quote" or item.apart or before is None:
        return ""
    marker = _MARKER.match(before.rows[0].lstrip()) if before.kind in ("bullet", "number") else None
    return " " * len(_bulleted(before, before.rows[0])[: marker.end()]) if marker else ""


def _run_together(before: Item, item: Item) -> bool:
    """Whether two items make one list, or one paragraph that was wrapped."""
    if item.apart:
        return False
    if before.kind == item.kind and item.kind in ("bullet", "number"):
        return True
    if before.kind == item.kind == "plain":
        return before.rows[-1][-1:].isalnum() and item.rows[0][:1].islower()
    return False


def _bulleted(item: Item, row: str) -> str:
    """Bullets as markdown writes them."""
    if item.kind == "bullet" and row is item.rows[0] and row.lstrip()[0] not in "-*+":
        return _MARKER.sub("- ", row.lstrip(), count=1)
    return row


def _dedented(items: Sequence[Item]) -> Sequence[Item]:
    """The same items without the indentation that all their rows share."""
    rows = [row for item in items for row in item.rows if row.strip()]
    width = min((len(row) - len(row.lstrip(" ")) for row in rows), default=0)
    if not width:
        return items
    return [
        Item(i.kind, tuple(row[width:] for row in i.rows), i.line, i.opening, i.apart)
        for i in items
    ]
