"""The layout to learn from: each question with its short answer and its details."""

from exporter.pdf.anchors import targets_of
from exporter.pdf.chapter import Chapter
from exporter.pdf.front import cover_and_contents
from exporter.pdf.layouts.contract import Layout
from exporter.pdf.pages import Setting, base_of, render
from exporter.pdf.runs import Run

__all__ = ["STUDY"]


def _run(setting: Setting, run: Run) -> Chapter:
    return Chapter(
        html=render(setting, "study.html", {"run": setting.viewer.run(run)}),
        base=base_of(setting.bank, run.topic),
        location=run.topic.location,
        prefix=run.prefix,
        targets=targets_of(run),
    )


STUDY = Layout("study", "questions, short answers and details", _run, cover_and_contents)
