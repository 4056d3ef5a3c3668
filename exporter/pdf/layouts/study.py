"""The layout to learn from: each question with its short answer and its details."""

from dataclasses import replace

from exporter.model.bank import all_questions
from exporter.pdf.anchors import targets_of
from exporter.pdf.chapter import Chapter
from exporter.pdf.front import cover_and_contents
from exporter.pdf.layouts.contract import Layout
from exporter.pdf.pages import Setting, base_of, render
from exporter.pdf.runs import Run
from exporter.pdf.views import Entry

__all__ = ["STUDY"]

_OUTLINED = 6
"""Questions of a run that has contents of its own."""
_DIGIT, _GAP = 0.5, 0.25
"""The width of a digit of the headings' face, and what its gap adds to a point's, in its size."""


def _run(setting: Setting, run: Run) -> Chapter:
    asked = sum(1 for _ in all_questions(run.topic))
    outline = setting.viewer.outline(run.topic) if asked >= _OUTLINED else ()
    digits = max((len(entry.number) for entry in outline), default=0)
    values = {
        "run": setting.viewer.run(run),
        "outline": [_aligned(entry, digits) for entry in outline],
        "indent": round(digits * _DIGIT + _GAP, 3),
    }
    return Chapter(
        html=render(setting, "study.html", values),
        base=base_of(setting.bank, run.topic),
        location=run.topic.location,
        prefix=run.prefix,
        targets=targets_of(run),
    )


def _aligned(entry: Entry, digits: int) -> Entry:
    """A line of the contents whose number is as wide as the longest."""
    padded = entry.number.rjust(digits, "\N{FIGURE SPACE}") if entry.number else ""
    return replace(entry, number=padded)


STUDY = Layout(
    "study",
    "questions, short answers and details",
    _run,
    cover_and_contents,
    styles=("topic.css",),
)
