"""When a package is written, as Anki takes it."""

from exporter.moment import clock, source_date

__all__ = ["moment_of"]

_FIRST = 1
"""Anki takes no note for one that was made at 0."""

_AHEAD = 23 * 60 * 60
"""Anki repairs ids that lie more than a day ahead of its clock."""


def moment_of(now: int | None) -> int:
    """Seconds since the epoch: `now`, else SOURCE_DATE_EPOCH, else the clock; as Anki takes them.

    Raises ExporterError when SOURCE_DATE_EPOCH is no number.
    """
    present = clock()
    if now is None:
        now = source_date()
    return present if now is None else max(_FIRST, min(now, present + _AHEAD))
