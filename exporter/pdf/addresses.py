"""The address of a link into what a reader of paper can type."""

import re
from html import unescape
from urllib.parse import unquote

from markupsafe import Markup

__all__ = ["shown", "tells"]

_ENCODED = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
"""Letters beyond ASCII."""
_MOST = 240
"""Letters of an address that is printed whole; nobody types a longer one."""


def shown(url: str) -> str:
    """`url` without what goes without saying: the scheme of the web or of mail, a last stroke."""
    scheme, mark, rest = url.partition(":")
    if mark and scheme.casefold() in ("http", "https"):
        address = rest.removeprefix("//").removesuffix("/")
    elif mark and scheme.casefold() == "mailto":
        address = unquote(rest.partition("?")[0])
    else:
        address = url
    address = _ENCODED.sub(_decoded, address)
    return address if len(address) <= _MOST else f"{address[:_MOST]}…"


def _decoded(found: re.Match[str]) -> str:
    """The letters that an address has encoded, as every browser shows and takes them."""
    letters = unquote(found[0], errors="replace")
    sound = "\N{REPLACEMENT CHARACTER}" not in letters and letters.isprintable()
    return letters if sound and not any(map(str.isspace, letters)) else found[0]


def tells(words: Markup, url: str) -> bool:
    """Whether the words of a link are its address."""
    return _bare(unescape(words.striptags())) == _bare(url)


def _bare(text: str) -> str:
    return shown(text.strip()).casefold().removeprefix("www.").removesuffix("/")
