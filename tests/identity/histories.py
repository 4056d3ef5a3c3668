"""Random histories of a bank, as an author makes them: what identities are held against."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from exporter.model.bank import Bank, Location, Question, Topic
from exporter.model.document import Mark, Paragraph, Text

__all__ = ["EDITS", "Author", "Known"]

SUBJECTS = [
    "glacier",
    "volcano",
    "harbour",
    "lantern",
    "compass",
    "orchard",
    "cathedral",
    "telescope",
    "anchor",
    "violin",
    "tundra",
    "reef",
    "monsoon",
    "granite",
    "falcon",
    "beetle",
    "lichen",
    "comet",
    "tide",
    "delta",
    "meadow",
    "furnace",
    "bronze",
    "canal",
    "aqueduct",
    "loom",
    "kiln",
    "barometer",
    "sextant",
    "windmill",
    "quarry",
    "estuary",
    "geyser",
    "moraine",
    "aurora",
    "eclipse",
    "fjord",
    "savanna",
]
ASPECTS = [
    "formation",
    "decay",
    "colour",
    "weight",
    "origin",
    "cost",
    "speed",
    "sound",
    "shape",
    "history",
    "structure",
    "repair",
    "density",
    "growth",
    "temperature",
    "pressure",
    "chemistry",
    "geometry",
    "migration",
    "symmetry",
    "rhythm",
]
FRAMES = (
    "What explains the {a} of a {s} near a {o}?",
    "How does the {a} of a {s} depend on its {b}?",
    "Why is the {a} of every {s} bounded by the {o}?",
    "Describe how a {s} and a {o} differ in {a}.",
    "Which {a} would you expect of a {s} without any {o}?",
)
GENERIC = "What is the output?"
FILLERS = [
    "commonly",
    "mostly",
    "in",
    "practice",
    "after",
    "all",
    "roughly",
    "in",
    "detail",
    "exactly",
    "at",
    "first",
]


@dataclass(eq=False)
class Known:
    """A question, whatever its author does to it."""

    title: str
    answer: str
    form: str = "question"
    written: str = ""
    seen: list[str] = field(default_factory=list)
    """Form and guid, at each import."""
    back: bool = False
    """Whether it was deleted once: then it comes back by its id or the same words only."""


EDITS = [
    "reword",
    "edit",
    "reword_and_edit",
    "move",
    "reorder",
    "insert",
    "insert_generic",
    "delete",
    "replace",
    "retag",
    "rename_topic",
    "split",
    "swap_answers",
    "write_id",
    "bring_back",
    "change_form",
]


class Author:
    """A bank and the one who writes it; every step is drawn from a seed."""

    def __init__(self, seed: int, *, ids: bool = False) -> None:
        self.draw = random.Random(seed)
        self.ids = ids
        self._number = count(1)
        self.deleted: list[tuple[str, Known]] = []
        self.topics: dict[str, list[Known]] = {}
        for name in self.draw.sample(SUBJECTS, 3):
            self.topics[name] = [self._new() for _ in range(self.draw.randint(2, 7))]

    def all(self) -> Iterator[Known]:
        """The questions in the order of the bank."""
        for questions in self.topics.values():
            yield from questions

    def bank(self) -> Bank:
        """The bank as a reader gives it."""
        line = count(1)
        topics = tuple(
            Topic(
                number=number,
                slug=name,
                title=(Text(name.capitalize()),),
                location=Location(f"{name}.md", 1),
                path=(name.capitalize(),),
                questions=tuple(_question(k, name, next(line)) for k in questions),
            )
            for number, (name, questions) in enumerate(self.topics.items(), 1)
        )
        return Bank(title="Worlds", slug="worlds", root="", topics=topics)

    def edit(self, name: str) -> None:
        """Do one of `EDITS` to a question drawn at random."""
        topic = self.draw.choice([name for name, questions in self.topics.items() if questions])
        at = self.draw.randrange(len(self.topics[topic]))
        getattr(self, f"_{name}")(topic, at)

    def _reword(self, topic: str, at: int) -> None:
        words = self.topics[topic][at].title.split()
        for _ in range(self.draw.randint(1, 2)):
            spot = self.draw.randrange(len(words))
            if self.draw.random() < 0.5 or len(words) < 5:
                words.insert(spot, self.draw.choice(FILLERS))
            elif words[spot].lower() not in (*SUBJECTS, *ASPECTS):
                del words[spot]
        self.topics[topic][at].title = " ".join(words)

    def _edit(self, topic: str, at: int) -> None:
        words = self.topics[topic][at].answer.split()
        words[self.draw.randrange(len(words))] = self.draw.choice(SUBJECTS)
        words.insert(self.draw.randrange(len(words)), self.draw.choice(ASPECTS))
        self.topics[topic][at].answer = " ".join(words)

    def _reword_and_edit(self, topic: str, at: int) -> None:
        self._reword(topic, at)
        self._edit(topic, at)

    def _move(self, topic: str, at: int) -> None:
        moved = self.topics[topic].pop(at)
        target = self.topics[self.draw.choice(list(self.topics))]
        target.insert(self.draw.randint(0, len(target)), moved)

    def _reorder(self, topic: str, at: int) -> None:
        self.draw.shuffle(self.topics[topic])

    def _insert(self, topic: str, at: int) -> None:
        self.topics[topic].insert(at, self._new())

    def _insert_generic(self, topic: str, at: int) -> None:
        self.topics[topic].insert(at, replace(self._new(), title=GENERIC))

    def _delete(self, topic: str, at: int) -> None:
        if sum(map(len, self.topics.values())) > 2:
            self.deleted.append((topic, self.topics[topic].pop(at)))

    def _replace(self, topic: str, at: int) -> None:
        self.deleted.append((topic, self.topics[topic][at]))
        self.topics[topic][at] = self._new()

    def _retag(self, topic: str, at: int) -> None:
        self._edit(topic, at)

    def _rename_topic(self, topic: str, at: int) -> None:
        new = next(name for name in self.draw.sample(SUBJECTS, 9) if name not in self.topics)
        self.topics = {new if name == topic else name: q for name, q in self.topics.items()}

    def _split(self, topic: str, at: int) -> None:
        new = next(name for name in self.draw.sample(SUBJECTS, 9) if name not in self.topics)
        self.topics[new] = self.topics[topic][at:]
        self.topics[topic] = self.topics[topic][:at]

    def _swap_answers(self, topic: str, at: int) -> None:
        one, other = self.topics[topic][at], self.draw.choice(self.topics[topic])
        if GENERIC not in (one.title, other.title):
            one.answer, other.answer = other.answer, one.answer

    def _write_id(self, topic: str, at: int) -> None:
        known = self.topics[topic][at]
        known.written = known.written or f"W-{next(self._number):03}"

    def _bring_back(self, topic: str, at: int) -> None:
        if self.deleted:
            home, known = self.deleted.pop(self.draw.randrange(len(self.deleted)))
            known.back = True
            self.topics.get(home, self.topics[topic]).append(known)

    def _change_form(self, topic: str, at: int) -> None:
        known = self.topics[topic][at]
        known.form = "cloze" if known.form == "question" else "question"

    def _new(self) -> Known:
        s, o = self.draw.sample(SUBJECTS, 2)
        a, b = self.draw.sample(ASPECTS, 2)
        words = self.draw.choices(SUBJECTS + ASPECTS, k=self.draw.randint(8, 25))
        title = self.draw.choice(FRAMES).format(s=s, o=o, a=a, b=b)
        written = f"W-{next(self._number):03}" if self.ids else ""
        return Known(title, f"It is {' '.join(words)}.", written=written)


def _question(known: Known, topic: str, line: int) -> Question:
    blank = Mark((Text(known.answer),), number=1)
    inlines = (blank,) if known.form == "cloze" else (Text(known.answer),)
    return Question(
        title=(Text(known.title),),
        location=Location(f"{topic}.md", line),
        id=known.written,
        short=(Paragraph(inlines, line + 1),),
        cloze=known.form == "cloze",
    )
