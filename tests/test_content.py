"""The bank that ships, as plain text: its code runs, its drawings are safe, its keys resolve."""

import ast
import re
import subprocess
import sys
import textwrap
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

CONTENT = Path(__file__).parent.parent / "content"
TOPICS = sorted(CONTENT.glob("[0-9][0-9]-*.md"))
DRAWINGS = sorted((CONTENT / "media").glob("*.svg"))

_FENCE = re.compile(r"^( *)```python([^\n]*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_META = re.compile(r"^ {4}<!-- (id: .*?) -->$", re.MULTILINE)
_SECONDS = 5
_LINES = 30
_UNTESTED_AT_MOST = 3

# Nothing that a sample imports or calls can take this hook away again.
_OFFLINE = """
import sys
def _refuse(event, args):
    if event.startswith("socket."):
        raise RuntimeError("a sample reached for the network: " + event)
sys.addaudithook(_refuse)
"""
_QUICK = f"""
import time
assert time.process_time() < {_SECONDS}, "a sample took too long"
"""


@dataclass(frozen=True, slots=True)
class Sample:
    """A fenced block of Python in a topic."""

    place: str
    code: str
    untested: bool


def _samples() -> tuple[Sample, ...]:
    found = []
    for path in TOPICS:
        text = path.read_text(encoding="utf-8")
        for block in _FENCE.finditer(text):
            line = text.count("\n", 0, block.start()) + 1
            code = textwrap.dedent(block[3])
            found.append(Sample(f"{path.name}:{line}", code, "notest" in block[2]))
    return tuple(found)


SAMPLES = _samples()
TESTED = [pytest.param(sample, id=sample.place) for sample in SAMPLES if not sample.untested]


def _run(code: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-W", "error", "-c", _OFFLINE + code + _QUICK]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def _metadata() -> list[dict[str, str]]:
    every = []
    for path in TOPICS:
        for comment in _META.findall(path.read_text(encoding="utf-8")):
            pairs = (pair.split(":", 1) for pair in comment.split(";"))
            every.append({key.strip(): value.strip() for key, value in pairs})
    return every


def _listed(metadata: dict[str, str], key: str) -> list[str]:
    return [part.strip() for part in metadata.get(key, "").split(",") if part.strip()]


def test_every_fence_of_python_is_found() -> None:
    fences = sum(path.read_text(encoding="utf-8").count("```python") for path in TOPICS)
    assert len(SAMPLES) == fences >= 7
    assert sum(sample.untested for sample in SAMPLES) <= _UNTESTED_AT_MOST


@pytest.mark.parametrize("sample", TESTED)
def test_a_sample_runs_offline_and_its_asserts_hold(sample: Sample) -> None:
    ran = _run(sample.code)
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("sample", TESTED)
def test_a_sample_is_short_ends_in_an_assert_and_needs_numpy_at_most(sample: Sample) -> None:
    body = ast.parse(sample.code).body
    assert isinstance(body[-1], ast.Assert)
    assert len(sample.code.splitlines()) <= _LINES
    needed: set[str] = set()
    for node in ast.walk(ast.parse(sample.code)):
        if isinstance(node, ast.Import):
            needed.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            needed.add((node.module or "").split(".")[0])
    assert needed <= {"numpy", *sys.stdlib_module_names}


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("assert 1 + 1 == 3", "AssertionError"),
        ("import socket\nsocket.getaddrinfo('localhost', 80)", "reached for the network"),
        ("import warnings\nwarnings.warn('poor')", "poor"),
    ],
)
def test_a_sample_that_is_wrong_would_be_told(code: str, told: str) -> None:
    ran = _run(code)
    assert ran.returncode != 0
    assert told in ran.stderr


def test_ids_are_unique_and_carry_their_topics_code() -> None:
    ids = [metadata["id"] for metadata in _metadata()]
    questions = sum(path.read_text(encoding="utf-8").count('\n??? question "') for path in TOPICS)
    assert len(ids) == len(set(ids)) == questions >= 29
    for path in TOPICS:
        text = path.read_text(encoding="utf-8")
        code = re.search(r"^code: (\w+)$", text, re.MULTILINE)
        assert code is not None
        assert set(re.findall(r"<!-- id: (\w+)-", text)) == {code[1]}


def test_references_and_tags_are_those_of_the_bank() -> None:
    references = (CONTENT / "references.bib").read_text(encoding="utf-8")
    keys = re.findall(r"^@\w+\{([^,\s]+),$", references, re.MULTILINE)
    tags = tomllib.loads((CONTENT / "bank.toml").read_text(encoding="utf-8"))["tags"]
    every = _metadata()
    assert len(keys) == len(set(keys))
    assert {key for metadata in every for key in _listed(metadata, "refs")} == set(keys)
    assert {tag for metadata in every for tag in _listed(metadata, "tags")} == set(tags)


def test_each_image_of_a_topic_is_there_and_described() -> None:
    shown = set()
    for path in TOPICS:
        for words, target in re.findall(r"!\[(.*?)\]\((.*?)\)", path.read_text(encoding="utf-8")):
            assert len(words.split()) > 5
            shown.add(path.parent / target)
    assert shown == set(DRAWINGS)


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda path: path.name)
def test_a_drawing_is_small_and_asks_for_nothing(drawing: Path) -> None:
    text = drawing.read_text(encoding="utf-8")
    assert len(text.encode()) < 30_000
    assert re.search(r'<svg [^>]*viewBox="0 0 \d+ \d+"', text)
    assert "<text" in text
    assert not re.search(r"<(script|image|use|foreignObject|style)\b|href|url\(| on\w+=", text)


def test_each_line_of_the_seed_is_covered_by_one_question() -> None:
    lines = [int(line) for metadata in _metadata() for line in _listed(metadata, "seed")]
    assert len(lines) == len(set(lines)) == 169
    assert sum("seed" in metadata for metadata in _metadata()) == 154


def test_topics_are_introduced_and_drawn() -> None:
    assert len(DRAWINGS) >= 15
    for path in TOPICS:
        _, _, rest = path.read_text(encoding="utf-8").split("---\n", 2)
        words = len(rest.partition("\n## ")[0].split())
        assert 60 <= words <= 120, f"{path.name}: {words}"
