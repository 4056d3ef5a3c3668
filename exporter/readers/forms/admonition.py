"""The canonical form: a `??? question "…"` box is a question, a `??? cloze "…"` one with blanks.

Headings above them are sections, and so is a box that holds such boxes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from exporter.markdown import Document, Fault
from exporter.model.diagnostic import Diagnostic
from exporter.model.document import Admonition, Block, Heading, Rule, children, plain, walk
from exporter.readers.answers import is_comment, make_question, metadata_comment, without_comments
from exporter.readers.boxes import Boxes, boxes_of
from exporter.readers.forms.contract import Evidence, Form, IdPlace, Outline, Page, Part
from exporter.readers.id_places import in_body, in_comment, usual_indent

__all__ = ["ADMONITION", "asking_boxes", "outline_of"]

_KINDS = ("question", "cloze")


def _evidence(page: Page) -> Evidence:
    if "???" not in page.text:
        return Evidence(0, "no `???` block")
    boxes, _ = boxes_of(page)
    asking = tuple(asking_boxes(page.document))
    marks = len(asking)
    elsewhere = sum(boxes.role(box) == "answer" or _answers_within(boxes, box) for box in asking)
    if 2 * elsewhere > marks:
        return Evidence(0, "its `??? question` blocks hold the answers to what stands above them")
    blocks = "block" if marks == 1 else "blocks"
    return Evidence(marks, f"{marks} `??? question` {blocks}")


def _answers_within(boxes: Boxes, box: Admonition) -> bool:
    """Whether the answer to a box stands in one of its own."""
    return any(boxes.role(block) == "answer" for block in box.blocks)


def _read(page: Page) -> Outline:
    return outline_of(page, page.document)


def outline_of(page: Page, document: Document) -> Outline:
    """The questions of a document in the canonical form, under its headings."""
    outliner = _Outliner(page, list(document.diagnostics))
    root = Part()
    blocks = _without_title(root, document.blocks)
    outliner.read(blocks, root)
    return Outline(root, document.front_matter, tuple(outliner.diagnostics))


def _id_places(page: Page) -> Mapping[int, IdPlace]:
    rows = page.text.split("\n")
    boxes = tuple(asking_boxes(page.document))
    usual = usual_indent((box.line for box in boxes), rows)
    places: dict[int, IdPlace] = {}
    for box in boxes:
        comment = metadata_comment(box.blocks)
        place = in_comment(comment, rows) if comment else None
        places[box.line] = place or in_body(box.line, rows, usual)
    return places


def asking_boxes(document: Document) -> Iterator[Admonition]:
    """The boxes of a document that are questions, in order."""
    for block in walk(document.blocks):
        if isinstance(block, Admonition) and _asks(block):
            yield block


def _asks(block: Block) -> bool:
    return isinstance(block, Admonition) and bool(block.fold) and block.kind in _KINDS


def _without_title(root: Part, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Gives `root` the file's title; its heading goes, unless it is one of several sections."""
    tops = [i for i, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 1]
    if not tops:
        return blocks
    first = blocks[tops[0]]
    if not isinstance(first, Heading) or any(map(_holds, blocks[: tops[0]])):
        return blocks
    root.title, root.line = first.children, first.line
    following = blocks[tops[0] + 1 : tops[1]] if len(tops) > 1 else ()
    if any(map(_holds, following)):
        return blocks
    return blocks[: tops[0]] + blocks[tops[0] + 1 :]


def _holds(block: Block) -> bool:
    """Whether there is a question in it."""
    return any(map(_asks, walk((block,))))


@dataclass(slots=True)
class _Outliner:
    """Goes through a file from top to bottom."""

    page: Page
    diagnostics: list[Diagnostic]

    def read(self, blocks: tuple[Block, ...], root: Part) -> None:
        """Puts the questions and sections in `blocks` under `root`."""
        open_parts = [root]
        lost = False
        for block in blocks:
            if isinstance(block, Heading):
                self._open(open_parts, block)
                lost = False
            elif isinstance(block, Admonition) and _asks(block):
                self._question(_place_for_question(open_parts[-1], block.line), block)
                lost = False
            elif _holds(block):
                self._container(open_parts[-1], block)
                lost = False
            else:
                lost = self._text(open_parts[-1], block, lost)

    def _open(self, open_parts: list[Part], heading: Heading) -> None:
        while len(open_parts) > 1 and open_parts[-1].level >= heading.level:
            open_parts.pop()
        part = Part(heading.children, heading.line, heading.level)
        open_parts[-1].parts.append(part)
        open_parts.append(part)

    def _question(self, part: Part, box: Admonition) -> None:
        question, diagnostics = make_question(
            self.page, box.title, box.line, box.blocks, cloze=box.kind == "cloze"
        )
        self.diagnostics.extend(diagnostics)
        if question:
            part.questions.append(question)

    def _container(self, part: Part, block: Block) -> None:
        """A box around questions is a section; any other container is looked through."""
        if isinstance(block, Admonition) and plain(block.title).strip():
            part.parts.append(Part(block.title, block.line, part.level + 1))
            part = part.parts[-1]
        self.read(children(block), part)

    def _text(self, part: Part, block: Block, lost: bool) -> bool:
        """Text above the questions introduces them; any other is lost, and told once a run."""
        if is_comment(block):
            return lost
        if not part.questions and not part.parts:
            part.intro.extend(without_comments((block,)))
            return False
        if not lost and not isinstance(block, Rule):
            message = "this text stands behind a question and belongs to none: it is left out"
            help_ = "indent it under its question, or move it above the first one of its section"
            fault = Fault("text-between-questions", "info", message, help_)
            self.diagnostics.append(fault.at(self.page.file, block.line))
        return lost or not isinstance(block, Rule)


def _place_for_question(part: Part, line: int) -> Part:
    """The part itself; behind a box that was a section a nameless one, so that order is kept."""
    if not part.parts:
        return part
    if part.parts[-1].title:
        part.parts.append(Part((), line, part.level + 1))
    return part.parts[-1]


ADMONITION = Form(
    name="admonition",
    about='`??? question "…"` blocks with an indented answer',
    evidence=_evidence,
    read=_read,
    marked=True,
    id_places=_id_places,
)
