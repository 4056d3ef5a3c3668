"""When a package is written, from what the caller, the environment or the clock says."""

import os
import time

from exporter.errors import ExporterError

__all__ = ["moment_of"]

_FIRST = 1
"""Anki takes no note for one that was made at 0."""

_AHEAD = 23 * 60 * 60
"""Anki repairs ids that lie more than a day ahead of its clock."""


def moment_of(now: int | None) -> int:
    """Seconds since the epoch: `now`, else SOURCE_DATE_EPOCH, else the clock; as Anki takes them.

    Raises ExporterError when SOURCE_DATE_EPOCH is no number.
    See https://reproducible-builds.org/specs/source-date-epoch/.
    """
    clock = int(time.time())
    if now is None:
        now = _from_environment(clock)
    return max(_FIRST, min(now, clock + _AHEAD))


def _from_environment(clock: int) -> int:
    written = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not written:
        return clock
    try:
        return int(written)
    except ValueError:
        raise ExporterError(
            f"SOURCE_DATE_EPOCH is {written!r}: set it to whole seconds since 1970, or unset it"
        ) from None
