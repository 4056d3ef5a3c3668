"""Where a bank says in which language its questions are: folders, names, metadata, headings.

A short code is the name of a subject as often: `cs` or `ml`. It counts when the text is in that
language, or when the same is there in another language, too.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from exporter.model.bank import Question, Topic, all_questions
from exporter.model.document import plain, plain_blocks
from exporter.readers.forms import Page, Part
from exporter.readers.languages import agrees, language_of, language_tag, tagged, untagged
from exporter.readers.lone import value_of

__all__ = ["file_languages", "language_of_topic", "note_languages"]

_Place = tuple[str, ...]

_SUFFIXES = tuple(
    re.compile(rf"(?P<base>.+)[-._ ](?P<tag>{tag})", re.ASCII)
    for tag in ("[A-Za-z]{2,3}", "[A-Za-z]{2}[-_][A-Za-z]{2,4}")
)
_ALIASES: Mapping[str, str] = {
    "br": "pt-BR",
    "ch": "zh",
    "cn": "zh",
    "cz": "cs",
    "dk": "da",
    "gr": "el",
    "jp": "ja",
    "kr": "ko",
    "se": "sv",
    "tw": "zh-Hant",
    "ua": "uk",
    "vn": "vi",
}
"""Countries that are written for their languages: they count where the text is in it."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """A part of a file's path that may name a language."""

    tag: str
    place: _Place
    """What is the same in the paths of the same file in other languages."""
    above: str = ""
    """The folder that it names; empty for a part of the file's name."""
    doubtful: bool = False
    """Whether it is a country's code: nothing but the text makes it a language."""


def file_languages(pages: Sequence[Page]) -> Mapping[str, str]:
    """The files of a bank whose language is known, each with it."""
    signs = {page.file: tuple(_signs(page.file)) for page in pages}
    spoken = {page.file: language_of(page.text) for page in pages if signs[page.file]}
    peers = _peers(signs)
    known: dict[str, _Sign] = {}
    for file, found in signs.items():
        for sign in reversed(found):  # the nearest to the text has the last word
            agreeing = agrees(sign.tag, spoken[file])
            if agreeing or (agreeing is None and _is_clear(sign, peers[sign.place])):
                known[file] = sign
    folders = {(sign.above, sign.tag) for sign in known.values() if sign.above}
    for file, found in signs.items():
        for sign in found if file not in known else ():
            if (sign.above, sign.tag) in folders and agrees(sign.tag, spoken[file]) is not False:
                known[file] = sign
    return {file: sign.tag for file, sign in known.items()} | dict(_in_metadata(pages))


def _is_clear(sign: _Sign, tags: set[str]) -> bool:
    """Whether a sign counts though nothing is known of the text."""
    return not sign.doubtful and ("-" in sign.tag or len(tags) > 1)


def _peers(signs: Mapping[str, Sequence[_Sign]]) -> Mapping[_Place, set[str]]:
    """In which languages the same file is there; one without a sign is in one more."""
    tags: dict[_Place, set[str]] = {}
    for sign in (sign for found in signs.values() for sign in found):
        tags.setdefault(sign.place, set()).add(sign.tag)
    for file in signs:
        folder, _, name = file.rpartition("/")
        if (place := (folder, name.rpartition(".")[0], "*")) in tags:
            tags[place].add("")
    return tags


def _signs(file: str) -> Iterator[_Sign]:
    """What in a path may name a language, the nearest to the text first."""
    *folders, name = file.split("/")
    stem = name.rpartition(".")[0]
    folder = "/".join(folders)
    yield from _named(stem, (folder, "*"))
    for match in filter(None, (suffix.fullmatch(stem) for suffix in _SUFFIXES)):
        yield from _named(match["tag"], (folder, match["base"], "*"))
    for at in range(len(folders) - 1, -1, -1):
        place = (*folders[:at], "*", *folders[at + 1 :], name)
        yield from _named(folders[at], place, "/".join(folders[: at + 1]))


def _named(words: str, place: _Place, above: str = "") -> Iterator[_Sign]:
    code = words.casefold()
    if tag := language_tag(words) or language_tag(code):
        yield _Sign(tag, place, above)
    if code in _ALIASES:
        yield _Sign(_ALIASES[code], place, above, doubtful=True)


def _in_metadata(pages: Sequence[Page]) -> Iterator[tuple[str, str]]:
    """The files whose metadata name their language, unless their text is in another."""
    for page in pages:
        tag = language_tag(value_of(page.document.front_matter, "lang", "language", "locale"))
        if tag and agrees(tag, language_of(page.text)) is not False:
            yield page.file, tag


def note_languages(part: Part, language: str) -> None:
    """Give each question below `part` its language: its heading's, else that of its file.

    Headings count when those beside them name other languages, or their texts are in theirs.
    """
    tags = _clear([(tagged(question.title)[0], (question,)) for question in part.questions])
    part.questions[:] = [
        question if question.language else _spoken(question, tag, language)
        for question, tag in zip(part.questions, tags, strict=True)
    ]
    named = [(tagged(p.title)[0], tuple(p.all_questions())) for p in part.parts]
    for inner, tag in zip(part.parts, _clear(named), strict=True):
        note_languages(inner, tag or language)


def _spoken(question: Question, tag: str, language: str) -> Question:
    """A question in the language that its title names, and no more says; else in `language`."""
    if not tag:
        return replace(question, language=language)
    return replace(question, language=tag, title=untagged(question.title))


def _clear(found: Sequence[tuple[str, Sequence[Question]]]) -> Sequence[str]:
    """The tags of headings that stand beside one another, without those that name no language."""
    agreeing = [agrees(tag, language_of(_text(asked))) if tag else False for tag, asked in found]
    several = {tag for (tag, _), sign in zip(found, agreeing, strict=True) if sign is not False}
    clear = len(several) > 1 and any(agreeing)
    return [
        tag if sign or (clear and sign is None) else ""
        for (tag, _), sign in zip(found, agreeing, strict=True)
    ]


def _text(questions: Sequence[Question]) -> str:
    return "\n".join(f"{plain(q.title)}\n{plain_blocks((*q.stem, *q.short))}" for q in questions)


def language_of_topic(topic: Topic) -> str:
    """The language of all its questions; empty when they are in several, or it is not known."""
    languages = {question.language for question in all_questions(topic)}
    return languages.pop() if len(languages) == 1 else ""
