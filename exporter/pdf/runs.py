"""A bank into the runs of questions that are laid out as chapters of their own.

A run is a topic, or one of the parts of a topic that is so big that laying it out at once would
take long: it is cut between its sections. Of a mixed sheet all questions are one run.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from string import ascii_uppercase

from exporter.model.bank import Bank, Location, Question, Section, Topic, all_questions
from exporter.model.document import Text

__all__ = ["Run", "mixed", "runs_of"]

_BIG = 60
"""Questions of a topic that is cut."""
_PART = 30
"""Questions that a part has at least, as far as sections allow."""


@dataclass(frozen=True, slots=True)
class Run:
    """Questions that stand together."""

    topic: Topic
    """The topic, or what of it is in this part."""
    letter: str = ""
    """`A`, `B`, … of a part; empty for a whole topic."""
    parts: tuple[Topic, ...] = ()
    """All parts of the topic; empty for a whole one."""

    @property
    def questions(self) -> tuple[Question, ...]:
        """Those of the whole topic."""
        parts = self.parts or (self.topic,)
        return tuple(question for part in parts for question in all_questions(part))

    @property
    def prefix(self) -> str:
        """What stands before the number of a page in its folio: `6–`, `6B–`."""
        return f"{self.topic.number}{self.letter}–" if self.topic.number else self.letter

    @property
    def opens(self) -> bool:
        """Whether the topic begins with it, and so its title stands there."""
        return self.letter in ("", "A")


def runs_of(topic: Topic) -> tuple[Run, ...]:
    """The runs of `topic`, in order: they depend on nothing else that is in the sheet."""
    groups = list(_groups(topic.sections))
    if sum(1 for _ in all_questions(topic)) <= _BIG or len(groups) < 2:
        return (Run(topic),)
    first = replace(topic, sections=groups[0])
    others = (replace(topic, intro=(), questions=(), sections=group) for group in groups[1:])
    parts = (first, *others)
    return tuple(Run(part, _letter(n), parts) for n, part in enumerate(parts))


def _groups(sections: Iterable[Section]) -> Iterator[tuple[Section, ...]]:
    group: list[Section] = []
    asked = 0
    for section in sections:
        group.append(section)
        asked += sum(1 for _ in all_questions(section))
        if asked >= _PART:
            yield tuple(group)
            group, asked = [], 0
    if group:
        yield tuple(group)


def _letter(number: int) -> str:
    """`A` for 0, `Z` for 25, `AA` for 26."""
    rest, last = divmod(number, len(ascii_uppercase))
    return (_letter(rest - 1) if rest else "") + ascii_uppercase[last]


def mixed(bank: Bank, seed: int | None) -> Bank:
    """`bank` with all of its questions in one topic without a number: in the bank's order, or in
    the one that grows from `seed`."""
    questions: list[Question] = [q for topic in bank.topics for q in all_questions(topic)]
    if seed is not None:
        random.Random(seed).shuffle(questions)
    topic = Topic(
        number=0,
        slug="mixed",
        title=(Text(bank.title),),
        location=Location("bank.toml", 0),
        path=(bank.title,),
        questions=tuple(questions),
    )
    return replace(bank, topics=(topic,))
