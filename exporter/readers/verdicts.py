"""An answer into the options that it says are right, by letters, which count places, or words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from unicodedata import normalize

from exporter.model.document import (
    Admonition,
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
    Quote,
    RawHtml,
    Strong,
    Text,
    plain,
    plain_blocks,
    walk_inlines,
)
from exporter.readers.labels import labelled, names_answer
from exporter.readers.marked_options import is_marked
from exporter.readers.option_letters import LETTERS, MARKER, letter_of, place_of
from exporter.readers.options import Options, find_options
from exporter.readers.statements import begins_right, said_right, says, says_wrong

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
    r"|[①-⑩]|[a-l](?=\)))(?![A-Za-zА-я\d'\u2019])"
)
_NUMBERED = re.compile(rf"{_NAMED.pattern}|(?<![\w.,])1?\d(?![\w.,]\d|\w)")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s|[\n\u3002]")
_TAG = re.compile(r"<[^<>]*>")
_OWN = re.compile(
    r"(?:\b(?:my|your|mi|tu|meine|deine|ваш|мой)\s+(?:answer|respuesta|antwort|ответ)"
    r"|[我你您]的(?:答案|回答|选择))[\s:\uff1a*]*[A-L]+(?!\w)(?=.*\w)[\s|,;.\uff0c\uff1b]*",
    re.IGNORECASE | re.DOTALL,
)
"""What a learner answered, in front of what is right."""
_ARROWS = re.compile(r"^[^\w(\uff08\[\u2460-\u2469]+")
_BOTH = re.compile(r"^(?:both|options?|choices?)\s+", re.IGNORECASE)
_JOINT = re.compile(r"^(?:and|und|et|y|e|i|og|och|en|и) ")
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

    What has a letter for each of them says something of each, and picks none but by what it says.
    """
    answer = tuple(_opened(answer))
    for block in _picking(options, answer)[:LONGEST_ANSWER]:
        found = _judged(options, block)
        if found.right or found.unknown:
            return found
    return Verdict(said_right(answer, options.items) if options.lettered else frozenset())


def _opened(answer: tuple[Block, ...]) -> Iterator[Block]:
    """The blocks of an answer, and of the boxes and quotes in it."""
    for block in answer:
        match block:
            case Admonition(blocks=blocks) | Quote(blocks):
                yield from _opened(blocks)
            case _:
                yield block


def _picking(options: Options, answer: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks of an answer above those that say something of each option."""
    for blocks in (answer[:1], answer) if options.lettered else ():
        each = find_options(blocks)
        first = plain_blocks(blocks[:1]).partition("\n")[0]
        alike = each is not None and each.lettered and len(each.items) == len(options.items)
        if each and alike and not _LEADS.fullmatch(first):
            return each.above
    return answer


def _judged(options: Options, block: Block) -> Verdict:
    match block:
        case BulletList(items) | OrderedList(items):
            if ticked := _ticked(options, items):
                return Verdict(ticked)
            right = [_all_words(options, plain_blocks(item.blocks)) for item in items]
            if right and all(right):
                return Verdict(frozenset().union(*right))
            return _judged_first(options, items)
        case Paragraph(inlines) | Heading(children=inlines):
            return _judged_text(options, inlines)
        case RawHtml(html):
            words = unescape(_TAG.sub(" ", html)).strip()
            return _judged_text(options, (Text(words),))
        case _:
            return Verdict(frozenset())


def _ticked(options: Options, items: tuple[ListItem, ...]) -> frozenset[int]:
    """The places that are ticked in a list which repeats the options, each with its mark."""
    if len(items) != len(options.items):
        return frozenset()
    right = frozenset(place for place, item in enumerate(items) if item.checked or is_marked(item))
    same = all(_words(options.items[place]) in _words(items[place]) for place in right)
    return right if same and len(right) < len(items) else frozenset()


def _words(item: ListItem) -> str:
    return f" {_bare(plain_blocks(item.blocks))} "


def _judged_first(options: Options, items: tuple[ListItem, ...]) -> Verdict:
    """What the first item of a list says, when it speaks of the answer."""
    match items[0].blocks if items else ():
        case (Paragraph(words), *_) if labelled(words)[0] == "answer" or names_answer(plain(words)):
            return _judged_text(options, words)
        case _:
            return Verdict(frozenset())


def _judged_text(options: Options, inlines: tuple[Inline, ...]) -> Verdict:
    label, rest = labelled(inlines)
    inlines = rest or inlines  # "Answer B" is a label as a whole
    text, line = (_OWN.sub("", plain(words)) for words in (inlines, _first_line(inlines)))
    if right := _all_words(options, line) or _all_words(options, text):
        return Verdict(right)
    if options.lettered and says_wrong(text):
        return Verdict(frozenset())
    spoken = label == "answer" or names_answer(text) or begins_right(text)
    letters = _leading(options, _behind_colon(line)) or _leading(options, _alone(line))
    letters = letters or _in_bold(inlines, spoken=spoken)
    if spoken and not letters and (options.lettered or options.numbered):
        pattern = _NAMED if options.lettered else _NUMBERED
        letters = _named(line, pattern) or _named(text, pattern)
    if letters or not options.sure:
        return _verdict(options, letters)
    return _begins(options, text)


def _first_line(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    end = next((place for place, i in enumerate(inlines) if isinstance(i, Break)), len(inlines))
    return inlines[:end]


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


def _all_words(options: Options, words: str) -> frozenset[int]:
    """The one option of these words, or those of which they are made, one behind the other.

    Each may have its letter in front.
    """
    if same := _same_words(options, words):
        return same
    texts = [(_bare(plain_blocks(item.blocks)), place) for place, item in enumerate(options.items)]
    longest_first = sorted(texts, key=lambda option: len(option[0]), reverse=True)
    rest = _bare(words)
    found: set[int] = set()
    while rest:
        rest = _JOINT.sub("", rest) if found else rest
        first, _, behind = rest.partition(" ")
        here = next(
            (
                (place, left)
                for text, place in longest_first
                if text
                and (
                    (left := _behind(text, rest)) is not None
                    or (place_of(first) == place and (left := _behind(text, behind)) is not None)
                )
            ),
            None,
        )
        if here is None or here[0] in found:
            return frozenset()
        found.add(here[0])
        rest = here[1]
    return frozenset(found)


def _behind(words: str, text: str) -> str | None:
    """What follows `words` at the beginning of a text; None when it does not begin with them."""
    return text[len(words) + 1 :] if f"{text} ".startswith(f"{words} ") else None


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


def _alone(text: str) -> str:
    """A line without arrows in front of letters, or the "Both" in front of nothing but letters."""
    text = _ARROWS.sub("", text)
    rest = _BOTH.sub("", text)
    return rest if _LEADS.fullmatch(rest) else text


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
    """The letters within the first sentence, which speaks of the answer, but for wrong ones."""
    sentence = _SENTENCE_END.split(text.strip(), maxsplit=1)[0]
    return tuple(
        match[0].casefold()
        for match in pattern.finditer(sentence)
        if says(sentence[match.end() :]) is not False
    )


def _verdict(options: Options, letters: tuple[str, ...]) -> Verdict:
    places = {letter: place_of(letter) for letter in letters}
    count = len(options.items)
    right = frozenset(place for place in places.values() if 0 <= place < count)
    unknown = tuple(letter.upper() for letter, place in places.items() if place >= count)
    return Verdict(right, unknown)
