"""A question into its tags: one tree for each bank, so that a learner's own tags stand apart."""

import re

from exporter.model.bank import Bank, Question, Topic

__all__ = ["tags_of"]

_LEVELS = "::"
_RESERVED = frozenset({"marked", "leech"})
"""Anki gives these to cards itself."""


def tags_of(bank: Bank, topic: Topic, question: Question) -> tuple[str, ...]:
    """The tags, sorted: the author's, and the topic, the level and the kind.

    No number of a topic is among them: a topic put in front of another changes no note.
    """
    found = [
        question_tag for question_tag in question.tags if question_tag.casefold() not in _RESERVED
    ]
    found.append(f"topic{_LEVELS}{topic.slug}")
    if question.level:
        found.append(f"level{_LEVELS}{question.level}")
    if question.kind:
        found.append(f"kind{_LEVELS}{question.kind}")
    root = _word(bank.title.casefold()) or bank.slug
    return tuple(sorted({f"{root}{_LEVELS}{tag}" for tag in map(_tag, found) if tag}))


def _tag(tag: str) -> str:
    """A tag as Anki takes it: no white space, no empty level."""
    levels = ("_".join(level.split()) for level in tag.split(_LEVELS))
    return _LEVELS.join(level.strip(":") for level in levels if level.strip(":"))


def _word(words: str) -> str:
    return "-".join(re.findall(r"\w+", words))
