"""The options of a card in a file's metadata into those that are right, and those that are not."""

import re
from collections.abc import Sequence

from exporter.markdown.metadata_records import Item, Record
from exporter.model.document import ListItem
from exporter.readers.forms.contract import Page

__all__ = ["OPTIONS", "options_of", "points_at_option"]

OPTIONS = ("choices", "options", "alternatives")
"""The keys under which options stand."""

_TEXTS = ("text", "label", "option", "value", "answer")
_RIGHT = ("correct", "is_correct", "iscorrect", "right")
_YES = ("true", "yes", "1")
_LETTER = re.compile(r"[(\[]?([a-hA-H])[)\].]?")


def options_of(page: Page, card: Record, answer: str) -> tuple[ListItem, ...]:
    """The options of a card, those ticked that are right by their own word or by the `answer`."""
    items = _items(card)
    pointed = _pointed(items, answer)
    line = card.line_of(*OPTIONS)
    return tuple(
        ListItem(page.parse(_text(item), (line,)).blocks, line, _is_right(item) or place == pointed)
        for place, item in enumerate(items)
    )


def points_at_option(card: Record, answer: str) -> bool:
    """Whether an answer says no more than which option is right."""
    return _pointed(_items(card), answer) >= 0


def _items(card: Record) -> Sequence[Item]:
    return next((items for key, items in card.lists if key in OPTIONS), ())


def _text(item: Item) -> str:
    if isinstance(item, str):
        return item
    values = dict(item)
    return next((values[key] for key in _TEXTS if values.get(key)), "")


def _is_right(item: Item) -> bool:
    return not isinstance(item, str) and any(
        key in _RIGHT and value.casefold() in _YES for key, value in item
    )


def _pointed(items: Sequence[Item], answer: str) -> int:
    """The place of the option that an answer repeats, or names by its letter or its place from 0.

    -1 when it does neither.
    """
    texts = [_text(item).strip() for item in items]
    if answer.strip() in texts:
        return texts.index(answer.strip())
    if match := _LETTER.fullmatch(answer.strip()):
        place = ord(match[1].lower()) - ord("a")
    elif answer.strip().isdecimal():
        place = int(answer[:4])
    else:
        return -1
    return place if place < len(texts) else -1
