"""Links that chapters write as `x-bank:ADDRESS` into links within the sheet, or into plain text."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from pikepdf import Array, Name, Object, String

from exporter.pdf.anchors import SCHEME
from exporter.pdf.chapter import Target

__all__ = ["addresses_of", "settle_links"]


def addresses_of(targets: Iterable[Target]) -> dict[str, Target]:
    """What each address leads to; of two targets with one address, the first."""
    found: dict[str, Target] = {}
    for target in targets:
        for address in (f"@{target.name}", *target.addresses):
            found.setdefault(address, target)
    return found


def settle_links(
    pages: Sequence[Object], parents: dict[int, Object], places: Mapping[str, Target]
) -> None:
    """Give each link of `pages` its destination; a link to what is not in the sheet is taken away.

    `parents` leads from an annotation's number to its structure element; it loses what goes.
    """
    for page in pages:
        if "/Annots" in page:
            kept = [link for link in page.Annots if _settle(link, parents, places)]
            page.Annots = Array(kept)


def _settle(link: Object, parents: dict[int, Object], places: Mapping[str, Target]) -> bool:
    address = str(link.A.get("/URI", "")) if "/A" in link else ""
    if not address.startswith(SCHEME):
        return True
    target = _find(unquote(address.removeprefix(SCHEME)), places)
    if target is None:
        _drop(link, parents.pop(int(link.StructParent)))
        return False
    del link.A
    link.Dest = String(target.name)
    link.Contents = String(target.title or target.name)
    return True


def _find(address: str, places: Mapping[str, Target]) -> Target | None:
    _, mark, fragment = address.partition("#")
    return places.get(address) or (places.get(f"#{fragment}") if mark else None)


def _drop(link: Object, element: Object) -> None:
    """Leave of a link's structure element what it holds besides the link."""
    if str(element.S) == "/Link":
        element.S = Name.Span
    kids: list[Any] = list(element.K)  # numbers of texts, and elements
    element.K = Array([kid for kid in kids if isinstance(kid, int) or kid.get("/Obj") != link])
