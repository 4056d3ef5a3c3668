"""Lettered or listed options below a question, and the answer that names them, into choices.

Options are lines or items that begin with letters in order ("A) …", "b. …", "(C) …", "**D:** …",
"① …"), or a plain list. The answer says which are right by letters, which count places, or by the
words of an option.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from unicodedata import normalize

from exporter.markdown import Fault
from exporter.model.diagnostic import Diagnostic
from exporter.model.document import (
    Block,
    Break,
    BulletList,
    Code,
    Emphasis,
    Heading,
    Inline,
    ListItem,
    Mark,
    OrderedList,
    Paragraph,
    RawHtml,
    Span,
    Strong,
    Table,
    Text,
    plain,
    plain_blocks,
    walk_inlines,
)
from exporter.readers.labels import label_of, labelled, names_answer

__all__ = ["Asked", "Options", "Verdict", "asked_of", "find_options", "judge", "marked_options"]

LONGEST_ANSWER = 3
"""In how many blocks at the top of an answer it is looked for which options are right."""

LONGEST_LABEL = 40
"""How many letters stand at most in front of a colon that letters follow."""

_ALPHABETS = (
    "abcdefghijkl",
    "абвгдежзиклм",
    "αβγδεζηθικλμ",
    "アイウエオカキク",
    "가나다라마바사아",
    "甲乙丙丁戊己庚辛",
    "أبجدهوزح",
    "ابجدهوزح",
    "אבגדהוזח",
    "कखगघङचछज",
    "কখগঘঙচছজ",
    "กขคงจฉชซ",
    "①②③④⑤⑥⑦⑧⑨⑩",
)
_LETTERS = "".join(_ALPHABETS)
_MARKER = re.compile(
    rf"\s*(?:[(\uff08\[]([{_LETTERS}])[)\uff09\]]|([{_LETTERS}])(?:[)\uff09\].:\u3001\uff1a\uff0e]|\s+[-\u2013\u2014](?=\s))"
    r"|([①-⑩]))(?![).])\s*",
    re.IGNORECASE,
)
_GAP = re.compile(
    rf"(?:[\s\xa0]{{2,}}|\u2003)\s*(?=[(\uff08\[]?[{_LETTERS}][)\uff09\].])"
    rf"|\s+(?=\([{_LETTERS}]\)\s|[①-⑩])",
    re.IGNORECASE,
)
_ONE = rf"[(\uff08\[]?(?:[{_LETTERS}]|1?\d)[)\uff09\]]?"
_AND = r"\s*(?:[,;/&+\u3001\uff0c]|\b(?:and|und|et|y|e|i|og|och|en)\b|и|と)\s*"
_BEHIND = r"\s*(?:$|\.(?!\w)|[:,)\]\n\u3002\u3001\uff1a]|[-\u2013\u2014](?=\s))"
_LEADS = re.compile(rf"\s*{_ONE}(?:{_AND}{_ONE})*{_BEHIND}", re.IGNORECASE)
_FIRST = re.compile(rf"\s*({_ONE})", re.IGNORECASE)
_NEXT = re.compile(rf"{_AND}({_ONE})", re.IGNORECASE)
_TOGETHER = re.compile(r"\s*([A-L]{2,6})\s*[.\u3002]?\s*")
_NAMED = re.compile(
    r"(?<![A-Za-zА-я\d'\u2019])(?:A(?!\s+(?!and\b|or\b|und\b|et\b|y\b|e\b)[^\W\d_])|[B-L]|[А-И]"
    r"|[①-⑩]|(?<=\()[a-l](?=\)))(?![A-Za-zА-я\d'\u2019])"
)
_NUMBERED = re.compile(rf"{_NAMED.pattern}|(?<![\w.,])1?\d(?![\w.,]\d|\w)")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s|[\n\u3002]")
_TICK_BEFORE = re.compile(r"^\s*([\u2705\u2714\u2611\u2713]\ufe0f?)\s*")
_TICK_BEHIND = re.compile(
    r"\s*([\u2705\u2714\u2611\u2713]\ufe0f?|[(\uff08\[][^()\uff08\uff09\[\]]{1,30}[)\uff09\]])\s*$"
)
_TAG = re.compile(r"<[^<>]*>")
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Options:
    """Options as they are written, with what stands above and below them."""

    above: tuple[Block, ...]
    items: tuple[ListItem, ...]
    """Each without its letter."""
    below: tuple[Block, ...]
    lettered: bool
    """Whether the author wrote letters; else it is a list that an answer may point into."""
    numbered: bool = False
    """Whether it is a numbered list."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer says of the options."""

    right: frozenset[int]
    """The places of the right ones, from 0; empty when the answer names none."""
    unknown: tuple[str, ...] = ()
    """Letters that no option has."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands between a title and its answer."""

    stem: tuple[Block, ...]
    choices: tuple[ListItem, ...] = ()
    """The options, the right ones checked; empty when they are not options, or none is right."""
    diagnostics: tuple[Diagnostic, ...] = ()


def asked_of(blocks: tuple[Block, ...], answer: tuple[Block, ...], file: str, line: int) -> Asked:
    """What `blocks` ask below the title on `line` of `file`, given the `answer`.

    Options that the answer does not point at are part of the stem, as they are written.
    """
    options = find_options(blocks)
    if options is None or any(item.checked for item in options.items):
        return Asked(blocks)
    verdict = judge(options, answer)
    count = len(options.items)
    told = tuple(_no_option(letter, count).at(file, line) for letter in verdict.unknown)
    items, right = options.items, verdict.right
    if not right:
        items, right = marked_options(options)
    if not right:
        return Asked(blocks, (), told if options.lettered else ())
    choices = tuple(replace(item, checked=place in right) for place, item in enumerate(items))
    return Asked((*options.above, *options.below), choices, told)


def marked_options(options: Options) -> tuple[tuple[ListItem, ...], frozenset[int]]:
    """The options without a tick that marks some as right, and the places of those.

    Where options have letters, bold ones are right, too.
    """
    ticked = [_unticked(item) for item in options.items]
    right = frozenset(place for place, (_, tick) in enumerate(ticked) if tick)
    if 0 < len(right) < len(ticked):
        return tuple(item for item, _ in ticked), right
    bold = frozenset(place for place, item in enumerate(options.items) if _is_bold(item))
    if options.lettered and 0 < len(bold) < len(ticked):
        return tuple(map(_unbold, options.items)), bold
    return options.items, frozenset()


def _unticked(item: ListItem) -> tuple[ListItem, bool]:
    """An option without ticks at either end, and whether one says that it is right."""
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, Paragraph):
        return item, False
    words = list(first.children)
    tick = False
    for place, pattern in ((0, _TICK_BEFORE), (-1, _TICK_BEHIND)):
        inline = words[place] if words else None
        match = pattern.search(inline.text) if isinstance(inline, Text) else None
        if match and isinstance(inline, Text) and _says_right(match[1]):
            rest = inline.text[: match.start()] + inline.text[match.end() :]
            words[place : place + 1 or None] = [Text(rest)] if rest.strip() else []
            tick = True
    blocks = (replace(first, children=tuple(words)), *item.blocks[1:])
    return (replace(item, blocks=blocks), True) if tick else (item, False)


def _says_right(mark: str) -> bool:
    return not mark[0].isascii() or label_of(mark.strip("()[]\uff08\uff09 ")) == "answer"


def _is_bold(item: ListItem) -> bool:
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, Paragraph):
        return False
    words = [i for i in first.children if plain((i,)).strip(" .")]
    return bool(words) and all(isinstance(i, Strong) for i in words)


def _unbold(item: ListItem) -> ListItem:
    first = item.blocks[0] if item.blocks else None
    if not (_is_bold(item) and isinstance(first, Paragraph)):
        return item
    words = [w for i in first.children for w in (i.children if isinstance(i, Strong) else (i,))]
    return replace(item, blocks=(replace(first, children=tuple(words)), *item.blocks[1:]))


def _no_option(letter: str, options: int) -> Fault:
    message = f"the answer names the option {letter}, and there are {options} options"
    return Fault("no-such-option", "warning", message, "mend the letter, or add the option")


def find_options(blocks: tuple[Block, ...]) -> Options | None:
    """The options in `blocks`; None when nothing there reads as options.

    Letters tell them for sure; without any, the last list of the blocks is taken.
    """
    for place, block in enumerate(blocks):
        items: tuple[ListItem, ...] = ()
        if isinstance(block, BulletList | OrderedList):
            items = _lettered_items(block)
        elif isinstance(block, Table):
            items = _lettered_cells(block)
        if items:
            return Options(blocks[:place], items, blocks[place + 1 :], lettered=True)
    return _lettered_lines(blocks) or _last_list(blocks)


def _last_list(blocks: tuple[Block, ...]) -> Options | None:
    for place in range(len(blocks) - 1, -1, -1):
        block = blocks[place]
        if isinstance(block, BulletList | OrderedList):
            if len(block.items) < 2 or not all(item.blocks for item in block.items):
                return None
            above, below = blocks[:place], blocks[place + 1 :]
            numbered = isinstance(block, OrderedList)
            return Options(above, block.items, below, lettered=False, numbered=numbered)
    return None


def _lettered_items(block: BulletList | OrderedList) -> tuple[ListItem, ...]:
    """The items without their letters; none when they are not lettered in order."""
    items: list[ListItem] = []
    alphabet = ""
    for place, item in enumerate(block.items):
        first = item.blocks[0] if item.blocks else None
        found = _marked(first.children) if isinstance(first, Paragraph) else None
        if not (found and isinstance(first, Paragraph)):
            return ()
        alphabet = alphabet or _alphabet_of(found[0])
        if alphabet[place : place + 1] != found[0]:
            return ()
        body = (replace(first, children=found[1]),) if found[1] else ()
        items.append(replace(item, blocks=(*body, *item.blocks[1:])))
    return tuple(items) if len(items) > 1 else ()


def _lettered_cells(table: Table) -> tuple[ListItem, ...]:
    """The options of a table that has a column, or a row, of nothing but letters in order."""
    rows = [row for row in (table.header, *table.rows) if any(plain(cell).strip() for cell in row)]
    for lines in (rows, list(zip(*rows, strict=False))):
        letters = [plain(line[0]).strip(" .)(").casefold() for line in lines if line]
        alphabet = _alphabet_of(letters[0]) if letters and letters[0] else ""
        if len(letters) > 1 and letters == list(alphabet[: len(letters)]):
            return tuple(
                ListItem(tuple(Paragraph(cell, table.line) for cell in line[1:]), table.line)
                for line in lines
            )
    return ()


def _lettered_lines(blocks: tuple[Block, ...]) -> Options | None:
    """Options that are lines of texts, in one or more paragraphs."""
    found = _Found([], [], [])
    for block in blocks:
        found.take(block)
    if len(found.items) < 2:
        return None
    items = tuple(ListItem(tuple(inner), line) for line, inner in found.items)
    return Options(tuple(found.above), items, tuple(found.waiting), lettered=True)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a paragraph, or a part of one that begins like an option."""

    children: tuple[Inline, ...]
    line: int
    end: Inline
    """What parts it from the one before it."""


@dataclass(slots=True)
class _Found:
    """Options, while a text is read from the top."""

    above: list[Block]
    items: list[tuple[int, list[Block]]]
    """Each with its line."""
    waiting: list[Block]
    """What stands behind the last option: a part of it when another option follows."""
    alphabet: str = ""

    def take(self, block: Block) -> None:
        """Reads on."""
        target = self.waiting if self.items else self.above
        if not isinstance(block, Paragraph):
            target.append(block)
            return
        begun = False
        for line in _lines(block):
            marked = _marked(line.children)
            if marked and self._is_next(marked[0]):
                target = self._begin(line.line, marked[1])
            elif begun:
                _join(target, line)
            else:
                target.append(Paragraph(line.children, line.line))
            begun = True

    def _is_next(self, letter: str) -> bool:
        self.alphabet = self.alphabet or _alphabet_of(letter)
        return self.alphabet[len(self.items) : len(self.items) + 1] == letter

    def _begin(self, line: int, words: tuple[Inline, ...]) -> list[Block]:
        if self.items:
            self.items[-1][1].extend(self.waiting)
        self.waiting = []
        blocks: list[Block] = [Paragraph(words, line)] if words else []
        self.items.append((line, blocks))
        return blocks


def _join(blocks: list[Block], line: _Line) -> None:
    """Adds a line to the paragraph that stands last."""
    last = blocks[-1] if blocks else None
    if isinstance(last, Paragraph):
        blocks[-1] = replace(last, children=(*last.children, line.end, *line.children))
    else:
        blocks.append(Paragraph(line.children, line.line))


def _lines(paragraph: Paragraph) -> Iterator[_Line]:
    children: list[Inline] = []
    number = paragraph.line
    end: Inline = Break(hard=False)
    for inline in paragraph.children:
        if isinstance(inline, Break):
            yield from _parts(tuple(children), number, end)
            children, end = [], inline
            number += 1
        else:
            children.append(inline)
    yield from _parts(tuple(children), number, end)


def _parts(children: tuple[Inline, ...], number: int, end: Inline) -> Iterator[_Line]:
    """A line, parted where several options stand on it."""
    part: list[Inline] = []
    for inline in children:
        words = _GAP.split(inline.text) if isinstance(inline, Text) else []
        if len(words) < 2:
            part.append(inline)
            continue
        for word in words[:-1]:
            yield _Line((*part, Text(word)), number, end)
            part, end = [], Text(" ")
        part = [Text(words[-1])]
    yield _Line(tuple(inline for inline in part if inline != Text("")), number, end)


def _alphabet_of(letter: str) -> str:
    """The alphabet that `letter` is the first of; empty when there is none."""
    return next((alphabet for alphabet in _ALPHABETS if alphabet[0] == letter), "")


def _marked(inlines: tuple[Inline, ...]) -> tuple[str, tuple[Inline, ...]] | None:
    """The letter that a text begins with, and the text behind it; None without a letter."""
    first = inlines[0] if inlines else None
    match first:
        case Text(text):
            if match := _MARKER.match(text):
                return _letter_of(match), _behind(text[match.end() :], inlines[1:])
        case Strong(inner) | Emphasis(inner) | Span(children=inner):
            if found := _marked(inner):
                kept = (replace(first, children=found[1]),) if found[1] else ()
                return found[0], (*kept, *_stripped(inlines[1:], led=bool(kept)))
            return _alone(plain(inner), inlines[1:])
        case Code(text):
            return _alone(text, inlines[1:])
    return None


def _alone(words: str, others: tuple[Inline, ...]) -> tuple[str, tuple[Inline, ...]] | None:
    """A letter in bold or in code with what follows it: `**A** text`, `**A**) text`."""
    letter = words.strip().casefold()
    if len(letter) != 1 or letter not in _LETTERS:
        return None
    return letter, _stripped(others, led=False)


def _stripped(others: tuple[Inline, ...], *, led: bool) -> tuple[Inline, ...]:
    if led or not (others and isinstance(others[0], Text)):
        return others
    return _behind(others[0].text.lstrip(" )].:\uff1a-\u2013\u2014"), others[1:])


def _behind(text: str, others: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return (Text(text), *others) if text else others


def _letter_of(match: re.Match[str]) -> str:
    return next(group for group in match.groups() if group).casefold()


def judge(options: Options, answer: tuple[Block, ...]) -> Verdict:
    """Which of the options an answer says are right.

    What has a letter for each of them says something of each, and picks none.
    """
    each = find_options(answer) if options.lettered else None
    first = plain_blocks(answer[:1]).partition("\n")[0]
    alike = each is not None and each.lettered and len(each.items) == len(options.items)
    if each and alike and not _LEADS.fullmatch(first):
        answer = each.above
    for block in answer[:LONGEST_ANSWER]:
        found = _judged(options, block)
        if found.right or found.unknown:
            return found
    return Verdict(frozenset())


def _judged(options: Options, block: Block) -> Verdict:
    match block:
        case BulletList(items) | OrderedList(items):
            right = [_same_words(options, plain_blocks(item.blocks)) for item in items]
            if right and all(right):
                return Verdict(frozenset().union(*right))
            return Verdict(frozenset())
        case Paragraph(inlines) | Heading(children=inlines):
            label, rest = labelled(inlines)
            inlines = rest or inlines  # "Answer B" is a label as a whole
            text = plain(inlines)
            if right_words := _same_words(options, text.partition("\n")[0]):
                return Verdict(right_words)
            spoken = label == "answer" or names_answer(text)
            letters = _leading(options, _behind_colon(text)) or _leading(options, text)
            letters = letters or _in_bold(inlines, spoken=spoken)
            if spoken and not letters and (options.lettered or options.numbered):
                letters = _named(text, _NAMED if options.lettered else _NUMBERED)
            if letters or not options.lettered:
                return _verdict(options, letters)
            return _begins(options, text)
        case RawHtml(html):
            words = unescape(_TAG.sub(" ", html)).strip()
            return _judged(options, Paragraph((Text(words),), block.line))
        case _:
            return Verdict(frozenset())


def _same_words(options: Options, words: str) -> frozenset[int]:
    """The option of these words, with its letter or without it, when it is one only."""
    wanted = _bare(words)
    if not wanted:
        return frozenset()
    same = [
        place
        for place, item in enumerate(options.items)
        if _bare(plain_blocks(item.blocks)) == wanted
    ]
    return frozenset(same if len(same) == 1 else ())


def _begins(options: Options, text: str) -> Verdict:
    """An answer that begins with the words of one option."""
    wanted = _bare(text)
    begun = [
        (len(words), place)
        for place, item in enumerate(options.items)
        if (words := _bare(plain_blocks(item.blocks))) and f"{wanted} ".startswith(f"{words} ")
    ]
    return Verdict(frozenset((max(begun)[1],)) if begun else frozenset())


def _bare(words: str) -> str:
    """The words alone, without case and signs; signs alone are kept."""
    folded = normalize("NFKC", words).casefold()
    return _SIGNS.sub(" ", folded).strip() or folded.strip()


def _leading(options: Options, text: str) -> tuple[str, ...]:
    """The letters that an answer begins with: "B", "b) because …", "A, C", "ABD"."""
    if match := _TOGETHER.fullmatch(text):
        letters = tuple(match[1].casefold())
        return letters if list(letters) == sorted(set(letters)) else ()
    match = _LEADS.match(text)
    if not match:
        return ()
    found = _each(match[0])
    return () if options.lettered and any(letter.isdecimal() for letter in found) else found


def _each(words: str) -> tuple[str, ...]:
    """The letters and numbers of a row of them: "(a), b and 3"."""
    found: list[str] = []
    match = _FIRST.match(words)
    while match:
        found.append(match[1].casefold().strip("()[]\uff08\uff09"))
        match = _NEXT.match(words, match.end())
    return tuple(found)


def _behind_colon(text: str) -> str:
    """The letters behind the colon of a short line, whatever language its label is in."""
    label, colon, rest = text.partition("\n")[0].replace("\uff1a", ":").partition(":")
    is_letters = _LEADS.fullmatch(rest) or _TOGETHER.fullmatch(rest)
    return rest if colon and len(label) <= LONGEST_LABEL and is_letters else ""


def _in_bold(inlines: tuple[Inline, ...], *, spoken: bool) -> tuple[str, ...]:
    """The letters in bold within the first sentence that has one.

    In a sentence that is `spoken` of as the answer, code and emphasis do as well.
    """
    found: list[str] = []
    for inline in walk_inlines(inlines):
        match inline:
            case Strong() | Mark() | Emphasis() | Code() if spoken or isinstance(inline, Strong):
                words = inline.text if isinstance(inline, Code) else plain(inline.children)
                match = _LEADS.match(words)
                if match and match[0].strip() == words.strip():
                    found.extend(_each(words))
                elif marker := _MARKER.match(words):
                    found.append(_letter_of(marker))
            case Text(text) if found and _SENTENCE_END.search(text):
                break
    return tuple(found)


def _named(text: str, pattern: re.Pattern[str]) -> tuple[str, ...]:
    """The letters within the first sentence, which speaks of the answer."""
    sentence = _SENTENCE_END.split(text.strip(), maxsplit=1)[0]
    return tuple(match[0].casefold() for match in pattern.finditer(sentence))


def _verdict(options: Options, letters: tuple[str, ...]) -> Verdict:
    places = {letter: _place_of(letter) for letter in letters}
    count = len(options.items)
    right = frozenset(place for place in places.values() if 0 <= place < count)
    unknown = tuple(letter.upper() for letter, place in places.items() if place >= count)
    return Verdict(right, unknown)


def _place_of(letter: str) -> int:
    """Which option a letter or a number names, from 0; -1 for none."""
    if letter.isdecimal():
        return int(letter) - 1
    return next((alphabet.index(letter) for alphabet in _ALPHABETS if letter in alphabet), -1)
