"""The boxes of a file, and what stands above them, into its questions in order.

A labelled box is the answer to what stands above it: a heading, a line in bold, a list item or a
text. Which of them, the whole file decides. A box around one answer is a question itself, one
around several is a section.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import assert_never

from exporter.model.document import Block, Heading, plain_blocks
from exporter.readers.anchors import find_anchor, is_strong
from exporter.readers.boxes import Boxes
from exporter.readers.fold_flow import found_in
from exporter.readers.fold_pieces import Answered, Asked, Event, Found, Section, told
from exporter.readers.fold_style import Style, style_of
from exporter.readers.fold_titles import settled, unanswered

__all__ = ["questions_of"]

SHORT = 30
"""How many words stand at most between two answers of one question."""


def questions_of(blocks: tuple[Block, ...], boxes: Boxes, *, asking: bool) -> Iterator[Event]:
    """The questions of a file, with the sections and other texts between them.

    With `asking`, a box that has words of its own in its title is a question, and holds its answer.
    """
    found = found_in(blocks, boxes, asking=asking)
    style = style_of(found)
    _mark_alone(found)
    pieces: list[Event] = []
    last: Asked | None = None
    for event in found:
        match event:
            case Answered() if last and pieces[-1] is last and _goes_on(event, style):
                answer = (*last.answer, *told(event.above), *event.answer)
                pieces[-1] = last = replace(last, answer=answer)
            case Answered():
                pieces.extend(settled(boxes, event, style))
                last = next((p for p in pieces[-1:] if isinstance(p, Asked)), None)
            case list():
                pieces.extend(unanswered(event, style))
            case Asked() | Section():
                pieces.append(event)
            case _:
                assert_never(event)
    return iter(pieces)


def _mark_alone(found: Sequence[Found]) -> None:
    """Notes of each answer whether the heading above it is that of others, too."""
    for event, after in pairwise(found):
        if isinstance(event, Answered) and isinstance(after, Answered) and after.box is None:
            event.alone = any(isinstance(block, Heading) for block in after.above)


def _goes_on(event: Answered, style: Style) -> bool:
    """Whether an answer is a further one to the question before it."""
    if event.item or event.box or any(isinstance(block, Heading) for block in event.above):
        return False
    above = told(event.above)
    if not above:
        return True
    anchor = find_anchor(above)
    short = len(plain_blocks(tuple(above)).split()) <= SHORT
    return style.level > 0 and short and not (anchor and is_strong(anchor.title))
