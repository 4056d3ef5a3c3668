"""JSON into text: a row for each question, soon written and easily looked through."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain

from exporter.model.export import Json

__all__ = ["in_rows"]

_HOLDERS = ("topics", "questions")
"""What holds one of these is laid out over rows; all else stands on one."""


def in_rows(value: Json, indent: str = "") -> Iterator[str]:
    """The parts of the text that `value` is, from its first character to its last."""
    inner = indent + "  "
    match value:
        case dict() if any(name in value for name in _HOLDERS):
            named = (chain((f"{_dumps(name)}: ",), in_rows(v, inner)) for name, v in value.items())
            yield from _listed("{", named, inner, "}")
        case [dict(), *_]:
            yield from _listed("[", (in_rows(item, inner) for item in value), inner, "]")
        case _:
            yield _dumps(value)


def _listed(
    opening: str, items: Iterable[Iterable[str]], indent: str, closing: str
) -> Iterator[str]:
    before = opening
    for item in items:
        yield f"{before}\n{indent}"
        yield from item
        before = ","
    yield f"\n{indent[2:]}{closing}"


def _dumps(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False)
