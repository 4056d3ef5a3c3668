"""What a screen reader goes by: one structure tree, with no hole in it."""

import re
from itertools import pairwise
from typing import Any

import pikepdf
import pypdfium2
import pytest

from tests.pdf.opened import Key, Opened, kids_of
from tests.pdf.sheets import Asked

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
    "Table": {"Div", "Sect", "LBody", "BlockQuote", "Part"},
}
"""What each of these must stand in."""
KIDS = {
    "L": {"L", "LI"},
    "LI": {"Lbl", "LBody"},
    "Table": {"THead", "TBody", "TR", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
}
"""All that each of these may hold."""
INLINES = {"P", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl", "Span", "Link", "Figure"}
"""What holds nothing but words, links and figures."""


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


def test_everything_on_a_page_is_content_or_an_artifact(any_sheet: Opened) -> None:
    drawn: set[str] = set()
    for page in any_sheet.pdf.pages:
        drawn.update(tag for tag, _, times in marks(page) if times)
    assert "" not in drawn
    assert {"/Artifact", "/Span", "/Figure"} <= drawn


def test_each_mark_has_its_element_and_each_element_its_marks(any_sheet: Opened) -> None:
    owned: dict[Key, dict[int, Any]] = {}
    for element in any_sheet.elements:
        for kid in kids_of(element):
            if isinstance(kid, int):
                assert kid not in owned.setdefault(element.Pg.objgen, {})
                owned[element.Pg.objgen][kid] = element
    parents = dict(parent_tree(any_sheet))
    for page in any_sheet.pdf.pages:
        numbers = {number for _, number, _ in marks(page) if number is not None}
        here = owned.get(page.obj.objgen, {})
        assert numbers == set(here)
        array = list(parents[int(page.obj.StructParents)])
        for number in numbers:
            assert array[number].objgen == here[number].objgen


def parent_tree(sheet: Opened) -> list[tuple[int, Any]]:
    numbers = list(sheet.tree.ParentTree.Nums)
    return [(int(key), value) for key, value in zip(numbers[::2], numbers[1::2], strict=True)]


def test_the_parent_tree_has_each_key_once_in_order(any_sheet: Opened) -> None:
    keys = [key for key, _ in parent_tree(any_sheet)]
    assert keys == list(range(len(keys)))
    assert int(any_sheet.tree.ParentTreeNextKey) == len(keys)
    pages = [int(page.obj.StructParents) for page in any_sheet.pdf.pages]
    links = [int(link.StructParent) for _, link in any_sheet.links]
    assert sorted(pages + links) == keys


def test_one_document_stands_above_a_part_for_each_chapter(any_sheet: Opened) -> None:
    (document,) = kids_of(any_sheet.tree)
    assert kind(document) == "Document"
    assert {kind(part) for part in kids_of(document)} == {"Part"}
    chapters = list(any_sheet.pdf.Root.PageLabels.Nums)[::2]
    assert len(kids_of(document)) == len(chapters) >= 2
    assert [e for e in any_sheet.elements if kind(e) == "Document"] == [document]


def test_each_element_knows_its_parent_and_stands_where_it_may(any_sheet: Opened) -> None:
    stack = [(any_sheet.tree, kid) for kid in kids_of(any_sheet.tree)]
    while stack:
        parent, element = stack.pop()
        if isinstance(element, int) or element.get("/Type") == pikepdf.Name.OBJR:
            assert kind(parent) not in KIDS
            continue
        assert element.P.objgen == parent.objgen
        name, above = kind(element), kind(parent) if "/S" in parent else "Root"
        assert name in GROUPS | BLOCKS | TABLES | INLINE
        assert above in PARENTS.get(name, {above})
        assert name in KIDS.get(above, {name})
        if above in INLINES:
            assert name in INLINE - {above}
        assert kids_of(element) or name in {"TH", "TD", "LBody"}
        stack.extend((element, kid) for kid in kids_of(element))


def test_what_a_reader_tells_apart_is_there(rich_sheet: Opened) -> None:
    found = {kind(element) for element in rich_sheet.elements}
    assert {"H1", "H2", "P", "BlockQuote", "Figure", "Link", "Note"} <= found
    assert {"L", "LI", "LBody", "Lbl", *TABLES} <= found


def test_headings_go_down_one_level_at_a_time(any_sheet: Opened) -> None:
    levels = [int(kind(e)[1]) for e in any_sheet.elements if re.fullmatch(r"H\d", kind(e))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(set(levels)) >= 2


def test_items_have_one_bullet_and_one_body(rich_sheet: Opened) -> None:
    items = [[kind(kid) for kid in kids_of(item)] for item in rich_sheet.of_kind("LI")]
    # What of an item stands on the next page has no bullet.
    assert all(item in (["Lbl", "LBody"], ["LBody"]) for item in items)
    assert ["Lbl", "LBody"] in items


def test_what_an_item_holds_stands_in_its_body(rich_sheet: Opened) -> None:
    bodies = [[kind(kid) for kid in elements_in(body)] for body in rich_sheet.of_kind("LBody")]
    assert ["P", "P", "Div"] in bodies


def elements_in(element: Any) -> list[Any]:
    return [kid for kid in kids_of(element) if not isinstance(kid, int) and "/S" in kid]


def test_every_figure_and_formula_says_what_it_shows(any_sheet: Opened, any_asked: Asked) -> None:
    said = [str(figure.get("/Alt", "")) for figure in any_sheet.of_kind("Figure")]
    assert "" not in said
    assert {"2^{13}-1"} <= set(said)
    if any_asked.bank == "rich":
        assert {"a^2", "e^2", "e = mc^2", "What it shows", "in an item"} <= set(said)


def test_every_figure_of_the_study_sheet_says_what_it_shows(torture_sheet: Opened) -> None:
    said = [str(figure.Alt) for figure in torture_sheet.of_kind("Figure")]
    assert {"What it shows", "of a thing", "A wild thing", "2^{13}-1", "3^2"} <= set(said)


def test_every_figure_says_where_it_stands(rich_sheet: Opened) -> None:
    said = sorted(
        (rich_sheet.page_numbers[figure.Pg.objgen], *map(float, figure.A.BBox))
        for figure in rich_sheet.of_kind("Figure")
        if figure.Alt == "What it shows"
    )
    seen = sorted(
        (number, *image.get_bounds())
        for number, page in enumerate(pypdfium2.PdfDocument(rich_sheet.bytes))
        for image in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=9)
    )
    assert said
    for place in said:
        assert any(place == pytest.approx(other, abs=0.5) for other in seen)


def test_each_cell_names_its_header(any_sheet: Opened, any_asked: Asked) -> None:
    headers = {bytes(cell.ID): cell for cell in any_sheet.of_kind("TH")}
    cells = any_sheet.of_kind("TD")
    assert len(headers) == len(any_sheet.of_kind("TH"))
    assert any_asked.bank == "torture" or len(cells) >= 4 * 2
    for cell in cells:
        (name,) = list(cell.A.Headers)
        header = headers[bytes(name)]
        assert header.Pg.objgen == cell.Pg.objgen
        assert str(header.A.Scope) == "/Column"


def test_a_table_over_pages_has_headers_on_each(torture_sheet: Opened) -> None:
    assert len(torture_sheet.of_kind("TH")) >= 6
    assert len(torture_sheet.of_kind("TD")) == 40 * 3


def test_names_lead_to_what_bears_them(any_sheet: Opened) -> None:
    identifiers = pikepdf.NameTree(any_sheet.tree.IDTree)
    named = {bytes(e.ID): e.objgen for e in any_sheet.elements if "/ID" in e}
    assert {str(name).encode(): e.objgen for name, e in identifiers.items()} == named
    assert {kind(e) for e in any_sheet.elements if "/ID" in e} <= {"TH", "Note"}
    assert all("/ID" in note for note in any_sheet.of_kind("Note"))


def test_each_link_has_words_and_an_element(any_sheet: Opened) -> None:
    parents = dict(parent_tree(any_sheet))
    kept = {element.objgen for element in any_sheet.elements}
    for number, link in any_sheet.links:
        assert str(link.Contents)
        element = parents[int(link.StructParent)]
        assert kind(element) == "Link"
        assert element.objgen in kept
        assert any_sheet.page_numbers[element.Pg.objgen] == number
        assert link.objgen in [kid.objgen for kid in areas_of(element)]


def areas_of(link: Any) -> list[Any]:
    return [kid.Obj for kid in kids_of(link) if not isinstance(kid, int) and "/Obj" in kid]


def test_each_element_of_a_link_has_words_and_an_area_in_each_line(rich_sheet: Opened) -> None:
    links = rich_sheet.of_kind("Link")
    assert sorted(a.objgen for link in links for a in areas_of(link)) == sorted(
        link.objgen for _, link in rich_sheet.links
    )
    for link in links:
        areas = areas_of(link)
        assert len({str(area.get("/A")) + str(area.get("/Dest")) for area in areas}) == 1
        tops = [round(float(area.Rect[3])) for area in areas]
        assert len(set(tops)) == len(tops) >= 1
        assert [kid for kid in kids_of(link) if isinstance(kid, int)] or elements_in(link)
    long = [link for link in links if leads_to(link) == "https://example.org/a"]
    assert len(long) >= 1
    assert all(len(areas_of(link)) >= 2 for link in long)
    assert not [e for link in links for e in elements_in(link) if kind(e) != "Figure"]


def leads_to(link: Any) -> str:
    area = areas_of(link)[0]
    return str(area.A.URI) if "/A" in area else str(area.Dest)


def test_the_area_of_a_link_holds_its_image(rich_sheet: Opened) -> None:
    found = [link for link in rich_sheet.of_kind("Link") if leads_to(link).endswith("/f")]
    assert found
    for link in found:
        (figure,) = elements_in(link)
        (area,) = areas_of(link)
        left, bottom, right, top = map(float, figure.A.BBox)
        assert float(area.Rect[0]) <= left + 0.1
        assert float(area.Rect[1]) <= bottom + 0.1
        assert float(area.Rect[2]) >= right - 0.1
        assert float(area.Rect[3]) >= top - 0.1


def test_a_link_that_leads_nowhere_is_no_link(rich_sheet: Opened) -> None:
    said = {str(link.Contents) for _, link in rich_sheet.links}
    assert not any("T9-9" in words for words in said)
    assert all(areas_of(link) for link in rich_sheet.of_kind("Link"))
    assert "gone" in rich_sheet.text


def test_readers_are_told_how_to_read_it(any_sheet: Opened) -> None:
    root = any_sheet.pdf.Root
    assert bool(root.MarkInfo.Marked)
    assert str(root.Lang) == "en"
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert {str(page.obj.Tabs) for page in any_sheet.pdf.pages} == {"/S"}
    with any_sheet.pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == str(any_sheet.pdf.docinfo["/Title"]) == "A bank"
        assert xmp["pdfuaid:part"] == "1"
