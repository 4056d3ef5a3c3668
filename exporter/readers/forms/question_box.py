"""Boxes that only ask, `:::note[Question: …]` or `!!! question "Question 3"`, above their answers.

The answer is what stands behind the box, to the next one or the next heading that is no deeper.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from exporter.model.document import Admonition, Block, Heading, Inline, Rule
from exporter.readers.anchors import find_anchor
from exporter.readers.answers import metadata_comment
from exporter.readers.boxes import Boxes, boxes_of, may_hold_boxes
from exporter.readers.forms.contract import Evidence, Form, IdPlace, Outline, Page
from exporter.readers.id_places import apart, in_comment
from exporter.readers.labels import labelled
from exporter.readers.noise import repeated_in
from exporter.readers.outliner import Outliner
from exporter.readers.titles import read_title

__all__ = ["QUESTION_BOX"]

SURE = 3
"""How many boxes there must be: in many a text one box asks something in passing."""


@dataclass(slots=True)
class _Asked:
    """A box that asks, while its answer is collected."""

    box: Admonition
    title: tuple[Inline, ...]
    stem: tuple[Block, ...]
    answer: list[Block] = field(default_factory=list)


def _evidence(page: Page) -> Evidence:
    if not may_hold_boxes(page):
        return Evidence(0, "no boxes")
    _, survey = boxes_of(page)
    if survey.statements < SURE or survey.answers:
        return Evidence(0, "no boxes that only ask")
    pieces = _pieces(page)
    asked = [piece for piece in pieces if isinstance(piece, _Asked)]
    others = sum(1 for piece in pieces if not isinstance(piece, _Asked | Heading | Rule))
    if others > len(asked):
        return Evidence(0, "boxes that ask stand only here and there")
    if 2 * sum(bool(piece.answer) for piece in asked) < len(asked):
        return Evidence(0, "nothing stands behind the boxes that ask")
    return Evidence(len(asked), f"{len(asked)} boxes that ask, with the answers behind them")


def _pieces(page: Page) -> tuple[_Asked | Block, ...]:
    boxes, _ = boxes_of(page)
    name = f"question box: {page.file}"
    return page.shelf.fact(name, lambda _: tuple(_found(boxes, page.document.blocks)))


def _found(boxes: Boxes, blocks: tuple[Block, ...]) -> Iterator[_Asked | Block]:
    """The questions of a file, each with its answer, and the other blocks."""
    current: _Asked | None = None
    level = 0
    for block in blocks:
        if isinstance(block, Admonition) and boxes.role(block) == "statement":
            if current:
                yield current
            current = _asked(block)
        elif isinstance(block, Heading) and (current is None or block.level <= level):
            if current:
                yield current
            current, level = None, block.level
            yield block
        elif current:
            current.answer.append(block)
        else:
            yield block
    if current:
        yield current


def _asked(box: Admonition) -> _Asked:
    label, rest = labelled(box.title)
    if label == "question" and rest:
        return _Asked(box, rest, box.blocks)
    found = find_anchor(box.blocks)
    if found is None:
        return _Asked(box, box.title, box.blocks)
    return _Asked(box, found.title, (*found.above, *found.stem))


def _read(page: Page) -> Outline:
    pieces = _pieces(page)
    answers = [piece.answer for piece in pieces if isinstance(piece, _Asked)]
    outliner = Outliner(page, page.document, repeated_in(answers))
    for piece in pieces:
        match piece:
            case _Asked(box, words, stem, answer):
                title = read_title(words)
                outliner.question(
                    title.words, box.line, tuple(answer), stem=stem, level=title.level
                )
            case Heading():
                outliner.heading(piece)
            case _:
                outliner.text(piece)
    return outliner.outline()


def _id_places(page: Page) -> Mapping[int, IdPlace]:
    rows = page.text.split("\n")
    places = {}
    for piece in _pieces(page):
        if isinstance(piece, _Asked):
            line = piece.box.line
            comment = metadata_comment((*piece.stem, *piece.answer))
            row = rows[line - 1]
            indent = row[: len(row) - len(row.lstrip(" \t>"))]
            indent += " " * 4 * row.lstrip(" \t>").startswith("!!!")
            place = in_comment(comment, rows) if comment else None
            places[line] = place or apart(line, rows, indent)
    return places


QUESTION_BOX = Form(
    name="question-box",
    about="boxes that only ask, `:::note[Question: …]`, with their answers behind them",
    evidence=_evidence,
    read=_read,
    marked=True,
    id_places=_id_places,
)
