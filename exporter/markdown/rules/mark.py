"""Inline rules: `==words==` become a mark, as `~~words~~` become a strike."""

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

__all__ = ["close_marks", "open_marks"]

EQUALS = ord("=")


def open_marks(state: StateInline, silent: bool) -> bool:
    """A text token and a delimiter for `==`, to be paired when the whole line is read."""
    if state.src[state.pos] != "=" or silent:
        return False
    scanned = state.scanDelims(state.pos, True)
    if scanned.length != 2:
        return _as_text(state, scanned.length)
    before, after = state.src[state.pos - 1 : state.pos], state.src[state.pos + 2 : state.pos + 3]
    between_words = before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
    state.push("text", "", 0).content = "=="
    if not between_words:
        state.delimiters.append(
            Delimiter(EQUALS, 0, len(state.tokens) - 1, -1, scanned.can_open, scanned.can_close)
        )
    state.pos += 2
    return True


def _as_text(state: StateInline, length: int) -> bool:
    state.append_pending("=" * length)
    state.pos += length
    return True


def close_marks(state: StateInline) -> None:
    """The paired `==` become `mark_open` and `mark_close`."""
    _pair(state, state.delimiters)
    for meta in state.tokens_meta:
        if meta and "delimiters" in meta:
            _pair(state, meta["delimiters"])


def _pair(state: StateInline, delimiters: list[Delimiter]) -> None:
    for opener in delimiters:
        if opener.marker != EQUALS or opener.end == -1:
            continue
        _turn(state, opener.token, "mark_open")
        _turn(state, delimiters[opener.end].token, "mark_close")


def _turn(state: StateInline, index: int, name: str) -> None:
    token = state.tokens[index]
    token.type = name
    token.nesting = 1 if name == "mark_open" else -1
    token.content = ""
