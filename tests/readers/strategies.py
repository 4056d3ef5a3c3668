"""Texts for hypothesis: banks put together from the pieces of the format, whole and broken."""

from hypothesis import strategies as st

__all__ = ["banks", "bibliographies", "flat_pages", "front_matters", "settings_files"]

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


def _of(*pieces: str) -> st.SearchStrategy[str]:
    """Rows put together from `pieces` and from anything at all."""
    piece = st.one_of(st.sampled_from(pieces), st.sampled_from(pieces), _WORDS)
    return st.tuples(st.lists(piece, max_size=20), st.sampled_from(["\n", " "])).map(
        lambda found: found[1].join(found[0])
    )


settings_files = _of(
    *("title =", '"a"', "1", "true", "[", "]", "{}", "\n", "'", '"""', "nan", "2024-01-01"),
    *("[cards]", "[print]", "[[cards]]", "[labels]", "check.x = 1", "labels.a.b = 1"),
    *('theme = "page.md"', 'theme = "\\u0000"', f'theme = "{"x" * 5000}"', 'theme = "../.."'),
    *('tags = ["a"]', 'files = ["["]', 'files = ["*"]', 'exclude = ["*"]', "print = {paper = 1}"),
    *('namespace = "x"', 'decks = "flat"', "decks = 1"),
)
"""Anything that looks like `bank.toml`."""

bibliographies = _of(
    *("@article{k,", "@book{l", "@misc(", "@string{a = 1}", "@comment{", "@preamble{", "{", "}"),
    *('title = {A {B} \\"{o} $x$},', "author = {A B and C, D, E, F},", "author = {,},", '"', "#"),
    *("year = 2000,", "url = {javascript:x},", "doi = {https://doi.org/10.1/x},", "month = jan"),
    *("eprint = {1}, archiveprefix = {arXiv},", "crossref = {k}", "and others", "\\x{", "%", "="),
)
"""Anything that looks like `references.bib`."""

front_matters = _of(
    *("---", "+++", "...", "a: b", "title: x", "title: [", "- a", "b: &a", "*a", "? x", ": y", "{"),
    *("!!python/object:os.system x", "|", "  c", 't = "1"', "%YAML 1.2", "d: 2024-13-45", "<<: *a"),
)
"""Anything that looks like the metadata of a file."""
