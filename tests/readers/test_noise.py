"""What dresses the edges of an answer, and what answers."""

import pytest

from exporter.markdown import read_document
from exporter.readers.noise import repeated_in, tell_noise, without_noise
from tests.markdown.dump import dump

NOISE = [
    ("[[↑] Back to top](#rain)", "top"),
    ("**[⬆ Up](#table-of-contents)**", "top"),
    ('<div align="right"><b><a href="#">↥ back to top</a></b></div>', "top"),
    ("> [⏫ zum Anfang](README.md#inhalt)", "top"),
    ("[Наверх](#вопросы) | [↑](#top)", "top"),
    ("---", "rule"),
    ("TODO", "placeholder"),
    ("*Write your answer here*", "placeholder"),
    ("...", "placeholder"),
    ("##### Sources", "source"),
]
ANSWERS = [
    "15.",
    "193",
    "O(1)",
    "No.",
    "[The manual](https://rain.example)",
    "[Rain](#rain) and snow",
    "- https://rain.example",
    "### Tools\n\n- [Can](https://can.example)\n- [Hose](https://hose.example)",
    "![a cloud](https://rain.example/cloud.png)",
    "```\n---\n```",
    "Source: a book",
    "To do: dig.",
]
SOURCES = [
    "###### Source\n\n* https://rain.example/a",
    "Source: https://rain.example/a",
    "**Quelle:** [https://rain.example/a](https://rain.example/a)",
    "Sites:\n\n- <https://rain.example/a>",
]


def _without(text: str) -> tuple[str, list[str], list[str]]:
    answer = without_noise(read_document(text).blocks)
    kinds: list[str] = [found.kind for found in answer.noise]
    return dump(answer.blocks), kinds, [reference.url for reference in answer.references]


@pytest.mark.parametrize(("text", "kind"), NOISE)
def test_noise_goes_from_both_edges(text: str, kind: str) -> None:
    assert _without(text) == ("", [kind], [])
    rest, kinds, _ = _without(f"It rains.\n\n{text}")
    assert rest == "1: paragraph 'It rains.'"
    assert kinds == [kind]


@pytest.mark.parametrize("text", ANSWERS)
def test_what_answers_stays(text: str) -> None:
    whole = dump(read_document(text).blocks)
    assert whole
    assert _without(text) == (whole, [], [])


@pytest.mark.parametrize("text", SOURCES)
def test_sources_become_references(text: str) -> None:
    assert _without(f"It rains.\n\n{text}\n\n---") == (
        "1: paragraph 'It rains.'",
        ["rule"],
        ["https://rain.example/a"],
    )


def test_noise_within_an_answer_stays() -> None:
    text = "It rains.\n\n---\n\n[Up](#top)\n\nIt snows."
    assert _without(text) == (dump(read_document(text).blocks), [], [])


def test_a_line_that_many_answers_end_in_is_no_answer() -> None:
    line = "[Join us](https://shop.example/join) today"
    bodies = [read_document(f"{word}\n\n{line}").blocks for word in ("Rain", "Snow", "Hail")]
    alone = read_document(line).blocks
    repeated = repeated_in([*bodies, alone])
    assert [dump(without_noise(b, repeated).blocks) for b in bodies] == [
        "1: paragraph 'Rain'",
        "1: paragraph 'Snow'",
        "1: paragraph 'Hail'",
    ]
    assert without_noise(bodies[0], repeated_in(bodies[:2])).blocks == bodies[0]


def test_each_kind_is_told_once_at_its_first_line() -> None:
    noise = [
        found
        for text in ("a\n\n---", "\n\n---\n\nb\n\n[↑](#a)\n\n[↑](#a)")
        for found in without_noise(read_document(text).blocks).noise
    ]
    told = tell_noise("page.md", noise)
    assert [(found.rule, found.line, found.severity) for found in told] == [
        ("left-out-rule", 3, "info"),
        ("left-out-top", 7, "info"),
    ]
