"""What is taken off a title, and what is kept."""

import pytest

from exporter.markdown import read_document
from exporter.model.document import Heading
from exporter.readers.titles import Title, asks, number_of, read_title, sounds_asking
from tests.markdown.dump import line_of

SHOWN = [
    ("1. Why is it wet?", "'Why is it wet?'"),
    ("2.1.1 Why is it wet?", "'Why is it wet?'"),
    ("3) **Why is it wet?**", "'Why is it wet?'"),
    ("(4) Why?", "'Why?'"),
    ("AB - Question 07 - Why?", "'Why?'"),
    ("16️⃣ Why?", "'Why?'"),
    ("AB-Question8: Why?", "'Why?'"),
    ("#5 Why?", "'Why?'"),
    ("Q6. Why is C# sharp", "'Why is C# sharp'"),
    ("Q: Why `x` and *y*? ##", "'Why ' code('x') ' and ' emphasis('y') '?'"),
    ("**Q7.** Why?", "'Why?'"),
    ("**Q8: Why** then?", "strong('Why') ' then?'"),
    ("Question 9 of 20: Why?", "'Why?'"),
    ("面试题 10：为什么？", "'为什么？'"),
    ("题目10：为什么？###", "'为什么？'"),
    ("第11题 为什么", "'为什么'"),
    ("十二、为什么", "'为什么'"),
    ("문제 13. 왜", "'왜'"),
    ("Câu hỏi 14: Vì sao", "'Vì sao'"),
    ("السؤال 15: لماذا", "'لماذا'"),
    ("1️⃣6️⃣ Why?", "'Why?'"),
    ("⑰ Why?", "'Why?'"),
    ("🟢 Why? 🔥", "'Why?'"),
    (":star: Why?", "'Why?'"),
    ("Why? (5 points)", "'Why?'"),
    ("[2.5 pts] Why?", "'Why?'"),
    ("Почему? (3 балла)", "'Почему?'"),
    ("Why? [src](https://why.example)", "'Why?'"),
    ("Why? ([source](https://why.example))", "'Why?'"),
    ("Why? [⬆](#top)", "'Why?'"),
    ("18. $x$ or `y`?", "math('x') ' or ' code('y') '?'"),
]
KEPT = [
    "3-tier or 2.x?",
    "2.1 What",
    "10:30 or 11?",
    "100 doors",
    "Q-learning or Q&A?",
    "C# 3",
    "Why 🔥 burns",
    "Is it? *No.*",
    "Where does [this](https://way.example) lead?",
    "Query 1",
    "Why (in 3 words)?",
]


def _title(words: str, *, numbered: bool = False) -> Title:
    [heading] = read_document(f"# {words}").blocks
    assert isinstance(heading, Heading)
    return read_title(heading.children, numbered=numbered)


@pytest.mark.parametrize(("words", "shown"), SHOWN)
def test_what_stands_around_a_title_is_taken_off(words: str, shown: str) -> None:
    title = _title(words)
    assert line_of(title.words) == shown
    assert not title.generic


@pytest.mark.parametrize("words", KEPT)
def test_what_belongs_to_a_title_stays(words: str) -> None:
    [heading] = read_document(f"# {words}").blocks
    assert isinstance(heading, Heading)
    assert line_of(_title(words).words) == line_of(heading.children)


@pytest.mark.parametrize(
    "words", ["Question 8", "**Q8.**", "Exercice 3 (2 points)", "第3题", "12."]
)
def test_a_title_that_is_only_a_number_stays_and_says_nothing(words: str) -> None:
    title = _title(words)
    assert title.generic
    assert title.number
    assert line_of(title.words) != ""


def test_what_was_taken_off_is_kept() -> None:
    title = _title("Q2.10) 🔴 Why? [src](https://why.example)")
    assert (title.label, title.number, title.level) == ("q", (2, 10), 3)
    assert [link.href for link in title.sources] == ["https://why.example"]


def test_a_number_without_a_mark_goes_where_all_have_one() -> None:
    assert line_of(_title("2.1 2 pods?", numbered=True).words) == "'2 pods?'"
    assert line_of(_title("4.why?", numbered=True).words) == "'why?'"


@pytest.mark.parametrize(
    ("words", "number"),
    [("12", 12), ("一", 1), ("十", 10), ("二十三", 23), ("一百", 100), ("⑳", 20), ("🔟", 10)],
)
def test_numbers_in_other_signs(words: str, number: int) -> None:
    assert number_of(words) == (number,)


@pytest.mark.parametrize(
    ("words", "mark", "sound"),
    [
        ("Why is it wet?", True, True),
        ("为什么？举例说明", True, True),
        ("Rain vs snow", False, True),
        ("Explain rain", False, True),
        ("Опишите дождь", False, True),
        ("Whatever", False, False),
        ("Rain", False, False),
        ("`a ?? b`", False, False),
    ],
)
def test_which_titles_ask(words: str, mark: bool, sound: bool) -> None:
    title = _title(words)
    assert (asks(title.words), sounds_asking(title.words)) == (mark, sound)
