"""The ledger of the bank that ships is that of its text and its cards: commit it with both."""

from pathlib import Path

from exporter.api import DeckOptions, publish, read_bank, would_change

CONTENT = Path(__file__).parent.parent / "content"


def test_the_ledger_says_what_the_bank_says() -> None:
    reading = read_bank(CONTENT, now=1_800_000_000)
    assert reading.trusted
    assert reading.before is not None
    assert not would_change(reading, publish(reading, DeckOptions(now=1_800_000_000)))
