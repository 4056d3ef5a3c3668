"""The items of a page without indentation into what each is for: question, section, answer, …."""

import re
from collections import Counter
from collections.abc import Sequence

from exporter.markdown.page_items import Item

__all__ = ["ASKING", "Page"]

MOSTLY = 0.75
"""What share of a kind's boxes another box must follow, for the kind to open sections."""
ASKING = ("question", "cloze")
"""The kinds that ask whatever else the page does."""

_GROUP = re.compile(r"[-*+•][ \t]+(?:<span\b[^>]*>(.+)</span>|\*\*(.+)\*\*|__(.+)__)[ \t]*:?")
_QUOTED_AT_END = re.compile(r".*?[“\"„«](.+)[”\"“»]")


class Page:
    """The items of a page, and what its kinds of box are for."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        boxes = [(item.opening, i) for i, item in enumerate(items) if item.opening]
        kinds = Counter(opening.kind for opening, _ in boxes if opening.marker != "!!!")
        most = kinds.most_common(1)
        self._asking = {kind for kind in ASKING if kind in kinds} | {kind for kind, _ in most}
        followed: Counter[tuple[str, str]] = Counter()
        counted: Counter[tuple[str, str]] = Counter()
        for opening, index in boxes:
            if index + 1 < len(items):
                key = (opening.marker[0], opening.kind)
                counted[key] += 1
                followed[key] += not opening.rest and self._leads_on(index + 1)
        leading = {key for key in counted if followed[key] / counted[key] >= MOSTLY}
        self._sections = {kind for mark, kind in leading if mark == "?"} - self._asking
        self._furniture = {kind for mark, kind in leading if mark == "!"}

    def _leads_on(self, index: int) -> bool:
        """Whether there is a box at `index`, or a line that may name a group of boxes."""
        item = self.items[index]
        return item.kind == "box" or (self._names_group(item) and self._is_box(index + 1))

    def _is_box(self, index: int) -> bool:
        return index < len(self.items) and self.items[index].kind == "box"

    def _names_group(self, item: Item) -> bool:
        return item.kind == "bullet" and bool(_GROUP.fullmatch(item.rows[0].strip()))

    def is_question(self, index: int) -> bool:
        """Whether the item is a box that asks."""
        opening = self.items[index].opening
        return opening is not None and opening.marker != "!!!" and opening.kind in self._asking

    def is_section(self, index: int) -> bool:
        """Whether the item is a box that opens a section."""
        opening = self.items[index].opening
        return opening is not None and opening.marker != "!!!" and opening.kind in self._sections

    def is_furniture(self, index: int) -> bool:
        """Whether the item is a box of the page, not of an answer."""
        opening = self.items[index].opening
        return opening is not None and opening.marker == "!!!" and opening.kind in self._furniture

    def group(self, index: int) -> str:
        """The title of a group of sections that the item names; empty when it names none."""
        item = self.items[index]
        if index + 1 < len(self.items) and self._names_group(item) and self.is_section(index + 1):
            match = _GROUP.fullmatch(item.rows[0].strip())
            return next((words for words in match.groups() if words), "") if match else ""
        return ""

    def is_heading(self, index: int) -> bool:
        """Whether the next line repeats this one in quotes, as a link to a heading does."""
        if index + 1 == len(self.items):
            return False
        item, below = self.items[index], self.items[index + 1]
        if item.kind not in ("plain", "heading") or below.kind != "plain":
            return False
        match = _QUOTED_AT_END.fullmatch(below.rows[0].strip())
        return match is not None and match[1].strip() == item.rows[0].strip("# \t")

    def is_structure(self, index: int) -> bool:
        """Whether the item ends the answer above it."""
        return (
            self.is_question(index)
            or self.is_section(index)
            or self.is_furniture(index)
            or bool(self.group(index))
            or self.is_heading(index)
            or self._heads_boxes(index)
        )

    def _heads_boxes(self, index: int) -> bool:
        """Whether the item is a heading written as one, right above a box."""
        below = index + 1 < len(self.items) and (
            self.is_question(index + 1) or self.is_section(index + 1)
        )
        return self.items[index].kind == "heading" and below

    def holds_groups(self, index: int) -> bool:
        """Whether there are groups between the heading at `index` and the next one."""
        for later in range(index + 2, len(self.items)):
            if self.is_heading(later):
                return False
            if self.group(later):
                return True
        return False
