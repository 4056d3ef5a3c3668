"""Which form a file is written in: the first that fits, unless its siblings outvote it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from exporter.errors import ExporterError
from exporter.readers.forms import FORMS, Evidence, Form, Page

__all__ = ["Choice", "choose"]

OUTVOTES = 3
"""How many files beside a doubtful one must be sure of another form to outvote it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The form of one file."""

    form: Form | None
    """None when nothing in the file reads as a question."""
    why: str


def choose(pages: Sequence[Page], wanted: str = "") -> tuple[Choice, ...]:
    """The form of each of the `pages` of one bank, with the reason.

    `wanted` names the form to use whatever the files say. Raises ExporterError when there is none
    of that name.
    """
    if wanted:
        form = _named(wanted)
        return tuple(Choice(form, "asked for") for _ in pages)
    found = [_fitting(page) for page in pages]
    sure = Counter(fits[0][0].name for fits in found if fits and not fits[0][1].doubtful)
    return tuple(_choice(fits, sure) for fits in found)


def _named(wanted: str) -> Form:
    for form in FORMS:
        if form.name == wanted:
            return form
    names = ", ".join(form.name for form in FORMS)
    raise ExporterError(f"there is no form {wanted!r}; there are {names}")


def _fitting(page: Page) -> list[tuple[Form, Evidence]]:
    """The forms that fit, best first; what stands behind one that is sure is not looked for."""
    fits: list[tuple[Form, Evidence]] = []
    for form in FORMS:
        evidence = form.evidence(page)
        if evidence.marks:
            fits.append((form, evidence))
            if not evidence.doubtful:
                break
    return fits


def _choice(fits: list[tuple[Form, Evidence]], sure: Counter[str]) -> Choice:
    if not fits:
        looked_for = "; ".join(form.about for form in FORMS)
        return Choice(None, f"no questions; looked for {looked_for}")
    form, evidence = fits[0]
    if evidence.doubtful:
        for other, its_evidence in fits[1:]:
            if sure[other.name] >= OUTVOTES and sure[other.name] > sure[form.name]:
                why = f"{its_evidence.why}, as in {sure[other.name]} files beside it"
                return Choice(other, why)
    return Choice(form, evidence.why)
