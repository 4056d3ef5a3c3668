"""What a layout is: how a topic, and what stands before all of them, become chapters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from exporter.model.bank import Topic
from exporter.pdf.chapter import Chapter
from exporter.pdf.pages import Setting

__all__ = ["Layout"]


@dataclass(frozen=True, slots=True)
class Layout:
    """A way to lay out a sheet. Its style sheet is `templates/pdf/NAME.css`."""

    name: str
    """As `--layout` takes it."""
    topic: Callable[[Setting, Topic], Chapter]
    """A topic's chapter. It depends on nothing else that is in the sheet."""
    front: Callable[[Setting, Mapping[str, str]], Chapter | None]
    """The pages before the topics, made last: it is given the folio of every target, by its name.
    None when the sheet needs none."""
