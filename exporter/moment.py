"""What the environment says of the time: SOURCE_DATE_EPOCH, and the clock."""

import os
import time

from exporter.errors import ExporterError

__all__ = ["clock", "source_date"]

_LAST = 253_402_300_799
"""The last second of the year 9999: dates in a PDF have four digits for the year."""


def clock() -> int:
    """The present, in seconds since the epoch."""
    return int(time.time())


def source_date() -> int | None:
    """SOURCE_DATE_EPOCH, in seconds since the epoch; None where it is not set.

    Raises ExporterError when it is no such number.
    See https://reproducible-builds.org/specs/source-date-epoch/.
    """
    written = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not written:
        return None
    if not (written.isascii() and written.isdecimal() and int(written) <= _LAST):
        raise ExporterError(
            f"SOURCE_DATE_EPOCH is {written!r}: set it to whole seconds since 1970, or unset it"
        )
    return int(written)
