"""A bank about to be published: read under a lock, its ledger kept, and what that will do told."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from exporter.cli.banks import find_bank, is_shipped, open_bank, refuse_errors, show
from exporter.cli.changes import summary_of
from exporter.errors import ExporterError

if TYPE_CHECKING:
    from exporter.api import DeckOptions, Ledger, Reading

__all__ = ["Publication", "opened"]


@dataclass(frozen=True, slots=True)
class Publication:
    """A bank that can be trusted, and the run that publishes it."""

    reading: "Reading"
    shipped: bool
    frozen: bool
    quiet: bool
    said: list[str] = field(default_factory=list)
    """What importing the deck will do, as it was told."""

    def keep(self, options: "DeckOptions") -> "Ledger":
        """Write the ledger that says what is published now, and tell what importing it will do.

        Ends the run where the ledger would change but must not. A ledger that can't be written is
        told, with what that costs.
        """
        from exporter.anki.changes import changes_between
        from exporter.api import publish, save_ledger, would_change

        ledger = publish(self.reading, options)
        if self.frozen and would_change(self.reading, ledger):
            raise ExporterError(
                f"{self.reading.ledger_path}: would change, and --frozen forbids it: run the same "
                "without --frozen, and commit the ledger"
            )
        if self.shipped:
            return ledger
        try:
            save_ledger(self.reading, ledger)
        except ExporterError as error:
            self._say(f"{error}\nWithout a ledger, a question that is reworded becomes a new card.")
        if self.reading.before is not None:
            for line in summary_of(changes_between(self.reading.before, ledger)):
                self._say(line)
                self.said.append(line)
        return ledger

    def _say(self, line: str) -> None:
        if not self.quiet:
            click.echo(line, err=True)


@contextmanager
def opened(
    bank: Path | None,
    *,
    ledger: Path | None,
    frozen: bool,
    verbose: bool,
    quiet: bool,
) -> Iterator[Publication]:
    """The bank that is meant, no other run publishing it meanwhile; its faults are told.

    Ends the run with exit code 1 when it can't be trusted.
    """
    from exporter.api import ledger_lock, ledger_place

    place = ledger or ledger_place(find_bank(bank))
    with ledger_lock(place):
        reading = open_bank(bank, ledger=ledger, quiet=quiet)
        show(reading.diagnostics, reading.bank.root, verbose=verbose, quiet=quiet)
        refuse_errors(reading.diagnostics)
        yield Publication(reading, is_shipped(bank) and not ledger, frozen, quiet)
