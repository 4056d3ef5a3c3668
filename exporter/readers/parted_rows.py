"""A row with a separator, `front::back` or `front;;back`, into its two sides."""

import re
from dataclasses import dataclass

from exporter.model.document import Text
from exporter.readers.row_ends import without_row_end
from exporter.readers.text_rows import HEADING_ROW, LONGEST_ROW, verbatim, width_of
from exporter.readers.titles import asks

__all__ = ["Parted", "parted_row"]

_LEAD = re.compile(r"[ \t]*(?:(?:[-*+]|\d{1,4}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)?")
_SEPARATOR = re.compile(r"(?<!:):::?(?!:)|(?<!;);;;?(?!;)")
_WITHIN = re.compile(r":[\w+-]+::[\w+-]+:|\{\{[^{}]*\}\}")
"""Emoji side by side, and words to be hidden."""
_LEADING_TAGS = re.compile(r"(?:[ \t]*#[^\s#]*[^\W\d][^\s#]*|[ \t]*#[^\s\w#]+)+[ \t]+")
_FIELD = re.compile(r"[\w-]+(?: [\w-]+){0,2}$")
_NAME_ENDS = re.compile(r"[A-Za-z_]\w*[>)]?$")
_NAME_BEGINS = re.compile(r"[~*]?[A-Za-z_]\w*")
_TAGS = re.compile(r"(?:[ \t]*#[^\s#]+)+[ \t]*$")
_CARD_TAG = re.compile(r"#[^\s#]*(?:card|🃏)[^\s#]*[ \t]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parted:
    """A row with a separator between what is asked and what is answered."""

    row: int
    separator: str
    front: str
    back: str
    led: bool
    """Whether a blank stands in front of the separator."""
    followed: bool
    """Whether a blank, or nothing, stands behind it."""
    column: int
    """How deep its text stands: rows below that stand deeper belong to it."""

    @property
    def spacing(self) -> tuple[bool, bool]:
        """Where blanks stand around the separator."""
        return self.led, self.followed

    @property
    def is_sure(self) -> bool:
        """Whether it is neither a name out of a program nor a field of the note."""
        spaced = self.led and self.followed
        return asks((Text(self.front),)) or spaced or self.separator[0] == ";"

    @property
    def is_name(self) -> bool:
        """Whether it may be a name such as `std::vector`."""
        glued = not (self.led or self.followed)
        return glued and bool(_NAME_ENDS.search(self.front) and _NAME_BEGINS.match(self.back))

    @property
    def is_field(self) -> bool:
        """Whether it may be a field of the note, `due:: tomorrow`."""
        glued = not self.led and self.followed
        return glued and not self.is_sure and _FIELD.fullmatch(self.front) is not None


def parted_row(row: int, text: str, separator: re.Pattern[str] = _SEPARATOR) -> Parted | None:
    """The two sides of a row, when it has both a separator and something in front of it.

    `row` is its number, from 0; `separator` is what parts them, `::` or `;;` if not told.
    """
    if len(text) > LONGEST_ROW or not separator.search(text):
        return None
    kept = without_row_end(text)
    if HEADING_ROW.match(kept) or _TAGS.fullmatch(kept):
        return None
    masked = [*verbatim(kept), *(match.span() for match in _WITHIN.finditer(kept))]
    lead = _LEAD.match(kept)
    start = lead.end() if lead else 0
    for match in separator.finditer(kept, start):
        if any(begin <= match.start() < end for begin, end in masked):
            continue
        front, back = kept[start : match.start()], kept[match.end() :]
        words = _LEADING_TAGS.sub("", _CARD_TAG.sub("", front)).strip()
        bracketed = words.startswith(("[", "(")) and back.rstrip().endswith(("]", ")"))
        if bracketed or not re.search(r"\w", words):
            return None
        return Parted(
            *(row, match[0], words, back.strip()),
            *(front[-1:].isspace(), not back or back[:1].isspace()),
            width_of(kept),
        )
    return None
