"""What an answer says of single options, one after the other, into those that are right.

"A is not correct because …", "**B)** Correct: …", "(C) 正确，因为 …": each begins with letters.
"""

import re
from collections.abc import Iterator

from exporter.model.document import (
    Block,
    Break,
    BulletList,
    Inline,
    ListItem,
    OrderedList,
    Paragraph,
    plain,
    plain_blocks,
)
from exporter.readers.option_letters import place_of

__all__ = ["begins_right", "said_right", "says", "says_wrong"]

_RIGHT = (
    "correct right true richtig wahr correcta correcto correcte exact exacte juste vrai vraie "
    "verdadera verdadero verdadeira verdadeiro certa certo correta corretta esatta esatto vera "
    "vero juist goed prawda poprawna poprawne верно правильно верный правильный верное правильное "
    "вірно правильна doğru benar đúng"
)
_WRONG = (
    "incorrect wrong false falsch unrichtig incorrecta incorrecto incorrecte inexact faux fausse "
    "falsa falso errada errado incorreta scorretta errata errato sbagliata onjuist fout fałsz "
    "niepoprawna неверно неправильно неверный неправильный неверное неправильное невірно "
    "yanlış salah sai"
)
_LETTER = re.compile(r"(?<!\w)[A-La-l](?!\w)")
_NEXT = r"[)\uff09\]]?\s*(?:[,/&]|\b(?:and|und|et|y|e)\b)\s*[(\uff08\[]?[A-La-l]"
_STATEMENT = re.compile(
    r"\W*(?:(?:options?|choices?|answers?|opci[oó]n(?:es)?|réponses?|вариант|选项|選項)\s*)?"
    rf"([A-La-l](?:{_NEXT})*)(?!\w)(.*)",
    re.IGNORECASE | re.DOTALL,
)
_IS = r"(?:is|are|was|ist|sind|es|son|est|sont|é|è|to)\s+"
_LED = rf"(?:\s*[:\uff1a.)\uff09\]\u3001\-\u2013\u2014✅✔❌✗✘][\W_]*(?:{_IS})?|\s+{_IS})"
_NOT = r"(?:not|never|nicht|no|pas|n'est pas|não|non|niet|nie|не|değil)\s+(?:the\s+)?"
_THE = r"(?:also\s+)?(?:the\s+)?"


def _any_of(words: str) -> str:
    return rf"(?:{'|'.join(words.split())})(?!\w)"


_SAYS_WRONG = re.compile(
    rf"{_LED}(?:{_THE}{_any_of(_WRONG)}|{_NOT}{_any_of(_RIGHT)}|isn[’']t\s|aren[’']t\s"
    r"|错误|錯誤|不正确|不正確|错(?!\w)|誤り|間違い|不正解|틀린|오답)",
    re.IGNORECASE,
)
_SAYS_RIGHT = re.compile(
    rf"{_LED}(?:{_THE}{_any_of(_RIGHT)}|正确|正確|正しい|正解|맞는|정답)", re.IGNORECASE
)


_RIGHT_WORD = re.compile(rf"\W*{_any_of(_RIGHT)}", re.IGNORECASE)


def said_right(answer: tuple[Block, ...], options: tuple[ListItem, ...]) -> frozenset[int]:
    """The places of the options that are said to be right, where others are said to be wrong.

    None where two statements differ, an option is named that is not there, or options are such
    words themselves: "A. True".
    """
    if any(says(f": {plain_blocks(option.blocks)}") is not None for option in options):
        return frozenset()
    right: set[int] = set()
    wrong: set[int] = set()
    for statement in _statements(answer):
        letters, said = _said(statement)
        if said is not None:
            (right if said else wrong).update(place_of(letter.casefold()) for letter in letters)
    if not wrong or right & wrong or max(right | wrong) >= len(options):
        return frozenset()
    return frozenset(right)


def begins_right(text: str) -> bool:
    """Whether a text begins by saying that something is right: "Correct is …"."""
    return _RIGHT_WORD.match(text) is not None


def says_wrong(text: str) -> bool:
    """Whether a text begins by saying that options are wrong: "A and B are not correct"."""
    return _said(text)[1] is False


def _said(text: str) -> tuple[tuple[str, ...], bool | None]:
    """The letters that a text begins with, and whether it says that they are right, or wrong."""
    match = _STATEMENT.match(text)
    return (tuple(_LETTER.findall(match[1])), says(match[2])) if match else ((), None)


def says(words: str) -> bool | None:
    """Whether words behind a letter say that it is right, or wrong; None when they say neither."""
    if _SAYS_WRONG.match(words):
        return False
    return True if _SAYS_RIGHT.match(words) else None


def _with_line_ends(inline: Inline) -> str:
    return "\n" if isinstance(inline, Break) else plain((inline,))


def _statements(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The lines of an answer's texts, and the texts of its lists' items."""
    for block in blocks:
        match block:
            case Paragraph(children=words):
                yield from "".join(map(_with_line_ends, words)).split("\n")
            case BulletList(items) | OrderedList(items):
                for item in items:
                    yield from _statements(item.blocks[:1])
            case _:
                pass
