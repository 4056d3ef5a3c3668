"""The layout to learn from: each question with its short answer and its details."""

from collections.abc import Mapping

from exporter.model.bank import Location, all_questions
from exporter.pdf.anchors import targets_of
from exporter.pdf.chapter import Chapter, Target
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


def _front(setting: Setting, folios: Mapping[str, str]) -> Chapter | None:
    """The cover and the contents; a single topic needs neither."""
    topics = setting.bank.topics
    if len(topics) < 2:
        return None
    entries = [entry for topic in topics for entry in setting.viewer.entries(topic)]
    counts = (
        setting.words.number("topic", len(topics)),
        setting.words.count(all_questions(setting.bank)),
    )
    return Chapter(
        html=render(
            setting, "front.html", {"entries": entries, "folios": folios, "counts": counts}
        ),
        base=base_of(setting.bank),
        location=Location("bank.toml", 0),
        numerals="roman",
        targets=(Target("contents", setting.words["contents"]),),
    )


STUDY = Layout("study", "questions, short answers and details", _run, _front)
