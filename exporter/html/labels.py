"""The words that the program itself puts on cards and pages, by language."""

from collections.abc import Mapping

from exporter.model.bank import Bank

__all__ = ["LABELS", "labels_of"]

LABELS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "answer": "Answer",
        "as_of": "As of",
        "author": "Author",
        "cards": "cards",
        "core": "core",
        "deep": "deep",
        "details": "Details",
        "licence": "Licence",
        "references": "References",
        "report": "Report a mistake",
        "several": "More than one is right",
        "source": "Source",
        "topics": "topics",
        "working": "working",
    },
    "de": {
        "answer": "Antwort",
        "as_of": "Stand",
        "author": "Autor",
        "cards": "Karten",
        "core": "Grundlage",
        "deep": "vertieft",
        "details": "Einzelheiten",
        "licence": "Lizenz",
        "references": "Quellen",
        "report": "Fehler melden",
        "several": "Mehrere sind richtig",
        "source": "Quelle",
        "topics": "Themen",
        "working": "Praxis",
    },
}
"""Language (the first part of its tag) → label → word. Every language has every label."""


def labels_of(bank: Bank) -> dict[str, str]:
    """The words in the bank's language, else in English; the bank's own `[labels]` before both."""
    language = bank.language.partition("-")[0].casefold()
    return {**LABELS["en"], **LABELS.get(language, {}), **dict(bank.labels)}
