"""Bytes into a file that is either the old one or the new one, whole, whenever a run is killed."""

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from exporter.errors import ExporterError

__all__ = ["write_atomically", "write_together"]


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` at `path`, making the folders above it.

    Raises ExporterError when the place can't be written to; what stood there is then untouched.
    """
    write_together({path: data})


def write_together(files: Mapping[Path, bytes]) -> None:
    """Put each of `files` in its place, in their order, and none before all of them are on disk.

    Raises ExporterError when one of the places can't be written to.
    """
    staged: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            staged[path] = _staged(path, data)
        for path, part in staged.items():
            try:
                part.replace(path)
            except OSError as error:
                raise _unwritten(path, error) from error
    finally:
        for part in staged.values():
            with suppress(OSError):
                part.unlink()


def _staged(path: Path, data: bytes) -> Path:
    """The file that is to become `path`, beside it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as error:
        raise ExporterError(
            f"{path}: can't write here ({error.strerror}): choose another place"
        ) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_mode(path))
    except BaseException as error:
        with suppress(OSError):
            Path(name).unlink()
        if isinstance(error, OSError):
            raise _unwritten(path, error) from error
        raise
    return Path(name)


def _unwritten(path: Path, error: OSError) -> ExporterError:
    return ExporterError(
        f"{path}: can't be written ({error.strerror}): "
        "is it open in another program, or the disk full?"
    )


def _mode(path: Path) -> int:
    """The mode that the file has, or that a new one would get: `mkstemp` makes private files."""
    with suppress(OSError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
