"""The blanks of a cloze into gaps to fill by hand."""

from exporter.model.document import Block, Inline, Mark, Span, Text, plain, with_inlines

__all__ = ["with_gaps"]

_LENGTHS = (6, 14, 28)
"""Letters of a blank up to which its gap has the first length, the second, the third: so a gap has
room for the words, and does not count their letters."""
_SAID = "[…]"
"""What a screen reader says of a gap: the style sheet lets nothing of it be seen."""


def with_gaps(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The text of a cloze without the words of its blanks, a hint behind each gap that has one."""
    return with_inlines(blocks, _gap)


def _gap(inline: Inline) -> Inline:
    if not isinstance(inline, Mark):
        return inline
    letters = len(plain(inline.children))
    length = sum(letters > most for most in _LENGTHS) + 1
    gap = Span(("gap", f"gap-{length}"), (Text(_SAID),))
    if not inline.hint:
        return gap
    return Span(("hinted",), (gap, Text(" "), Span(("hint",), (Text(f"({inline.hint})"),))))
