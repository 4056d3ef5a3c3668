"""Texts for hypothesis: banks put together from the pieces of the format, whole and broken."""

from hypothesis import strategies as st

__all__ = ["banks", "flat_pages"]

_WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_PIECES = st.sampled_from(
    [
        "# Title",
        "## Section",
        "##",
        '??? question "What is $x$?"',
        '??? question "“a” "b""',
        "??? question “Curly?” and an answer",
        '??? question "',
        '??? question ""',
        '???+ question "open"',
        '??? cloze "A ==b=="',
        '??? tip "Part"',
        '!!! warning "w"',
        "!!! abstract “Page”",
        "<!-- id: A-1; level: 9; tags: a, b; refs: c; nope: x; as_of: 20 -->",
        "<!-- more -->",
        "<!-- open",
        "-->",
        "==2: two :: hint== and ==one==",
        "- [x] right",
        "- [ ] wrong",
        "- **Group**",
        "* a",
        "15.",
        "2) b",
        "> quote",
        ">> deeper",
        "```python title='a'",
        "~~~",
        "$$",
        "$$x$$ y $$",
        r"\[ x",
        r"\begin{align} a",
        r"\end{align}",
        "$x_{i$ and $5 or 6$",
        "| a | b |",
        "|---|:-:|",
        "---",
        "+++",
        "title: T",
        "===",
        "<details><summary>s</summary>",
        "</details>",
        '<div onclick="x()"><img src="a.png">',
        "</div><script>x</script>",
        "<b>a <i>b</b> <T> </u>",
        "![a](../../x.png){width=3} ![b](https://x.org/y.png)",
        "[a](javascript:x) [b]: c",
        "a <br> b\\",
        "Skip to content",
        "Section titled “Section”",
        "",
        "",
    ]
)
_INDENTS = st.sampled_from(["", "", "    ", "  ", "\t", "        ", "> ", "- "])
_ROWS = st.tuples(_INDENTS, st.one_of(_PIECES, _PIECES, _WORDS)).map("".join)

banks = st.lists(_ROWS, max_size=30).map("\n".join)
"""Anything that looks like a bank."""

flat_pages = st.lists(st.one_of(_PIECES, _PIECES, _WORDS), max_size=40).map("\n".join)
"""Anything that looks like a page without indentation."""
