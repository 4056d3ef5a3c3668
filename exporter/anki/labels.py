"""The words of a card's interface, in the bank's own where it has them."""

from exporter.model.bank import Bank

__all__ = ["labels_of"]

_LABELS = {
    "answer": "Answer",
    "as_of": "As of",
    "author": "Author",
    "cards": "Cards",
    "core": "core",
    "deep": "deep",
    "details": "Details",
    "licence": "Licence",
    "references": "References",
    "report": "Report a mistake",
    "several": "More than one is right",
    "source": "Source",
    "topics": "Topics",
    "working": "working",
}


def labels_of(bank: Bank) -> dict[str, str]:
    """Every label with its word: the bank's, else the English one."""
    own = dict(bank.labels)
    return {label: own.get(label, word) for label, word in _LABELS.items()}
