"""The layout to learn from: each question with its short answer and its details."""

from exporter.model.bank import all_questions
from exporter.pdf.anchors import targets_of
from exporter.pdf.chapter import Chapter
from exporter.pdf.front import cover_and_contents
from exporter.pdf.layouts.contract import Layout
from exporter.pdf.pages import Setting, base_of, render
from exporter.pdf.runs import Run

__all__ = ["STUDY"]

_OUTLINED = 6
"""Questions of a run that has contents of its own."""


def _run(setting: Setting, run: Run) -> Chapter:
    asked = sum(1 for _ in all_questions(run.topic))
    outline = setting.viewer.outline(run.topic) if asked >= _OUTLINED else ()
    return Chapter(
        html=render(setting, "study.html", {"run": setting.viewer.run(run), "outline": outline}),
        base=base_of(setting.bank, run.topic),
        location=run.topic.location,
        prefix=run.prefix,
        targets=targets_of(run),
    )


STUDY = Layout("study", "questions, short answers and details", _run, cover_and_contents)
