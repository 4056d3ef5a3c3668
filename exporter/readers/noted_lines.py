"""A line such as "Difficulty: easy | Tags: a, b" into what it says of its question.

Only a line of nothing but such notes is taken, at an edge of what stands below a title; a line of
which one note is not understood stays where it is.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from exporter.model.document import Block, Paragraph, RawHtml, plain
from exporter.readers.question_words import LEVELS

__all__ = ["Notes", "is_note", "read_notes"]

LONGEST_KIND = 3
"""How many words the name of a kind has at most."""

_KEYS = {
    "level": "difficulty level schwierigkeit schwierigkeitsgrad niveau dificultad nivel difficulté "
    "dificuldade nível difficoltà livello сложность уровень складність рівень trudność poziom "
    "obtížnost zorluk độ·khó 难度 難度 级别 難易度 난이도",
    "tags": "tag tags keyword keywords category categories topic topics schlagwort schlagwörter "
    "kategorie thema etiqueta etiquetas categoría tema mots-clés catégorie categoria argomento "
    "тег теги тема категория категорія 标签 標籤 分类 分類 关键词 タグ カテゴリ 태그 분류",
    "kind": "type kind typ art tipo тип 类型 類型 题型 題型 유형",
}
_FIELD_OF = {
    word.replace("·", " "): field for field, words in _KEYS.items() for word in words.split()
}
_LEVELS = tuple(
    re.compile(rf"\W*(?:{'|'.join(words.split())}|{number})\W*", re.IGNORECASE)
    for number, words in enumerate(LEVELS, 1)
)
_BETWEEN = re.compile(r"\s*[|\n·•;]\s*")
_NOTE = re.compile(r"[\s*_\-]*([^:：]{2,20}?)[\s*_]*[:：][\s*_]*(\S.*?)[\s*_]*")
_TAGS = re.compile(r"\s*[,、，]\s*|\s+(?=#)")


@dataclass(frozen=True, slots=True)
class Notes:
    """What lines beside an answer say of its question."""

    blocks: tuple[Block, ...]
    """The others."""
    level: int = 0
    kind: str = ""
    tags: tuple[str, ...] = ()


def read_notes(
    blocks: tuple[Block, ...], tags: frozenset[str] = frozenset(), *, least: int = 1
) -> Notes:
    """The notes that `blocks` begin or end with; `tags` is a closed list, an empty one allows all.

    At `least` so many blocks must be left: a note that stands alone is an answer.
    """
    notes = Notes(blocks)
    for place in (0, -1):
        rest = notes.blocks
        if sum(not isinstance(block, RawHtml) for block in rest) <= least:
            break
        found = _notes_of(rest[place])
        if found and (not tags or tags.issuperset(found.tags)):
            notes = replace(
                notes,
                blocks=rest[1:] if place == 0 else rest[:-1],
                level=notes.level or found.level,
                kind=notes.kind or found.kind,
                tags=(*notes.tags, *(tag for tag in found.tags if tag not in notes.tags)),
            )
    return notes


def is_note(block: Block) -> bool:
    """Whether it is a line of nothing but notes."""
    return _notes_of(block) is not None


def _notes_of(block: Block) -> Notes | None:
    """What a line says; None when a part of it is no note."""
    if not isinstance(block, Paragraph):
        return None
    notes = Notes(())
    for part in _parts(plain(block.children)):
        match = _NOTE.fullmatch(part)
        field = _FIELD_OF.get(match[1].casefold()) if match else None
        noted = _with(notes, field, match[2]) if match and field else None
        if noted is None:
            return None
        notes = noted
    return notes


def _parts(words: str) -> Iterable[str]:
    return (part for part in _BETWEEN.split(words.strip()) if part)


def _with(notes: Notes, field: str, value: str) -> Notes | None:
    match field:
        case "level":
            level = next((n for n, word in enumerate(_LEVELS, 1) if word.fullmatch(value)), 0)
            return replace(notes, level=level) if level else None
        case "tags":
            tags = tuple(tag.strip(" #`") for tag in _TAGS.split(value))
            return replace(notes, tags=(*notes.tags, *filter(None, tags)))
        case _:
            return replace(notes, kind=value) if len(value.split()) <= LONGEST_KIND else None
