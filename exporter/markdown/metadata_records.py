"""The tables that stand in lists of a file's metadata, with their lines: `cards: [{front: …}]`."""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from exporter.markdown.front_matter import LONGEST, check_depth, fenced, readable

__all__ = ["Item", "Record", "records_of"]

MOST = 1_000
"""How many items of a list are read, and how many keys of a table: aliases may name many."""

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

Item = str | tuple[tuple[str, str], ...]
"""An item of a list within a record: a text, or the pairs of a table."""


@dataclass(frozen=True, slots=True)
class Record:
    """A table in a list."""

    line: int
    """Where its first key stands, from 1."""
    column: int
    """How many characters stand in front of that."""
    in_braces: bool
    """Whether it is written `{so: …}`."""
    values: tuple[tuple[str, str, int], ...]
    """Its keys whose values are single, in small letters, each with its value and its line."""
    lists: tuple[tuple[str, tuple[Item, ...]], ...]
    """Its keys whose values are lists."""

    @property
    def keys(self) -> frozenset[str]:
        """All its keys, in small letters."""
        return frozenset((*(key for key, _, _ in self.values), *(key for key, _ in self.lists)))

    def get(self, *keys: str) -> str:
        """The value of the first of the `keys` that it has; empty when it has none."""
        values = {key: value for key, value, _ in self.values}
        return next((values[key] for key in keys if values.get(key, "").strip()), "")

    def line_of(self, *keys: str) -> int:
        """The line of the first of those keys that it has."""
        return next((line for key, _, line in self.values if key in keys), self.line)


def records_of(text: str) -> tuple[tuple[Record, ...], ...]:
    """The lists of tables in the YAML at the top of `text`, each with its tables."""
    content = fenced(text)
    if not content or len(content) > LONGEST:
        return ()
    try:
        check_depth(content)
        root = yaml.compose(content, _LOADER)
    except (yaml.YAMLError, RecursionError, ValueError):
        return ()
    if not isinstance(root, yaml.MappingNode):
        return ()
    return tuple(
        tuple(_record(item) for item in value.value[:MOST])
        for _, value in root.value
        if isinstance(value, yaml.SequenceNode)
        and all(isinstance(item, yaml.MappingNode) for item in value.value)
    )


def _record(node: yaml.MappingNode) -> Record:
    mark = node.value[0][0].start_mark if node.value else node.start_mark
    values, lists = tuple(_values(node)), tuple(_lists(node))
    return Record(mark.line + 2, mark.column, bool(node.flow_style), values, lists)


def _values(node: yaml.MappingNode) -> Iterator[tuple[str, str, int]]:
    for key, value in node.value[:MOST]:
        if isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode):
            yield key.value.casefold(), readable(value.value), key.start_mark.line + 2


def _lists(node: yaml.MappingNode) -> Iterator[tuple[str, tuple[Item, ...]]]:
    for key, value in node.value[:MOST]:
        if isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.SequenceNode):
            items = (_item(item) for item in value.value[:MOST])
            yield key.value.casefold(), tuple(item for item in items if item)


def _item(node: yaml.Node) -> Item:
    match node:
        case yaml.ScalarNode():
            return readable(node.value)
        case yaml.MappingNode():
            return tuple((key, value) for key, value, _ in _values(node))
        case _:
            return ""
