"""What is in another language than the bank says so on its card."""

import pytest

from exporter.anki.media import MediaShelf
from exporter.anki.notes import Note, make_notes
from exporter.model.bank import other_language
from tests.anki.banks import bank, p, question, topic


def fields_of(language: str, usual: str) -> tuple[str, ...]:
    asked = question("Was?", p("Das."), language=language)
    [note] = make_notes(bank(topic("T", asked), language=usual), MediaShelf(), None, 0)
    assert isinstance(note, Note)
    return note.fields


def test_a_question_in_another_language_names_it() -> None:
    fields = fields_of("de", "en")
    assert '<div lang="de">Was?</div>' in fields
    assert any(field.startswith('<div lang="de">') and "Das." in field for field in fields)
    assert sum("lang=" in field for field in fields) == 2


@pytest.mark.parametrize(("language", "usual"), [("", "en"), ("de", "de"), ("pt", "pt-BR")])
def test_a_question_in_the_banks_language_says_nothing(language: str, usual: str) -> None:
    assert not any("lang=" in field for field in fields_of(language, usual))


@pytest.mark.parametrize(
    ("language", "usual", "said"),
    [
        ("de", "en", "de"),
        ("pt-BR", "pt", "pt-BR"),
        ("pt", "pt-BR", ""),
        ("EN", "en", ""),
        ("fi", "fil-PH", "fi"),
    ],
)
def test_a_language_is_said_where_it_is_not_the_usual_one(
    language: str, usual: str, said: str
) -> None:
    assert other_language(language, usual) == said
