"""Ids into files: each where its form has a place for it, and not another byte anywhere."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.model.bank import Location, all_questions, with_questions
from exporter.readers import Reading, read
from exporter.readers.ids import Edits, with_ids
from exporter.readers.namespaces import with_namespace
from tests.readers.banks import dump_reading
from tests.readers.strategies import banks, flat_pages

NAMESPACE = "0b7c1b8e-4d5e-4d53-8b5c-1f8a1f7f7c11"


def edits_of(path: Path) -> tuple[Reading, Edits, dict[Location, str]]:
    """Ids for all questions of the bank that have none."""
    reading = read(path)
    asked = [question for question in all_questions(reading.bank) if not question.id]
    ids = {question.location: f"NEW-{n:02}" for n, question in enumerate(asked, 1)}
    return reading, with_ids(Path(reading.bank.root), reading.files, ids), ids


def written(folder: Path, text: str | bytes) -> bytes:
    """What a file with `text` is with ids in it."""
    path = folder / "page.md"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    _, edits, _ = edits_of(path)
    return edits.files[0].after if edits.files else path.read_bytes()


FIRST = "<!-- id: NEW-01 -->"

SHAPES = {
    "a body": ('??? question "A?"\n    B.\n', f'??? question "A?"\n    {FIRST}\n    B.\n'),
    "a body behind a blank line": (
        '??? question "A?"\n\n    B.\n',
        f'??? question "A?"\n    {FIRST}\n\n    B.\n',
    ),
    "a narrow body": ('??? question "A?"\n  B.\n', f'??? question "A?"\n  {FIRST}\n  B.\n'),
    "a body that begins with code": (
        '??? question "A?"\n        code\n\n    B.\n',
        f'??? question "A?"\n    {FIRST}\n        code\n\n    B.\n',
    ),
    "no body": ('??? question "A?"\n', f'??? question "A?"\n    {FIRST}\n'),
    "no body and no end of line": ('??? question "A?"', f'??? question "A?"\n    {FIRST}'),
    "no body in a file of tabs": (
        '??? question "A?"\n\n??? question "B?"\n\tC.\n',
        f'??? question "A?"\n\t{FIRST}\n\n??? question "B?"\n\t<!-- id: NEW-02 -->\n\tC.\n',
    ),
    "an answer begun on the title's line": (
        '??? question "A?" B.\n\n    C.\n',
        f'??? question "A?" B.\n    {FIRST}\n\n    C.\n',
    ),
    "a body that begins with a list": (
        '??? question "A?"\n    - b\n    - c\n',
        f'??? question "A?"\n    {FIRST}\n\n    - b\n    - c\n',
    ),
    "a body that begins with a table, in a quote": (
        '> ??? question "A?"\n>     b | c\n>     --|--\n',
        f'> ??? question "A?"\n>     {FIRST}\n>\n>     b | c\n>     --|--\n',
    ),
    "a list right below a heading": (
        "## A?\n1. b\n\n## C?\n2) d\n",
        f"## A?\n{FIRST}\n\n1. b\n\n## C?\n<!-- id: NEW-02 -->\n\n2) d\n",
    ),
    "headings in a list, which keep their anchors": (
        "1. ### A?\n\n   B.\n2. ### C?\n\n   D.\n",
        f"1. ### A?{FIRST}\n\n   B.\n2. ### C?<!-- id: NEW-02 -->\n\n   D.\n",
    ),
    "a label right below a summary": (
        "<details><summary>A?</summary>\n\nSolution 1:\n\nB.\n</details>\n",
        f"<details><summary>A?</summary>\n{FIRST}\n\nSolution 1:\n\nB.\n</details>\n",
    ),
    "an answer without a mark, right below its question": (
        "Q: A?\nB.\n\n**Q: C**\nD.\n\nQ: E?\nF.\n",
        f"Q: A? {FIRST}\nB.\n\n**Q: C** <!-- id: NEW-02 -->\nD.\n\nQ: E? <!-- id: NEW-03 -->\nF.\n",
    ),
    "a number above what is asked": (
        "## #1\n\n### A?\n\nB.\n\n## #2\n\n### C?\n\nD.\n",
        f"## #1\n\n### A?\n{FIRST}\n\nB.\n\n## #2\n\n### C?\n<!-- id: NEW-02 -->\n\nD.\n",
    ),
    "folds in a list": (
        "1. <details>\n   <summary>A?</summary>\n\n   B.\n   </details>\n\n"
        "2. <details><summary>C?</summary>\n\n   D.\n   </details>\n",
        f"1. <details>\n   <summary>A?</summary>\n   {FIRST}\n\n   B.\n   </details>\n\n"
        "2. <details><summary>C?</summary>\n   <!-- id: NEW-02 -->\n\n   D.\n   </details>\n",
    ),
    "metadata": (
        '??? question "A?"\n    <!-- level: 2; kind: x -->\n\n    B.\n',
        '??? question "A?"\n    <!-- id: NEW-01; level: 2; kind: x -->\n\n    B.\n',
    ),
    "metadata without a space": (
        '??? question "A?"\n    <!--level: 2-->\n    B.\n',
        '??? question "A?"\n    <!-- id: NEW-01; level: 2-->\n    B.\n',
    ),
    "metadata over lines": (
        '??? question "A?"\n    <!--\n    level: 2;\n    kind: x\n    -->\n    B.\n',
        '??? question "A?"\n    <!-- id: NEW-01;\n    level: 2;\n    kind: x\n    -->\n    B.\n',
    ),
    "metadata behind the answer": (
        '??? question "A?"\n    B.\n\n    <!-- level: 2 -->\n',
        '??? question "A?"\n    B.\n\n    <!-- id: NEW-01; level: 2 -->\n',
    ),
    "a comment that is no metadata": (
        '??? question "A?"\n    <!-- to be written -->\n    B.\n',
        f'??? question "A?"\n    {FIRST}\n    <!-- to be written -->\n    B.\n',
    ),
    "the marker alone": (
        '??? question "A?"\n    B.\n    <!-- more -->\n    C.\n',
        f'??? question "A?"\n    {FIRST}\n    B.\n    <!-- more -->\n    C.\n',
    ),
    "a choice": (
        '??? question "A?"\n    - [x] b\n    - [ ] c\n',
        f'??? question "A?"\n    {FIRST}\n\n    - [x] b\n    - [ ] c\n',
    ),
    "a cloze": (
        '??? cloze "A"\n    It is ==b==.\n',
        f'??? cloze "A"\n    {FIRST}\n    It is ==b==.\n',
    ),
    "a box in a section's box": (
        '??? abstract "Part"\n    ??? question "A?"\n        B.\n',
        f'??? abstract "Part"\n    ??? question "A?"\n        {FIRST}\n        B.\n',
    ),
    "a box in a quote": (
        '> ??? question "A?"\n>     B.\n',
        f'> ??? question "A?"\n>     {FIRST}\n>     B.\n',
    ),
    "a box in a quote without a body": (
        '> ??? question "A?"\n    # T\n',
        f'> ??? question "A?"\n>     {FIRST}\n    # T\n',
    ),
    "a box in a list": (
        '- ??? question "A?"\n      B.\n',
        f'- ??? question "A?"\n      {FIRST}\n      B.\n',
    ),
    "an id already": (
        '??? question "A?"\n    <!-- id: X-1 -->\n    B.\n',
        '??? question "A?"\n    <!-- id: X-1 -->\n    B.\n',
    ),
    "front matter": (
        '---\ntitle: T\n---\n??? question "A?"\n    B.\n',
        f'---\ntitle: T\n---\n??? question "A?"\n    {FIRST}\n    B.\n',
    ),
    "text that looks like a question": (
        '```\n??? question "A?"\n    B.\n```\n\n??? question "C?"\n    D.\n',
        f'```\n??? question "A?"\n    B.\n```\n\n??? question "C?"\n    {FIRST}\n    D.\n',
    ),
    "a page without indentation": (
        '??? question "A?"\nB.\nMore of it.\n??? question "C?"\n- d\n- e\n',
        f'??? question "A?"\n{FIRST}\nB.\nMore of it.\n'
        '??? question "C?"\n<!-- id: NEW-02 -->\n- d\n- e\n',
    ),
    "rows of a table": (
        "| # | Question | Answer |\n|-|-|-|\n| 1 | Is `a \\| b` c? | D |\n"
        "| 2 | Is it? <!-- level: 1 --> | E |\n",
        f"| # | Question | Answer |\n|-|-|-|\n| 1 | Is `a \\| b` c? {FIRST} | D |\n"
        "| 2 | Is it? <!-- id: NEW-02; level: 1 --> | E |\n",
    ),
    "cards in the metadata": (
        "---\ncards:\n  - front: A?\n    back: B\n  - {q: C?, a: D}\n---\n",
        "---\ncards:\n  - id: NEW-01\n    front: A?\n    back: B\n"
        "  - {id: NEW-02, q: C?, a: D}\n---\n",
    ),
    "items in HTML": (
        "<ul>\n<li>What is a?</li>\n<li>Why?<br>\nOr how?</li>\n<li>Who is c?</li>\n</ul>\n",
        f"<ul>\n<li>What is a?</li> {FIRST}\n<li>Why?<br> <!-- id: NEW-02 -->\nOr how?</li>\n"
        "<li>Who is c?</li> <!-- id: NEW-03 -->\n</ul>\n",
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_where_an_id_is_written(tmp_path: Path, name: str) -> None:
    before, after = SHAPES[name]
    assert written(tmp_path, before).decode() == after


@pytest.mark.parametrize(
    "changed",
    [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
        lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
        lambda text: text.replace("B", "B\x07\u2028\x85").encode(),
    ],
)
@pytest.mark.parametrize("name", ["a body", "metadata over lines", "no body"])
def test_line_ends_marks_and_encodings_stay(
    tmp_path: Path, name: str, changed: Callable[[str], bytes]
) -> None:
    before, after = SHAPES[name]
    assert written(tmp_path, changed(before)) == changed(after)


def test_lines_that_end_in_several_ways_keep_theirs(tmp_path: Path) -> None:
    text = b'??? question "A?"\r\n    B.\n\n??? question "C?"\n    D.\r\n'
    assert written(tmp_path, text) == (
        b'??? question "A?"\r\n    <!-- id: NEW-01 -->\r\n    B.\n\n'
        b'??? question "C?"\n    <!-- id: NEW-02 -->\n    D.\r\n'
    )


def test_a_file_that_is_no_clean_text_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_bytes(b'??? question "A?"\n    B \xff.\n')
    _, edits, _ = edits_of(path)
    assert edits.files == ()
    assert edits.left == (Location("page.md", 1),)


def test_a_page_in_mdx_gets_no_comment_that_its_own_tools_do_not_know(tmp_path: Path) -> None:
    (tmp_path / "page.mdx").write_text("## A?\n\nB.\n\n## C?\n\nD.\n", encoding="utf-8")
    (tmp_path / "noted.mdx").write_text("<!-- mine -->\n## E?\nF.\n\n## I?\nJ.\n", encoding="utf-8")
    (tmp_path / "own.mdx").write_text("---\nquestion: G?\n---\nH.\n", encoding="utf-8")
    _, edits, _ = edits_of(tmp_path)
    assert [file.file for file in edits.files] == ["noted.mdx", "own.mdx"]
    assert edits.left == (Location("page.mdx", 1), Location("page.mdx", 5))


def test_a_file_whose_title_stands_above_what_is_asked(tmp_path: Path) -> None:
    before = "# Case {0}\n## Question: Why {0}?\n\n## Answer:\n\nB.\n"
    for number in range(1, 7):
        (tmp_path / f"case-{number}.md").write_text(before.format(number), encoding="utf-8")
    reading, edits, ids = edits_of(tmp_path)
    assert {file.form for file in reading.files} == {"file-per-question"}
    assert edits.left == ()
    place = Location("case-3.md", 1)
    after = before.format(3).replace("\n", f"\n<!-- id: {ids[place]} -->\n", 1)
    assert edits.files[2].after.decode() == after


@pytest.mark.parametrize(
    "before",
    [
        "### Question\nWhy {0}?\n\n---\n\n### Answer\n\n---\n\nB.\n",
        "# Question\n\nWhy {0}?\n\n## B\n\nC.\n",
    ],
)
def test_files_whose_headings_name_their_sides(tmp_path: Path, before: str) -> None:
    for number in range(1, 4):
        text = "# Question\n\nWhy?\n\n# Answer\n\nC.\n"
        (tmp_path / f"a{number}.md").write_text(text, encoding="utf-8")
        (tmp_path / f"q{number}.md").write_text(before.format(number), encoding="utf-8")
    reading, edits, ids = edits_of(tmp_path)
    assert {file.form for file in reading.files} == {"file-per-question"}
    assert edits.left == ()
    comment = f"\n<!-- id: {ids[Location('q2.md', 1)]} -->\n"
    [after] = [file.after.decode() for file in edits.files if file.file == "q2.md"]
    assert after == before.format(2).replace("\n", comment, 1)


def test_where_it_was_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(
        '??? question "A?"\n    B.\n\n??? question "C?"\n    <!-- level: 1 -->\n', encoding="utf-8"
    )
    _, edits, _ = edits_of(tmp_path / "page.md")
    [file] = edits.files
    assert file.written == ((2, "id: NEW-01"), (6, "id: NEW-02"))
    rows = file.after.decode().split("\n")
    assert all(words in rows[line - 1] for line, words in file.written)


def _but_for_ids(reading: Reading) -> str:
    """What was read, without ids and without the numbers of lines."""
    bank = with_questions(reading.bank, lambda question: replace(question, id=""))
    text = dump_reading(replace(reading, bank=bank))
    return re.sub(r"(?m)(?<=[ \[])\d+: |(?<=page\.md):\d+(?::\d+)?", "", text)


@settings(max_examples=300)
@given(text=st.one_of(banks, flat_pages), end=st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_bank_reads_the_same_but_for_the_ids(
    tmp_path_factory: pytest.TempPathFactory, text: str, end: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "page.md"
    path.write_bytes(text.encode("utf-8", "replace").replace(b"\n", end.encode()))
    before, edits, ids = edits_of(path)
    for file in edits.files:
        path.write_bytes(file.after)
    after = read(path)
    for was, now in zip(all_questions(before.bank), all_questions(after.bank), strict=True):
        kept = was.id or was.location in edits.left
        assert now.id == (was.id if kept else ids[was.location])
    assert _but_for_ids(before) == _but_for_ids(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f'namespace = "{NAMESPACE}"\n'),
        ('title = "T"\n', f'title = "T"\nnamespace = "{NAMESPACE}"\n'),
        ('title = "T"', f'title = "T"\nnamespace = "{NAMESPACE}"'),
        (
            'title = "T"\r\n\r\n# looks\r\n[cards]\r\n',
            f'title = "T"\r\nnamespace = "{NAMESPACE}"\r\n\r\n# looks\r\n[cards]\r\n',
        ),
        ("# mine\n[cards]\n", f'namespace = "{NAMESPACE}"\n# mine\n[cards]\n'),
        (
            'tags = [\n  "a",\n]\ntitle = """\n[x]\n"""\n[print]\n',
            f'tags = [\n  "a",\n]\ntitle = """\n[x]\n"""\nnamespace = "{NAMESPACE}"\n[print]\n',
        ),
        ("namespace = ''  # later\n", f'namespace = "{NAMESPACE}"  # later\n'),
    ],
)
def test_where_the_namespace_is_written(tmp_path: Path, before: str, after: str) -> None:
    (tmp_path / "bank.toml").write_bytes(before.encode())
    edit = with_namespace(tmp_path, NAMESPACE)
    assert edit is not None
    assert edit.after.decode() == after
    [(line, words)] = edit.written
    assert NAMESPACE in words
    assert NAMESPACE in edit.after.decode().replace("\r\n", "\n").split("\n")[line - 1]


def test_a_folder_without_settings_gets_some_unless_it_is_part_of_a_bank(tmp_path: Path) -> None:
    edit = with_namespace(tmp_path, NAMESPACE)
    assert edit is not None
    assert (edit.before, edit.path.name) == (b"", "bank.toml")
    (tmp_path / "bank.toml").write_bytes(edit.after)
    assert with_namespace(tmp_path, NAMESPACE) is None
    (tmp_path / "part").mkdir()
    assert with_namespace(tmp_path / "part", NAMESPACE) is None
