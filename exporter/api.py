"""The way through the house: a bank on disk into a `Bank`, and a `Bank` into a deck or a sheet."""

from dataclasses import replace
from pathlib import Path

from exporter import checks, identity, readers
from exporter.anki.deck import DeckOptions, DeckReport, write_deck
from exporter.model.bank import Bank
from exporter.model.diagnostic import Diagnostic, in_file_order
from exporter.model.selection import Selection, select
from exporter.pdf.sheet import SheetOptions, SheetReport, write_sheet
from exporter.readers import Reading

__all__ = [
    "Bank",
    "DeckOptions",
    "DeckReport",
    "Diagnostic",
    "Reading",
    "Selection",
    "SheetOptions",
    "SheetReport",
    "read_bank",
    "select",
    "write_deck",
    "write_sheet",
]


def read_bank(path: str | Path, *, check: bool = True) -> Reading:
    """Read the folder or file at `path`: its questions, with ids, and what is wrong with it.

    `check=False` leaves out the rules of `exporter check`: only what reading finds is told. A file
    of a folder with `bank.toml` gives that bank with the file's topic selected. Do not write a deck
    of a bank with an error among its diagnostics: its identities can't be trusted.
    Raises ExporterError when nothing can be read at `path`.
    """
    reading = readers.read(Path(path))
    resolution = identity.resolve(reading.bank)
    found = checks.run(resolution.bank) if check else ()
    bank = resolution.bank
    if reading.selected:
        bank = select(bank, Selection(topics=(reading.selected,)))
    diagnostics = (*reading.diagnostics, *resolution.diagnostics, *found)
    return replace(reading, bank=bank, diagnostics=in_file_order(diagnostics))
