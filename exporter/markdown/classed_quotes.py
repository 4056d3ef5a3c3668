"""Quotes with a class below them, `{: .challenge}`, into callouts, each row where it stands.

The heading that such a quote begins with becomes the title of the box. Other attributes that stand
on a row of their own are no text, and are taken away.
"""

import re

__all__ = ["with_callouts"]

_ATTRIBUTES = re.compile(r"([ \t>]*)\{:[^{}]*\}[ \t]*")
_CLASS = re.compile(r"\.(challenge|discussion|callout|solution|exercise|hint)\b")
_HEADING = re.compile(r"((?:[ \t]{0,3}>)+)[ \t]*#{1,6}[ \t]+(.*?)[ \t#]*")
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})(.*)")
_PREFIX = re.compile(r"(?:[ \t]{0,3}>)*")


def with_callouts(text: str) -> str:
    """`text`, whose rows end in `\\n`, with such quotes as `> [!challenge] Title`."""
    if "{:" not in text:
        return text
    rows = text.split("\n")
    fence = ""
    for number, row in enumerate(rows):
        if marks := _FENCE.match(row):
            closes = marks[1].startswith(fence) and not marks[2].strip()
            fence = marks[1] if not fence else "" if closes else fence
        match = _ATTRIBUTES.fullmatch(row)
        if fence or not match:
            continue
        rows[number] = match[1].rstrip()
        named = _CLASS.search(row)
        first = _first_row(rows, number, match[1].count(">") + 1)
        heading = _HEADING.fullmatch(rows[first])
        if named and heading and first < number:
            fold = "-" if named[1] in ("solution", "hint") else ""
            rows[first] = f"{heading[1]} [!{named[1]}]{fold} {heading[2]}"
    return "\n".join(rows)


def _first_row(rows: list[str], end: int, depth: int) -> int:
    """The first row of the quote that ends above `end`, and is so deep."""
    number = end
    while number and _depth(rows[number - 1]) >= depth:
        number -= 1
    return number


def _depth(row: str) -> int:
    match = _PREFIX.match(row)
    return match[0].count(">") if match else 0
