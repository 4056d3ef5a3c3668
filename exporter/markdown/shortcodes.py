"""Folds of site generators into HTML's own: `{{< details "Answer" >}}` … `{{< /details >}}`.

So are Jekyll's `{% details … %}` … `{% enddetails %}` and components such as `<Solution>`. Each row
stays where it is, and a tag whose other end is not found stays as it is written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape

__all__ = ["with_folds"]

_LABELS = "answer|explanation|hint|solution"
_NAMES = (
    rf"{_LABELS}|accordion(?:-?item|-?tab)?|collaps(?:e|ed|ible)|details|expand(?:able)?|fold|reveal"
    r"|spoiler|toggle"
)
_ALONE = re.compile(rf"{_LABELS}|collapse|details|expand|fold|reveal|spoiler|toggle")
"""What folds without a title of its own, too."""
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_TAG = re.compile(
    rf"\{{\{{[<%]\s*(?P<ends1>/)?\s*(?P<name1>{_NAMES})(?=[\s>%])(?P<said1>.*?)\s*[>%]\}}\}}"
    rf"|\{{%-?\s*(?P<ends2>end)?(?P<name2>{_NAMES})(?=[\s%-])(?P<said2>.*?)\s*-?%\}}"
    rf"|<(?P<ends3>/)?(?P<name3>(?=[A-Z])(?i:{_NAMES}))(?=[\s>])(?P<said3>(?:\"[^\"]*\"|[^<>\"])*)(?<!/)>"
)
_CLOSES = re.compile(r"\{\{[<%]\s*/|\{%-?\s*end|</[A-Z]")
_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})(.*)")
_TITLE = re.compile(
    r"""\b(?:title|summary|text|label|header|heading|question|name)\s*=\s*\{?\s*"""
    r"""(?:"([^"]*)"|'([^']*)'|`([^`]*)`)"""
)
_NOTE = re.compile(r"(?:style\s*=.*|info|warning|danger|success|tip|note|caution|important)")
_QUOTED = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|`([^`]*)`|“([^”]*)”)""")

LONGEST_ROW = 2000
"""How many letters a row has in which such tags are looked for."""


@dataclass(frozen=True, slots=True)
class _Tag:
    """One end of a fold."""

    row: int
    begin: int
    end: int
    name: str
    closes: bool
    title: str
    is_note: bool = False
    """Whether it only sets a text apart, such as `{% hint style="info" %}`: the text is kept."""


def with_folds(text: str) -> str:
    """`text`, whose rows end in `\\n`, with such folds as `<details>`."""
    if not _CLOSES.search(text):
        return text
    rows = text.split("\n")
    for tag in sorted(_paired(rows), key=lambda tag: (tag.row, -tag.begin)):
        row = rows[tag.row]
        rows[tag.row] = row[: tag.begin] + _written(tag) + row[tag.end :]
    return "\n".join(rows)


def _written(tag: _Tag) -> str:
    if tag.is_note:
        return ""
    if tag.closes:
        return "</details>"
    summary = f"<summary>{escape(tag.title, quote=False)}</summary>" if tag.title else ""
    return f"<details>{summary}"


def _paired(rows: list[str]) -> Iterator[_Tag]:
    """The tags that have their other end."""
    opened: list[_Tag] = []
    for tag in _tags(rows):
        if not tag.closes:
            opened.append(tag)
        elif any(other.name == tag.name for other in opened):
            while opened[-1].name != tag.name:
                opened.pop()
            opening = opened.pop()
            if opening.is_note:
                yield from (opening, replace(tag, is_note=True))
            elif opening.title or _ALONE.fullmatch(opening.name):
                yield from (opening, tag)


def _tags(rows: list[str]) -> Iterator[_Tag]:
    """The tags of a text, outside of code."""
    fence = ""
    for number, row in enumerate(rows):
        if found := _FENCE.match(row):
            if not fence:
                fence = found[1]
            elif found[1].startswith(fence) and not found[2].strip():
                fence = ""
        elif not fence and len(row) <= LONGEST_ROW and ("{" in row or "<" in row):
            masked = _CODE.sub(lambda code: "`" * len(code[0]), row) if "`" in row else row
            for match in _TAG.finditer(masked):
                yield _tag(number, match)


def _tag(row: int, match: re.Match[str]) -> _Tag:
    kind = next(kind for kind in "123" if match[f"name{kind}"])
    name, said = match[f"name{kind}"], match[f"said{kind}"].strip()
    closes = bool(match[f"ends{kind}"])
    if name.casefold() == "hint" and _NOTE.fullmatch(said):
        return _Tag(row, match.start(), match.end(), name.lower(), closes, "", is_note=True)
    title = "" if closes else _title(said) or (said if kind == "2" and "=" not in said else "")
    if not title and re.fullmatch(_LABELS, name, re.IGNORECASE):
        title = name.capitalize()
    return _Tag(row, match.start(), match.end(), name.lower(), closes, title.strip(" \"'"))


def _title(said: str) -> str:
    """The title among what is said behind a name."""
    match = _TITLE.search(said) or _QUOTED.match(said)
    return next((words for words in match.groups() if words), "") if match else ""
