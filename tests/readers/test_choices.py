"""Options as authors write them, and the answers that point at them."""

import pytest

from exporter.markdown import read_document
from exporter.model.document import plain_blocks
from exporter.readers.choices import asked_of

RIGHT = [
    ("A) one\nB) two\nC) three", "B", "two"),
    ("A. one\n\nB. two\n\nC. three", "**答案：B。**", "two"),
    ("- a) one\n- b) two", "Réponse : b) two", "two"),
    ("- A: `x`\n- B: `y`", "#### Answer: B", "y"),
    ("- **A** one\n- **B** two", "**B) two**", "two"),
    ("1. one\n2. two\n3. three", "The correct answer is **C**. A vector is **B**.", "three"),
    ("1. one\n2. two\n3. three", "Option 2 is correct", "two"),
    ("(a) $x$ &emsp; (b) $y$ &emsp; (c) $z$", "**(c)** because", "z"),
    ("A) one   B) two   C) three", "Answers: A and C", "one|three"),
    ("A. one\nB. two\nC. three", "ABC", "one|two|three"),
    ("- one\n- two", "two", "two"),
    ("- 3\n- 4", "4", "4"),
    ("А) раз\nБ) два", "Правильный ответ: Б", "два"),
    ("① 하나\n② 둘", "정답: ②", "둘"),
    ("- أ: one\n- ب: two", "#### الاجابة الصحيحة: ب", "two"),
    ("- A: one\n- B: two", "#### Zgj: B", "two"),
    ("A) they\nB) it", "Answer: **B** - it does", "it"),
    ("A) one\nB) bad", "bad. Really.", "bad"),
]
NONE = [
    ("- one\n- two", "two: more of it"),
    ("- one\n- two", "`a` is not defined"),
    ("A) one\nB) two", "e.g. nothing"),
    ("A) one\nB) two", "It depends."),
    ("No options here", "A"),
]


@pytest.mark.parametrize(("asked", "answer", "right"), RIGHT)
def test_the_options_that_an_answer_names(asked: str, answer: str, right: str) -> None:
    found = asked_of(read_document(asked).blocks, read_document(answer).blocks, "f.md", 1)
    checked = [plain_blocks(item.blocks) for item in found.choices if item.checked]
    assert "|".join(checked) == right
    assert len(found.choices) > 1
    assert not found.stem
    assert not found.diagnostics


@pytest.mark.parametrize(("asked", "answer"), NONE)
def test_what_names_none_leaves_all_in_the_question(asked: str, answer: str) -> None:
    blocks = read_document(asked).blocks
    found = asked_of(blocks, read_document(answer).blocks, "f.md", 1)
    assert not found.choices
    assert found.stem == blocks


def test_options_keep_what_stands_around_them() -> None:
    text = "What is it?\n\nA. one\n\nB. two\n\n```\nof two\n```\n\nC. three\n\nChoose."
    found = asked_of(read_document(text).blocks, read_document("C").blocks, "f.md", 1)
    assert [plain_blocks(item.blocks) for item in found.choices] == ["one", "two\nof two", "three"]
    assert plain_blocks(found.stem) == "What is it?\nChoose."


def test_a_letter_without_an_option_is_told() -> None:
    blocks = read_document("A) one\nB) two").blocks
    found = asked_of(blocks, read_document("D").blocks, "f.md", 7)
    assert [(d.rule, d.file, d.line) for d in found.diagnostics] == [("no-such-option", "f.md", 7)]
