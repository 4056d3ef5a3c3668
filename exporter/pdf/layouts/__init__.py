"""The table of layouts: one file each, one line each."""

from collections.abc import Mapping

from exporter.pdf.layouts.cards import CARDS
from exporter.pdf.layouts.contract import Layout
from exporter.pdf.layouts.crib import CRIB
from exporter.pdf.layouts.fold import FOLD
from exporter.pdf.layouts.quiz import QUIZ
from exporter.pdf.layouts.study import STUDY

__all__ = ["LAYOUTS", "Layout"]

LAYOUTS: Mapping[str, Layout] = {
    layout.name: layout
    for layout in (
        STUDY,  # questions, short answers and details, one after the other
        QUIZ,  # questions with room to answer them, and a key at the end
        FOLD,  # questions left and answers right of a line to fold the page along
        CARDS,  # cards to cut out, printed on both sides
        CRIB,  # short answers only, in columns of small type
    )
}
