"""A bank into JSON values; what they look like is published beside this file, in `schema.json`."""

import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TypeAlias

from exporter.model.bank import Bank, Question, Section, Topic
from exporter.model.diagnostic import Diagnostic
from exporter.model.document import ListItem, plain, plain_blocks

__all__ = [
    "CHECK_SCHEMA",
    "DIFF_SCHEMA",
    "FORMAT",
    "SCHEMA",
    "Json",
    "bank_to_json",
    "diagnostic_to_json",
]

FORMAT = 1
"""Raised when a reader of the JSON would have to change."""

SCHEMA = Path(__file__).with_name("schema.json")
"""The JSON Schema of what `bank_to_json` gives."""

CHECK_SCHEMA = Path(__file__).with_name("check_schema.json")
"""The JSON Schema of what `exporter check --format json` prints."""

DIFF_SCHEMA = Path(__file__).with_name("diff_schema.json")
"""The JSON Schema of what `exporter diff --json` prints."""

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | bool | None"


def bank_to_json(bank: Bank, diagnostics: Iterable[Diagnostic] = (), *, tree: bool = False) -> Json:
    """The bank as plain text; with `tree`, the document trees of titles and answers too."""
    return {
        "format": FORMAT,
        "title": bank.title,
        "topics": [_topic(topic, bank, tree) for topic in bank.topics],
        "diagnostics": [diagnostic_to_json(diagnostic) for diagnostic in diagnostics],
    }


def diagnostic_to_json(diagnostic: Diagnostic) -> Json:
    """One diagnostic."""
    return {
        "code": diagnostic.code,
        "rule": diagnostic.rule,
        "severity": diagnostic.severity,
        "file": diagnostic.file,
        "line": diagnostic.line,
        "column": diagnostic.column,
        "message": diagnostic.message,
        "help": diagnostic.help,
    }


def _topic(topic: Topic, bank: Bank, tree: bool) -> Json:
    known: dict[str, Json] = {
        "slug": topic.slug,
        "number": topic.number,
        "language": topic.language,
    }
    return {**known, **_part(topic, bank, tree)}


def _section(section: Section, bank: Bank, tree: bool) -> Json:
    slug = re.sub(r"\W+", "-", plain(section.title).casefold()).strip("-")
    return {"slug": slug, **_part(section, bank, tree)}


def _part(part: Topic | Section, bank: Bank, tree: bool) -> dict[str, Json]:
    trees: dict[str, Json] = {"tree": {"intro": _node(part.intro, bank)}} if tree else {}
    return {
        "title": plain(part.title),
        "path": list(part.path),
        "questions": [_question(question, bank, tree) for question in part.questions],
        "sections": [_section(section, bank, tree) for section in part.sections],
        **trees,
    }


def _question(question: Question, bank: Bank, tree: bool) -> Json:
    trees: dict[str, Json] = {"tree": _trees(question, bank)} if tree else {}
    return {
        "id": question.id,
        "form": question.form,
        "title": plain(question.title),
        "stem": plain_blocks(question.stem),
        "answered": question.answered,
        "short": plain_blocks(question.short),
        "details": plain_blocks(question.details),
        "level": question.level,
        "kind": question.kind,
        "tags": list(question.tags),
        "refs": [reference.key for reference in question.references],
        "choices": [_choice(choice) for choice in question.choices],
        "as_of": question.as_of,
        "language": question.language,
        "source": {"file": question.location.file, "line": question.location.line},
        **trees,
    }


def _trees(question: Question, bank: Bank) -> Json:
    parts = ("title", "stem", "short", "details", "choices")
    return {part: _node(getattr(question, part), bank) for part in parts}


def _choice(choice: ListItem) -> Json:
    return {"text": plain_blocks(choice.blocks), "right": bool(choice.checked)}


def _node(value: object, bank: Bank) -> Json:
    """A tree's node as an object with its name under `type`; files relative to the bank."""
    if isinstance(value, tuple):
        return [_node(inner, bank) for inner in value]
    if is_dataclass(value):
        named = {field.name: _node(getattr(value, field.name), bank) for field in fields(value)}
        if named.get("file"):
            named["file"] = _relative(str(named["file"]), bank)
        return {"type": type(value).__name__, **named}
    if value is None or isinstance(value, str | int | bool):
        return value
    raise TypeError(f"no JSON for {type(value).__name__}")


def _relative(file: str, bank: Bank) -> str:
    path, root = Path(file), Path(bank.root)
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()
