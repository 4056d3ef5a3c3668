"""The numbers of topics whose file names give none: once given, the ledger keeps them.

So a topic that is inserted renames no deck, and moves no card.
"""

import re
from dataclasses import replace
from pathlib import PurePosixPath

from exporter.identity.ledger import Ledger
from exporter.model.bank import Bank, Topic

__all__ = ["with_kept_numbers"]


def with_kept_numbers(bank: Bank, ledger: Ledger) -> tuple[Bank, Ledger]:
    """The bank with the numbers that its topics had first, and the ledger with new ones, too."""
    kept = dict(ledger.topics)
    files = [topic.location.file for topic in bank.topics]
    free = [topic for topic in bank.topics if not _has_number(topic, files)]
    taken = {topic.number for topic in bank.topics if topic not in free} | set(kept.values())
    for topic in free:
        if topic.slug not in kept:
            number = topic.number if topic.number not in taken else max(taken, default=0) + 1
            kept[topic.slug] = number
            taken.add(number)
    known = {topic.slug for topic in free}
    topics = tuple(
        replace(topic, number=kept[topic.slug]) if topic.slug in known else topic
        for topic in bank.topics
    )
    return replace(bank, topics=topics), replace(ledger, topics=tuple(sorted(kept.items())))


def _has_number(topic: Topic, files: list[str]) -> bool:
    """Whether its file's name gives the number; of a bank in one file, no topic's does."""
    name = PurePosixPath(topic.location.file).name
    return re.match(r"\d+[-_. ]", name) is not None and files.count(topic.location.file) == 1
