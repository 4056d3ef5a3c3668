"""What is asked of a sheet, and what its bank asks for, into how it is made."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from exporter.errors import ExporterError
from exporter.model.bank import Bank

__all__ = ["FLIPS", "LINKS", "THEMES", "SheetOptions", "settled"]

THEMES = ("colour", "plain")
"""The looks that ship, each a style sheet `theme-NAME.css`."""
LINKS = ("notes", "brackets", "hidden")
"""Where the address of a link is printed: at the foot of the page, behind its words, nowhere."""
FLIPS = ("long", "short")
"""The edge over which a printer turns a sheet to print its back."""

_LEAST_TYPE, _MOST_TYPE = 6.0, 24.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetOptions:
    """How a sheet is made. What is empty is as the bank's `[print]` says, else the program."""

    layout: str = ""
    """A name in `exporter.pdf.layouts.LAYOUTS`; else `study`."""
    paper: str = ""
    """`a4`, `letter`, `a5`, or `WxH` in millimetres; else `a4`."""
    theme: str = ""
    """One of `THEMES`, or the path of a style sheet that has the last word; else `colour`."""
    font_size: float = 0.0
    """The size of the text's type, in points; 0: what the layout takes on that paper."""
    duplex: bool | None = None
    """Whether the inner and outer margins of a page change sides on its back."""
    links: str = ""
    """One of `LINKS`; else `notes`."""
    flip: str = ""
    """One of `FLIPS`, for the backs of cards; else `long`."""
    key: Literal["", "without", "only"] = ""
    """A quiz without its answer key, or the key alone."""
    shuffle: int | None = None
    """What the order of the questions grows from; None: that of the bank."""
    mixed: bool = False
    """Whether all questions are one run, no topic beginning a page. Shuffled ones are."""
    bundled_fonts_only: bool = False
    """Whether no font of this computer is used: the pages are the same on every one."""
    templates: Path | None = None
    """A folder whose `pdf/` holds templates and style sheets to take instead of the program's."""
    now: int | None = None
    """The sheet's date, in seconds since the epoch; None: SOURCE_DATE_EPOCH, else the date of the
    bank's newest file."""
    progress: Callable[[str, int, int], None] | None = None
    """Called with a topic's title, how many topics are done, and how many there are."""


def settled(bank: Bank, options: SheetOptions) -> SheetOptions:
    """`options` with nothing left empty. Raises ExporterError for a value that there is not."""
    asked = bank.print
    whole = replace(
        options,
        layout=options.layout or asked.layout or "study",
        paper=options.paper or asked.paper or "a4",
        theme=options.theme or asked.theme or THEMES[0],
        font_size=options.font_size or asked.font_size,
        duplex=asked.duplex if options.duplex is None else options.duplex,
        links=options.links or asked.links or LINKS[0],
        flip=options.flip or asked.flip or FLIPS[0],
        mixed=options.mixed or options.shuffle is not None,
    )
    _check_one_of("way to print links", whole.links, LINKS)
    _check_one_of("edge to flip over", whole.flip, FLIPS)
    if whole.font_size and not _LEAST_TYPE <= whole.font_size <= _MOST_TYPE:
        raise ExporterError(
            f"type of {whole.font_size:g} points cannot be read or placed: "
            f"take {_LEAST_TYPE:g} to {_MOST_TYPE:g}"
        )
    return whole


def _check_one_of(what: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise ExporterError(f"no {what} is called {value!r}: there is {', '.join(known)}")
