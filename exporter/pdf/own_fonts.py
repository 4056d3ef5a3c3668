"""Whether pages are laid out with the bundled fonts alone, or with the computer's as well."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["own_fonts"]

_VARIABLE = "FONTCONFIG_FILE"
_NONE = Path(__file__).with_name("no-fonts.conf")


@contextmanager
def own_fonts(alone: bool) -> Iterator[None]:
    """Meanwhile a WeasyPrint `FontConfiguration`, when it is made, knows no font of the computer.

    Each reads the configuration of fontconfig anew, so this holds whenever WeasyPrint was imported.
    Where `alone` is false nothing is changed.
    """
    before = os.environ.get(_VARIABLE)
    if alone:
        os.environ[_VARIABLE] = str(_NONE)
    try:
        yield
    finally:
        if alone and before is None:
            del os.environ[_VARIABLE]
        elif alone and before is not None:
            os.environ[_VARIABLE] = before
