"""Plain lists below the questions of a file into options, where nearly all mark the right ones.

One such list may only stress something, weigh what is good and bad, or begin with what it is about:
the right option has not always the same place.
"""

from collections.abc import Iterator
from dataclasses import replace

from exporter.model.bank import Question
from exporter.model.document import BulletList, ListItem, OrderedList, Paragraph
from exporter.readers.forms.contract import Part
from exporter.readers.marked_options import marked_options
from exporter.readers.options import Options

__all__ = ["choose_marked"]

FEWEST = 3
"""How many questions of a file must have such a list."""
MOST = 0.6
"""Which part of its questions must have one with a single right option."""
MOST_OPTIONS = 10


def choose_marked(root: Part) -> None:
    """Makes such lists at the top of answers choices, all over a file."""
    places = list(_places(root))
    found = [(part, at, marked) for part, at in places if (marked := _marked(part.questions[at]))]
    right = [[n for n, option in enumerate(marked) if option.checked] for *_, marked in found]
    single = [rights[0] for rights in right if len(rights) == 1]
    if len(single) < max(FEWEST, MOST * len(places)) or len(set(single)) < 2:
        return
    for part, place, choices in found:
        question = part.questions[place]
        part.questions[place] = replace(question, choices=choices, short=question.short[1:])


def _places(part: Part) -> Iterator[tuple[Part, int]]:
    for place in range(len(part.questions)):
        yield part, place
    for inner in part.parts:
        yield from _places(inner)


def _marked(question: Question) -> tuple[ListItem, ...]:
    """The options that begin the answer of a question, the right ones checked; none without."""
    match question:
        case Question(choices=(), cloze=False, short=(BulletList(items) | OrderedList(items), *_)):
            if not (1 < len(items) <= MOST_OPTIONS and all(map(_is_line, items))):
                return ()
            options, right = marked_options(Options((), items, (), lettered=True))
            checked = (replace(o, checked=place in right) for place, o in enumerate(options))
            return tuple(checked) if right else ()
        case _:
            return ()


def _is_line(item: ListItem) -> bool:
    return len(item.blocks) == 1 and isinstance(item.blocks[0], Paragraph)
