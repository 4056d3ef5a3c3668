"""Cards in the metadata of a file, `cards: [{front: …, back: …}]`, into questions.

The text below the metadata is no part of them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from exporter.markdown import Fault
from exporter.markdown.metadata_records import Record, records_of
from exporter.model.document import Block, BulletList, RawHtml, Text
from exporter.readers.asking import asking_headings, asking_items
from exporter.readers.forms.contract import Evidence, Form, IdPlace, Outline, Page
from exporter.readers.lone import ANSWERING, ASKING
from exporter.readers.metadata import is_id
from exporter.readers.outliner import Outliner
from exporter.readers.record_options import OPTIONS, options_of, points_at_option

__all__ = ["METADATA_CARDS"]

SURE = 2
"""From how many cards on no sibling is asked."""

_FRONTS = (*ASKING, "q")
_BACKS = (*ANSWERING, "a")
_MORE = ("explanation", "rationale", "details", "feedback", "note")
_BEGINS = re.compile(
    r"^[ \t]*(?:-[ \t]+)?[\"']?(?:{})[\"']?[ \t]*:".format("|".join(_FRONTS)),
    re.MULTILINE | re.IGNORECASE,
)


def _cards(page: Page) -> tuple[Record, ...]:
    return page.shelf.fact(f"metadata cards: {page.file}", lambda _: tuple(_find(page)))


def _find(page: Page) -> Iterator[Record]:
    """The records of the metadata's lists most of whose records ask and answer."""
    if not page.text.startswith("---") or not _BEGINS.search(page.text):
        return
    for records in records_of(page.text):
        cards = [record for record in records if _is_card(record)]
        if 2 * len(cards) > len(records):
            yield from cards


def _is_card(record: Record) -> bool:
    keys = record.keys
    return bool(keys.intersection(_FRONTS) and keys.intersection((*_BACKS, *OPTIONS)))


def _evidence(page: Page) -> Evidence:
    count = sum(bool(card.get(*_FRONTS)) for card in _cards(page))
    if not count or max(asking_headings(page), asking_items(page)) > 2 * count:
        return Evidence(0, "no cards in its metadata")
    return Evidence(count, f"{count} cards in its metadata", doubtful=count < SURE)


def _read(page: Page) -> Outline:
    cards = _cards(page)
    names = Counter(card.get("id") for card in cards)
    outliner = Outliner(page, replace(page.document, blocks=()))
    for card in cards:
        line = card.line_of(*_FRONTS)
        title, _ = page.line(card.get(*_FRONTS), line)
        name = card.get("id")
        named = (RawHtml(f"<!-- id: {name} -->", line),) if names[name] < 2 and is_id(name) else ()
        options = options_of(page, card, card.get(*_BACKS))
        stem = (BulletList(options, line),) if options else ()
        outliner.question(title, line, (*named, *_answer(page, card)), stem=stem)
    for block in page.document.blocks[:1]:
        message = "the text below the cards in the metadata is left out"
        outliner.tell(Fault("text-between-questions", "info", message), block.line)
    outline = outliner.outline()
    outline.root.title = (Text(page.document.front_matter.get("title")),)
    return outline


def _answer(page: Page, card: Record) -> tuple[Block, ...]:
    """The answer of a card, unless it only points at an option, and what explains it."""
    texts: list[tuple[tuple[str, ...], str]] = [(_MORE, card.get(*_MORE))]
    if not points_at_option(card, card.get(*_BACKS)):
        texts.insert(0, (_BACKS, card.get(*_BACKS)))
    return tuple(
        block
        for keys, text in texts
        if text
        for block in page.parse(text, [card.line_of(*keys)] * (text.count("\n") + 1)).blocks
    )


def _id_places(page: Page) -> Mapping[int, IdPlace]:
    return {card.line_of(*_FRONTS): _place(card) for card in _cards(page) if "id" not in card.keys}


def _place(card: Record) -> IdPlace:
    """In front of the first key of a card, on a line of its own."""
    after = ", " if card.in_braces else "\n" + " " * card.column
    return IdPlace(card.line, card.column, "id: ", after)


METADATA_CARDS = Form(
    name="metadata-cards",
    about="cards in the metadata of a file, each with a question and an answer",
    evidence=_evidence,
    read=_read,
    marked=True,
    id_places=_id_places,
)
