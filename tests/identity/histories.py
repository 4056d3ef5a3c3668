"""Random histories of a bank, as an author makes them: what identities are held against.

An `Author` keeps a bank as markdown files and edits it at random; `Kept` knows which question is
which, whatever its author does to it, and fails where a build takes one for another.
"""

import random
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path

from rapidfuzz import fuzz

from exporter.api import Reading, read_bank
from exporter.model.bank import Bank, Form, all_questions

__all__ = ["EDITS", "Author", "Kept", "Known", "Page", "merged", "read_answered"]

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
WORDS = [
    head + body + tail
    for head in (
        "bar",
        "con",
        "del",
        "fer",
        "gra",
        "lum",
        "mor",
        "pel",
        "quin",
        "sto",
        "tra",
        "vel",
    )
    for body in ("a", "eni", "ida", "or", "u")
    for tail in ("bat", "dine", "fall", "gon", "lith", "mer", "ne", "rus", "tion", "xis")
]
"""What answers are made of: as many words as those of a field."""
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

    uid: int
    title: str
    answer: str
    blanks: list[str]
    """Of its cloze form."""
    options: list[str]
    """Of its choice form; the first is right."""
    form: Form = "question"
    tags: tuple[str, ...] = ()
    written: str = ""
    answered: bool = True
    touched: bool = False
    """Whether this version changed what it is known by: once a version, so that it can be known."""
    firm: bool = False
    """Whether it was born with a written id, and has it still."""
    blanks_ever: set[str] = field(default_factory=set)

    @property
    def generic(self) -> bool:
        """Whether other questions have its very words."""
        return self.title == GENERIC

    @property
    def read_form(self) -> Form:
        """How it is read: what has no answer has neither options nor blanks yet."""
        return self.form if self.answered else "question"

    @property
    def words(self) -> str:
        """What it is known by while it has no written id."""
        return f"{self.title} {self._text()}" if self.read_form == "cloze" else self.title

    def content(self) -> tuple[object, ...]:
        """All that a learner sees of it, but for where it stands."""
        return (self.read_form, self.title, self.body(), self.tags)

    def body(self) -> str:
        """The answer in markdown."""
        if not self.answered:
            return ""
        if self.form == "cloze":
            return self._text()
        if self.form == "choice":
            boxes = (f"- [{' ' if n else 'x'}] {one}" for n, one in enumerate(self.options))
            return "\n".join(boxes) + f"\n\n{self.answer}"
        return self.answer

    def _text(self) -> str:
        return f"{self.answer} It has {' and '.join(f'=={blank}==' for blank in self.blanks)}."

    def markdown(self) -> str:
        """The block that asks it."""
        kind = "cloze" if self.form == "cloze" else "question"
        told = [f"id: {self.written}"] if self.written else []
        told += [f"tags: {', '.join(self.tags)}"] if self.tags else []
        parts = (f"<!-- {'; '.join(told)} -->" if told else "", self.body())
        body = "\n\n".join(part for part in parts if part)
        indented = "".join(f"    {line}\n" if line else "\n" for line in body.split("\n"))
        return f'??? {kind} "{self.title}"\n{indented}\n'


@dataclass(eq=False)
class Page:
    """A topic and its file."""

    title: str
    number: int
    """In its file's name; 0 for none."""
    questions: list[Known]


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
    "rename_file",
    "split",
    "swap_answers",
    "write_id",
    "rename_id",
    "bring_back",
    "change_form",
    "unanswer",
    "restyle",
    *["add_blank", "drop_blank"] * 2,
    "reorder_blanks",
    "swap_options",
]


class Author:
    """A bank and the one who writes it; every step is drawn from a seed."""

    def __init__(self, seed: int, *, ids: bool = False) -> None:
        self.draw = random.Random(seed)
        self.ids = ids
        self.namespace = ""
        self.look = 0
        """How often the cards' theme was changed."""
        self.deleted: list[tuple[str, Known]] = []
        self._last_uid = self._last_id = 0
        self._titles: list[str] = []
        numbered = self.draw.random() < 0.5
        self.pages: dict[str, Page] = {
            name: Page(
                name.capitalize(),
                number if numbered else 0,
                [self._new() for _ in range(self.draw.randint(2, 6))],
            )
            for number, name in enumerate(self.draw.sample(SUBJECTS, 3), 1)
        }

    def all(self) -> Iterator[Known]:
        """The questions, file by file."""
        for page in self.pages.values():
            yield from page.questions

    def find(self, uid: int) -> Known | None:
        """The question of that number, if the bank has it."""
        return next((known for known in self.all() if known.uid == uid), None)

    def slug_of(self, known: Known) -> str:
        """The topic that the question stands in."""
        return next(slug for slug, page in self.pages.items() if known in page.questions)

    def content(self, known: Known) -> tuple[object, ...]:
        """All that a learner sees of the question."""
        slug = self.slug_of(known)
        return (*known.content(), slug, self.pages[slug].title)

    def write(self, folder: Path) -> None:
        """Put the bank's files into `folder`, in the place of those that are there."""
        for old in folder.glob("*.md"):
            old.unlink()
        settings = 'title = "Worlds"\n'
        settings += f'namespace = "{self.namespace}"\n' if self.namespace else ""
        settings += '[cards]\ntheme = "theme.css"\n' if self.look else ""
        (folder / "bank.toml").write_text(settings, encoding="utf-8")
        css = f".card {{ --paper: #{self.look:06x} }}\n"
        (folder / "theme.css").write_text(css, encoding="utf-8")
        for slug, page in self.pages.items():
            prefix = f"{page.number:02}-" if page.number else ""
            text = f"---\ntitle: {page.title}\n---\n\n"
            text += "".join(known.markdown() for known in page.questions)
            (folder / f"{prefix}{slug}.md").write_text(text, encoding="utf-8")

    def take_ids(self, bank: Bank) -> None:
        """Keep the ids and the namespace that were written into the files, as `bank` has them."""
        self.namespace = bank.namespace
        ids = {question.guid: question.id for question in all_questions(bank)}
        guids = self.read_back(bank)
        for known in self.all():
            known.written = ids[guids[known.uid][0]]

    def read_back(self, bank: Bank) -> dict[int, tuple[str, str, int]]:
        """Question → its guid, file and line, of the bank as it was read from the files."""
        topics = {topic.slug: topic for topic in bank.topics}
        found = {}
        for slug, page in self.pages.items():
            questions = list(all_questions(topics[slug])) if slug in topics else []
            for known, question in zip(page.questions, questions, strict=True):
                place = question.location
                found[known.uid] = (question.guid, place.file, place.line)
        return found

    def branch(self) -> "Author":
        """The same author, who goes on with a copy of the bank in another branch."""
        other = deepcopy(self)
        other._last_uid += 500
        other._last_id += 500
        other.draw = random.Random(self.draw.random())
        return other

    def answer(self, known: Known, old_id: str) -> None:
        """Write the id of the question that it was, or one of its own when it is a new one."""
        known.written, known.firm = old_id or self._free_id(), False

    def next_version(self, edits: int, names: list[str] = EDITS) -> None:
        """Do so many edits at random."""
        for known in (*self.all(), *(known for _, known in self.deleted)):
            known.touched = False
        for _ in range(edits):
            self.edit(self.draw.choice(names))

    def edit(self, name: str) -> None:
        """Do one of `EDITS` to a question drawn at random."""
        topic = self.draw.choice([slug for slug, page in self.pages.items() if page.questions])
        at = self.draw.randrange(len(self.pages[topic].questions))
        getattr(self, f"_{name}")(topic, at)

    def _touch(self, topic: str, at: int) -> Known | None:
        """The question, if this version has not yet changed what it is known by."""
        known = self.pages[topic].questions[at]
        if known.touched:
            return None
        known.touched = True
        return known

    def _reword(self, topic: str, at: int) -> None:
        if known := self._touch(topic, at):
            self._other_title(known)

    def _other_title(self, known: Known) -> None:
        words = known.title.split()
        for _ in range(self.draw.randint(1, 2)):
            spot = self.draw.randrange(len(words))
            if self.draw.random() < 0.5 or len(words) < 5:
                words.insert(spot, self.draw.choice(FILLERS))
            elif words[spot].strip("?.").lower() not in (*SUBJECTS, *ASPECTS):
                del words[spot]
        known.title = " ".join(words)

    def _edit(self, topic: str, at: int) -> None:
        if known := self._touch(topic, at):
            self._other_answer(known)

    def _other_answer(self, known: Known) -> None:
        words = known.answer.split()
        words[self.draw.randrange(len(words))] = self.draw.choice(WORDS)
        words.insert(self.draw.randrange(len(words)), self.draw.choice(WORDS))
        known.answer = " ".join(words)

    def _reword_and_edit(self, topic: str, at: int) -> None:
        if known := self._touch(topic, at):
            self._other_title(known)
            self._other_answer(known)

    def _move(self, topic: str, at: int) -> None:
        moved = self.pages[topic].questions.pop(at)
        target = self.pages[self.draw.choice(list(self.pages))].questions
        target.insert(self.draw.randint(0, len(target)), moved)

    def _reorder(self, topic: str, at: int) -> None:
        self.draw.shuffle(self.pages[topic].questions)

    def _insert(self, topic: str, at: int) -> None:
        self.pages[topic].questions.insert(at, self._new())

    def _insert_generic(self, topic: str, at: int) -> None:
        new = replace(self._new(), title=GENERIC, form="question")
        self.pages[topic].questions.insert(at, new)

    def _delete(self, topic: str, at: int) -> None:
        if sum(1 for _ in self.all()) > 2:
            self.deleted.append((topic, self.pages[topic].questions.pop(at)))

    def _replace(self, topic: str, at: int) -> None:
        self.deleted.append((topic, self.pages[topic].questions[at]))
        self.pages[topic].questions[at] = self._new()

    def _retag(self, topic: str, at: int) -> None:
        known = self.pages[topic].questions[at]
        known.tags = tuple(self.draw.sample(SUBJECTS, self.draw.randint(0, 2)))

    def _free_name(self) -> str:
        gone = {slug for slug, _ in self.deleted}
        return next(n for n in self.draw.sample(SUBJECTS, 30) if n not in (*self.pages, *gone))

    def _rename_topic(self, topic: str, at: int) -> None:
        self.pages[topic].title = f"{self.draw.choice(ASPECTS)} of it".capitalize()

    def _rename_file(self, topic: str, at: int) -> None:
        new = self._free_name()
        self.pages = {new if slug == topic else slug: page for slug, page in self.pages.items()}

    def _split(self, topic: str, at: int) -> None:
        page = self.pages[topic]
        number = max(one.number for one in self.pages.values()) + 1 if page.number else 0
        new = self._free_name()
        self.pages[new] = Page(new.capitalize(), number, page.questions[at:])
        page.questions = page.questions[:at]

    def _swap_answers(self, topic: str, at: int) -> None:
        here = [n for n, one in enumerate(self.pages[topic].questions) if n != at]
        if not here:
            return
        one, other = self._touch(topic, at), self._touch(topic, self.draw.choice(here))
        if one and other and not {"cloze"} & {one.form, other.form}:
            one.answer, other.answer = other.answer, one.answer

    def _write_id(self, topic: str, at: int) -> None:
        if not self.pages[topic].questions[at].written:
            self._rename_id(topic, at)

    def _rename_id(self, topic: str, at: int) -> None:
        if known := self._touch(topic, at):
            known.written, known.firm = self._free_id(), False

    def _bring_back(self, topic: str, at: int) -> None:
        if self.deleted:
            home, known = self.deleted.pop(self.draw.randrange(len(self.deleted)))
            self.pages.get(home, self.pages[topic]).questions.append(known)

    def _change_form(self, topic: str, at: int) -> None:
        if known := self._touch(topic, at):
            forms: list[Form] = ["question", "choice", "cloze"]
            known.form = self.draw.choice([form for form in forms if form != known.form])

    def _unanswer(self, topic: str, at: int) -> None:
        known = self.pages[topic].questions[at]
        if known.form == "question" and not known.generic and self._touch(topic, at):
            known.answered = not known.answered

    def _restyle(self, topic: str, at: int) -> None:
        self.look = self.draw.randrange(1, 1 << 24)

    def _add_blank(self, topic: str, at: int) -> None:
        if known := self._cloze():
            known.blanks.insert(self.draw.randint(0, len(known.blanks)), self._new_blank(known))

    def _drop_blank(self, topic: str, at: int) -> None:
        known = self._cloze()
        if known and len(known.blanks) > 1:
            known.blanks.pop(self.draw.randrange(len(known.blanks)))

    def _reorder_blanks(self, topic: str, at: int) -> None:
        if known := self._cloze():
            self.draw.shuffle(known.blanks)

    def _cloze(self) -> Known | None:
        """A cloze that this version has not yet changed, if there is one."""
        clozes = [known for known in self.all() if known.form == "cloze" and not known.touched]
        if not clozes:
            return None
        chosen = self.draw.choice(clozes[:2])
        chosen.touched = True
        return chosen

    def _swap_options(self, topic: str, at: int) -> None:
        if known := self._touch(topic, at):
            known.options.reverse()

    def _new(self) -> Known:
        words = self.draw.choices(WORDS, k=self.draw.randint(8, 25))
        forms: list[Form] = ["question", "question", "choice", "cloze"]
        self._last_uid += 1
        known = Known(
            uid=self._last_uid,
            title=self._new_title(),
            answer=f"It is {' '.join(words)}.",
            blanks=[],
            options=self.draw.sample(SUBJECTS, 3),
            form=self.draw.choice(forms),
            written=self._free_id() if self.ids else "",
            touched=True,
            firm=self.ids,
        )
        known.blanks = [self._new_blank(known) for _ in range(self.draw.randint(1, 3))]
        return known

    def _new_title(self) -> str:
        """A title that shares no more than one telling word with any other of its frame."""
        while True:
            s, o = self.draw.sample(SUBJECTS, 2)
            a, b = self.draw.sample(ASPECTS, 2)
            title = self.draw.choice(FRAMES).format(s=s, o=o, a=a, b=b)
            if all(len(_telling(title) & _telling(old)) < 2 for old in self._titles):
                self._titles.append(title)
                return title

    def _new_blank(self, known: Known) -> str:
        """Words unlike those of any blank that the question ever had."""
        words = self.draw.sample(SUBJECTS, len(SUBJECTS))
        new = next(w for w in words if all(fuzz.ratio(w, old) < 45 for old in known.blanks_ever))
        known.blanks_ever.add(new)
        return new

    def _free_id(self) -> str:
        self._last_id += 1
        return f"W-{self._last_id:04}"


def merged(base: Author, one: Author, other: Author) -> Author:
    """What a merge of two branches gives: `one` with what `other` did to its questions since."""
    result = deepcopy(one)
    for known in other.all():
        was, there = base.find(known.uid), result.find(known.uid)
        if was is None:
            slug = other.slug_of(known)
            page = result.pages.get(slug) or next(iter(result.pages.values()))
            page.questions.append(deepcopy(known))
        elif there and _differ(known, was):
            conflict = _differ(there, was)
            if not conflict or result.draw.random() < 0.5:
                _take_over(there, known)
    for was in base.all():
        there = result.find(was.uid)
        if there and other.find(was.uid) is None and not _differ(there, was):
            slug = result.slug_of(there)
            result.pages[slug].questions.remove(there)
            result.deleted.append((slug, there))
    result._last_uid = max(one._last_uid, other._last_uid)
    result._last_id = max(one._last_id, other._last_id)
    result._titles = [*one._titles, *other._titles]
    return result


_EDITED = ("title", "answer", "blanks", "options", "form", "tags", "written", "answered")


def _differ(one: Known, other: Known) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in _EDITED)


def _take_over(there: Known, known: Known) -> None:
    for name in _EDITED:
        setattr(there, name, deepcopy(getattr(known, name)))
    there.blanks_ever |= known.blanks_ever


def _telling(title: str) -> set[str]:
    return {word.strip("?.").lower() for word in title.split()} & {*SUBJECTS, *ASPECTS}


@dataclass(frozen=True)
class _Seen:
    """A question as it was in one form when it was last built."""

    version: int
    guid: str
    words: str
    written: str
    answer: str


class Kept:
    """Which guid each question has, build after build."""

    def __init__(self) -> None:
        self._version = 0
        self._seen: dict[tuple[int, str], _Seen] = {}
        self._owner: dict[str, tuple[int, bool]] = {}

    def hold(self, author: Author, guids: dict[int, str]) -> None:
        """Fail where a question lost its guid, or has that of another."""
        assert len(set(guids.values())) == len(guids), "two questions have one guid"
        for known in author.all():
            guid = guids[known.uid]
            owner, generic = self._owner.setdefault(guid, (known.uid, known.generic))
            assert owner == known.uid or generic or known.generic, f"{known.title} is another's"
            before = self._seen.get((known.uid, known.read_form))
            if before and self._is_known_by(known, before):
                assert guid == before.guid, f"{known.title} lost its guid"
        self._version += 1
        for known in author.all():
            self._seen[known.uid, known.read_form] = _Seen(
                self._version, guids[known.uid], known.words, known.written, known.body()
            )

    def _is_known_by(self, known: Known, before: _Seen) -> bool:
        there = before.version == self._version
        if known.generic:
            return there and known.body() == before.answer
        same_id = known.written != "" and known.written == before.written
        return there or same_id or known.words == before.words

    def guid_of(self, known: Known) -> str:
        """The guid that the question had when it was last built in its form; empty if never."""
        before = self._seen.get((known.uid, known.read_form))
        return before.guid if before else ""

    def forget(self, author: Author) -> None:
        """Expect, once the ledger is lost, only what a written id that never changed tells."""
        firm = {(known.uid, known.read_form) for known in author.all() if known.firm}
        self._seen = {key: seen for key, seen in self._seen.items() if key in firm}

    def expect_only(self, guids: Iterable[str]) -> None:
        """Expect, of a ledger rebuilt from a deck, only what the deck had."""
        had = set(guids)
        self._seen = {
            key: seen
            for key, seen in self._seen.items()
            if seen.guid in had and seen.version == self._version
        }

    def united(self, other: "Kept") -> "Kept":
        """What two branches that were built both tell."""
        result = Kept()
        result._version = max(self._version, other._version)
        for branch in (other, self):
            for key, seen in branch._seen.items():
                last = seen.version == branch._version
                result._seen[key] = replace(seen, version=result._version if last else 0)
            result._owner |= branch._owner
        return result


def read_answered(
    author: Author, folder: Path, kept: Kept, *, now: int
) -> tuple[Reading, dict[int, str], int]:
    """The author's bank, read from the `folder` that its files are written to, by its ledger.

    Where the program asks which question is which, the author writes an id; gives the reading, the
    guid of each question, and how often it asked.
    """
    author.write(folder)
    reading = read_bank(folder, check=False, now=now)
    doubts = {
        (told.file, told.line) for told in reading.diagnostics if told.rule == "doubtful-identity"
    }
    if doubts:
        assert reading.before is not None
        ids = {row.guid: row.id for row in reading.before.rows}
        places = author.read_back(reading.whole)
        for known in author.all():
            if places[known.uid][1:] in doubts:
                author.answer(known, ids.get(kept.guid_of(known), ""))
        author.write(folder)
        reading = read_bank(folder, check=False, now=now)
    assert [told for told in reading.diagnostics if told.severity == "error"] == []
    guids = {uid: guid for uid, (guid, _, _) in author.read_back(reading.whole).items()}
    return reading, guids, len(doubts)
