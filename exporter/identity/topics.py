"""The numbers of topics whose file names give none: once given, the ledger keeps them.

So a topic that is inserted renames no deck, and moves no card.
"""

from dataclasses import replace

from exporter.identity.ledger import Ledger
from exporter.model.bank import Bank

__all__ = ["with_kept_numbers"]


def with_kept_numbers(bank: Bank, ledger: Ledger) -> tuple[Bank, Ledger]:
    """The bank with the numbers that its topics had first, and the ledger with new ones, too."""
    kept = dict(ledger.topics)
    free = [topic for topic in bank.topics if not topic.numbered]
    taken = {topic.number for topic in bank.topics if topic.numbered} | set(kept.values())
    for topic in free:
        if topic.slug not in kept:
            number = topic.number if topic.number not in taken else max(taken, default=0) + 1
            kept[topic.slug] = number
            taken.add(number)
    topics = tuple(
        topic if topic.numbered else replace(topic, number=kept[topic.slug])
        for topic in bank.topics
    )
    return replace(bank, topics=topics), replace(ledger, topics=tuple(sorted(kept.items())))
