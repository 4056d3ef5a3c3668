"""Inline rules: images that nest no deeper than they should, and attribute lists behind them."""

import re

from markdown_it.rules_inline import StateInline, image

__all__ = ["attributes", "shallow_image"]

DEEPEST = 3
"""How many images may stand in the alt text of one another."""

_LIST = re.compile(r"\{:?[ \t]*([^{}\n]*?)[ \t]*\}")
_ITEM = re.compile(r"""[.#][\w-]+|[\w:-]+=(?:"[^"]*"|'[^']*'|[^\s"'{}]+)""")


def shallow_image(state: StateInline, silent: bool) -> bool:
    """markdown-it's own rule; it parses the alt text by itself, so the depth is counted here."""
    if state.src[state.pos] != "!":
        return False
    if silent:
        return image(state, silent)
    depth = state.env.get("image_depth", 0)
    if depth >= DEEPEST:
        return False
    state.env["image_depth"] = depth + 1
    try:
        return image(state, silent)
    finally:
        state.env["image_depth"] = depth


def attributes(state: StateInline, silent: bool) -> bool:
    """Takes `{ width=300 .class }` behind an image or a link away, and gives it to the image."""
    if state.src[state.pos] != "{" or silent or state.pending or not state.tokens:
        return False
    token = state.tokens[-1]
    if token.type not in ("image", "link_close"):
        return False
    found = _LIST.match(state.src, state.pos, state.posMax)
    if not found or _ITEM.sub("", found[1]).strip():
        return False
    for item in _ITEM.findall(found[1]):
        name, equals, value = item.partition("=")
        if equals and token.type == "image":
            token.attrs[f"list-{name}"] = value.strip("\"'")
    state.pos = found.end()
    return True
