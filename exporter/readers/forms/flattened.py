"""Pages that lost their indentation: repaired first, then read as the canonical form."""

from collections.abc import Mapping

from exporter.markdown.flattened import flatness_of, repair
from exporter.readers.answers import metadata_comment
from exporter.readers.forms.admonition import asking_boxes, outline_of
from exporter.readers.forms.contract import Evidence, Form, IdPlace, Outline, Page
from exporter.readers.id_places import below, in_comment

__all__ = ["FLATTENED"]

SURE = 3
"""How many boxes must have lost their indentation for no sibling to be asked."""


def _evidence(page: Page) -> Evidence:
    if "???" not in page.text:
        return Evidence(0, "no `???` block")
    found = flatness_of(page.text)
    if not found.flat or found.flat <= found.indented:
        return Evidence(0, "its blocks are indented")
    if 2 * found.titles < found.boxes:
        return Evidence(0, "the same titles repeat: its blocks are answers")
    why = f"{found.flat} of {found.boxes} `???` blocks have their text below without indentation"
    return Evidence(found.boxes, why, doubtful=found.flat < SURE)


def _read(page: Page) -> Outline:
    repaired = repair(page.text)
    outline = outline_of(page, page.parse(repaired.text, repaired.lines))
    told = (fault.at(page.file, line) for fault, line in repaired.faults)
    return Outline(outline.root, outline.front_matter, (*outline.diagnostics, *told))


def _id_places(page: Page) -> Mapping[int, IdPlace]:
    rows = page.text.split("\n")
    repaired = repair(page.text)
    places: dict[int, IdPlace] = {}
    for box in asking_boxes(page.parse(repaired.text, repaired.lines)):
        comment = metadata_comment(box.blocks)
        place = in_comment(comment, rows) if comment else None
        places[box.line] = place or below(box.line, rows, "")
    return places


FLATTENED = Form(
    name="flattened",
    about='`??? question "…"` blocks whose answers lost their indentation',
    evidence=_evidence,
    read=_read,
    marked=True,
    id_places=_id_places,
)
