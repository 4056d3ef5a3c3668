"""`bank.toml` into the settings of a bank, with what is wrong in it."""

import re
import tomllib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal, TypeGuard

from exporter.html.labels import LABELS
from exporter.markdown import Fault
from exporter.model.bank import (
    CardSettings,
    CheckLevel,
    CheckSettings,
    Limits,
    PrintSettings,
    RuleLevel,
)
from exporter.model.diagnostic import Diagnostic, Severity
from exporter.readers.files import read_text
from exporter.readers.inside import is_file, leads_out, path_inside

__all__ = ["FILE", "Settings", "read_settings"]

FILE = "bank.toml"

_TEXTS = (
    "title",
    "description",
    "author",
    "licence",
    "source_url",
    "language",
    "deck",
    "namespace",
)
_LISTS = ("files", "exclude", "tags")
_CHANGES: tuple[CheckLevel, ...] = ("off", "info", "warning", "error")
"""The keys of `[check]` that list rules."""
_TABLES: Mapping[str, tuple[str, ...]] = {
    "cards": ("theme",),
    "print": (
        *("theme", "paper", "layout", "font_size", "duplex", "links", "flip"),
        *("header", "footer"),
    ),
    "check": (*_CHANGES, "profile", "volatile", *(limit.name for limit in fields(Limits))),
    "labels": tuple(LABELS["en"]),
}
"""The tables and their keys."""
_SHAPES: Mapping[str, str] = {
    "details_words": "[[60, 150], [100, 220], [150, 300]]",
    **dict.fromkeys(("pitfalls", "follow_ups", "references"), "[1, 4]"),
}
"""How limits are written that are no number."""
_KEYS = (*_TEXTS, *_LISTS, "decks", *_TABLES)

_MOST = 1000
"""The largest number that any key takes."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
"""The shape of a tag. Format: www.rfc-editor.org/rfc/rfc5646, section 2.1."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a bank says of itself; empty where it says nothing."""

    texts: Mapping[str, str] = field(default_factory=dict)
    """The keys that hold one text, `title` to `namespace`."""
    decks: Literal["topic", "flat"] = "topic"
    files: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    """The closed list; empty: every tag is allowed."""
    cards: CardSettings = field(default_factory=CardSettings)
    print: PrintSettings = field(default_factory=PrintSettings)
    labels: tuple[tuple[str, str], ...] = ()
    check: CheckSettings = field(default_factory=CheckSettings)
    diagnostics: tuple[Diagnostic, ...] = ()


def read_settings(root: Path) -> Settings:
    """The settings of the bank at `root`; those of a bank without a `bank.toml` are empty."""
    path = root / FILE
    try:
        if not path.is_file():
            return Settings()
        if leads_out(root, FILE):
            return Settings(
                diagnostics=(_unreadable("it is a link that leads out of the bank", 0),)
            )
        text, told = read_text(path, FILE)
    except OSError as error:
        return Settings(diagnostics=(_unreadable(str(error.strerror), 0),))
    if text is None:
        return Settings(diagnostics=(_unreadable("it is no text", 0),))
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        message, line = _toml_fault(error, text)
        return Settings(diagnostics=(_unreadable(message, line),))
    reader = _Reader(root, text, table, list(told))
    return reader.settings()


def _unreadable(reason: str, line: int) -> Diagnostic:
    fault = Fault("bad-setting", "error", f"bank.toml can't be read: {reason}", "mend it as TOML")
    return fault.at(FILE, line)


def _toml_fault(error: Exception, text: str) -> tuple[str, int]:
    message = str(error) or type(error).__name__
    place = re.search(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$", message)
    if not place:
        return message, 0
    last = text.rstrip().count("\n") + 1
    return message[: place.start()], int(place[1]) if place[1] else last


def _limit_like(default: object, value: object) -> Any:
    """`value` as a limit of the kind that `default` is; None when it is none."""
    match default:
        case int():
            return value if _is_count(value) else None
        case (int(), int()):
            return _range(value)
        case _:
            return _ranges(value)


def _is_count(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _range(value: object) -> tuple[int, int] | None:
    match value:
        case [least, most] if _is_count(least) and _is_count(most) and least <= most:
            return least, most
        case _:
            return None


def _ranges(value: object) -> tuple[tuple[int, int], ...] | None:
    """A range for all three levels, or a list of one for each."""
    if found := _range(value):
        return (found,) * 3
    ranges = tuple(map(_range, value)) if isinstance(value, list) and len(value) == 3 else ()
    known = tuple(found for found in ranges if found)
    return known if len(known) == 3 else None


class _Reader:
    """Reads a parsed table, and knows where its keys stand."""

    def __init__(
        self, root: Path, text: str, table: dict[str, Any], told: list[Diagnostic]
    ) -> None:
        self._root = root
        self._rows = text.split("\n")
        self._table = table
        self._told = told

    def settings(self) -> Settings:
        """Everything that can be used."""
        self._unknown_keys(self._table, "", _KEYS)
        tables = {name: self._read_table(name) for name in _TABLES}
        texts = {key: self._text(self._table, "", key) for key in _TEXTS}
        return Settings(
            {
                **texts,
                "namespace": self._namespace(texts["namespace"]),
                "language": self._language(texts["language"]),
            },
            self._decks(),
            self._list(self._table, "", "files"),
            self._list(self._table, "", "exclude"),
            self._list(self._table, "", "tags"),
            CardSettings(self._file("cards", self._text(tables["cards"], "cards", "theme"))),
            self._print(tables["print"]),
            tuple((key, self._text(tables["labels"], "labels", key)) for key in tables["labels"]),
            self._check(tables["check"]),
            tuple(self._told),
        )

    def _read_table(self, name: str) -> dict[str, Any]:
        table = self._table.get(name, {})
        if not isinstance(table, dict):
            self._wrong("", name, f"`{name}` is no table", f"write its keys below `[{name}]`")
            return {}
        self._unknown_keys(table, name, _TABLES[name])
        return table

    def _unknown_keys(self, table: dict[str, Any], name: str, known: Sequence[str]) -> None:
        for key in table:
            if key not in known:
                where = f"`[{name}]`" if name else "bank.toml"
                message, help_ = f"{where} has no key `{key}`", f"known are {', '.join(known)}"
                self._tell("unknown-key", "warning", name, key, message, help_)

    def _text(self, table: dict[str, Any], name: str, key: str) -> str:
        value = table.get(key, "")
        if isinstance(value, str):
            return value.strip()
        self._wrong(name, key, f"`{key}` is no text", "write it in quotes")
        return ""

    def _list(self, table: dict[str, Any], name: str, key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self._wrong(name, key, f"`{key}` is no list of texts", f'write it as {key} = ["…", "…"]')
        return ()

    def _decks(self) -> Literal["topic", "flat"]:
        value = self._table.get("decks", "topic")
        if value == "flat":
            return "flat"
        if value != "topic":
            message = "`decks` is neither topic nor flat"
            self._wrong("", "decks", message, 'write decks = "topic" or decks = "flat"')
        return "topic"

    def _namespace(self, value: str) -> str:
        if not value:
            return ""
        try:
            return str(uuid.UUID(value))
        except ValueError:
            message = "`namespace` is no UUID: every note's identity hangs on it"
            self._wrong("", "namespace", message, "restore the one that the bank had")
            return ""

    def _language(self, value: str) -> str:
        if not value or _LANGUAGE.fullmatch(value):
            return value
        message = f"`language` is no language tag: {value!r}"
        self._wrong("", "language", message, 'write it as "en", "de" or "pt-BR"')
        return ""

    def _print(self, table: dict[str, Any]) -> PrintSettings:
        keys = ("paper", "layout", "links", "flip", "header", "footer")
        texts = {key: self._text(table, "print", key) for key in keys}
        theme = self._text(table, "print", "theme")
        return PrintSettings(
            # What is no file's name is the name of a theme that ships.
            theme=self._file("print", theme) if "." in theme else theme,
            font_size=self._number(table, "print", "font_size"),
            duplex=self._truth(table, "print", "duplex"),
            **texts,
        )

    def _number(self, table: dict[str, Any], name: str, key: str) -> float:
        value = table.get(key, 0)
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if number and 0 <= value <= _MOST:
            return float(value)
        fault = f"is no number of 0 to {_MOST}" if number else "is no number"
        self._wrong(name, key, f"`{key}` {fault}", f"write it as {key} = 10")
        return 0.0

    def _truth(self, table: dict[str, Any], name: str, key: str) -> bool:
        value = table.get(key, False)
        if isinstance(value, bool):
            return value
        self._wrong(name, key, f"`{key}` is neither true nor false", f"write it as {key} = true")
        return False

    def _check(self, table: dict[str, Any]) -> CheckSettings:
        levels = tuple(
            RuleLevel(rule, level, self._line_of("check", level))
            for level in _CHANGES
            for rule in self._list(table, "check", level)
        )
        profile = self._text(table, "check", "profile")
        if profile not in ("", "study"):
            message = f"there is no profile {profile!r}"
            self._wrong("check", "profile", message, 'write profile = "study", or leave it out')
        volatile = CheckSettings().volatile
        if "volatile" in table:
            volatile = self._list(table, "check", "volatile")
        return CheckSettings(
            profile="study" if profile == "study" else "",
            levels=levels,
            limits=self._limits(table),
            volatile=volatile,
        )

    def _limits(self, table: dict[str, Any]) -> Limits:
        limits = Limits()
        for key in (limit.name for limit in fields(Limits)):
            if key not in table:
                continue
            read = _limit_like(getattr(limits, key), table[key])
            if read is None:
                help_ = f"write it as {key} = {_SHAPES.get(key, '60')}"
                self._wrong("check", key, f"`{key}` is no limit", help_)
            else:
                limits = replace(limits, **{key: read})
        return limits

    def _file(self, name: str, theme: str) -> str:
        """The absolute path of a theme, which is a file in the bank's folder."""
        if not theme:
            return ""
        path = path_inside(self._root, self._root, theme)
        if path and is_file(path):
            return str(path)
        message = f"the theme {theme!r} is no file in the bank's folder"
        self._wrong(name, "theme", message, "mend the path: it is relative to bank.toml")
        return ""

    def _wrong(self, table: str, key: str, message: str, help_: str) -> None:
        self._tell("bad-setting", "error", table, key, message, help_)

    def _tell(
        self, rule: str, severity: Severity, table: str, key: str, message: str, help_: str
    ) -> None:
        line = self._line_of(table, key)
        self._told.append(Fault(rule, severity, message, help_).at(FILE, line))

    def _line_of(self, table: str, key: str) -> int:
        """The line of `key` in `[table]`, by its looks; 0 when it is written in some other way."""
        current = ""
        name = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*[=.]""")
        for number, row in enumerate(self._rows, 1):
            if header := re.match(r"""\s*\[+\s*["']?([^"'\]]+?)["']?\s*\]""", row):
                current = header[1]
                if not table and current.partition(".")[0] == key:
                    return number
            elif current == table and name.match(row):
                return number
        return 0
