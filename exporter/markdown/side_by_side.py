"""The texts of many files into their documents, in several processes where that is worth it.

They are forked: another process that starts anew would take longer to start than to read.
"""

import multiprocessing
import os
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from exporter.cache import parts
from exporter.markdown.document import (
    Document,
    Source,
    document_in,
    keep,
    kept_document,
    packed,
)

__all__ = ["read_documents"]

WORTH = 1_000_000
"""From how many characters on it is worth it: below, less than a third of a second can be won."""
PARTS = 16
"""How often a process takes files: so seldom that many small ones cost no time to hand over."""

_waiting: Sequence[Source] = ()
"""What the forked processes are to read: they find it as it was when they began."""


def read_documents(sources: Sequence[Source]) -> Mapping[int, Document]:
    """The documents of many `sources` by their places, or none where that is not worth it.

    One that is missing, because the process that read it ended, is left to who asks.
    """
    if _processes() == 1 or _length(sources) < WORTH:
        return {}
    known: dict[int, Document] = {}
    if parts().keeps:
        found = ((place, kept_document(source)) for place, source in enumerate(sources))
        known = {place: document for place, document in found if document}
    missing = {place: source for place, source in enumerate(sources) if place not in known}
    if _length(missing.values()) >= WORTH:
        known.update(_read_apart(missing))
    return known


def _length(sources: Iterable[Source]) -> int:
    return sum(len(source.text) for source in sources)


def _read_apart(sources: Mapping[int, Source]) -> Iterator[tuple[int, Document]]:
    """What other processes make of `sources`; less when one of them ends."""
    global _waiting
    _waiting = tuple(sources.values())
    try:
        for (place, source), part in zip(sources.items(), _parts(len(sources)), strict=True):
            if document := document_in(part, source.media):
                yield place, document
                if parts().keeps:
                    keep(source, part)
    except (BrokenProcessPool, OSError):
        return  # a process was ended, or none could be started
    finally:
        _waiting = ()


def _parts(count: int) -> Iterator[bytes]:
    processes = min(_processes(), count)
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        at_once = max(1, count // (PARTS * processes))
        yield from pool.map(_packed, range(count), chunksize=at_once)


def _packed(place: int) -> bytes:
    return packed(_waiting[place])


def _processes() -> int:
    """How many processes may read at once; one where a fork is not safe, or not known."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))
