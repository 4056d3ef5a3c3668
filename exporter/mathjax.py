"""A formula of TeX into SVG, by MathJax 3.2.2 (the one that Anki has) in V8."""

import atexit
import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from exporter.cache import digest, parts, pickled, unpickled
from exporter.common_tex import is_common
from exporter.errors import ExporterError

if TYPE_CHECKING:
    from py_mini_racer import MiniRacer

__all__ = ["Formula", "FormulaFault", "fault_of", "typeset"]

_COMPONENTS = (
    "startup",
    "core",
    "adaptors/liteDOM",
    "input/tex-full",
    "output/svg",
    "output/svg/fonts/tex",
)
# Those that Anki has, less what loads more (require, autoload), what hides a fault (noerrors,
# noundefined) and what makes links and styles (html).
_PACKAGES = (
    *("base", "action", "ams", "amscd", "bbox", "boldsymbol", "braket", "bussproofs", "cancel"),
    *("cases", "centernot", "color", "colortbl", "empheq", "enclose", "extpfeil", "gensymb"),
    *("mathtools", "mhchem", "newcommand", "upgreek", "unicode", "verb", "configmacros"),
    *("tagformat", "textcomp"),
)
_NO_TEXT = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML, and so no SVG, can hold."""
_LONGEST = 20_000
_FLAGS = ("--single-threaded", "--no-memory-protection-keys")
"""For V8. With protection keys, which newer processors have, only the threads that come of the one
that started V8 may touch its memory, and ending it from another is a segmentation fault."""
_SECONDS = 5.0
_MEMORY = 1 << 30


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as a picture; the lengths are in em of the text around it."""

    svg: str
    """An SVG document with a view box, drawn in `currentColor`."""
    width: float
    height: float
    depth: float
    """How far it reaches below the baseline."""


@dataclass(frozen=True, slots=True)
class FormulaFault:
    """Why a formula cannot be typeset."""

    message: str
    """MathJax's own words, without a full stop: what a learner would meet in Anki."""


def fault_of(tex: str, *, display: bool) -> FormulaFault | None:
    """What is wrong with `tex`, as `typeset` tells it; None for a formula that MathJax takes.

    MathJax itself is only asked about what is not common. Raises ExporterError as `typeset` does.
    """
    if is_common(tex):
        return None
    made = typeset(tex, display=display)
    return made if isinstance(made, FormulaFault) else None


@lru_cache(maxsize=8192)
def typeset(tex: str, *, display: bool) -> Formula | FormulaFault:
    """`tex` (without its dollars) as a picture, or what is wrong with it; raises for no text.

    Nothing that one formula defines is known to another. Raises ExporterError when MathJax or V8
    itself is not installed as it should be.
    """
    if len(tex) > _LONGEST:
        return FormulaFault(f"The formula has {len(tex)} characters, more than {_LONGEST}")
    if _NO_TEXT.search(tex):
        return FormulaFault("The formula holds a character that is no text")
    key = digest("formula", tex, "display" if display else "")
    match unpickled(parts().get(key)):
        case Formula() | FormulaFault() as kept:
            return kept
        case _:
            return _engine.typeset(tex, display, key)


class _Engine:
    """The one V8 of this process: started by the first formula, ended with the process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._context: MiniRacer | None = None

    def typeset(self, tex: str, display: bool, key: bytes) -> Formula | FormulaFault:
        """The formula, which is kept by `key` in the cache."""
        from py_mini_racer import JSEvalException, JSTimeoutException

        with self._lock:
            if self._context is None:
                self._context = _start()
            try:
                answer: dict[str, str | float] = self._context.call(
                    "exporterMathJax.typeset", tex, display, timeout_sec=_SECONDS
                )
            except JSTimeoutException:
                return FormulaFault("The formula takes too long to typeset")
            except JSEvalException:
                # Out of memory: the context is of no more use.
                self.close()
                return FormulaFault("The formula takes too much memory to typeset")
        made = _result(answer)
        parts().put(key, pickled(made))
        return made

    def close(self) -> None:
        if self._context is not None:
            self._context.close()
            self._context = None


_engine = _Engine()
# An open context hangs the end of the process now and then.
atexit.register(_engine.close)


def _result(answer: dict[str, str | float]) -> Formula | FormulaFault:
    if "fault" in answer:
        return FormulaFault(str(answer["fault"]).rstrip("."))
    width, height, depth = (round(float(answer[name]), 4) for name in ("width", "height", "depth"))
    return Formula(str(answer["svg"]), width, height, depth)


def _start() -> "MiniRacer":
    from py_mini_racer import MiniRacer, init_mini_racer

    init_mini_racer(flags=_FLAGS, ignore_duplicate_init=True)
    # In a thread of its own, so that it never adopts an event loop that the caller runs.
    with ThreadPoolExecutor(1) as pool:
        context = pool.submit(MiniRacer).result()
    context.set_hard_memory_limit(_MEMORY)
    _load(context, Path(__file__).with_name("mathjax.js"))
    context.eval(f"exporterMathJax.configure({json.dumps(_PACKAGES)}); 0")
    folder = _folder()
    for name in _COMPONENTS:
        _load(context, folder / f"{name}.js")
    context.eval(f"exporterMathJax.start({json.dumps(_COMPONENTS)}); 0")
    return context


def _load(context: "MiniRacer", file: Path) -> None:
    context.eval(file.read_text(encoding="utf-8") + "\n; 0")


def _folder() -> Path:
    spec = find_spec("mathjax")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(place) / "static" / "mathjax" / "es5"
        if folder.is_dir():
            return folder
    raise ExporterError("MathJax is missing: install exporter again (django-static-mathjax)")
