"""What a layout is: how a topic, and what stands before all of them, become chapters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from exporter.pdf.chapter import Chapter
from exporter.pdf.pages import Setting
from exporter.pdf.paper import Page
from exporter.pdf.runs import Run

__all__ = ["Layout"]


def _same(page: Page) -> Page:
    return page


@dataclass(frozen=True, slots=True)
class Layout:
    """A way to lay out a sheet. Its style sheet is `templates/pdf/NAME.css`."""

    name: str
    """As `--layout` takes it."""
    about: str
    """What it is, in a few words: for `--help`."""
    run: Callable[[Setting, Run], Chapter | None]
    """The chapter of a run. It depends on nothing else that is in the sheet. None when nothing of
    the run is to be printed."""
    front: Callable[[Setting, Mapping[str, str]], Chapter | None]
    """The pages before the topics, made last: it is given the folio of every target, by its name.
    None when the sheet needs none."""
    text: float = 0.0
    """The size of its type, in points, when none is asked for; 0: what fits the paper."""
    styles: tuple[str, ...] = ()
    """Style sheets of `templates/pdf` that it shares with another layout, before its own."""
    page: Callable[[Page], Page] = _same
    """Where things stand on its pages, when the paper alone would have them stand so."""
