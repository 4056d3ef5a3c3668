"""Whatever a file holds, reading gives a bank and diagnostics, and never a traceback."""

from collections.abc import Iterator
from pathlib import Path

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
from tests.readers.strategies import banks, flat_pages


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


def test_any_text(tmp_path_factory) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path_factory.mktemp("any")

    @given(st.text())
    def holds(text: str) -> None:
        _checked(text, folder)

    holds()


def test_any_bytes(tmp_path_factory) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path_factory.mktemp("bytes")

    @given(st.binary())
    def holds(data: bytes) -> None:
        _checked(data, folder)

    holds()


def test_anything_that_looks_like_a_bank(tmp_path_factory) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path_factory.mktemp("banks")

    @settings(max_examples=300)
    @given(banks)
    def holds(text: str) -> None:
        _checked(text, folder)

    holds()


def test_anything_that_looks_like_a_flat_page(tmp_path_factory) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path_factory.mktemp("flat")

    @settings(max_examples=300)
    @given(flat_pages)
    def holds(text: str) -> None:
        _checked(text, folder)

    holds()
