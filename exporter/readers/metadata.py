"""The comment at the top of an answer, `<!-- id: …; level: … -->`, into what it says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from exporter.markdown import Fault
from exporter.model.bank import Reference
from exporter.model.diagnostic import Diagnostic, shortened

__all__ = ["KEYS", "Metadata", "is_id", "read_metadata", "unchecked_in"]

KEYS = ("id", "level", "kind", "tags", "refs", "as_of", "seed", "check")

_PAIR = re.compile(r"([\w-]+)\s*:\s*(.*?)\s*", re.DOTALL)
_ID = re.compile(r"[^\s;,\"'<>&]+")
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")


@dataclass(slots=True)
class Metadata:
    """What a question's author noted of it."""

    id: str = ""
    level: int = 0
    kind: str = ""
    tags: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    as_of: str = ""
    seed: str = ""
    unchecked: tuple[str, ...] = ()
    """The rules that `check: off …` silences."""


@dataclass(slots=True)
class _Reader:
    file: str
    line: int
    references: Mapping[str, Reference]
    closed_tags: frozenset[str]
    found: Metadata
    diagnostics: list[Diagnostic]

    def tell(self, rule: str, message: str, help_: str) -> None:
        self.diagnostics.append(Fault(rule, "warning", message, help_).at(self.file, self.line))


def read_metadata(
    comment: str,
    file: str,
    line: int,
    references: Mapping[str, Reference],
    closed_tags: frozenset[str],
) -> tuple[Metadata, tuple[Diagnostic, ...]]:
    """What `comment` (with its `<!--`, which stands on `line`) says, and what is wrong with it."""
    reader = _Reader(file, line, references, closed_tags, Metadata(), [])
    text = comment.removeprefix("<!--").removesuffix("-->")
    for pair in text.split(";"):
        words = pair.lstrip()
        reader.line += pair.count("\n", 0, len(pair) - len(words))
        match = _PAIR.fullmatch(words)
        if match:
            _take(reader, match[1], match[2])
        elif words and ":" in text:
            reader.tell("bad-metadata", f"`{shortened(words)}` is no `key: value` pair", _keys())
        reader.line += words.count("\n")
    return reader.found, tuple(reader.diagnostics)


def is_id(words: str) -> bool:
    """Whether a question may be called so."""
    return _ID.fullmatch(words) is not None


def unchecked_in(value: str) -> tuple[str, ...]:
    """The rules that `check: off …` silences, given what stands behind the colon."""
    word, _, rules = value.partition(" ")
    return tuple(dict.fromkeys(rules.replace(",", " ").split())) if word == "off" else ()


def _take(reader: _Reader, key: str, value: str) -> None:
    found = reader.found
    match key.lower().replace("-", "_"):
        case "id":
            _take_id(reader, value)
        case "level":
            _take_level(reader, value)
        case "kind":
            found.kind = value
        case "tags":
            found.tags = _take_tags(reader, _listed(value))
        case "refs":
            found.references = tuple(_reference(reader, key) for key in _listed(value))
        case "as_of":
            _take_month(reader, value)
        case "seed":
            found.seed = value
        case "check":
            _take_unchecked(reader, value)
        case _:
            reader.tell("unknown-key", f"`{key}` is no key of a question", _keys())


def _take_id(reader: _Reader, value: str) -> None:
    if is_id(value):
        reader.found.id = value
    elif value:
        message = f"the id {shortened(value)!r} is not one word"
        reader.tell("bad-metadata", message, "write it with letters, digits and hyphens")


def _take_level(reader: _Reader, value: str) -> None:
    if value in ("1", "2", "3"):
        reader.found.level = int(value)
    else:
        message = f"the level {shortened(value)!r} is not 1, 2 or 3"
        reader.tell("bad-metadata", message, "write 1 for core, 2 for working, 3 for deep")


def _take_month(reader: _Reader, value: str) -> None:
    if _MONTH.fullmatch(value):
        reader.found.as_of = value
    else:
        message = f"`as_of: {shortened(value)}` is no month"
        reader.tell("bad-metadata", message, "write it as YYYY-MM")


def _take_unchecked(reader: _Reader, value: str) -> None:
    if rules := unchecked_in(value):
        reader.found.unchecked = rules
    else:
        message = f"`check: {shortened(value)}` silences nothing"
        reader.tell("bad-metadata", message, "name rules: `check: off S203, unanswered`")


def _take_tags(reader: _Reader, tags: tuple[str, ...]) -> tuple[str, ...]:
    for tag in tags:
        if reader.closed_tags and tag not in reader.closed_tags:
            message = f"the tag {shortened(tag)!r} is not in the bank's list"
            reader.tell(
                "unknown-tag", message, "add it to `tags` in bank.toml, or use one of those"
            )
    return tags


def _reference(reader: _Reader, key: str) -> Reference:
    found = reader.references.get(key)
    if found is None:
        message = f"there is no reference {shortened(key)!r}"
        reader.tell("unknown-reference", message, "add it to references.bib, or mend the key")
    return found or Reference(key)


def _listed(value: str) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(part for part in (" ".join(p.split()) for p in value.split(",")) if part)
    )


def _keys() -> str:
    return f"known are {', '.join(KEYS)}; pairs are parted by `;`"
