"""HTML's own folding box: its tags in a text, and what its summary says."""

import re
from dataclasses import dataclass
from textwrap import dedent

__all__ = ["BoxTag", "box_tag", "box_tags_in", "is_box_line", "summary_text"]

_DRESSING = r"(?:</?(?:a|b|br|center|div|em|font|h[1-6]|i|p|small|span|strong)(?:\s[^<>]*)?/?>\s*)*"
_OPENS = r"<details(?P<attributes>(?:\s[^<>]*)?)/?>"
_CLOSES = r"(?P<closes></details\s*>)"
_LINE = re.compile(rf"[ \t]*{_DRESSING}(?:{_CLOSES}|{_OPENS}(?=\s*(?:<|$)))", re.IGNORECASE)
_ANYWHERE = re.compile(
    rf"{_CLOSES}|{_OPENS}\s*<summary(?:\s[^<>]*)?>(?P<summary>.*?)</summary>",
    re.IGNORECASE | re.DOTALL,
)
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class BoxTag:
    """A tag of a box within a text."""

    begin: int
    end: int
    """The place behind it, and behind the summary that follows it."""
    closes: bool
    is_open: bool = False
    """Whether the box is open from the start."""
    summary: str = ""


def is_box_line(line: str) -> bool:
    """Whether a line begins with a tag of a box; `<b>` and the like in front of it don't count."""
    return "details" in line.lower() and _LINE.match(line) is not None


def box_tag(line: str) -> BoxTag | None:
    """The tag of a box that a line begins with; its summary is not looked for."""
    match = _LINE.match(line)
    return _tag_of(match, "") if match else None


def box_tags_in(text: str) -> tuple[BoxTag, ...]:
    """The tags of boxes in a text, outside of code; one that opens has its summary behind it."""
    masked = _CODE.sub(lambda code: "`" * len(code[0]), text)
    return tuple(_tag_of(match, _summary(match, text)) for match in _ANYWHERE.finditer(masked))


def _summary(match: re.Match[str], text: str) -> str:
    begin, end = match.span("summary")
    return text[begin:end] if begin >= 0 else ""


def _tag_of(match: re.Match[str], summary: str) -> BoxTag:
    attributes = (match["attributes"] or "").lower().split()
    is_open = any(word.partition("=")[0] == "open" for word in attributes)
    return BoxTag(match.start(), match.end(), bool(match["closes"]), is_open, summary)


def summary_text(source: str) -> str:
    """What a summary says, as text: its lines dedented as one, but for the first."""
    first, newline, others = source.partition("\n")
    return (first.strip() + newline + dedent(others)).strip()
