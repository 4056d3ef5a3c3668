"""Whatever a file holds, reading gives a bank and diagnostics, and never a traceback."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.model.bank import Bank, Question, Section, Topic, all_questions
from exporter.model.document import (
    Block,
    RawHtml,
    RawInline,
    inlines_of,
    walk,
    walk_inlines,
)
from exporter.readers import Reading, read
from exporter.readers.media import media_of
from tests.readers.strategies import (
    banks,
    bibliographies,
    flat_pages,
    front_matters,
    settings_files,
)


def _checked(text: str | bytes, folder: Path, name: str = "page.md") -> Reading:
    """The reading of a file that holds `text`, and what holds of every reading."""
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    (folder / name).write_bytes(data)
    reading = read(folder / name)
    rows = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    lines = [d.line for d in reading.diagnostics]
    lines += [q.location.line for q in all_questions(reading.bank)]
    lines += [block.line for block in walk(tuple(_blocks(reading.bank)))]
    if not data.startswith((b"\xff", b"\xfe", b"\0")):
        assert all(0 <= line <= rows for line in lines)
    for block in walk(tuple(_blocks(reading.bank))):
        assert not (isinstance(block, RawHtml) and "<!--" in block.html)
        for inline in walk_inlines(inlines_of(block)):
            assert not (isinstance(inline, RawInline) and "<!--" in inline.html)
    positions = [q.position for q in all_questions(reading.bank)]
    assert positions == list(range(1, len(positions) + 1))
    return reading


def _blocks(part: Bank | Topic | Section) -> Iterator[Block]:
    if isinstance(part, Bank):
        for topic in part.topics:
            yield from _blocks(topic)
        return
    yield from part.intro
    for question in part.questions:
        yield from _blocks_of(question)
    for section in part.sections:
        yield from _blocks(section)


def _blocks_of(question: Question) -> Iterator[Block]:
    yield from question.short
    yield from question.details
    for choice in question.choices:
        yield from choice.blocks


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bank")


@given(st.text())
def test_any_text(folder: Path, text: str) -> None:
    _checked(text, folder)


@given(st.binary())
def test_any_bytes(folder: Path, data: bytes) -> None:
    _checked(data, folder)


@settings(max_examples=300)
@given(banks)
def test_anything_that_looks_like_a_bank(folder: Path, text: str) -> None:
    _checked(text, folder)


@settings(max_examples=300)
@given(flat_pages)
def test_anything_that_looks_like_a_flat_page(folder: Path, text: str) -> None:
    _checked(text, folder)


@given(banks)
def test_any_page_repaired(folder: Path, text: str) -> None:
    (folder / "page.md").write_text(text, encoding="utf-8", newline="\n")
    rows = len(re.findall(r"\r\n|\r|\n", text)) + 1
    reading = read(folder / "page.md", form="flattened")
    assert all(1 <= q.location.line <= rows for q in all_questions(reading.bank))


@given(front_matters)
def test_any_metadata(folder: Path, text: str) -> None:
    _checked(f'---\n{text}\n---\n??? question "a"\n', folder)


@pytest.mark.parametrize("name", ["bank.toml", "references.bib"])
@given(data=st.data())
def test_any_settings_and_references(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    text = data.draw(settings_files if name == "bank.toml" else bibliographies)
    folder = tmp_path_factory.getbasetemp() / name
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8", newline="\n")
    (folder / "page.md").write_text(
        '??? question "a"\n    <!-- refs: k, l -->\n    b\n', encoding="utf-8"
    )
    rows = len(re.findall(r"\r\n|\r|\n", text)) + 1
    for told in read(folder).diagnostics:
        assert told.file != name or 0 <= told.line <= rows


@given(st.text())
def test_any_address_of_an_image(folder: Path, src: str) -> None:
    found = media_of(folder.resolve(), folder.resolve())(src)
    assert found.file == "" or Path(found.file).is_relative_to(folder.resolve())
    assert bool(found.file) != bool(found.fault)
