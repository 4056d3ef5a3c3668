"""A question into a hash per part, by which a change is known, and into words, by which it is."""

import hashlib
import json
import re
from dataclasses import fields, is_dataclass
from functools import cache
from json.encoder import encode_basestring_ascii as _quoted
from pathlib import Path
from typing import Any
from zlib import crc32

from exporter.model.bank import Question
from exporter.model.document import Image, plain, plain_blocks

__all__ = [
    "RENDERING",
    "answer_print",
    "part_hashes",
    "sketch_of",
    "tokens",
    "words_hash",
    "words_of",
]

RENDERING = 1
"""Raised when notes must be written anew although no author changed anything: every note of every
bank is then an update to every learner."""

_PRINT_SIZE = 24
_SHOWN_ONLY = frozenset({"line", "file"})
_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")


def part_hashes(question: Question, place: tuple[str, ...]) -> dict[str, str]:
    """Part → hash of what it says: the tree without its line numbers, and the bytes of its media.

    `place` is what the card and its tags say of where it stands: the bank's title, the topic's
    slug, and the path of titles. Ids, numbers of topics, markup and looks are no part of it, so
    that none of them updates a note.
    """
    parts: dict[str, object] = {
        "title": question.title,
        "stem": question.stem,
        "short": question.short,
        "details": question.details,
        "choices": question.choices,
        "references": question.references,
        "marks": (question.level, question.kind, question.as_of),
        "tags": tuple(sorted(question.tags)),
        "topic": place,
    }
    return {name: _hash(value) for name, value in parts.items() if value}


def words_of(question: Question) -> str:
    """What a question is known by while nobody has written it an id.

    A cloze's title may only say what it is about, and many share it: its text is what is asked. So
    with a title such as "Question 8", below which a stem asks.
    """
    title = plain(question.title)
    asked = question.short if question.cloze else question.stem
    words = f"{title} {plain_blocks(asked)}" if asked else title
    return " ".join(words.casefold().split())


def words_hash(words: str) -> str:
    """What a ledger keeps of the words that a question is known by."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def answer_print(question: Question) -> tuple[int, ...]:
    """A sketch of the answer's words."""
    choices = tuple(block for choice in question.choices for block in choice.blocks)
    return sketch_of(plain_blocks((*choices, *question.short, *question.details)))


def sketch_of(answer: str) -> tuple[int, ...]:
    """The smallest hashes of the set of an answer's words, in order.

    How much two sketches share estimates how much of their words two answers share (bottom-k
    sketches: Cohen and Kaplan, "Summarizing data using bottom-k sketches", 2007).
    """
    words = set(tokens(answer))
    telling = {word for word in words if len(word) > 3 or not word.isascii()} or words
    hashes = {crc32(word.encode("utf-8", "replace")) >> 16 for word in telling}
    return tuple(sorted(hashes)[:_PRINT_SIZE])


def tokens(text: str) -> list[str]:
    """The words of a text; of scripts that write no spaces, the characters."""
    return _TOKEN.findall(text.casefold())


def _hash(value: object) -> str:
    text = f"[{RENDERING},{_canonical(value)}]"
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:12]


def _canonical(value: object) -> str:
    """`value` as JSON in ASCII, each node a list of its kind's name and what it says."""
    if type(value) is str:  # most of a tree
        return _quoted(value)
    if type(value) is tuple:
        return f"[{','.join([_canonical(inner) for inner in value])}]"
    if is_dataclass(value) and not isinstance(value, type):
        opening, names = _shape(type(value))
        content = [_canonical(getattr(value, name)) for name in names]
        if isinstance(value, Image) and value.file:
            content.append(_canonical(_media_hash(value.file)))
        return ",".join([opening, *content]) + "]"
    return json.dumps(value)


@cache
def _shape(kind: type[Any]) -> tuple[str, tuple[str, ...]]:
    """How the JSON of a node begins, and the fields of it that say something."""
    names = (field.name for field in fields(kind))
    return f'["{kind.__name__}"', tuple(name for name in names if name not in _SHOWN_ONLY)


def _media_hash(file: str) -> str:
    try:
        with Path(file).open("rb") as media:
            return hashlib.file_digest(media, "sha256").hexdigest()
    except OSError:
        return ""
