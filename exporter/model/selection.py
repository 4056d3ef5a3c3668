"""Which questions of a bank: a `Selection`, and the bank that is left of it."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TypeVar

from exporter.errors import ExporterError
from exporter.model.bank import Bank, Question, Section, Topic, all_questions, sections_of
from exporter.model.document import plain

__all__ = ["Selection", "UnknownSelectionError", "select"]


_Part = TypeVar("_Part", Topic, Section)


class UnknownSelectionError(ExporterError):
    """A selection names something that the bank does not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which questions. An empty part asks for nothing; all the others must hold together."""

    topics: tuple[str, ...] = ()
    """Numbers, slugs or titles of topics, or titles of sections."""
    tags: tuple[str, ...] = ()
    """Any of these."""
    levels: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    answered: bool = False
    """Only those that have an answer."""
    sample: int = 0
    """How many questions, drawn at random from the rest; 0 for all."""
    seed: int = 0
    """What the draw grows from: the same seed draws the same questions of the same bank."""


def select(bank: Bank, selection: Selection) -> Bank:
    """The bank with the questions that `selection` asks for; numbers, positions and ids stay.

    Raises UnknownSelectionError for a topic, tag, kind or id that no question of `bank` has.
    """
    _check_known(bank, selection)
    named = {name.casefold() for name in selection.topics}
    kept = {
        id(question)
        for topic in bank.topics
        for question in _named_questions(topic, named)
        if _fits(question, selection)
    }
    if selection.sample:
        drawn = [question for question in all_questions(bank) if id(question) in kept]
        draw = random.Random(selection.seed).sample(drawn, min(selection.sample, len(drawn)))
        kept = {id(question) for question in draw}
    topics = (_reduced(topic, kept) for topic in bank.topics)
    return replace(bank, topics=tuple(topic for topic in topics if any(all_questions(topic))))


def _named_questions(topic: Topic, named: set[str]) -> Iterable[Question]:
    if not named or named & _names(topic):
        return all_questions(topic)
    parts = (section for section in sections_of(topic) if named & _names(section))
    return {id(q): q for section in parts for q in all_questions(section)}.values()


def _parts(topic: Topic) -> tuple[Topic | Section, ...]:
    return (topic, *sections_of(topic))


def _names(part: Topic | Section) -> set[str]:
    names = {plain(part.title).casefold()}
    if isinstance(part, Topic):
        names |= {str(part.number), f"{part.number:02}", part.slug.casefold()}
    return names


def _fits(question: Question, selection: Selection) -> bool:
    return (
        (not selection.levels or question.level in selection.levels)
        and (not selection.kinds or question.kind in selection.kinds)
        and (not selection.tags or not set(selection.tags).isdisjoint(question.tags))
        and (not selection.ids or question.id in selection.ids)
        and (question.answered or not selection.answered)
    )


def _reduced(part: _Part, kept: set[int]) -> _Part:
    sections = (_reduced(section, kept) for section in part.sections)
    return replace(
        part,
        questions=tuple(question for question in part.questions if id(question) in kept),
        sections=tuple(section for section in sections if any(all_questions(section))),
    )


def _check_known(bank: Bank, selection: Selection) -> None:
    questions = list(all_questions(bank))
    names = [name for topic in bank.topics for part in _parts(topic) for name in _names(part)]
    _check("topic", (name.casefold() for name in selection.topics), names)
    _check("tag", selection.tags, [tag for question in questions for tag in question.tags])
    _check("kind", selection.kinds, [question.kind for question in questions])
    _check("id", selection.ids, [question.id for question in questions])


def _check(what: str, asked: Iterable[str], known: list[str]) -> None:
    for name in asked:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            lists = "topics" if what == "topic" else "model"
            hint = f"did you mean {near[0]!r}?" if near else f"`exporter {lists}` shows all"
            raise UnknownSelectionError(f"no question has the {what} {name!r}: {hint}")
