"""The page that the program began with, where EXPORTER_SEED names its folder."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from exporter.model.bank import Bank, Question, Section, Topic, all_questions
from exporter.model.document import (
    Admonition,
    Code,
    CodeBlock,
    Math,
    MathBlock,
    Table,
    inlines_of,
    plain,
    plain_blocks,
    walk,
    walk_inlines,
)
from exporter.readers import Reading, read


@cache
def _reading(folder: Path, name: str) -> Reading:
    return read(folder / name)


@pytest.fixture
def expected(seed_folder: Path) -> dict[str, Any]:
    facts = json.loads((seed_folder / "expected.json").read_text(encoding="utf-8"))
    assert isinstance(facts, dict)
    return facts


@pytest.fixture
def reading(seed_folder: Path, expected: dict[str, Any]) -> Reading:
    return _reading(seed_folder, expected["file"])


def _with_paths(bank: Bank) -> Iterator[tuple[tuple[str, ...], Question]]:
    def inside(part: Topic | Section) -> Iterator[tuple[tuple[str, ...], Question]]:
        yield from ((part.path, question) for question in part.questions)
        for section in part.sections:
            yield from inside(section)

    for topic in bank.topics:
        yield from inside(topic)


def test_the_page_is_read_as_flattened(reading: Reading, expected: dict[str, Any]) -> None:
    [file] = reading.files
    assert file.form == "flattened"
    assert (file.questions, file.answered) == (167, expected["answered"])
    assert reading.bank.title == expected["document_title"]


def test_every_question_has_its_title_its_line_and_its_path(
    reading: Reading, expected: dict[str, Any]
) -> None:
    found = [
        (q.location.line, plain(q.title), list(path), q.answered)
        for path, q in _with_paths(reading.bank)
    ]
    assert found == [
        (q["line"], q["title"], q["topic_path"], q["answered"])
        for q in expected["questions_list"]
        if q["title"]
    ]


def test_questions_are_numbered_in_the_order_of_the_page(reading: Reading) -> None:
    positions = [question.position for _, question in _with_paths(reading.bank)]
    assert positions == list(range(1, 168))


def test_every_answer_has_its_formulas_tables_code_and_boxes(
    reading: Reading, expected: dict[str, Any]
) -> None:
    facts = {q["line"]: q for q in expected["questions_list"]}
    for _, question in _with_paths(reading.bank):
        fact = facts[question.location.line]
        blocks = list(walk(question.short))
        kinds = Counter(type(block) for block in blocks)
        inlines = Counter(type(i) for block in blocks for i in walk_inlines(inlines_of(block)))
        broken = sum(isinstance(b, CodeBlock) and b.language == "tex" for b in blocks)
        boxes = [plain(block.title) for block in blocks if isinstance(block, Admonition)]
        where = f"line {fact['line']}"
        assert kinds[MathBlock] + broken == fact.get("formulas_display", 0), where
        assert broken == fact.get("formulas_broken", 0), where
        assert inlines[Math] == fact.get("formulas_inline", 0), where
        assert kinds[Table] == fact.get("tables", 0), where
        assert kinds[CodeBlock] - broken == fact.get("code_blocks", 0), where
        assert inlines[Code] == fact.get("inline_code", 0), where
        assert boxes == fact.get("example_blocks", []), where


def test_every_answer_begins_and_ends_where_it_should(
    reading: Reading, expected: dict[str, Any]
) -> None:
    facts = {q["line"]: q for q in expected["questions_list"]}
    for _, question in _with_paths(reading.bank):
        fact = facts[question.location.line]
        if not fact["answered"]:
            assert not question.short
            continue
        words = _letters(plain_blocks(question.short))
        begin, end = fact["answer_first_line"], fact["answer_last_line"]
        assert words.startswith(_letters(begin)[:20]), f"line {fact['line']}: {words[:80]!r}"
        assert words.endswith(_letters(end)[-20:]), f"line {fact['line']}: {words[-80:]!r}"


def _letters(text: str) -> str:
    """Letters and digits alone, since markup is what the tree does without."""
    text = re.sub(r"<[^>]*>|^\?\?\? *\w+|^```\w*|^[-|]?\d*\.? ", "", text)
    return "".join(character for character in text if character.isalnum())


def test_every_word_of_every_answer_is_in_it_once(
    seed_folder: Path, reading: Reading, expected: dict[str, Any]
) -> None:
    rows = (seed_folder / expected["file"]).read_text(encoding="utf-8").split("\n")
    facts = {q["line"]: q for q in expected["questions_list"]}
    compared = 0
    for _, question in _with_paths(reading.bank):
        fact = facts[question.location.line]
        if fact["answered"]:
            first, last = fact["answer_body_lines"] or (1, 0)
            source = "\n".join([fact["answer_on_title_line"], *rows[first - 1 : last]])
            found = Counter(re.findall(r"[^\W_]+", plain_blocks(question.short)))
            assert found == Counter(_words(source)), f"line {fact['line']}"
            compared += 1
    assert compared == expected["answered"]


def _words(source: str) -> list[str]:
    """The words of an answer's rows, without markup and numbers of lists."""
    source = re.sub(r"<!--.*?-->|</?span[^>]*>", "", source, flags=re.DOTALL)
    source = re.sub(r"^(> )?\d+\. |^\?\?\? \w+|^```sh", "", source, flags=re.MULTILINE)
    return re.findall(r"[^\W_]+", source)


def test_the_formula_in_a_comment_is_nowhere(reading: Reading) -> None:
    texts = [plain_blocks(question.short) for _, question in _with_paths(reading.bank)]
    assert not any("past context used" in text for text in texts)


def test_what_is_wrong_and_what_was_dropped_is_told(reading: Reading) -> None:
    told = Counter((d.rule, d.severity) for d in reading.diagnostics)
    assert told == {
        ("no-title", "warning"): 2,
        ("broken-formula", "warning"): 1,
        ("unclosed-title", "info"): 1,
        ("page-chrome", "info"): 5,
    }
    lines = {(d.rule, d.line) for d in reading.diagnostics}
    assert lines >= {("no-title", 477), ("no-title", 525), ("broken-formula", 362)}
    assert {line for rule, line in lines if rule == "page-chrome"} == {1, 2, 222, 224, 226}


def test_the_broken_formula_is_code_with_its_words_unchanged(
    seed_folder: Path, reading: Reading, expected: dict[str, Any]
) -> None:
    row = (seed_folder / expected["file"]).read_text(encoding="utf-8").split("\n")[361]
    [question] = [q for _, q in _with_paths(reading.bank) if q.location.line == 359]
    [code] = [block for block in question.short if isinstance(block, CodeBlock)]
    assert code.language == "tex"
    assert code.line == 362
    assert code.text == row.removeprefix("$$").removesuffix("$$")


def test_topics_stand_in_the_order_of_the_page(reading: Reading) -> None:
    counts = [(len(list(all_questions(topic))), bool(topic.path)) for topic in reading.bank.topics]
    assert counts == [
        (12, True),
        (9, False),
        (53, True),
        (7, True),
        (26, True),
        (13, True),
        (41, True),
        (6, True),
    ]
