"""A bank's topics into Anki decks: what they are called, and what they say of themselves."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from unicodedata import category, normalize

from jinja2 import Environment

from exporter.anki.templates import filled
from exporter.html.labels import labels_of
from exporter.model.bank import Bank, Topic, all_questions
from exporter.model.document import plain

__all__ = ["Deck", "deck_names", "decks_of"]

_LEVELS = "::"
_COLONS = re.compile(r":{2,}")


@dataclass(frozen=True, slots=True)
class Deck:
    """A deck of the package."""

    name: str
    """With its parents', parted by `::`; how Anki knows it."""
    description: str = ""
    """HTML."""


def deck_names(bank: Bank) -> tuple[str, ...]:
    """The deck of each topic of `bank`: the same for the whole bank and for any selection of it.

    Names that differ in nothing but case are one, as they are to Anki.
    """
    root = _root(bank)
    written = {root.casefold(): root}
    names = (_topic_deck(bank, topic, root) for topic in bank.topics)
    return tuple(written.setdefault(name.casefold(), name) for name in names)


def decks_of(bank: Bank, cards: dict[str, int], jinja: Environment, moment: int) -> Iterable[Deck]:
    """The decks of a package: the bank's, which says what it is, and those named in `cards`.

    `cards` tells how many each has; `moment` is the date to tell, in seconds since the epoch.
    """
    root = _root(bank)
    summaries = dict(zip(deck_names(bank), (topic.summary for topic in bank.topics), strict=True))
    yield Deck(root, _described(bank, sum(cards.values()), jinja, moment))
    for name in cards:
        if name != root:
            yield Deck(name, filled(jinja, "topic.html", {"summary": summaries[name]}))


def _described(bank: Bank, cards: int, jinja: Environment, moment: int) -> str:
    words = {
        "bank": bank,
        "cards": cards,
        "source": _source(bank.source_url),
        "date": datetime.fromtimestamp(moment, UTC).date().isoformat(),
        "labels": labels_of(bank),
        "topics": sum(any(q.answered for q in all_questions(topic)) for topic in bank.topics),
    }
    return filled(jinja, "description.html", words)


def _source(source_url: str) -> str:
    """The part of the address that is the same for every question."""
    address = re.split(r"[{?#]", source_url, maxsplit=1)[0]
    return address if address.startswith(("https://", "http://")) else ""


def _root(bank: Bank) -> str:
    """The deck of the whole bank. `deck` in bank.toml may name parents, a title never does."""
    named = [_part(name) for name in bank.deck.split(_LEVELS)]
    return _LEVELS.join(name for name in named if name) or _part(bank.title) or _part(bank.slug)


def _topic_deck(bank: Bank, topic: Topic, root: str) -> str:
    title = _part(plain(topic.title))
    own_level = bank.decks == "topic" and title
    if not own_level or title.casefold() == root.split(_LEVELS)[-1].casefold():
        return root
    return f"{root}{_LEVELS}{topic.number:02} {title}"


def _part(name: str) -> str:
    """One level of a name: Anki parts levels at any `::`, and keeps no control characters."""
    words = "".join(" " if category(letter) == "Cc" else letter for letter in name)
    return _COLONS.sub(":", " ".join(normalize("NFC", words).split())).strip(": ")
