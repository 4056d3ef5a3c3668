"""An answer into the options that it says are right, by letters, which count places, or words."""

import re
from dataclasses import dataclass
from html import unescape
from unicodedata import normalize

from exporter.model.document import (
    Block,
    BulletList,
    Code,
    Emphasis,
    Heading,
    Inline,
    Mark,
    OrderedList,
    Paragraph,
    RawHtml,
    Strong,
    Text,
    plain,
    plain_blocks,
    walk_inlines,
)
from exporter.readers.labels import labelled, names_answer
from exporter.readers.option_letters import LETTERS, MARKER, letter_of, place_of
from exporter.readers.options import Options, find_options

__all__ = ["Verdict", "judge"]

LONGEST_ANSWER = 3
"""In how many blocks at the top of an answer it is looked for which options are right."""
LONGEST_LABEL = 40
"""How many letters stand at most in front of a colon that letters follow."""
_ONE = rf"[(\uff08\[]?(?:[{LETTERS}]|1?\d)[)\uff09\]]?"
_AND = r"\s*(?:[,;/&+\u3001\uff0c]|\b(?:and|und|et|y|e|i|og|och|en)\b|и|と)\s*"
_BEHIND = r"\s*(?:$|\.(?!\w)|[:,)\]\n\u3002\u3001\uff1a]|[-\u2013\u2014](?=\s))"
_ARROW = r"\s*(?:(?:\u2192|\u21d2|[-=]>)\s*)?"
_LEADS = re.compile(rf"{_ARROW}{_ONE}(?:{_AND}{_ONE})*{_BEHIND}", re.IGNORECASE)
_FIRST = re.compile(rf"{_ARROW}({_ONE})", re.IGNORECASE)
_NEXT = re.compile(rf"{_AND}({_ONE})", re.IGNORECASE)
_TOGETHER = re.compile(r"\s*([A-L]{2,6})\s*[.\u3002]?\s*")
_NAMED = re.compile(
    r"(?<![A-Za-zА-я\d'\u2019])(?:A(?!\s+(?!and\b|or\b|und\b|et\b|y\b|e\b)[^\W\d_])|[B-L]|[А-И]"
    r"|[①-⑩]|(?<=\()[a-l](?=\)))(?![A-Za-zА-я\d'\u2019])"
)
_NUMBERED = re.compile(rf"{_NAMED.pattern}|(?<![\w.,])1?\d(?![\w.,]\d|\w)")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s|[\n\u3002]")
_TAG = re.compile(r"<[^<>]*>")
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer says of the options."""

    right: frozenset[int]
    """The places of the right ones, from 0; empty when the answer names none."""
    unknown: tuple[str, ...] = ()
    """Letters that no option has."""


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
            first = items[0].blocks[0] if items[0].blocks else None
            if isinstance(first, Paragraph) and labelled(first.children)[0] == "answer":
                return _judged(options, first)
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
                elif marker := MARKER.match(words):
                    found.append(letter_of(marker))
            case Text(text) if found and _SENTENCE_END.search(text):
                break
    return tuple(found)


def _named(text: str, pattern: re.Pattern[str]) -> tuple[str, ...]:
    """The letters within the first sentence, which speaks of the answer."""
    sentence = _SENTENCE_END.split(text.strip(), maxsplit=1)[0]
    return tuple(match[0].casefold() for match in pattern.finditer(sentence))


def _verdict(options: Options, letters: tuple[str, ...]) -> Verdict:
    places = {letter: place_of(letter) for letter in letters}
    count = len(options.items)
    right = frozenset(place for place in places.values() if 0 <= place < count)
    unknown = tuple(letter.upper() for letter, place in places.items() if place >= count)
    return Verdict(right, unknown)
