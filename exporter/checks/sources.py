"""The place of a block into the place, in the bank's file, of words that stand in it."""

from pathlib import Path

from exporter.model.bank import Bank, Location

__all__ = ["Sources"]

_ROWS = 60
"""How far below the beginning of its block a word is looked for."""


class Sources:
    """Reads a file of the bank once, and only when there is something to tell of it."""

    def __init__(self, bank: Bank) -> None:
        self._root = Path(bank.root)
        self._texts: dict[str, str] = {}

    def text(self, file: str) -> str:
        """What stands in a file that the bank was read from; empty when it can't be read now."""
        if file not in self._texts:
            try:
                text = (self._root / file).read_text(encoding="utf-8-sig", errors="replace")
            except OSError:
                text = ""
            self._texts[file] = text
        return self._texts[file]

    def find(self, where: Location, words: str) -> tuple[Location, int]:
        """The line and the column (from 1) of `words` in the block at `where`.

        The column is 0, and the line the block's own, where they are written in some other way.
        """
        words = words.strip().partition("\n")[0]
        rows = self.text(where.file).split("\n")[where.line - 1 : where.line - 1 + _ROWS]
        for below, row in enumerate(rows):
            column = row.find(words) if words else -1
            if column >= 0:
                return Location(where.file, where.line + below), column + 1
        return where, 0
