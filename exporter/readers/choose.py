"""Which form a file is written in: the first that fits, unless the files beside it outvote it.

Beside a file are those of its folder and those of its name in other folders, and in a wider circle
all files of the bank. A file that is sure of its form needs no votes, and has one; but a few
questions among many files that ask nothing are none, unless their marks can mean nothing else.
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

RARE = 10
"""How many times more files of another form make a form nothing to go by."""

FEW = 6
"""From how many questions on a file stands for itself, be it the only one that asks."""

CROWD = 20
"""How many files that ask nothing make a few questions beside them examples in some text."""

TIMES = 8
"""How many times as many those must be as the files of the same form."""


FAR_MORE = 3
"""How many times more marks a sure form has than a doubtful one that is tried before it."""

_Fit = tuple[Form, Evidence]


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
    fits: tuple[_Fit, ...]

    @property
    def vote(self) -> str:
        """The form that the file is sure of; empty when it is of none."""
        return self.fits[0][0].name if self.fits and not self.fits[0][1].doubtful else ""


class _Votes:
    """The votes of all files of a bank, by folder and by name."""

    def __init__(self, ballots: Sequence[_Ballot]) -> None:
        self.bank: Counter[str] = Counter()
        self.silent = sum(not ballot.fits for ballot in ballots if ballot.page.text.strip())
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
    ballots = [_Ballot(page, _surest_first(tuple(_fitting(page)))) for page in pages]
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


def _fitting(page: Page) -> Iterator[_Fit]:
    """The forms that fit, best first; what stands behind one that is sure is not looked for."""
    for form in FORMS:
        evidence = form.evidence(page)
        if evidence.marks:
            yield form, evidence
            if not evidence.doubtful:
                return


def _surest_first(fits: tuple[_Fit, ...]) -> tuple[_Fit, ...]:
    """Those that fit, the sure one first when it has far more marks than any doubtful one."""
    if len(fits) < 2 or fits[-1][1].doubtful:
        return fits
    *doubtful, sure = fits
    more = all(sure[1].marks >= FAR_MORE * evidence.marks for _, evidence in doubtful)
    return (sure, *doubtful) if more else fits


def _choice(ballot: _Ballot, votes: _Votes) -> Choice:
    if not ballot.fits:
        return Choice(None, "nothing in this file reads as a question")
    near = votes.beside(ballot.page)
    form, evidence = ballot.fits[0]
    why = evidence.why
    for circle, silences in ((near, OUTVOTES), (votes.bank, SILENCES)) if evidence.doubtful else ():
        if sum(circle.values()) >= OUTVOTES:
            if not_much := _silenced(ballot, circle, silences):
                return not_much
            if fit := _outvoting(ballot, circle):
                form, evidence = fit
                why = f"{evidence.why}, as in {circle[form.name]} files beside it"
            break
    if _is_stray(ballot, form, evidence, votes):
        return _too_little(evidence, f"{votes.silent} files that ask nothing")
    return Choice(form, why, _odd(form, near))


def _outvoting(ballot: _Ballot, circle: Counter[str]) -> _Fit | None:
    """What the files of a circle make of a doubtful one; None when they leave it as it is."""
    form, _ = ballot.fits[0]
    others = [fit for fit in ballot.fits[1:] if circle[fit[0].name] >= OUTVOTES]
    best = max(others, key=lambda fit: circle[fit[0].name], default=None)
    return best if best and circle[best[0].name] > circle[form.name] else None


def _silenced(ballot: _Ballot, circle: Counter[str], silences: int) -> Choice | None:
    """Whether the form of most files of a circle does not fit a doubtful one, nor any of theirs."""
    [(name, most)] = circle.most_common(1)
    if most < silences or any(RARE * circle[fit.name] > most for fit, _ in ballot.fits):
        return None
    return _too_little(ballot.fits[0][1], f"{most} files in the form {name}")


def _too_little(evidence: Evidence, beside: str) -> Choice:
    return Choice(None, f"no questions: {evidence.why} is not much beside {beside}")


def _is_stray(ballot: _Ballot, form: Form, evidence: Evidence, votes: _Votes) -> bool:
    """Whether a few questions stand alone among many files of a bank that ask nothing at all."""
    if evidence.marks >= FEW or (form.marked and not evidence.doubtful):
        return False
    own = len(tuple(_places(ballot.page))) if ballot.vote == form.name else 0
    beside = votes.beside(ballot.page)[form.name] - own
    crowd = max(CROWD, TIMES * votes.bank[form.name])
    return beside < OUTVOTES - 1 and votes.silent >= crowd


def _odd(form: Form, near: Counter[str]) -> str:
    """What most files beside one of this `form` are written in, when that is another."""
    if not near:
        return ""
    [(name, most)] = near.most_common(1)
    return name if most >= OUTVOTES and most > near[form.name] else ""
