"""What no release may change: learners' notes would never be updated again (see note_types.py).

A failure here is no reason to change the numbers below. A new field takes a spare one's place, and
keeps the spare one's id.
"""

from exporter.anki.note_types import FIELDS, note_types
from exporter.anki.templates import card_environment
from tests.anki.banks import bank

FOOT = [
    *((301, "Topic"), (302, "Level"), (303, "Kind"), (304, "References"), (305, "As of")),
    *((306, "File"), (901, "Spare 1"), (902, "Spare 2"), (903, "Spare 3"), (904, "Spare 4")),
    *((905, "Spare 5"), (906, "Spare 6")),
]
FROZEN = {
    "question": [(101, "ID"), (102, "Question"), (201, "Short"), (202, "Details"), *FOOT],
    "choice": [
        *((101, "ID"), (102, "Question"), (203, "Options"), (204, "Answer"), (201, "Short")),
        *((202, "Details"), *FOOT),
    ],
    "cloze": [(101, "ID"), (102, "Question"), (205, "Text"), (202, "Details"), *FOOT],
}


def test_fields() -> None:
    assert {
        form: [(field.id, field.name) for field in fields] for form, fields in FIELDS.items()
    } == FROZEN


def test_note_types_and_templates() -> None:
    kinds = note_types(bank(), FIELDS, card_environment(None), None)
    assert [(kind.id, kind.form, kind.template_id, kind.template_name) for kind in kinds] == [
        (1442586619390, "question", 11, "Question"),
        (1076403408149, "choice", 12, "Choice"),
        (1077246686281, "cloze", 13, "Cloze"),
    ]


def test_a_note_type_says_whose_it_is() -> None:
    made = bank()
    (kind,) = note_types(made, ["question"], card_environment(None), None)
    first = kind.css.splitlines()[0]
    assert first == f"/* exporter: bank {made.namespace}, note type question */"
