"""A bank's folder into the files to read, and each of them into text."""

import fnmatch
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from exporter.markdown import Fault
from exporter.model.diagnostic import Diagnostic
from exporter.readers.inside import is_file, leads_out
from exporter.readers.slugs import natural_key

__all__ = [
    "encoding_of",
    "files_of",
    "is_readme",
    "read_text",
    "rows_of",
    "shown",
    "text_of",
]

LARGEST = 10_000_000
"""How many bytes a file may have."""
MOST_ROWS = 300_000
MOST_WRITTEN_ROWS = 150_000
MOST_MARKS = 600_000
"""How many it may have that say how to read it: no bank of that size comes near, and each costs."""

_SUFFIXES = (".md", ".mdx", ".markdown")
_NEVER = re.compile(
    # Words that may be a topic's, too, are of the project when they are written in capitals.
    r"((?i:licen[cs]e|copying|changelog|contributing|code[-_ ]of[-_ ]conduct"
    r"|(?:pull[-_ ]request|issue)[-_ ]template)|CHANGES|HISTORY|NEWS|SECURITY|SUPPORT)([-._ ].*)?"
)
_UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ENDS = re.compile(r"(\r\n|\r|\n)")
_MARK = re.compile(r"[\[\]!<>&*_`~$\\|=]|[-+.):][ \t]")
_NO_TEXT = re.compile(r"[\ud800-\udfff]")
_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\xef\xbb\xbf", "utf-8"),
)


@dataclass(frozen=True, slots=True)
class _Text:
    """A file's text, or why there is none."""

    text: str = ""
    fault: Fault | None = None
    line: int = 0


def files_of(
    root: Path, files: Sequence[str] = (), exclude: Sequence[str] = ()
) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """The files of the bank at `root`, relative to it, in their natural order; what can't be read.

    Without `files` (globs, in which `*` reaches into folders too) all markdown files are meant.
    Links that lead out of the folder, and what is no regular file, are left out.
    """
    told: list[Diagnostic] = []
    names = [
        name
        for name in _walk(root, told)
        if (_matches(name, files) if files else _is_markdown(name))
        and not _matches(name, exclude)
        and _is_inside(root, name)
    ]
    return tuple(sorted(names, key=natural_key)), tuple(told)


def is_readme(name: str) -> bool:
    """Whether a file introduces the folder: without questions it is nothing to speak of."""
    return name.rpartition("/")[2].partition(".")[0].casefold() in ("readme", "index")


def shown(name: str) -> str:
    """The name of a file or folder as text: bytes of another encoding show as `\ufffd`."""
    return _NO_TEXT.sub("\ufffd", name)


def read_text(path: Path, name: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The text of `path`, its lines ended by `\\n`; None when it can't be read as text.

    `name` is what diagnostics call it. Raises OSError when the file can't be opened.
    """
    with path.open("rb") as file:
        return text_of(file.read(LARGEST + 1), name)


def text_of(data: bytes, name: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The same of a file that holds `data`."""
    if len(data) > LARGEST:
        return None, (_too_large(f"{LARGEST // 1_000_000} MB").at(name),)
    found = _decoded(data)
    told = (found.fault.at(name, found.line),) if found.fault else ()
    if found.fault and found.fault.rule == "not-text":
        return None, told
    text = found.text.replace("\r\n", "\n").replace("\r", "\n")
    if too_much := _too_much(text):
        return None, (*told, too_much.at(name))
    return _UNREADABLE.sub("\ufffd", text), told


def _too_large(size: str) -> Fault:
    message = f"the file is larger than {size}: it is left out"
    return Fault("too-large", "warning", message, "part it into topics")


def _too_much(text: str) -> Fault | None:
    """What is wrong with a text of few bytes that takes longer to read than any other."""
    rows = text.count("\n")
    if rows > MOST_ROWS:
        return _too_large(f"{MOST_ROWS:,} lines")
    if rows > MOST_WRITTEN_ROWS and sum(map(bool, text.split("\n"))) > MOST_WRITTEN_ROWS:
        return _too_large(f"{MOST_WRITTEN_ROWS:,} lines with something on them")
    if len(text) > MOST_MARKS and sum(1 for _ in _MARK.finditer(text)) > MOST_MARKS:
        return _too_large(f"{MOST_MARKS:,} marks of markdown")
    return None


def encoding_of(data: bytes) -> tuple[bytes, str]:
    """The byte order mark that `data` begins with, if it does, and the encoding of the rest."""
    return next((found for found in _BOMS if data.startswith(found[0])), (b"", "utf-8"))


def rows_of(data: bytes) -> list[str] | None:
    """The lines of a file, and between them what ends them; None when it is no clean text."""
    bom, encoding = encoding_of(data)
    try:
        return _ENDS.split(data[len(bom) :].decode(encoding))
    except UnicodeDecodeError:
        return None


def _decoded(data: bytes) -> _Text:
    bom, encoding = encoding_of(data)
    data = data[len(bom) :]
    zeros = data.count(0) if encoding == "utf-8" else 0
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if zeros:
            return _no_text()
        line = data.count(b"\n", 0, error.start) + 1 if encoding == "utf-8" else 0
        message = "the file is not in UTF-8: what can't be read is shown as \ufffd"
        fault = Fault("bad-encoding", "warning", message, "save the file as UTF-8")
        return _Text(data.decode(encoding, "replace"), fault, line)
    return _Text(text) if zeros * 10 <= len(data) else _no_text()


def _no_text() -> _Text:
    message = "the file is no text: it is left out"
    return _Text(fault=Fault("not-text", "warning", message, "take it out of the bank"))


def _walk(root: Path, told: list[Diagnostic]) -> Iterator[str]:
    def tell(error: OSError) -> None:
        fault = Fault("unreadable", "warning", f"the folder can't be read: {error.strerror}")
        told.append(fault.at(shown(Path(error.filename).relative_to(root).as_posix())))

    for folder, folders, names in os.walk(root, onerror=tell):
        folders[:] = [f for f in folders if not f.startswith(".") and f != "node_modules"]
        inside = Path(folder).relative_to(root).as_posix()
        for name in names:
            if not name.startswith(".") and not _NEVER.fullmatch(name):
                yield name if inside == "." else f"{inside}/{name}"


def _is_markdown(name: str) -> bool:
    return name.lower().endswith(_SUFFIXES)


def _matches(name: str, globs: Sequence[str]) -> bool:
    return any(
        fnmatch.fnmatchcase(name, form)
        for glob in globs
        for form in (glob, glob.removeprefix("**/"))
    )


def _is_inside(root: Path, name: str) -> bool:
    return not leads_out(root, name) and is_file(root / name)
