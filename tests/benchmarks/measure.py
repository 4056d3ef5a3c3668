"""A process into what it needed, and two of them into a ratio with its target."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Cost", "Ratio", "cost", "cost_of_all"]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run needed."""

    time: float
    """Seconds of CPU, of the process and those that it started."""
    memory: int
    """Kilobytes at the peak."""
    wall: float
    """Seconds on the clock."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A measured ratio and its target."""

    what: str
    value: float
    most: float

    def __str__(self) -> str:
        met = "" if self.value <= self.most else "  MISSED"
        return f"{self.what:<64}{self.value:8.3f}  (at most {self.most}){met}"


def cost(*arguments: str, cache: str = "off") -> Cost:
    """Run Python with `arguments`, and give what that needed; its peak is that of one process.

    `cache` is the folder of the cache. Raises SystemExit when it fails. A child's peak counts from
    what it is started from, so nothing large may live in this process.
    """
    began = time.monotonic()
    process = subprocess.Popen([sys.executable, *arguments], env=_with(cache))
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    _check(process, arguments)
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss, time.monotonic() - began)


def cost_of_all(*arguments: str, cache: str = "off") -> Cost:
    """The same of a run that starts processes of its own: the peak is that of all together.

    It is their proportional set size, looked at ten times a second; Linux alone tells it.
    """
    began = time.monotonic()
    before = os.times()
    process = subprocess.Popen([sys.executable, *arguments], env=_with(cache))
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(_proportional(pid) for pid in _family(process.pid)))
        time.sleep(0.1)
    _check(process, arguments)
    after = os.times()
    used = after.children_user + after.children_system
    used -= before.children_user + before.children_system
    return Cost(used, peak, time.monotonic() - began)


def _with(cache: str) -> Mapping[str, str]:
    return {**os.environ, "EXPORTER_CACHE": cache}


def _check(process: subprocess.Popen[bytes], arguments: tuple[str, ...]) -> None:
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)}: exit code {process.returncode}")


def _family(process: int) -> Iterator[int]:
    yield process
    try:
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text(encoding="ascii").split():
                yield from _family(int(child))
    except OSError:
        return


def _proportional(process: int) -> int:
    """Kilobytes. Format: the manual page proc_pid_smaps(5)."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
