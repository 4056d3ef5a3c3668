"""The lines of a file that may be questions, each with what speaks for it.

A line is one of a text, or the first one of a list's item. It is the title of a question when it is
bold, or bold up to a question mark, or numbered, or when it only reads like one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from exporter.markdown import is_blank
from exporter.model.document import (
    Break,
    BulletList,
    Inline,
    Link,
    OrderedList,
    Paragraph,
    Strong,
    Text,
    plain,
    walk_inlines,
)
from exporter.readers.level_marks import without_mark
from exporter.readers.question_words import LEVELS
from exporter.readers.titles import Title, asks, read_title, sounds_asking

__all__ = [
    "RUNS_ON",
    "Line",
    "Part",
    "line_at",
    "lines_of_list",
    "only_leads",
    "parts_of",
    "running",
]

_STOPS = (".", ":", "。", "：", "!")
RUNS_ON = 3
"""On how many lines of a text a title may run."""

_LEVELS = tuple(
    re.compile(rf"(?<!\w)(?:{'|'.join(words.split())})(?!\w)", re.IGNORECASE) for words in LEVELS
)
_BRACKETED = re.compile(r"[(\[（【][^()\[\]（）【】]{1,30}[)\]）】]")
_BREAK_TAG = re.compile(r"<br\b", re.IGNORECASE)
_LED = re.compile(r"\s*[:：]?\s*(?:[-–—]\s+)?")
_NUMBERED = re.compile(r"\s*\d{1,3}\s*[.):、]")
_BRACKET = re.compile(r"\s*[(（\[]\s*\d")
_PICTURE = re.compile(r"[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u2300-\u23ff]")
_EMOJI = re.compile(rf"(?:{_PICTURE.pattern}[^\w\s]*\s*)+$|^(?:\s*{_PICTURE.pattern}[^\w\s]*)+")
_ASKED = re.compile(r"[?？؟][\s*_)\]\"'”»]*$")


@dataclass(frozen=True, slots=True)
class Part:
    """A line of a text as it stands in its file."""

    line: int
    """In the file, from 1."""
    children: tuple[Inline, ...]
    end: Break
    """What ends the line in front of it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that may be a question."""

    line: int
    """In the file, from 1."""
    title: Title
    rest: tuple[Inline, ...] = ()
    """What stands behind the title on its line."""
    lines: int = 1
    """How many lines of its text the title takes."""
    section: int = 0
    """The line of the heading above it."""
    in_list: int = 0
    """The line of the list whose item it begins; 0 when it stands in a text."""
    number: int = 0
    """The item's number, or the one that it begins with; 0 without one."""
    bold: bool = False
    """Whether the title is, but for marks around it."""
    led: bool = False
    """Whether only a number and a few words that it begins with are bold."""
    bracketed: bool = False
    """Whether the number that it begins with stands in brackets."""
    emoji: str = ""
    """The emoji that stand in front of it, or behind it."""

    @property
    def asks(self) -> bool:
        """Whether it has a question mark, words that questions have, or is called one."""
        words = self.title.words
        return asks(words) or sounds_asking(words) or bool(self.title.label)


def lines_of_list(block: BulletList | OrderedList, rows: Sequence[str]) -> Iterator[Line | None]:
    """The line that each item of a list begins with; None when that is no text."""
    for place, item in enumerate(block.items):
        first = item.blocks[0] if item.blocks else None
        if not isinstance(first, Paragraph):
            yield None
            continue
        line = line_at(parts_of(first, rows))
        number = block.start + place if isinstance(block, OrderedList) else line.number
        yield replace(line, in_list=block.line, number=number)


def only_leads(line: Line) -> bool:
    """Whether a line is nothing but links, as in a list of contents."""
    words = line.title.words
    return bool(words) and all(
        isinstance(inline, Link) or (isinstance(inline, Text) and not re.search(r"\w", inline.text))
        for inline in words
    )


def running(lines: Sequence[Line]) -> list[Line]:
    """Those of numbered lines that are questions; other lists count what an answer names.

    A list counts questions when it goes on where the last one ended, or when half of its items ask:
    with question marks, unless it is the first one below its heading. What leads up to it from 1
    is counted, too.
    """
    chosen: list[Line] = []
    passed: list[list[Line]] = []
    last = section = 0
    for group in _groups(lines):
        first = group[0]
        if first.section != section:
            last, section, passed = 0, first.section, []
        asking = 2 * sum(line.asks for line in group) >= len(group)
        marked = any(asks(line.title.words) for line in group)
        if (asking and (marked or not last)) or (last and first.number == last + 1):
            chosen.extend(() if last else _leading(passed, first.number))
            chosen.extend(group)
            last = group[-1].number
        else:
            passed.append(group)
    return chosen


def _leading(groups: Sequence[list[Line]], number: int) -> list[Line]:
    """The lines of those groups that count from 1 up to `number`; none when they do not."""
    found: list[Line] = []
    for group in reversed(groups):
        if number > 1 and group[-1].number == number - 1:
            found = [*group, *found]
            number = group[0].number
    return found if number == 1 else []


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of each list together, and each line of a text by itself."""
    group: list[Line] = []
    for line in lines:
        if group and not (line.in_list and line.in_list == group[0].in_list):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def parts_of(text: Paragraph, rows: Sequence[str]) -> tuple[Part, ...]:
    """The lines of a text as they stand in its file, whose `rows` are given; `<br>` parts none."""
    parts: list[Part] = []
    words: list[Inline] = []
    begin = line = text.line
    end = Break(hard=False)
    tags = _tags(rows, line)
    for inline in text.children:
        if isinstance(inline, Break) and not (inline.hard and tags):
            parts.append(Part(begin, _ended(words), end))
            begin = line = line + 1
            end, words = inline, []
            tags = _tags(rows, line)
        else:
            tags -= isinstance(inline, Break)
            words.append(inline)
            line += _inner_lines(inline)
    return (*parts, Part(begin, _ended(words), end))


def _inner_lines(inline: Inline) -> int:
    """How many ends of lines stand within an inline that is none itself."""
    inner = walk_inlines((inline,))
    return sum(isinstance(i, Break) for i in inner) - isinstance(inline, Break)


def _ended(words: Sequence[Inline]) -> tuple[Inline, ...]:
    """A line without blanks at its end, where a comment may have stood."""
    match words:
        case [*others, Text(text)]:
            return (*others, Text(text.rstrip())) if text.strip() else tuple(others)
        case _:
            return tuple(words)


def _tags(rows: Sequence[str], line: int) -> int:
    return len(_BREAK_TAG.findall(rows[line - 1])) if line <= len(rows) else 0


def line_at(parts: Sequence[Part]) -> Line:
    """The line that the first of the `parts` of a text is."""
    first = parts[0]
    words, rest = _parted(first.children)
    if _is_bold(words) or _is_numbered_lead(words):
        title = _title(words)
        led = not _is_bold(words)
        emoji = _emoji(words)
        number = _number(title)
        return Line(first.line, title, rest, number=number, bold=True, led=led, emoji=emoji)
    strong, behind = _led(words)
    if strong:
        title = _title(strong)
        rest = (*behind, Break(hard=True), *rest) if rest else behind
        return Line(first.line, title, rest, number=_number(title), bold=True)
    lines = 1 if rest else _running_on(parts)
    for part in parts[1:lines]:
        words = (*words, part.end, *part.children)
    title = _title(words)
    bracketed = _BRACKET.match(plain(words)) is not None
    return Line(first.line, title, rest, lines, number=_number(title), bracketed=bracketed)


def _running_on(parts: Sequence[Part]) -> int:
    """How many lines a title takes: up to the question mark, when the first one has none."""
    for count, part in enumerate(parts[:RUNS_ON], 1):
        if _ASKED.search(plain(part.children)):
            return count
        ends = asks(part.children) or (count == 1 and plain(part.children).endswith(_STOPS))
        if ends or (count > 1 and _number(read_title(part.children))):
            return 1
    return 1


def _parted(words: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    """A line up to the first `<br>`, and what stands behind it."""
    for place, inline in enumerate(words):
        if isinstance(inline, Break):
            rest = words[place + 1 :]
            return words[:place], () if all(map(is_blank, rest)) else rest
    return words, ()


def _is_bold(words: tuple[Inline, ...]) -> bool:
    """Whether all words are, but for numbers, emoji, and what says a level."""
    if not any(isinstance(inline, Strong) for inline in words):
        return False
    others = plain(tuple(inline for inline in words if not isinstance(inline, Strong)))
    others = _BRACKETED.sub(" ", others)
    for level in _LEVELS:
        others = level.sub(" ", others)
    return not re.search(r"[^\W\d_]", others)


def _is_numbered_lead(words: tuple[Inline, ...]) -> bool:
    """Whether a line begins with a number in bold, alone or with a few words: "**2) Mean**. …"."""
    first = words[0] if words else None
    return isinstance(first, Strong) and _NUMBERED.match(plain(first.children)) is not None


def _emoji(words: tuple[Inline, ...]) -> str:
    """The emoji at the end of a line, or at its beginning; empty without any."""
    found = _EMOJI.search(plain(words))
    return "".join(filter(_PICTURE.match, found[0])) if found else ""


def _led(words: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    """The bold question that a line begins with, and its answer behind it."""
    for place, inline in enumerate(words):
        if isinstance(inline, Strong):
            asked = _ASKED.search(plain(inline.children))
            return (words[: place + 1], _behind(words[place + 1 :])) if asked else ((), ())
        if not isinstance(inline, Text) or re.search(r"[^\W\d_]", inline.text):
            break
    return (), ()


def _behind(words: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """An answer without the colon or dash that leads to it."""
    first = words[0] if words else None
    match = _LED.match(first.text) if isinstance(first, Text) else None
    if not (match and isinstance(first, Text)):
        return words
    text = first.text[match.end() :]
    return (Text(text), *words[1:]) if text else words[1:]


def _title(words: tuple[Inline, ...]) -> Title:
    """The title that a line is; a level that stands beside it in words is taken off."""
    words, mark = without_mark(words)
    title = read_title(words)
    title = replace(title, level=title.level or mark)
    strong = tuple(inline for inline in title.words if isinstance(inline, Strong))
    if not strong or len(strong) == len(title.words):
        return title
    marks = plain(tuple(inline for inline in title.words if not isinstance(inline, Strong)))
    level = next((n for n, words in enumerate(_LEVELS, 1) if words.search(marks)), 0)
    if not (level and _is_bold(title.words)):
        return title
    inner = read_title(strong)
    return replace(inner, number=inner.number or title.number, level=title.level or level)


def _number(title: Title) -> int:
    return title.number[-1] if title.number else 0
