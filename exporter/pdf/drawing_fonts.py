"""A drawing into one whose letters are set in the bundled fonts where it asks for any at all.

An SVG that says `sans-serif` would otherwise look another way on every machine.
"""

import re

__all__ = ["in_bundled_fonts"]

_HEADS = b"exporter heads, exporter symbols, sans-serif"
_FACES = {
    b"sans-serif": _HEADS,
    b"system-ui": _HEADS,
    b"serif": b"exporter text, exporter symbols, serif",
    b"monospace": b"exporter code, exporter symbols, monospace",
}
"""A generic family → those that come first instead; they are named as in the style sheets."""
_GENERIC = re.compile(
    rb"""(font-family\s*[:=]\s*(?:"[^"<>]*?|'[^'<>]*?|[^;}<>=]*?))"""
    rb"\b(sans-serif|system-ui|serif|monospace)\b"
)
_OPENING = re.compile(rb"<svg(?=[\s>])")


def in_bundled_fonts(svg: bytes) -> bytes:
    """`svg` with the bundled families before each generic one; families by name stay the first."""
    if b"font-family" not in svg:
        return _OPENING.sub(b'<svg font-family="' + _HEADS + b'"', svg, count=1)
    return _GENERIC.sub(lambda found: found[1] + _FACES[found[2]], svg)
