"""What was made once, kept on disk: from what it was made of to what came out.

One file of this user's holds the parts of all banks: formulas, coloured code, files that were read,
chapters, sheets and decks. A part's key says all that it was made of, the program and its libraries
among it, so that nothing in it ever grows old. Whatever is wrong with the file is a miss: a part is
made anew then, and a file that is no longer sound is thrown away.
"""

import atexit
import gc
import hashlib
import os
import pickle
import sqlite3
import sys
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from pathlib import Path
from threading import Lock
from time import time
from typing import Any

from platformdirs import user_cache_path

__all__ = ["Cache", "digest", "parts", "pickled", "unpickled"]

VARIABLE = "EXPORTER_CACHE"
"""The environment variable that names the folder to use instead; `off`: nothing is kept."""

_FILE = "parts.sqlite3"
_MOST = 1 << 29
"""Bytes of all parts. When there are more, the longest unused go."""
_LARGEST = 1 << 27
_LEFT = 0.8
"""How much of the room is left filled then."""
_DAY = 86_400
_SUM = hashlib.sha256().digest_size
_LIBRARIES = (
    *("genanki", "markdown-it-py", "mdit-py-plugins", "weasyprint", "pydyf", "tinycss2"),
    *("cssselect2", "tinyhtml5", "fonttools", "pillow", "pikepdf", "jinja2", "markupsafe"),
    *("pygments", "nh3", "mini-racer", "django-static-mathjax", "pybtex", "linkify-it-py"),
)


class Cache:
    """The parts in one file; a `Cache` without a place keeps nothing."""

    def __init__(self, folder: Path | None, most: int = _MOST) -> None:
        """Parts are kept in `folder`, which is made when it is not there; `most` bytes of them."""
        self._file = folder / _FILE if folder else None
        self._most = most
        self._lock = Lock()
        self._open: sqlite3.Connection | None = None
        self._wrote = False

    @property
    def keeps(self) -> bool:
        """Whether it keeps anything."""
        return self._file is not None

    def get(self, key: bytes) -> bytes | None:
        """The part of `key`; None when there is none."""
        with self._lock:
            try:
                return self._got(key)
            except (sqlite3.Error, OSError) as error:
                self._give_up(error)
        return None

    def put(self, key: bytes, part: bytes) -> None:
        """Keep `part`, if there is room for it."""
        if len(part) > _LARGEST:
            return
        kept = hashlib.sha256(part).digest() + part
        with self._lock:
            try:
                if base := self._base():
                    row = (key, kept, int(time()))
                    base.execute("INSERT OR REPLACE INTO parts VALUES (?, ?, ?)", row)
                    self._wrote = True
            except (sqlite3.Error, OSError) as error:
                self._give_up(error)

    def close(self) -> None:
        """Make room if more is kept than may be, and let go of the file."""
        with self._lock:
            try:
                if self._open and self._wrote:
                    self._make_room(self._open)
            except (sqlite3.Error, OSError) as error:
                self._give_up(error)
            if self._open:
                self._open.close()
                self._open = None

    def _got(self, key: bytes) -> bytes | None:
        base = self._base()
        if base is None:
            return None
        row = base.execute("SELECT part, used FROM parts WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        kept, used = row
        part: bytes = kept[_SUM:]
        if hashlib.sha256(part).digest() != kept[:_SUM]:
            return None
        now = int(time())
        if now - used > _DAY:
            base.execute("UPDATE parts SET used = ? WHERE key = ?", (now, key))
        return part

    def _base(self) -> sqlite3.Connection | None:
        if self._open is None and self._file:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            base = sqlite3.connect(
                self._file, timeout=10, isolation_level=None, check_same_thread=False
            )
            self._open = base
            base.execute("PRAGMA journal_mode = WAL")
            # What a crash of the computer spoils is found out by its sum.
            base.execute("PRAGMA synchronous = OFF")
            base.execute(
                "CREATE TABLE IF NOT EXISTS parts "
                "(key BLOB PRIMARY KEY, part BLOB NOT NULL, used INTEGER NOT NULL)"
            )
        return self._open

    def _make_room(self, base: sqlite3.Connection) -> None:
        if self._filled(base) <= self._most:
            return
        rows = base.execute("SELECT key, length(part) FROM parts ORDER BY used, key").fetchall()
        over = sum(size for _, size in rows) - int(self._most * _LEFT)
        gone: list[tuple[bytes]] = []
        for key, size in rows:
            if over <= 0:
                break
            gone.append((key,))
            over -= size
        with base:
            base.execute("BEGIN IMMEDIATE")
            base.executemany("DELETE FROM parts WHERE key = ?", gone)
        base.execute("VACUUM")

    def _filled(self, base: sqlite3.Connection) -> int:
        pragmas = ("page_count", "freelist_count", "page_size")
        pages, free, size = (base.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas)
        return int((pages - free) * size)

    def _give_up(self, error: Exception) -> None:
        """Keep nothing more; and nothing of a file that is not sound."""
        if self._open:
            self._open.close()
            self._open = None
        busy = isinstance(error, sqlite3.OperationalError)
        if self._file and isinstance(error, sqlite3.DatabaseError) and not busy:
            for end in ("", "-wal", "-shm"):
                try:
                    self._file.with_name(_FILE + end).unlink(missing_ok=True)
                except OSError:
                    continue
        self._file = None


@cache
def parts() -> Cache:
    """The cache of this user, or the one that EXPORTER_CACHE names."""
    asked = os.environ.get(VARIABLE, "")
    if asked == "off":
        return Cache(None)
    try:
        folder = Path(asked) if asked else user_cache_path("bank-exporter")
    except OSError:
        return Cache(None)
    kept = Cache(folder)
    atexit.register(kept.close)
    return kept


def digest(kind: str, *of: bytes | str | Iterable[bytes | str]) -> bytes:
    """The key of a part of some `kind` that is made of all these by this very program."""
    total = hashlib.sha256(_program())
    for piece in (kind, *of):
        values = (piece,) if isinstance(piece, (bytes, str)) else tuple(piece)
        total.update(b"%d;" % len(values))
        for value in values:
            data = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
            total.update(b"%d:" % len(data))
            total.update(data)
    return total.digest()


class _Pickler(pickle.Pickler):
    """Pickles values of frozen data classes as calls: they come back three times as fast."""

    def reducer_override(self, value: Any) -> Any:
        kind = type(value)
        if kind not in _FIELDS:
            _FIELDS[kind] = tuple(f.name for f in fields(kind)) if is_dataclass(kind) else ()
        if names := _FIELDS[kind]:
            return type(value), tuple([getattr(value, name) for name in names])
        return NotImplemented


_FIELDS: dict[type[Any], tuple[str, ...]] = {}
"""The fields of each data class; none of any other."""


def pickled(value: object) -> bytes:
    """`value`, of built-in types and of data classes all of whose fields are given in order."""
    data = BytesIO()
    _Pickler(data, pickle.HIGHEST_PROTOCOL).dump(value)
    return data.getvalue()


def unpickled(part: bytes | None) -> Any:
    """The value that `pickled` made `part` of; None when there is none, or it is no value."""
    if part is None:
        return None
    collects = gc.isenabled()
    gc.disable()  # or each of its thousands of values is looked at again and again
    try:
        return pickle.loads(part)
    except Exception:  # a pickle that does not fit raises whatever it stumbles over
        return None
    finally:
        if collects:
            gc.enable()


@cache
def _program() -> bytes:
    """What stands for this program, its libraries and its Python."""
    total = hashlib.sha256(sys.version.encode())
    folder = Path(__file__).parent
    for file in sorted(folder.rglob("*.py")) + sorted(folder.glob("*.js")):
        total.update(file.relative_to(folder).as_posix().encode())
        total.update(file.read_bytes())
    for name in _LIBRARIES:
        total.update(f"{name} {_version(name)};".encode())
    return total.digest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
