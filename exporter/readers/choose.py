"""Which form a file is written in: the first that fits, unless the files beside it outvote it.

Beside a file are those of its folder and those of its name in other folders, and in a wider circle
all files of the bank. A file that is sure of its form needs no votes, and has one.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exporter.errors import ExporterError
from exporter.readers.forms import FORMS, Evidence, Form, Page

__all__ = ["Choice", "choose", "form_names"]

OUTVOTES = 3
"""How many files beside a doubtful one must be sure of another form to outvote it."""

SILENCES = 10
"""How many, in the whole bank, when their form does not fit it: it is left out then."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The form of one file."""

    form: Form | None
    """None when nothing in the file reads as a question."""
    why: str
    odd: str = ""
    """Which form the files beside it have, when that is another; empty when it is the same."""


@dataclass(frozen=True, slots=True)
class _Ballot:
    """A file, and the forms that fit it, best first."""

    page: Page
    fits: tuple[tuple[Form, Evidence], ...]

    @property
    def vote(self) -> str:
        """The form that the file is sure of; empty when it is of none."""
        return self.fits[0][0].name if self.fits and not self.fits[0][1].doubtful else ""


class _Votes:
    """The votes of all files of a bank, by folder and by name."""

    def __init__(self, ballots: Sequence[_Ballot]) -> None:
        self.bank: Counter[str] = Counter()
        self._places: dict[tuple[str, str], Counter[str]] = {}
        for ballot in ballots:
            if ballot.vote:
                self.bank[ballot.vote] += 1
                for place in _places(ballot.page):
                    self._places.setdefault(place, Counter())[ballot.vote] += 1

    def beside(self, page: Page) -> Counter[str]:
        """Those of the folder of `page`, and of its name in other folders."""
        found: Counter[str] = Counter()
        for place in _places(page):
            found.update(self._places.get(place, ()))
        return found


def _places(page: Page) -> Iterator[tuple[str, str]]:
    folder, _, name = page.file.rpartition("/")
    yield "folder", folder
    if folder:
        yield "name", name


def choose(pages: Sequence[Page], wanted: str = "") -> tuple[Choice, ...]:
    """The form of each of the `pages` of one bank, with the reason.

    `wanted` names the form to use whatever the files say. Raises ExporterError when there is none
    of that name.
    """
    if wanted:
        form = _named(wanted)
        return tuple(Choice(form, "asked for") for _ in pages)
    ballots = [_Ballot(page, tuple(_fitting(page))) for page in pages]
    votes = _Votes(ballots)
    return tuple(_choice(ballot, votes) for ballot in ballots)


def form_names() -> str:
    """The names of all forms, in the order in which they are tried."""
    return ", ".join(form.name for form in FORMS)


def _named(wanted: str) -> Form:
    for form in FORMS:
        if form.name == wanted:
            return form
    raise ExporterError(f"there is no form {wanted!r}; there are {form_names()}")


def _fitting(page: Page) -> Iterator[tuple[Form, Evidence]]:
    """The forms that fit, best first; what stands behind one that is sure is not looked for."""
    for form in FORMS:
        evidence = form.evidence(page)
        if evidence.marks:
            yield form, evidence
            if not evidence.doubtful:
                return


def _choice(ballot: _Ballot, votes: _Votes) -> Choice:
    if not ballot.fits:
        return Choice(None, "nothing in this file reads as a question")
    form, evidence = ballot.fits[0]
    near = votes.beside(ballot.page)
    if not evidence.doubtful:
        return Choice(form, evidence.why, _odd(form, near))
    for circle, silences in ((near, OUTVOTES), (votes.bank, SILENCES)):
        if sum(circle.values()) >= OUTVOTES:
            if chosen := _outvoted(ballot, circle, silences):
                return chosen
            break
    return Choice(form, evidence.why, _odd(form, near))


def _outvoted(ballot: _Ballot, circle: Counter[str], silences: int) -> Choice | None:
    """What the files of a circle make of a doubtful one; None when they leave it as it is."""
    form, evidence = ballot.fits[0]
    others = [fit for fit in ballot.fits[1:] if circle[fit[0].name] >= OUTVOTES]
    if others:
        other, its_evidence = max(others, key=lambda fit: circle[fit[0].name])
        if circle[other.name] > circle[form.name]:
            return Choice(other, f"{its_evidence.why}, as in {circle[other.name]} files beside it")
    [(name, most)] = circle.most_common(1)
    if most < silences or any(circle[fit.name] for fit, _ in ballot.fits):
        return None
    why = f"no questions: {evidence.why} is not much beside {most} files in the form {name}"
    return Choice(None, why)


def _odd(form: Form, near: Counter[str]) -> str:
    """What most files beside one of this `form` are written in, when that is another."""
    if not near:
        return ""
    [(name, most)] = near.most_common(1)
    return name if most >= OUTVOTES and most > near[form.name] else ""
