"""A bank into the moment that its sheet bears as its date."""

import os
import time
from pathlib import Path

from exporter.errors import ExporterError
from exporter.model.bank import Bank

__all__ = ["moment_of"]

_LAST = 253_402_300_799
"""The last second of the year 9999: a date in a PDF has four digits for the year."""


def moment_of(bank: Bank, now: int | None) -> int:
    """Seconds since the epoch: `now`, else SOURCE_DATE_EPOCH, else the newest change of a file.

    So the same files give the same sheet on any day. A bank that lies in no file has the present.
    Raises ExporterError when SOURCE_DATE_EPOCH is no number.
    """
    if now is not None:
        return now
    if written := os.environ.get("SOURCE_DATE_EPOCH"):
        if not written.isdecimal() or int(written) > _LAST:
            raise ExporterError(
                f"SOURCE_DATE_EPOCH is {written!r}: set it to whole seconds since 1970, or unset it"
            )
        return int(written)
    changes = [_changed(Path(bank.root) / topic.location.file) for topic in bank.topics]
    return max(changes, default=0) or int(time.time())


def _changed(file: Path) -> int:
    try:
        return int(file.stat().st_mtime)
    except OSError:
        return 0
