"""Texts that mean a reader ill: nested without end, never closed, or all of one mark."""

from collections.abc import Mapping

__all__ = ["MARKS", "NESTED", "PLACES", "of_marks"]

MARKS = (
    *("[", "*", "** ", "_", "a_", "*_", "`", "`` ` ", "<", "<b>", "$", "$a ", "$$ ", "![](", "![["),
    *("](", "[[", "[a](b) ", "{{", "{{c1::", "&", "&amp;", "|", "\\", "\\(", "\\[", ">", "> "),
    *("- ", "1. ", "~~a", "==", "<!--", "-->", '"', "::", "#", "<?", "<a href='", "<details>"),
    *("<![CDATA[", "[^1]", "http://a", "?", "(", "e\u0301", "\u202e", "\x00", "a  \n"),
)
"""What a whole line may be made of."""

PLACES: Mapping[str, str] = {
    "title": '??? question "{}"\n    Words.\n',
    "answer": '??? question "Q?"\n    {}\n',
    "option": '??? question "Q?"\n    - [x] {}\n    - [ ] b\n',
    "metadata": '??? question "Q?"\n    <!-- id: {} -->\n    Words.\n',
    "heading": "## {}\n\nWords.\n",
    "cell": "| a | b |\n|---|---|\n| {} | x |\n",
    "summary": "<details><summary>{}</summary>\nWords.\n</details>\n",
    "front matter": "---\ntitle: {}\n---\n\n## A?\n\nWords.\n",
    "pair": "Q: {}\nA: {}\n",
}
"""Where such a line may stand."""


def of_marks(place: str, mark: str, length: int) -> str:
    """A page with a line of `length` characters, all of them of one mark."""
    line = (mark * (length // len(mark) + 1))[:length]
    return PLACES[place].replace("{}", line)


def _rows(row: str, count: int) -> str:
    return "".join(row.format(number) for number in range(count))


NESTED: Mapping[str, str] = {
    "quotes": ">" * 10_000 + " a\n",
    "spaced quotes": "> " * 10_000 + "a\n",
    "lists": "- " * 10_000 + "a\n",
    "numbers": "1. " * 10_000 + "a\n",
    "indented lists": "".join("  " * depth + "- a\n" for depth in range(1_000)),
    "boxes": "".join("    " * depth + '??? question "q"\n' for depth in range(300)),
    "open folds": "<details><summary>s</summary>\n\n" * 2_000 + "a\n",
    "folds": "<details><summary>s</summary>\n" * 2_000 + "</details>\n" * 2_000,
    "folds on a line": "<details><summary>s</summary>" * 2_000 + "\n",
    "elements": "<div>\n" + "<summary>a" * 5_000 + "\n",
    "headings": "# h\n" * 2_000,
    "questions of the same words": _rows("## Question {}?\n\n", 1_000),
    "footnotes": _rows("[^{}]: note\n", 3_000) + "[^1]\n",
    "definitions": _rows("[r{0}]: http://x.org/{0}\n", 3_000) + "\n[r1]\n",
    "columns": "|" + "a|" * 3_000 + "\n|" + "-|" * 3_000 + "\n|" + "b|" * 3_000 + "\n",
    "metadata": "---\na: " + "[" * 60_000 + '\n---\n\n??? question "A?"\n    b\n',
    "tables": "---\na: " + "{{c1::" * 10_000 + '\n---\n\n??? question "A?"\n    b\n',
    "keys": "+++\n" + "a." * 2_000 + 'b = 1\n+++\n\n??? question "A?"\n    b\n',
    "laughs": "---\na: &a [x, x, x, x, x, x, x, x, x]\n"
    + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(20)
    )
    + '---\n\n??? question "A?"\n    b\n',
}
"""Pages by what nests, or goes on, in them."""
