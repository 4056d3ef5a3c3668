"""A question's box into the place in its file where an id may be written."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from exporter.markdown.rules.admonition import WIDEST_INDENT
from exporter.model.document import RawHtml
from exporter.readers.forms.contract import IdPlace

__all__ = ["USUAL", "apart", "below", "in_body", "in_comment", "usual_indent"]

_OPENER = "<!--"
_INDENT = re.compile(r"[ \t>]*")
_NEEDS_BLANK = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]|.*\|)")
USUAL = " " * 4
"""How deep a body stands that nothing tells more of."""


def in_comment(comment: RawHtml, rows: Sequence[str]) -> IdPlace | None:
    """In front of what `comment` says, when that is metadata; `rows` are those of its file."""
    column = rows[comment.line - 1].find(_OPENER)
    if column < 0 or ":" not in comment.html:
        return None
    column += len(_OPENER)
    spaced = rows[comment.line - 1][column : column + 1] in ("", " ", "\t")
    return IdPlace(comment.line, column, " id: ", ";" if spaced else "; ")


def in_body(line: int, rows: Sequence[str], usual: str = USUAL) -> IdPlace:
    """In a comment that is the first line of the body of the box on `line`, indented as it is.

    `usual` is how deep a body stands where there is none yet.
    """
    indent = _indent_of_body(line, rows) or _own_indent(line, rows) + usual
    return apart(line, rows, indent)


def usual_indent(lines: Iterable[int], rows: Sequence[str]) -> str:
    """How deep the bodies of the boxes on `lines` stand in a file."""
    for line in lines:
        own, indent = _own_indent(line, rows), _indent_of_body(line, rows)
        if indent != own and indent.startswith(own):
            return indent[len(own) :]
    return USUAL


def _indent_of_body(line: int, rows: Sequence[str]) -> str:
    """What stands in front of each row of the body of the box on `line`; empty without a body."""
    own = _own_indent(line, rows)
    narrowest = ""
    for row in rows[line:]:
        indent = _INDENT.match(row)[0]  # type: ignore[index]
        if len(indent) == len(row):
            continue
        if _width(indent) <= _width(own) or indent.count(">") < own.count(">"):
            break
        if not narrowest or _width(indent) < _width(narrowest):
            narrowest = indent
    return own + USUAL if _width(narrowest) - _width(own) > WIDEST_INDENT else narrowest


def _own_indent(line: int, rows: Sequence[str]) -> str:
    title = rows[line - 1]
    return re.sub(r"[^\s>]", " ", title[: title.find("???")])


def below(line: int, rows: Sequence[str], indent: str) -> IdPlace:
    """In a comment on a line of its own, right below `line`."""
    return IdPlace(line, len(rows[line - 1]), f"\n{indent}{_OPENER} id: ", " -->")


def apart(line: int, rows: Sequence[str], indent: str) -> IdPlace:
    """The same, parted by a blank line from a list or a table that would begin right below it.

    Python-Markdown, and so MkDocs, takes those for the text of the comment's own paragraph.
    """
    place = below(line, rows, indent)
    if line < len(rows) and _NEEDS_BLANK.match(rows[line]):
        return replace(place, after=f"{place.after}\n{indent.rstrip()}")
    return place


def _width(indent: str) -> int:
    return len(indent.expandtabs(4))
