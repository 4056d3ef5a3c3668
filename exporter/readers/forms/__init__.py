"""The table of forms, in the order in which they are tried: the first that fits reads the file."""

from exporter.readers.forms.admonition import ADMONITION
from exporter.readers.forms.bare_list import BARE_LIST
from exporter.readers.forms.bold_line import BOLD_LINE
from exporter.readers.forms.choice import CHOICE
from exporter.readers.forms.contract import (
    Evidence,
    Form,
    IdPlace,
    Outline,
    Page,
    Part,
    Shelf,
    shelved,
)
from exporter.readers.forms.details_question import DETAILS_QUESTION
from exporter.readers.forms.file_per_question import FILE_PER_QUESTION
from exporter.readers.forms.flattened import FLATTENED
from exporter.readers.forms.folded_answer import FOLDED_ANSWER
from exporter.readers.forms.heading_in_list import HEADING_IN_LIST
from exporter.readers.forms.heading_with_options import HEADING_WITH_OPTIONS
from exporter.readers.forms.metadata_cards import METADATA_CARDS
from exporter.readers.forms.numbered_heading import NUMBERED_HEADING
from exporter.readers.forms.numbered_line import NUMBERED_LINE
from exporter.readers.forms.obsidian import OBSIDIAN
from exporter.readers.forms.plain_heading import PLAIN_HEADING
from exporter.readers.forms.plain_line import PLAIN_LINE
from exporter.readers.forms.question_answer import QUESTION_ANSWER
from exporter.readers.forms.question_box import QUESTION_BOX
from exporter.readers.forms.question_heading import QUESTION_HEADING
from exporter.readers.forms.question_table import QUESTION_TABLE
from exporter.readers.forms.quiz import QUIZ
from exporter.readers.forms.tagged_item import TAGGED_ITEM

__all__ = ["FORMS", "Evidence", "Form", "IdPlace", "Outline", "Page", "Part", "Shelf", "shelved"]

FORMS: tuple[Form, ...] = (
    METADATA_CARDS,
    FILE_PER_QUESTION,
    QUIZ,
    QUESTION_ANSWER,
    TAGGED_ITEM,
    OBSIDIAN,
    CHOICE,
    QUESTION_TABLE,
    FLATTENED,
    ADMONITION,
    QUESTION_BOX,
    FOLDED_ANSWER,
    DETAILS_QUESTION,
    HEADING_IN_LIST,
    NUMBERED_HEADING,
    QUESTION_HEADING,
    HEADING_WITH_OPTIONS,
    PLAIN_HEADING,
    BOLD_LINE,
    NUMBERED_LINE,
    PLAIN_LINE,
    BARE_LIST,
)
