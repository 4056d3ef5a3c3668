"""What a screen reader goes by: one structure tree, with no hole in it."""

import re
from itertools import pairwise
from typing import Any

import pikepdf

from tests.pdf.opened import Key, Opened, kids_of

GROUPS = {"Document", "Part", "Sect", "Div", "BlockQuote"}
BLOCKS = {"P", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Caption", "Note"}
TABLES = {"Table", "THead", "TBody", "TR", "TH", "TD"}
INLINE = {"Span", "Link", "Figure", "NonStruct"}
PARENTS = {
    "LI": {"L"},
    "Lbl": {"LI"},
    "LBody": {"LI"},
    "TR": {"THead", "TBody", "Table"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "Note": {"Part"},
}
"""What each of these must stand in."""


def kind(element: Any) -> str:
    return str(element.S).removeprefix("/")


def marks(page: pikepdf.Page) -> list[tuple[str, int | None, int]]:
    """(tag, number, whether something is drawn) of each mark, and of what stands in none."""
    found: list[tuple[str, int | None, int]] = []
    open_marks: list[tuple[str, int | None]] = []
    for instruction in pikepdf.parse_content_stream(page):
        operands = list(instruction.operands)
        match str(instruction.operator):
            case "BDC":
                open_marks.append((str(operands[0]), int(operands[1].MCID)))
                found.append((*open_marks[-1], 0))
            case "BMC":
                open_marks.append((str(operands[0]), None))
            case "EMC":
                open_marks.pop()
            case "Tj" | "TJ" | "Do" | "f" | "S" | "f*" | "B":
                found.append((*(open_marks[-1] if open_marks else ("", None)), 1))
            case _:
                pass
    assert not open_marks
    return found


def test_everything_on_a_page_is_content_or_an_artifact(torture_sheet: Opened) -> None:
    for page in torture_sheet.pdf.pages:
        found = marks(page)
        assert [tag for tag, _, drawn in found if drawn and not tag] == []
        assert any(tag == "/Artifact" for tag, _, drawn in found if drawn)


def test_each_mark_has_its_element_and_each_element_its_marks(torture_sheet: Opened) -> None:
    owned: dict[Key, dict[int, Any]] = {}
    for element in torture_sheet.elements:
        for kid in kids_of(element):
            if isinstance(kid, int):
                assert kid not in owned.setdefault(element.Pg.objgen, {})
                owned[element.Pg.objgen][kid] = element
    parents = dict(parent_tree(torture_sheet))
    for page in torture_sheet.pdf.pages:
        numbers = {number for _, number, _ in marks(page) if number is not None}
        here = owned.get(page.obj.objgen, {})
        assert numbers == set(here)
        array = list(parents[int(page.obj.StructParents)])
        for number in numbers:
            assert array[number].objgen == here[number].objgen


def parent_tree(sheet: Opened) -> list[tuple[int, Any]]:
    numbers = list(sheet.tree.ParentTree.Nums)
    return [(int(key), value) for key, value in zip(numbers[::2], numbers[1::2], strict=True)]


def test_the_parent_tree_has_each_key_once_in_order(torture_sheet: Opened) -> None:
    keys = [key for key, _ in parent_tree(torture_sheet)]
    assert keys == list(range(len(keys)))
    assert int(torture_sheet.tree.ParentTreeNextKey) == len(keys)
    pages = [int(page.obj.StructParents) for page in torture_sheet.pdf.pages]
    links = [int(link.StructParent) for _, link in torture_sheet.links]
    assert sorted(pages + links) == keys


def test_one_document_stands_above_a_part_for_each_chapter(torture_sheet: Opened) -> None:
    (document,) = kids_of(torture_sheet.tree)
    assert kind(document) == "Document"
    assert [kind(part) for part in kids_of(document)] == ["Part"] * 4
    assert [e for e in torture_sheet.elements if kind(e) == "Document"] == [document]


def test_each_element_knows_its_parent_and_stands_where_it_may(torture_sheet: Opened) -> None:
    seen: set[str] = set()
    stack = [(torture_sheet.tree, kid) for kid in kids_of(torture_sheet.tree)]
    while stack:
        parent, element = stack.pop()
        if isinstance(element, int) or element.get("/Type") == pikepdf.Name.OBJR:
            continue
        assert element.P.objgen == parent.objgen
        name = kind(element)
        seen.add(name)
        assert name in GROUPS | BLOCKS | TABLES | INLINE
        if name in PARENTS:
            assert kind(parent) in PARENTS[name]
        if re.fullmatch(r"H\d", name):
            assert not re.fullmatch(r"H\d", kind(parent))
        stack.extend((element, kid) for kid in kids_of(element))
    assert {"H1", "H2", "P", "L", "LI", "LBody", "Lbl", *TABLES, "Figure", "Link"} <= seen


def test_headings_go_down_one_level_at_a_time(torture_sheet: Opened, plain_sheet: Opened) -> None:
    for sheet in (torture_sheet, plain_sheet):
        levels = [int(kind(e)[1]) for e in sheet.elements if re.fullmatch(r"H\d", kind(e))]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len({kind(e) for e in torture_sheet.elements if re.fullmatch(r"H\d", kind(e))}) >= 4


def test_every_figure_and_formula_says_what_it_shows(torture_sheet: Opened) -> None:
    said = [str(figure.Alt) for figure in torture_sheet.of_kind("Figure")]
    assert "" not in said
    assert {"What it shows", "of a thing", "A wild thing", "2^{13}-1", "3^2"} <= set(said)


def test_each_cell_names_its_header(torture_sheet: Opened) -> None:
    headers = {bytes(cell.ID): cell for cell in torture_sheet.of_kind("TH")}
    assert len(headers) == len(torture_sheet.of_kind("TH")) >= 6  # the table runs over pages
    cells = [cell for cell in torture_sheet.of_kind("TD") if "/Headers" in cell.A]
    assert len(cells) == 40 * 3
    for cell in cells:
        (name,) = list(cell.A.Headers)
        header = headers[bytes(name)]
        assert header.Pg.objgen == cell.Pg.objgen
        assert str(header.A.Scope) == "/Column"
    identifiers = pikepdf.NameTree(torture_sheet.tree.IDTree)
    named = {name for name in identifiers if identifiers[name].S == pikepdf.Name.TH}
    assert {name.encode() for name in named} == set(headers)


def test_each_link_has_words_and_an_element(plain_sheet: Opened) -> None:
    parents = dict(parent_tree(plain_sheet))
    assert plain_sheet.links
    for _, link in plain_sheet.links:
        assert str(link.Contents)
        element = parents[int(link.StructParent)]
        assert kind(element) == "Link"
        objects = [kid for kid in kids_of(element) if not isinstance(kid, int) and "/Obj" in kid]
        assert [kid.Obj.objgen for kid in objects] == [link.objgen]
        assert [kid for kid in kids_of(element) if isinstance(kid, int)]


def test_a_link_that_leads_nowhere_is_no_link(plain_sheet: Opened) -> None:
    linked = {str(link.Contents) for _, link in plain_sheet.links}
    assert not any("T9-9" in words for words in linked)
    assert len(plain_sheet.of_kind("Link")) == len(plain_sheet.links)


def test_readers_are_told_how_to_read_it(plain_sheet: Opened) -> None:
    root = plain_sheet.pdf.Root
    assert bool(root.MarkInfo.Marked)
    assert str(root.Lang) == "en"
    assert {str(page.obj.Tabs) for page in plain_sheet.pdf.pages} == {"/S"}
