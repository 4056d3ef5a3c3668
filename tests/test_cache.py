"""Parts that are kept on disk: found again, thrown away when they are no good, shared by builds."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.cache import Cache, digest, pickled, unpickled
from exporter.model.document import Paragraph, Text

FILE = "parts.sqlite3"


def test_a_part_is_found_by_its_key_in_the_next_run(tmp_path: Path) -> None:
    first = Cache(tmp_path)
    assert first.get(b"key") is None
    first.put(b"key", b"part")
    first.close()
    assert Cache(tmp_path).get(b"key") == b"part"
    assert Cache(tmp_path).get(b"other") is None


def test_a_cache_without_a_place_keeps_nothing() -> None:
    nowhere = Cache(None)
    nowhere.put(b"key", b"part")
    assert nowhere.get(b"key") is None


@pytest.mark.parametrize("spoiled", [b"", b"no database at all" * 100, bytes(8192)])
def test_a_file_that_is_no_cache_is_a_miss_and_is_made_anew(tmp_path: Path, spoiled: bytes) -> None:
    (tmp_path / FILE).write_bytes(spoiled)
    spoilt = Cache(tmp_path)
    assert spoilt.get(b"key") is None
    spoilt.close()
    again = Cache(tmp_path)
    again.put(b"key", b"part")
    assert again.get(b"key") == b"part"


def test_a_part_that_changed_on_the_disk_is_a_miss(tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    kept.put(b"key", b"a part of some length")
    kept.close()
    with sqlite3.connect(tmp_path / FILE) as base:
        base.execute("UPDATE parts SET part = CAST(part || 'x' AS BLOB)")
    base.close()
    assert Cache(tmp_path).get(b"key") is None


def test_half_a_database_is_a_miss(tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    for number in range(200):
        kept.put(b"%d" % number, os.urandom(2000))
    kept.close()
    whole = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(whole[: len(whole) // 2])
    half = Cache(tmp_path)
    for number in range(200):
        half.get(b"%d" % number)
        half.put(b"%d" % number, b"new")


def test_a_folder_that_cannot_be_used_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    stuck = Cache(tmp_path / "file" / "below")
    stuck.put(b"key", b"part")
    assert stuck.get(b"key") is None
    assert (tmp_path / "file").read_text(encoding="utf-8") == "in the way"


def test_what_is_longest_unused_makes_room(tmp_path: Path) -> None:
    small = Cache(tmp_path, most=1_000_000)
    for number in range(100):
        small.put(b"%d" % number, bytes(20_000))
    with sqlite3.connect(tmp_path / FILE) as base:
        base.execute("UPDATE parts SET used = 1 WHERE CAST(key AS INTEGER) != 7")
    base.close()
    small.close()
    assert (tmp_path / FILE).stat().st_size <= 1_000_000
    after = Cache(tmp_path)
    assert after.get(b"7") is not None
    assert after.get(b"0") is None


def test_builds_at_once_share_it(tmp_path: Path) -> None:
    script = (
        "import sys, pathlib\n"
        "from exporter.cache import Cache\n"
        "kept = Cache(pathlib.Path(sys.argv[1]))\n"
        "for number in range(300):\n"
        "    key = b'%d' % (number % 100)\n"
        "    part = kept.get(key)\n"
        "    assert part in (None, key * 500), part\n"
        "    kept.put(key, key * 500)\n"
        "kept.close()\n"
    )
    runs = [subprocess.Popen([sys.executable, "-c", script, str(tmp_path)]) for _ in range(4)]
    assert [run.wait() for run in runs] == [0] * 4
    kept = Cache(tmp_path)
    assert all(kept.get(b"%d" % number) == b"%d" % number * 500 for number in range(100))


def test_a_build_that_is_killed_leaves_a_sound_file(tmp_path: Path) -> None:
    script = (
        "import sys, os, pathlib\n"
        "from exporter.cache import Cache\n"
        "kept = Cache(pathlib.Path(sys.argv[1]))\n"
        "kept.put(b'first', b'part')\n"
        "print('ready', flush=True)\n"
        "while True:\n"
        "    kept.put(os.urandom(8), os.urandom(100_000))\n"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert run.stdout is not None
    assert run.stdout.readline() == "ready\n"
    run.kill()
    run.wait()
    run.stdout.close()
    kept = Cache(tmp_path)
    assert kept.get(b"first") == b"part"
    kept.put(b"second", b"part")
    assert kept.get(b"second") == b"part"


@given(st.lists(st.text() | st.binary(), max_size=3), st.lists(st.text() | st.binary(), max_size=3))
def test_keys_differ_where_what_they_are_made_of_does(
    one: list[str | bytes], other: list[str | bytes]
) -> None:
    def told_apart(values: list[str | bytes]) -> list[bytes]:
        return [v.encode("utf-8", "surrogatepass") if isinstance(v, str) else v for v in values]

    same = told_apart(one) == told_apart(other)
    assert (digest("kind", *one) == digest("kind", *other)) == same
    assert (digest("kind", one) == digest("kind", other)) == same


def test_values_come_back_as_they_were() -> None:
    value = ((Paragraph((Text("words"),), 3),), {"a": frozenset({1})}, b"bytes", None)
    assert unpickled(pickled(value)) == value
    assert unpickled(None) is None
    assert unpickled(b"no pickle") is None
