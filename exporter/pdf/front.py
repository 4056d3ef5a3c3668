"""A bank into the pages before its topics: the cover and the contents."""

from collections.abc import Mapping

from exporter.model.bank import Location, all_questions
from exporter.pdf.chapter import Chapter, Target
from exporter.pdf.pages import Setting, base_of, render
from exporter.pdf.runs import runs_of

__all__ = ["cover_and_contents"]


def cover_and_contents(
    setting: Setting, folios: Mapping[str, str], *, sections: bool = True
) -> Chapter | None:
    """The cover and the contents, with their `sections` or without; a topic in one piece needs
    neither.

    `folios` says on which page each target stands, by its name.
    """
    topics = setting.bank.topics
    if sum(len(runs_of(topic)) for topic in topics) < 2:
        return None
    entries = [entry for topic in topics for entry in setting.viewer.entries(topic)]
    shown = [entry for entry in entries if sections or not entry.depth]
    counts = (
        setting.words.number("topic", len(topics)),
        setting.words.count(all_questions(setting.bank)),
    )
    return Chapter(
        html=render(setting, "front.html", {"entries": shown, "folios": folios, "counts": counts}),
        base=base_of(setting.bank),
        location=Location("bank.toml", 0),
        numerals="roman",
        targets=(Target("contents", setting.words["contents"]),),
    )
