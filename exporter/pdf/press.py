"""Chapters into pages: out of the cache, in this process, or side by side in others."""

import hashlib
import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, suppress
from ctypes import CDLL
from functools import cache, lru_cache
from pathlib import Path

from exporter.cache import digest, parts, pickled, unpickled
from exporter.pdf.typeset import LayoutFault, Pages, Task, typeset

__all__ = ["key_of", "laid_out"]

_WORTH = 150_000
"""Letters of HTML that a second process must take over to be worth its start: they take a second
and a half, its start half a second."""
_HELD = 2_000_000
"""Letters of HTML that may wait for their pages, more than keep the processes busy."""
_MOST_PROCESSES = 8
"""Each takes some 120 MB."""


def laid_out(tasks: Iterable[Task]) -> Iterator[Pages | LayoutFault]:
    """The pages of each task, in order, as soon as they and all before them are there.

    Tasks are taken while others are laid out, as many as keep the processes busy. Raises
    ExporterError when Pango is missing and any is to be laid out.
    """
    with ExitStack() as stack:
        presses = _Presses(stack)
        waiting: deque[_Job] = deque()
        for task in tasks:
            waiting.append(presses.offered(task))
            while waiting and (waiting[0].done or presses.are_busy(waiting)):
                yield waiting.popleft().pages()
        while waiting:
            yield waiting.popleft().pages()


def key_of(task: Task) -> bytes:
    """What the pages of `task` are kept by in the cache; the files that it names are no part."""
    return digest("chapter", _pango(), repr(task))


class _Presses:
    """The processes that lay out: none, as long as what there is to do is not worth one."""

    def __init__(self, stack: ExitStack) -> None:
        """What is started ends with `stack`."""
        self._stack = stack
        self._idle: list[_Job] = []
        self._pool: ProcessPoolExecutor | None = None

    def offered(self, task: Task) -> "_Job":
        """A job that `task` is done by, now or when its pages are asked for."""
        job = _Job(task)
        if job.kept is not None:
            return job
        if self._pool:
            job.start(self._pool)
            return job
        if _processors() > 1:
            self._idle = [idle for idle in self._idle if not idle.asked] + [job]
            sizes = sorted(len(idle.task.chapter.html) for idle in self._idle)
            if sum(sizes[:-1]) >= _WORTH:
                self._start()
        return job

    def are_busy(self, jobs: Sequence["_Job"]) -> bool:
        """Whether `jobs`, which are not done, are enough for now."""
        held = sum(len(job.task.chapter.html) for job in jobs)
        return held > _HELD and len(jobs) > 2 * _MOST_PROCESSES

    def _start(self) -> None:
        self._pool = self._stack.enter_context(_pool(min(_processors(), _MOST_PROCESSES)))
        self._stack.callback(self._pool.shutdown, wait=False, cancel_futures=True)
        for job in self._idle:
            job.start(self._pool)
        self._idle = []


class _Job:
    """A task, and how far it is."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self._key = key_of(task)
        self.kept = _found(self._key)
        self.asked = False
        """Whether its pages were asked for: there is nothing left to do then."""
        self._coming: Future[Pages | LayoutFault] | None = None

    @property
    def done(self) -> bool:
        """Whether its pages are there."""
        return self.kept is not None or (self._coming is not None and self._coming.done())

    def start(self, pool: ProcessPoolExecutor) -> None:
        """Have another process do it."""
        try:
            self._coming = pool.submit(typeset, self.task)
        except BrokenProcessPool:
            self._coming = None

    def pages(self) -> Pages | LayoutFault:
        """What came of it; done here and now, unless another process did it."""
        self.asked = True
        if self.kept is not None:
            return self.kept
        made = self._made()
        if isinstance(made, Pages) and not made.missing:
            _keep(self._key, made)
        return made

    def _made(self) -> Pages | LayoutFault:
        if self._coming is None:
            return typeset(self.task)
        try:
            return self._coming.result()
        except BrokenProcessPool:
            return _made_alone(self.task)


def _made_alone(task: Task) -> Pages | LayoutFault:
    """What comes of a task that ended a process, or that was being done when another one did."""
    with _pool(1) as pool:
        try:
            pool.submit(int).result()
        except BrokenProcessPool:
            # No process can be started: by a script, say, that does not guard its main part.
            return typeset(task)
        try:
            return pool.submit(typeset, task).result()
        except BrokenProcessPool:
            return LayoutFault("it ends the process that lays it out: is there memory enough?")


def _pool(processes: int) -> ProcessPoolExecutor:
    # Not forked: the process may run V8 by now, of whose threads a fork has none.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(processes, mp_context=context)


@cache
def _pango() -> str:
    """The version of Pango, which is no package of Python's; empty where none is found.

    WeasyPrint is not asked, for it takes half a second to import.
    """
    for name in ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"):
        with suppress(OSError):
            return str(CDLL(name).pango_version())
    return ""


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _found(key: bytes) -> Pages | None:
    """The pages in the cache, if all the files that they were made of are as they were then."""
    match unpickled(parts().get(key)):
        case (Pages() as pages, tuple(sums)) if sums == _sums(pages.files):
            return pages
        case _:
            return None


def _keep(key: bytes, pages: Pages) -> None:
    parts().put(key, pickled((pages, _sums(pages.files))))


def _sums(files: Iterable[str]) -> tuple[bytes, ...]:
    return tuple(_sum(file) for file in files)


def _sum(file: str) -> bytes:
    try:
        known = Path(file).stat()
        return _sum_of(file, known.st_mtime_ns, known.st_size)
    except OSError:
        return b""


@lru_cache(maxsize=1024)
def _sum_of(file: str, changed: int, size: int) -> bytes:
    return hashlib.sha256(Path(file).read_bytes()).digest()
