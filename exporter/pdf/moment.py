"""A bank into the moment that its sheet bears as its date."""

from pathlib import Path

from exporter.model.bank import Bank
from exporter.moment import clock, source_date

__all__ = ["moment_of"]


def moment_of(bank: Bank, now: int | None) -> int:
    """Seconds since the epoch: `now`, else SOURCE_DATE_EPOCH, else the newest change of a file.

    So the same files give the same sheet on any day. A bank that lies in no file has the present.
    Raises ExporterError when SOURCE_DATE_EPOCH is no number.
    """
    if now is None:
        now = source_date()
    if now is not None:
        return now
    changes = [_changed(Path(bank.root) / topic.location.file) for topic in bank.topics]
    return max(changes, default=0) or clock()


def _changed(file: Path) -> int:
    try:
        return int(file.stat().st_mtime)
    except OSError:
        return 0
