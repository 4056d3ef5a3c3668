"""A bank's namespace into its `bank.toml`, and nothing else."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from exporter.readers.files import encoding_of, rows_of
from exporter.readers.ids import EditedFile
from exporter.readers.settings import FILE

__all__ = ["with_namespace"]

_EMPTY = re.compile(r"""(\s*(?:namespace|"namespace"|'namespace')\s*=\s*)(?:""|'')""")


def with_namespace(root: Path, namespace: str) -> EditedFile | None:
    """The `bank.toml` of the folder `root` with `namespace` in it; a new one where there is none.

    None where it has a namespace, or where there is no place for one: a folder within a bank is
    made no bank of its own.
    """
    path = root / FILE
    if not path.is_file():
        inside = any((folder / FILE).is_file() for folder in root.parents)
        line = f'namespace = "{namespace}"\n'
        return None if inside else _edit(path, b"", line.encode(), 0, line)
    data = path.read_bytes()
    bom, encoding = encoding_of(data)
    written = rows_of(data)
    table = _reads("".join(written)) if written else None
    if not written or table is None or table.get("namespace"):
        return None
    for row, rows in _candidates(written, namespace):
        after = "".join(rows)
        if _reads(after) == {**table, "namespace": namespace}:
            return _edit(path, data, bom + after.encode(encoding), row, rows[2 * row])
    return None


def _candidates(rows: Sequence[str], namespace: str) -> Iterator[tuple[int, list[str]]]:
    """Where the namespace may be written: (row from 0, all rows and what ends them), best first."""
    end = rows[1] if len(rows) > 1 else "\n"
    line = f'namespace = "{namespace}"'
    for at in range(0, len(rows), 2):
        if match := _EMPTY.match(rows[at]):
            filled = f'{match[1]}"{namespace}"{rows[at][match.end() :]}'
            yield at // 2, [*rows[:at], filled, *rows[at + 1 :]]
    tables = [at for at in range(0, len(rows), 2) if rows[at].lstrip().startswith("[")]
    for table in (*tables, len(rows) + 1):
        said = [at for at in range(0, min(table, len(rows)), 2) if _says_something(rows[at])]
        if said:
            yield said[-1] // 2 + 1, [*rows[: said[-1] + 1], end, line, *rows[said[-1] + 1 :]]
    yield 0, [line, end, *rows]


def _says_something(row: str) -> bool:
    return bool(row.strip()) and not row.lstrip().startswith("#")


def _reads(text: str) -> dict[str, object] | None:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return None


def _edit(path: Path, before: bytes, after: bytes, row: int, words: str) -> EditedFile:
    return EditedFile(FILE, path.resolve(), before, after, ((row + 1, words.strip()),))
