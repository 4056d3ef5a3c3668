"""exporter turns a markdown question bank into an Anki deck and printed study sheets.

    from exporter import read_bank, write_deck, write_sheet

    reading = read_bank("content")
    write_deck(reading.bank, "bank.apkg")
    write_sheet(reading.bank, "bank.pdf")

The names are those of `exporter.api`; they load when they are first used.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from exporter.api import (
        Bank,
        DeckOptions,
        DeckReport,
        Diagnostic,
        Reading,
        Selection,
        SheetOptions,
        SheetReport,
        publish,
        read_bank,
        save_ledger,
        select,
        write_deck,
        write_sheet,
    )
    from exporter.errors import ExporterError

__version__ = "0.1.0"

__all__ = [
    "Bank",
    "DeckOptions",
    "DeckReport",
    "Diagnostic",
    "ExporterError",
    "Reading",
    "Selection",
    "SheetOptions",
    "SheetReport",
    "__version__",
    "publish",
    "read_bank",
    "save_ledger",
    "select",
    "write_deck",
    "write_sheet",
]


def __getattr__(name: str) -> Any:
    """A public name, loaded when it is asked for: `exporter --version` must not wait for it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from exporter import api, errors

    return getattr(errors if name == "ExporterError" else api, name)
