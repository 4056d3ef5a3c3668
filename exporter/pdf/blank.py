"""A chapter into one that fills its last sheet of paper."""

from pikepdf import Array, Name, Pdf

__all__ = ["fill_sheet"]


def fill_sheet(pdf: Pdf) -> None:
    """Add an empty page to a chapter with an odd number of them, so that the next begins in front.

    It has no content, so that nothing is said of it.
    """
    if len(pdf.pages) % 2 == 0:
        return
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    key = 1 + max(int(number) for number in list(numbers)[::2])
    numbers.append(key)
    numbers.append(Array())
    last = pdf.pages[-1].obj
    blank = pdf.add_blank_page().obj
    blank.MediaBox = last.MediaBox
    blank.StructParents = key
    blank.Tabs = Name.S
