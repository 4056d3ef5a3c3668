"""A file that asks nothing, or does it as no file beside it, into what is told of it."""

from collections.abc import Iterator
from dataclasses import replace

from exporter.markdown import Fault
from exporter.model.diagnostic import Diagnostic
from exporter.readers.choose import Choice, form_names
from exporter.readers.files import is_readme
from exporter.readers.forms import Outline, Page
from exporter.readers.repeats import REPEATED

__all__ = ["is_silent", "no_questions", "nothing_found", "odd"]

_HIDING = (
    *("bad-front-matter", "mixed-indentation", "too-deep", "too-long"),
    *("unclosed-details", "unclosed-fence", "unclosed-title"),
)
"""The faults of a page for which its questions may read as something else."""


def nothing_found(
    page: Page, choice: Choice, outline: Outline | None, *, alone: bool
) -> tuple[Diagnostic, ...]:
    """What is told of a page without a question, which may be `alone` or one of a folder.

    Of a page that no form reads, only the faults that may hide questions are of any interest.
    """
    told = outline.diagnostics if outline else tuple(_hiding(page))
    introduces = not alone and (is_readme(page.file) or not page.text.strip())
    if introduces or any(fault.rule in ("no-title", REPEATED) for fault in told):
        return told
    message = "nothing in this file reads as a question" if outline else choice.why
    fault = no_questions(message)
    if not alone:
        fault = replace(fault, help="`--form NAME` reads files as NAME, whatever they hold")
    return (*told, fault.at(page.file))


def _hiding(page: Page) -> Iterator[Diagnostic]:
    return (told for told in page.document.diagnostics if told.rule in _HIDING)


def is_silent(diagnostic: Diagnostic) -> bool:
    """Whether it says that a file asks nothing."""
    return diagnostic.rule == "no-questions"


def odd(page: Page, choice: Choice) -> tuple[Diagnostic, ...]:
    """What is told of a file that is read in another form than most files beside it."""
    if not (choice.form and choice.odd):
        return ()
    message = f"this file is read as {choice.form.name}, most files beside it as {choice.odd}"
    fault = Fault("odd-form", "info", message, f"if that is wrong, write it as {choice.odd}, too")
    return (fault.at(page.file),)


def no_questions(message: str) -> Fault:
    """That nothing is asked, as `message` says it."""
    help_ = f"looked for: {form_names()}; `--form NAME` reads it as one of them all the same"
    return Fault("no-questions", "warning", message, help_)
