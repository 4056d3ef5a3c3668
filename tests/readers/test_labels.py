"""What is a label, in any language, and what only sounds like one."""

import pytest

from exporter.model.document import Break, Inline, Strong, Text, plain
from exporter.readers.labels import Label, label_of, labelled, names_answer

LABELS: dict[str, Label] = {
    "Answer": "answer",
    "✅ Click here to see the answer!": "answer",
    "Show Answer (try it first)": "answer",
    "Solution to Exercise 3": "answer",
    "Answer and explanation": "answer",
    "Lösung anzeigen": "answer",
    "Reponse": "answer",
    "Voir la réponse": "answer",
    "Ver respuesta": "answer",
    "Показать ответ": "answer",
    "点击查看答案": "answer",
    "参考答案：": "answer",
    "答えを見る": "answer",
    "정답 보기": "answer",
    "Đáp án": "answer",
    "الإجابة": "answer",
    "Exercise 3: solution": "answer",
    "Hint 1": "hint",
    "Indice": "hint",
    "提示": "hint",
    "Explanation": "explanation",
    "해설": "explanation",
    "Énoncé": "question",
    "Question 8": "question",
    "题目1": "question",
    "Click to expand": "more",
    "Details": "more",
}
NO_LABELS = (
    "",
    "12",
    "A",
    "the",
    "What is the answer?",
    "See the class",
    "Answer: B",
    "Solution architecture",
    "大题材",
    "An answer that goes on and on",
    "answer " * 20,
)


@pytest.mark.parametrize(("words", "label"), LABELS.items())
def test_a_label(words: str, label: Label) -> None:
    assert label_of(words) == label


@pytest.mark.parametrize("words", NO_LABELS)
def test_no_label(words: str) -> None:
    assert label_of(words) == ""


@pytest.mark.parametrize(
    ("inlines", "label", "rest"),
    [
        ((Text("Ans: 42"),), "answer", "42"),
        ((Strong((Text("Answer:"),)), Text(" B")), "answer", "B"),
        ((Strong((Text("Answer"),)), Text(": x")), "answer", "x"),
        ((Strong((Text("Answer: B"),)), Text(" more")), "answer", "B more"),
        ((Text("Answer"), Break(hard=False), Text("x")), "answer", "x"),
        ((Text("答：好"),), "answer", "好"),
        ((Text("Question: How?"),), "question", "How?"),
        ((Strong((Text("Answer"),)), Text(" sets grow")), "", "Answer sets grow"),
        ((Text("Note: x"),), "", "Note: x"),
        ((), "", ""),
    ],
)
def test_a_text_with_a_label(inlines: tuple[Inline, ...], label: Label, rest: str) -> None:
    found, words = labelled(inlines)
    assert (found, plain(words)) == (label, rest)


@pytest.mark.parametrize("words", ["The right answer is B", "Option 2 holds", "正解はイ"])
def test_a_sentence_that_speaks_of_its_answer(words: str) -> None:
    assert names_answer(words)


def test_a_sentence_that_does_not() -> None:
    assert not names_answer("Class B is the widest")
