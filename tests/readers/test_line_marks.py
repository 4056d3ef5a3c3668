"""Banks told by marks in their lines: ids at the lines' ends, and any text without a traceback."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.model.bank import all_questions
from exporter.readers import read
from exporter.readers.ids import with_ids

FORMS = ("question-answer", "obsidian", "bold-line", "numbered-line", "bare-list")

BANKS = {
    "question-answer": (
        "**Q: What is *up*?**\nA: Not down.\n\nQ: And\n`down`? <!-- level: 2 -->\nA: Not up.\n\n"
        "C: A [hole] and\nanother [one].\n\n- Q: Left?\n  A: Not right.\n",
        "**Q: What is *up*?** <!-- id: NEW-1 -->\nA: Not down.\n\nQ: And <!-- id: NEW-2 -->\n"
        "`down`? <!-- level: 2 -->\nA: Not up.\n\nC: A [hole] and <!-- id: NEW-3 -->\n"
        "another [one].\n\n- Q: Left? <!-- id: NEW-4 -->\n  A: Not right.\n",
    ),
    "obsidian": (
        "#flashcards\n\nUp?::Not down <!--SR:!2024-01-01,3,250-->\n\n- Left?;;Not right ^b1\n"
        "  - at all\n\nIn?\n?\nNot out.\n<!--SR:!2024-01-01,3,250-->\n",
        "#flashcards\n\nUp?::Not down <!-- id: NEW-1 --> <!--SR:!2024-01-01,3,250-->\n\n"
        "- Left?;;Not right <!-- id: NEW-2 --> ^b1\n  - at all\n\n"
        "In? <!-- id: NEW-3 -->\n?\nNot out.\n<!--SR:!2024-01-01,3,250-->\n",
    ),
    "bold-line": (
        "**1. What is up?**\n\nNot down.\n\n**2. Left?**  \nNot right.\n\n**3. In?**<br>\nOut.\n",
        "**1. What is up?** <!-- id: NEW-1 -->\n\nNot down.\n\n**2. Left?** <!-- id: NEW-2 -->  \n"
        "Not right.\n\n**3. In?**<br> <!-- id: NEW-3 -->\nOut.\n",
    ),
    "numbered-line": (
        "1. What is up?\n\n   Not down.\n2. What is\n   left?\n   - a side\n\n3. In?\n\nNot out.\n",
        "1. What is up? <!-- id: NEW-1 -->\n\n   Not down.\n2. What is <!-- id: NEW-2 -->\n"
        "   left?\n   - a side\n\n3. In? <!-- id: NEW-3 -->\n\nNot out.\n",
    ),
    "bare-list": (
        "## Sides\n\n* What is up?\n* Left? <!-- tags: a -->\n  * And right?\n* In?\n",
        "## Sides\n\n* What is up? <!-- id: NEW-1 -->\n* Left? <!-- id: NEW-2; tags: a -->\n"
        "  * And right?\n* In? <!-- id: NEW-3 -->\n",
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_ids_stand_at_the_ends_of_lines(tmp_path: Path, form: str) -> None:
    before, after = BANKS[form]
    page = tmp_path / "page.md"
    page.write_text(before, encoding="utf-8", newline="\n")
    reading = read(page)
    assert [file.form for file in reading.files] == [form]
    questions = list(all_questions(reading.bank))
    ids = {question.location: f"NEW-{n}" for n, question in enumerate(questions, 1)}
    edits = with_ids(tmp_path, reading.files, ids)
    assert not edits.left
    assert edits.files[0].after.decode() == after
    page.write_bytes(edits.files[0].after)
    again = list(all_questions(read(page).bank))
    assert [question.id for question in again] == list(ids.values())
    assert [question.title for question in again] == [question.title for question in questions]


_WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
_PIECES = st.sampled_from(
    [
        *(
            "Q: a?",
            "**Q1: b?**",
            "A: c",
            "A:",
            "C: a [hole] b",
            "C:\\x",
            "B: d",
            "*A: e*",
            "问：f？",
        ),
        *("a?::b", "c ;; d", "std::x", "?", "??", "k:: v", "#flashcards", "x::", "<!--SR:!1,2-->"),
        *("**a b?**", "**1. c?** d", "🟢 **e**", "__f?__", "1. a?", "2. **b?**", "3) c", "4、d？"),
        *("- a?", "  - b?", "* [ ] c?", "- [d](#d)", "# H", "## I?", "---", "===", "```", "~~~ x"),
        *("> q::a", "| a | b |", "|---|---|", "$$", "$a::b$", "`Q: x`", "<details>", "</details>"),
        *(
            "??? note",
            "!!! tip",
            "    code",
            "<!-- id: X -->",
            "<!-- more -->",
            "a <br> b?",
            "",
            "",
        ),
    ]
)
_ROWS = st.tuples(st.sampled_from(["", "", "  ", "    ", "\t", "> ", "- "]), _PIECES | _WORDS)
_TEXTS = st.lists(_ROWS.map("".join), max_size=25).map("\n".join)


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=150)
@given(text=_TEXTS)
def test_any_text(tmp_path_factory: pytest.TempPathFactory, form: str, text: str) -> None:
    page = tmp_path_factory.getbasetemp() / f"{form}.md"
    page.write_text(text, encoding="utf-8", newline="\n")
    reading = read(page, form=form)
    rows = len(page.read_text(encoding="utf-8").split("\n"))
    questions = list(all_questions(reading.bank))
    lines = [question.location.line for question in questions]
    assert lines == sorted(set(lines))
    assert all(1 <= line <= rows for line in lines)
    ids = {q.location: f"NEW-{n}" for n, q in enumerate(questions, 1) if not q.id}
    edits = with_ids(page.parent, reading.files, ids, form=form)
    assert len(edits.left) + sum(len(file.written) for file in edits.files) == len(ids)
