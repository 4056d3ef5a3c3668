"""The end of a row of a file, where comments and block marks of other tools stand, and ids may."""

import re
from collections.abc import Iterator, Sequence

from exporter.readers.forms.contract import IdPlace
from exporter.readers.metadata import KEYS

__all__ = ["at_row_end", "holds_metadata", "metadata_at_end", "without_row_end"]

_OPENS, _CLOSES = "<!--", "-->"
_METADATA = re.compile(rf"<!--(?:(?!-->).)*?(?<![\w-])(?:{'|'.join(KEYS)})\s*:", re.I | re.S)
_BLOCK_MARK = re.compile(r"\s\^[\w-]{1,60}$")


def holds_metadata(comment: str) -> bool:
    """Whether a comment says something of a question, and is no remark or mark of another tool."""
    return _METADATA.match(comment) is not None


def without_row_end(row: str) -> str:
    """A row without the comments and the `^mark` behind its text."""
    while True:
        row = row.rstrip()
        if row.endswith(_CLOSES) and (begin := row.rfind(_OPENS)) >= 0:
            row = row[:begin]
        elif match := _BLOCK_MARK.search(row[-62:]):
            row = row[: len(row) - len(match[0])]
        else:
            return row


def metadata_at_end(row: str) -> str:
    """The comment with metadata that stands behind the text of a row; empty without one."""
    comments = (found[1] for found in _comments(row))
    return next((comment for comment in comments if holds_metadata(comment)), "")


def at_row_end(line: int, rows: Sequence[str], *, gap: str = " ") -> IdPlace:
    """Behind the text on `line`, in front of what other tools wrote there.

    In the comment that is there already, if it has metadata; else `gap` parts a new one from the
    text.
    """
    row = rows[line - 1]
    for begin, comment in _comments(row):
        if holds_metadata(comment):
            return IdPlace(line, begin + len(_OPENS), " id: ", ";")
    return IdPlace(line, len(without_row_end(row)), f"{gap}{_OPENS} id: ", f" {_CLOSES}")


def _comments(row: str) -> Iterator[tuple[int, str]]:
    """The comments at the end of a row, each with its column."""
    at = len(without_row_end(row))
    while (begin := row.find(_OPENS, at)) >= 0:
        at = row.index(_CLOSES, begin) + len(_CLOSES)
        yield begin, row[begin:at]
