"""For each rule: what it is silent about, and what it tells, read as any bank is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from exporter.checks.rules import RULES
from tests.checks.banks import STUDY, told_of

QUESTION = '??? question "What is a photon?"\n'
LONG = "Its energy is proportional to its frequency. "
"""Seven words."""


def answered(*lines: str) -> str:
    """A question with these lines as its answer."""
    return QUESTION + "".join(f"    {line}\n" if line else "\n" for line in lines)


def parted(short: str, *details: str, metadata: str = "") -> str:
    """A question with a short answer and details."""
    head = (f"<!-- {metadata} -->", "") if metadata else ()
    return answered(*head, short, "", "<!-- more -->", "", *details)


def both(first: str, second: str, answer: str = "A quantum.", other: str = "A quantum.") -> str:
    """Two questions."""
    return f'??? question "{first}"\n    {answer}\n\n??? question "{second}"\n    {other}\n'


ALIKE = "A photon is the quantum of the electromagnetic field, and it carries its force."
SILENT: dict[str, list[str]] = {
    "unanswered": [answered("A quantum."), answered("- [ ] one", "- [ ] other")],
    "duplicate-question": [
        both("What is a photon?", "What is a phonon?"),
        both("What is HTTP 1?", "What is HTTP 2?", ALIKE, ALIKE),
        both("What is C++?", "What is C#?", "A language.", "A language."),
        both(
            "What is an encoder?", "What is a decoder?", "A network that reads.", "One that writes."
        ),
        both("OpenStack存储问题", "OpenStack计算问题"),
        both("Which bit is even if a sum is odd?", "Which bit is odd if a sum is even?", "1", "1"),
        both("What does `[…]` mean?", "What does `{…}` mean?", "It repeats.", "A group."),
        both("Which is (1, 2)?", "Which is [1, 2]?", "It has two parts.", "It has two parts."),
        both("i", "I", "It inserts text here.", "It inserts text in front."),
        both("N-한테", "N-한테서", "It says to whom a gift is.", "It says of whom a gift is."),
        '??? question "Simplify:"\n    - [x] ![](a.png)\n    - [ ] no\n\n'
        '??? question "Simplify:"\n    - [x] ![](b.png)\n    - [ ] no\n',
        both("Is 7 odd?", "Is 9 odd?", "Yes.", "Yes."),
        both(
            "What is the output?",
            "What is the output?",
            "```\n    print(1 + 1)\n    ```\n\n    Two.",
            "```\n    print(2 + 1)\n    ```\n\n    Three.",
        ),
        '??? cloze "Light"\n    It is ==fast==.\n\n??? cloze "Light"\n    It has no ==mass==.\n',
    ],
    "broken-formula": [
        answered(r"$\frac{1}{2}$"),
        answered(r"$$\begin{aligned} a &= b \end{aligned}$$"),
        answered("`$x$`"),
        answered("it costs $5 or $6"),
    ],
    "unknown-macro": [
        answered(r"$\boldsymbol{x} \in \mathbb{R}$"),
        answered(r"$\newcommand{\R}{\mathbb{R}} \R$"),
        answered(r"`$\R$`"),
    ],
    "money-formula": [
        answered("from $5 to $10"),
        answered(r"from \$5 to 10\$"),
        answered("$2n$ nodes, $5$ of them"),
        answered(r"$3 \text{ for all } x$"),
        answered("$2 x$"),
        answered("$10 - 2$"),
    ],
    "no-right-option": [answered("- [x] one", "- [ ] other"), answered("- one", "- other")],
    "long-answer": [answered(LONG * 30), parted("A quantum.", LONG * 60)],
    "heading-in-answer": [answered("**Energy.** Little."), "## Light\n\n" + answered("Little.")],
    "reserved-tag": [answered("<!-- tags: bookmarked -->", "", "A quantum.")],
    "missing-heading": [
        "## Waves and *more*\n\n" + answered("[here](#waves-and-more)"),
        "## 1. Was heißt das?\n\n" + answered("[here](#1-was-heißt-das)"),
        "Waves\n-----\n\n" + answered("[here](topic.md#waves)"),
        answered('<a name="deep"></a>', "", "[here](#deep)"),
        "## Waves {#w}\n\n" + answered("[here](#w)"),
        answered("[there](https://example.org/#nothing)"),
        answered("[there](other.md#nothing)"),
        answered("<!-- id: LIG-01 -->", "", "[here](#LIG-01)"),
    ],
    "no-short-answer": [answered("A quantum."), parted("A quantum.", "No mass.")],
    "long-short-answer": [parted(LONG * 8, "No mass."), answered(LONG * 20)],
    "stale-answer": [
        answered("<!-- as_of: 2024-06 -->", "", "Ours."),
        answered("Ours."),
    ],
    "unbundled-glyph": [answered("α → β, naïve, Привет, “so” – 5 €")],
    "long-title": [QUESTION, '??? question "When, e.g. at dawn, is the sky red?"\n'],
    "details-length": [
        parted("A quantum.", LONG * 10),
        parted("A quantum.", LONG * 10, metadata="level: 1"),
        parted("A quantum.", LONG * 40, metadata="level: 3"),
        answered("- [x] one", "- [ ] other"),
        QUESTION,
    ],
    "short-shape": [
        answered("One. Two, e.g. this. Three: $x$."),
        parted("A quantum.", "- a", "- b", "", "One. Two. Three. Four. Five. $x$ and $y$."),
    ],
    "missing-part": [
        answered("<!-- kind: derive -->", "", "$$h\\nu$$"),
        answered("<!-- kind: code -->", "", "```python", "x = 1", "```"),
        answered("<!-- kind: compare -->", "", "| a | b |", "|---|---|", "| 1 | 2 |"),
        answered("<!-- kind: design -->", "", "```mermaid", "a --> b", "```"),
        answered("<!-- kind: concept -->", "", "A quantum."),
    ],
    "many-formulas": [answered(*["$$x$$", ""] * 3)],
    "long-code": [answered("```python", *["x = 1"] * 30, "```")],
    "large-table": [answered("| a | b |", "|---|---|", *["| 1 | 2 |"] * 8)],
    "many-bullets": [answered(*["- a"] * 7), answered(*["1. a"] * 7)],
    "pitfalls": [answered("A quantum.", "", '!!! warning "Fehler"', "    - One.", "    - Two.")],
    "follow-ups": [answered("A quantum.", "", '!!! question "Weiter"', "    - Why? So.")],
    "reference-count": [answered("<!-- refs: hecht -->", "", "A quantum."), QUESTION],
    "no-as-of": [
        answered("<!-- tags: volatile; as_of: 2025-01 -->", "", "Ours."),
        answered("<!-- tags: waves -->", "", "Ours."),
    ],
    "no-level": [answered("<!-- level: 1; kind: concept; tags: a -->", "", "A quantum.")],
    "unknown-rule": [
        answered("<!-- check: off S203, unanswered -->", "", "A quantum."),
        answered("<!-- check: off S -->", "", "A quantum."),
    ],
    # What reading tells.
    "unclosed-fence": [answered("```python", "x = 1", "```")],
    "mixed-indentation": [
        answered("- light", "    - waves", "    - photons"),
        answered("- light", "\t- waves", "\t- photons"),
        answered("- light", "    - waves", "", "text", "", "- light", "\t- waves"),
        answered("```", "- a", "\t- b", "    - c", "```"),
    ],
    "unknown-key": [answered("<!-- level: 2; check: off S203 -->", "", "A quantum.")],
    "bad-metadata": [answered("<!-- check: off S203 -->", "", "A quantum.")],
    "cleaned-html": [answered("Press <kbd>Enter</kbd>.")],
    "unread-macro": [
        answered("{{ answer(True, ", '"', "A quantum.", '"', ") }}"),
        answered("```", "{{ answer() }}", "```"),
        answered("Angular shows `{{ title() }}`, and {{ title() }}."),
    ],
    "no-blank": ['??? cloze "Light"\n    It is ==fast==.\n'],
    "no-title": [QUESTION],
    "remote-media": [answered("[A prism](https://example.org/prism.svg)")],
    "missing-media": [answered("`![A prism](gone.svg)`")],
    "outside-media": [answered("[A prism](../prism.svg)")],
    "unknown-reference": [answered("<!-- refs: hecht -->", "", "A quantum.")],
    "duplicate-id": [
        both("One?", "Other?", "<!-- id: A-1 -->\n    One.", "<!-- id: A-2 -->\n    Other.")
    ],
}
TOLD: dict[str, list[tuple[str, int]]] = {
    "unanswered": [(QUESTION, 1)],
    "duplicate-question": [
        (both("What is a photon?", "What is a photon ?"), 4),
        (both("Photon: what is it?", "What is it: photon?"), 4),
        (both("What is attention?", "What is atention?"), 4),
        (both("What is a photon in physics?", "What is a photon in all physics?", ALIKE, ALIKE), 4),
        (both("What is JSX?", "What is JSX?", "Markup in code.", "Calls in disguise."), 4),
        (both("光とは何ですか", "光とは何ですか？"), 4),
    ],
    "broken-formula": [
        (answered(r"$$\left( x$$"), 2),
        (answered(r"so $\frac{1}{2$"), 2),
        (answered(r"$$\begin{aligned} a \end{cases}$$"), 2),
        (answered("A quantum.", "", r"with $\frac{1}$"), 4),
    ],
    "unknown-macro": [
        (answered(r"so $\nosuchmacro{x}$"), 2),
        (answered("A quantum.", "", r"$$\bm{x}$$"), 4),
        ('??? question "What is $\\R$?"\n', 1),
        (answered("| a | b |", "|---|---|", r"| 1 | $\argmax$ |"), 4),
    ],
    "money-formula": [
        (answered("it costs $5 for one, and 9$ for two"), 2),
        (answered("from $20k per month to 30k$"), 2),
        (answered("between $100 and 200$"), 2),
    ],
    "no-right-option": [(answered("- [ ] one", "- [ ] other"), 1)],
    "long-answer": [(answered(LONG * 40), 1), (answered("```", *["a b c d e"] * 60, "```"), 1)],
    "heading-in-answer": [(answered("Little.", "", "#### Why", "", "So."), 4)],
    "reserved-tag": [(answered("<!-- tags: Leech, marked -->", "", "A quantum."), 1)],
    "missing-heading": [
        ("## Waves\n\n" + answered("A [wave](#wave-motion)."), 4),
        ("## Waves\n\n" + answered("A quantum.", "", "A [wave](topic.md#wave-motion)."), 6),
    ],
    "no-short-answer": [(answered("<!-- more -->", "", "No mass."), 1)],
    "long-short-answer": [(parted(LONG * 10, "No mass."), 1)],
    "stale-answer": [(answered("<!-- as_of: 2024-05 -->", "", "Ours."), 1)],
    "unbundled-glyph": [(answered("A quantum.", "", "In Japanese: 光子."), 4)],
    "long-title": [
        ('??? question "What is light? And what is sound?"\n', 1),
        (f'??? question "Why {"so " * 60}?"\n', 1),
    ],
    "details-length": [
        (answered("A quantum."), 1),
        (parted("A quantum.", "No mass."), 1),
        (parted("A quantum.", LONG * 30, metadata="level: 1"), 1),
        (parted("A quantum.", LONG * 10, metadata="level: 3"), 1),
        (parted("A quantum.", LONG * 45), 1),
    ],
    "short-shape": [
        (answered("- a", "- b"), 1),
        (answered("One. Two. Three. Four."), 1),
        (answered("Either $x$ or $y$."), 1),
        (answered("A quantum.", "", "$$x$$"), 1),
        (answered("光は速い。光は波だ。光は粒だ。光だ。"), 1),
    ],
    "missing-part": [
        (answered("<!-- kind: derive -->", "", "Little."), 1),
        (answered("<!-- kind: estimate -->", "", "Little."), 1),
        (answered("<!-- kind: code -->", "", "`x`"), 1),
        (answered("<!-- kind: compare -->", "", "Little."), 1),
        (answered("<!-- kind: design -->", "", "```python", "x", "```"), 1),
    ],
    "many-formulas": [(answered(*["$$x$$", ""] * 4), 1)],
    "long-code": [(answered("```python", *["x = 1"] * 31, "```"), 2)],
    "large-table": [
        (answered("| a | b |", "|---|---|", *["| 1 | 2 |"] * 9), 2),
        (answered("|a" * 7 + "|", "|-" * 7 + "|", "|1" * 7 + "|"), 2),
    ],
    "many-bullets": [(answered(*["- a"] * 8), 2), (answered(*["1. a"] * 8), 2)],
    "pitfalls": [
        (answered("A quantum."), 1),
        (answered("A quantum.", "", '!!! warning "x"', *["    - One."] * 5), 1),
        (answered("A quantum.", "", '!!! warning "x"', "    - One.", f"    - {LONG * 4}"), 6),
    ],
    "follow-ups": [
        (answered("A quantum."), 1),
        (answered("A quantum.", "", '!!! question "x"', *["    - Why? So."] * 4), 1),
    ],
    "reference-count": [(answered("A quantum."), 1)],
    "no-as-of": [(answered("<!-- tags: Volatile -->", "", "Ours."), 1)],
    "no-level": [
        (answered("<!-- level: 1; tags: a -->", "", "A quantum."), 1),
        (answered("A quantum."), 1),
    ],
    "unknown-rule": [
        (answered("<!-- check: off S999 -->", "", "A quantum."), 1),
        (answered("<!-- check: off duplicate-id -->", "", "A quantum."), 1),
    ],
    "unclosed-fence": [(answered("```python", "x = 1"), 2)],
    "mixed-indentation": [
        (answered("- light", "\t- waves", "    - photons"), 4),
        ("---\ntitle: x\n---\n\n- light\n  - waves\n\t- photons\n\n" + QUESTION, 7),
        (answered("1. light", "\t1. waves", "    1. photons"), 4),
    ],
    "unknown-key": [(answered("<!-- levle: 2 -->", "", "A quantum."), 2)],
    "bad-metadata": [
        (answered("<!-- check: S203 -->", "", "A quantum."), 2),
        (answered("<!-- check: off -->", "", "A quantum."), 2),
    ],
    "cleaned-html": [(answered("<script>x()</script>"), 2)],
    "unread-macro": [(answered("A quantum.", "", '{{ answer("light.md") }}'), 4)],
    "no-blank": [('??? cloze "Light"\n    It is fast.\n', 1)],
    "no-title": [('??? question ""\n    A quantum.\n', 1)],
    "remote-media": [(answered("![A prism](https://example.org/prism.svg)"), 2)],
    "missing-media": [(answered("![A prism](gone.svg)"), 2)],
    "outside-media": [(answered("![A prism](../prism.svg)"), 2)],
    "unknown-reference": [(answered("<!-- refs: hect -->", "", "A quantum."), 2)],
    "duplicate-id": [
        (both("One?", "Other?", "<!-- id: A-1 -->\n    One.", "<!-- id: A-1 -->\n    Other."), 5)
    ],
}


def flat(table: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    for rule, texts in table.items():
        yield from ((rule, text) for text in texts)


def test_each_rule_that_checks_is_in_both_tables() -> None:
    names = {rule.name for rule in RULES if rule.check} - {"open-tags"}
    assert len(names) > 25
    assert names <= set(SILENT)
    assert set(SILENT) == set(TOLD)
    assert all(SILENT.values())
    assert all(TOLD.values())


@pytest.mark.parametrize(("rule", "text"), list(flat(SILENT)))
def test_silent(tmp_path: Path, rule: str, text: str) -> None:
    found = told_of(tmp_path, text, STUDY)
    assert [told for told in found if told.rule == rule] == []


@pytest.mark.parametrize(
    ("rule", "text", "line"), [(rule, *told) for rule, rows in TOLD.items() for told in rows]
)
def test_told_once_where_it_is(tmp_path: Path, rule: str, text: str, line: int) -> None:
    known = next(known for known in RULES if known.name == rule)
    found = [told for told in told_of(tmp_path, text, STUDY) if told.rule == rule]
    places = {(told.file, told.line) for told in found}
    assert places == {("topic.md", line)}
    assert {(told.code, told.severity) for told in found} == {
        (known.code, known.study or known.severity)
    }
    assert all(told.message and not told.message.endswith(".") for told in found)
    assert all(told.help for told in found if told.severity != "info")
