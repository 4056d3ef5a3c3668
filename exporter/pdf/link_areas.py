"""The areas of a page that a link can be clicked in, into one for each of its lines."""

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Name, Object

__all__ = ["gather_areas", "lead_alike"]


def gather_areas(link: Object, parents: dict[int, Object]) -> None:
    """Give the element of a line of a link one annotation, which covers all that is in it.

    WeasyPrint gives one to each box of a link: to its words, each piece of code in them, an image.
    `parents` leads from an annotation's number to its element, and loses what goes. Without any
    annotation, it is no link.
    """
    references = list(_taken(link))
    if not references:
        link.S = Name.Span
        return
    first = references[0]
    first.Obj.Rect = _around([each.Obj.Rect for each in references])
    for other in references[1:]:
        del parents[int(other.Obj.StructParent)]
    parents[int(first.Obj.StructParent)] = link
    link.K = Array([first, *link.K])


def lead_alike(one: Object, other: Object) -> bool:
    """Whether both are elements of links, and lead to one place."""
    if not one.get("/S") == other.get("/S") == Name.Link:
        return False
    first, second = (next(_references(element)).Obj for element in (one, other))
    return all(bool(first.get(key) == second.get(key)) for key in ("/A", "/Dest"))


def _taken(element: Object) -> Iterator[Object]:
    """The references to annotations in `element` and all below it, which loses them."""
    yield from _references(element)
    kids: list[Any] = list(element.get("/K", Array()))  # numbers of texts, and elements
    kept = [kid for kid in kids if isinstance(kid, int) or kid.get("/Type") != Name.OBJR]
    element.K = Array(kept)
    for kid in kept:
        if not isinstance(kid, int):
            yield from _taken(kid)


def _references(element: Object) -> Iterator[Object]:
    kids: list[Any] = list(element.get("/K", Array()))
    yield from (kid for kid in kids if not isinstance(kid, int) and kid.get("/Type") == Name.OBJR)


def _around(areas: list[Object]) -> Array:
    """The smallest rectangle around all that are not empty."""
    corners = [tuple(map(float, area)) for area in areas]
    wide = [(x1, y1, x2, y2) for x1, y1, x2, y2 in corners if x1 != x2 and y1 != y2]
    across = [x for x1, _, x2, _ in wide or corners for x in (x1, x2)]
    along = [y for _, y1, _, y2 in wide or corners for y in (y1, y2)]
    return Array([min(across), min(along), max(across), max(along)])
