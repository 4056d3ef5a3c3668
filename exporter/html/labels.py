"""The words that the program itself puts on cards and pages, by language."""

from collections.abc import Mapping

from exporter.model.bank import Bank

__all__ = ["LABELS", "labels_of"]

LABELS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "answer": "Answer",
        "answer_on_page": "Answer on page",
        "answers": "Answers",
        "as_of": "As of",
        "audio": "Audio",
        "author": "Author",
        "backs": "Backs",
        "cards": "cards",
        "contents": "Contents",
        "core": "core",
        "date": "{day} {month} {year}",
        "day": "Date",
        "deep": "deep",
        "details": "Details",
        "flip_long": "print on both sides, flip on the long edge",
        "flip_short": "print on both sides, flip on the short edge",
        "fronts": "Fronts",
        "image": "Image",
        "in_detail": "Only in detail: see the study sheet",
        "licence": "Licence",
        "month": "{month} {year}",
        "months": "January February March April May June July August September October November"
        " December",
        "name": "Name",
        "no_answer": "No answer yet",
        "question": "question",
        "question_on_page": "Question on page",
        "questions": "questions",
        "references": "References",
        "report": "Report a mistake",
        "several": "More than one is right",
        "short_answer": "Short answer",
        "source": "Source",
        "topic": "topic",
        "topics": "topics",
        "unanswered": "unanswered",
        "video": "Video",
        "working": "working",
    },
    "de": {
        "answer": "Antwort",
        "answer_on_page": "Antwort auf Seite",
        "answers": "Antworten",
        "as_of": "Stand",
        "audio": "Ton",
        "author": "Autor",
        "backs": "Rückseiten",
        "cards": "Karten",
        "contents": "Inhalt",
        "core": "Grundlage",
        "date": "{day}. {month} {year}",
        "day": "Datum",
        "deep": "vertieft",
        "details": "Einzelheiten",
        "flip_long": "beidseitig drucken, über die lange Kante wenden",
        "flip_short": "beidseitig drucken, über die kurze Kante wenden",
        "fronts": "Vorderseiten",
        "image": "Bild",
        "in_detail": "Nur ausführlich: siehe Lernbogen",
        "licence": "Lizenz",
        "month": "{month} {year}",
        "months": "Januar Februar März April Mai Juni Juli August September Oktober November"
        " Dezember",
        "name": "Name",
        "no_answer": "Noch keine Antwort",
        "question": "Frage",
        "question_on_page": "Frage auf Seite",
        "questions": "Fragen",
        "references": "Quellen",
        "report": "Fehler melden",
        "several": "Mehrere sind richtig",
        "short_answer": "Kurze Antwort",
        "source": "Quelle",
        "topic": "Thema",
        "topics": "Themen",
        "unanswered": "ohne Antwort",
        "video": "Video",
        "working": "Praxis",
    },
}
"""Language (the first part of its tag) → label → word. Every language has every label."""


def labels_of(bank: Bank) -> dict[str, str]:
    """The words in the bank's language, else in English; the bank's own `[labels]` before both."""
    language = bank.language.partition("-")[0].casefold()
    return {**LABELS["en"], **LABELS.get(language, {}), **dict(bank.labels)}
