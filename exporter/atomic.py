"""Bytes into a file that is either the old one or the new one, whole, whenever a run is killed."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from exporter.errors import ExporterError

__all__ = ["write_atomically"]


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` at `path`, making the folders above it.

    Raises ExporterError when the place can't be written to; what stood there is then untouched.
    """
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
        Path(name).replace(path)
    except OSError as error:
        with suppress(OSError):
            Path(name).unlink()
        raise ExporterError(
            f"{path}: can't be written ({error.strerror}): "
            "is it open in another program, or the disk full?"
        ) from error
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _mode(path: Path) -> int:
    """The mode that the file has, or that a new one would get: `mkstemp` makes private files."""
    with suppress(OSError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
