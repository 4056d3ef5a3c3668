"""An address as an author wrote it into one that is safe to follow."""

import re

from markdown_it.common.normalize_url import normalizeLink

__all__ = ["safe_href", "scheme_of"]

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060\ufeff]+")
_PLAIN = re.compile(
    r"(?:https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?=[/?#]|$))?[\w./-]*(?:\?[\w=&-]*)?(?:#[\w-]*)?",
    re.ASCII,
)
"""An address with nothing to encode, as most are."""
_SAFE = ("http", "https", "mailto")


def scheme_of(address: str) -> str:
    """The scheme in lower case, as a browser reads it; empty for a path or `#…`."""
    match = _SCHEME.match(_IGNORED.sub("", address))
    return match[1].lower() if match else ""


def safe_href(address: str) -> str:
    """`address`, encoded, if it is http, https, mailto, `#…` or a relative path; else empty."""
    if _PLAIN.fullmatch(address) and not address.startswith("//"):
        return address
    scheme = scheme_of(address)
    address = address.strip()
    if address.startswith("//"):
        scheme, address = "https", f"https:{address}"
    if address.startswith("\\") or (scheme and scheme not in _SAFE):
        return ""
    if _PLAIN.fullmatch(address):
        return address
    try:
        return normalizeLink(address)
    except ValueError:
        return ""
