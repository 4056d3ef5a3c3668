"""Questions without a written id into ids to write: `CODE-NN`, CODE their topic's."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from exporter.identity.derive import is_derived
from exporter.identity.ledger import Ledger, Row
from exporter.model.bank import Bank, Topic, all_questions

__all__ = ["missing_ids", "with_written_ids"]

_NUMBERED = re.compile(r"(.*)-(\d{1,9})")
_NO_ID = re.compile(r"[\s;,\"'<>&]+")
_SHORTEST = 3
"""How many letters a code has, where they are enough to tell it from the others."""
_LONGEST = 4
"""How many words of a topic give a letter."""


def missing_ids(written: Bank, resolved: Bank, ledger: Ledger) -> dict[str, str]:
    """Guid → the id to write, for each question of the bank that has none written.

    `written` is the bank as its files say, `resolved` the same with identities, and `ledger` what
    it is to be: a new id has the number after the highest that its code ever had. An id that was
    once written and has been lost from its file is given back.
    """
    codes = _codes(written, ledger)
    last = _last_numbers(ledger)
    known = {row.guid: row for row in ledger.rows}
    ids: dict[str, str] = {}
    for topic, again in zip(written.topics, resolved.topics, strict=True):
        code = codes[topic.slug]
        for question, found in zip(all_questions(topic), all_questions(again), strict=True):
            if question.id:
                continue
            row = known[found.guid]
            if is_derived(row.id):
                last[code.casefold()] += 1
                ids[found.guid] = f"{code}-{last[code.casefold()]:02}"
            else:
                ids[found.guid] = row.id
    return ids


def with_written_ids(before: Ledger | None, after: Ledger, ids: Mapping[str, str]) -> Ledger:
    """The ledger once `ids` (guid → id) are written: every question keeps its guid.

    Nothing is published by that. So of `before` nothing else changes, and of `after`, the ledger
    after the next build, a question that is new comes as one that has been no note yet.
    """
    known = before or Ledger(after.namespace)
    kept = [_renamed(row, ids[row.guid]) if row.guid in ids else row for row in known.rows]
    guids = {row.guid for row in kept}
    new = (
        replace(row, id=ids[row.guid], shown="", unanswered=True)
        for row in after.rows
        if row.guid in ids and row.guid not in guids
    )
    return replace(known, rows=tuple(sorted((*kept, *new), key=lambda row: row.guid)))


def _renamed(row: Row, name: str) -> Row:
    shown = row.shown or row.id
    return replace(row, id=name, shown="" if shown == name else shown)


def _codes(bank: Bank, ledger: Ledger) -> dict[str, str]:
    """Slug → the code of each topic: its author's, else that of its ids, else one of its own."""
    used: dict[str, Counter[str]] = {}
    for row in ledger.rows:
        if code := _code_of(row.id):
            used.setdefault(row.topic, Counter())[code] += 1
    codes = {topic.slug: _NO_ID.sub("-", topic.code.strip()) for topic in bank.topics}
    for topic in bank.topics:
        if not codes[topic.slug] and topic.slug in used:
            codes[topic.slug] = used[topic.slug].most_common(1)[0][0]
    taken = {code.casefold() for code in codes.values()}
    taken |= {code.casefold() for counted in used.values() for code in counted}
    for topic in bank.topics:
        if not codes[topic.slug]:
            codes[topic.slug] = next(c for c in _candidates(topic) if c.casefold() not in taken)
            taken.add(codes[topic.slug].casefold())
    return codes


def _candidates(topic: Topic) -> Iterator[str]:
    """Codes that a topic may have, the best first: its words' initials, or its first letters."""
    words = [word for word in re.split(r"[^a-z]+", topic.slug.casefold()) if word]
    letters = "".join(words).upper() or "Q"
    if len(words) >= _SHORTEST:
        yield "".join(word[0] for word in words[:_LONGEST]).upper()
    yield from (letters[:length] for length in range(_SHORTEST, len(letters) + 1))
    number = 1
    while True:
        yield f"{letters[:_SHORTEST]}{number}"
        number += 1


def _last_numbers(ledger: Ledger) -> Counter[str]:
    """Code → the highest number that an id with it ever had."""
    last: Counter[str] = Counter()
    for row in ledger.rows:
        for name in (row.id, row.shown):
            if code := _code_of(name):
                number = int(name.rpartition("-")[2])
                last[code.casefold()] = max(last[code.casefold()], number)
    return last


def _code_of(name: str) -> str:
    match = None if is_derived(name) else _NUMBERED.fullmatch(name)
    return match[1] if match else ""
