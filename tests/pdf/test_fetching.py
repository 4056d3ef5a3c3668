"""What a page may be made of, and from where."""

from pathlib import Path

import pytest

from exporter.pdf.confined import ConfinedFetcher
from exporter.pdf.pictures import MOST_PIXELS, fault_of
from tests.pictures import png


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    folder = tmp_path / "bank"
    folder.mkdir()
    (folder / "in.txt").write_text("inside", encoding="utf-8")
    (tmp_path / "out.txt").write_text("outside", encoding="utf-8")
    return folder


def test_files_of_the_bank_and_data_are_fetched(bank: Path) -> None:
    fetcher = ConfinedFetcher([bank], {})
    assert fetcher.fetch((bank / "in.txt").as_uri()).read() == b"inside"
    assert fetcher.fetch("data:text/plain,here").read() == b"here"


def test_nothing_else_is(bank: Path) -> None:
    fetcher = ConfinedFetcher([bank], {})
    link = bank / "link.txt"
    try:
        link.symlink_to(bank.parent / "out.txt")
    except OSError:
        link = bank.parent / "out.txt"  # a system that lets nobody make links
    addresses = [
        (bank.parent / "out.txt").as_uri(),
        link.as_uri(),
        f"{bank.as_uri()}/../out.txt",
        f"{bank.as_uri()}/%2e%2e/out.txt",
        f"{bank.as_uri()}2/in.txt",
        f"file://elsewhere{(bank / 'in.txt').as_uri().removeprefix('file://')}",
        *("http://localhost/x", "https://example.org/x", "ftp://example.org/x", "x.txt"),
    ]
    for address in addresses:
        with pytest.raises(ValueError, match=r"outside|protocol|absolute"):
            fetcher.fetch(address)


def test_an_image_that_can_be_printed_has_no_fault(tmp_path: Path) -> None:
    good = tmp_path / "good.png"
    good.write_bytes(png(8, 8))
    assert fault_of(good) is None
    (tmp_path / "drawn.svg").write_text("<svg/>", encoding="utf-8")
    assert fault_of(tmp_path / "drawn.svg") is None


@pytest.mark.parametrize("data", [b"", b"text", png(8, 8)[:50], b"GIF89a"])
def test_an_image_that_cannot_be_read_is_told(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "bad.png"
    file.write_bytes(data)
    fault = fault_of(file)
    assert fault is not None
    assert fault.rule == "broken-image"
    assert "bad.png" in fault.message


def test_an_image_of_too_many_pixels_is_told_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "big.png"
    side = int(MOST_PIXELS**0.5)
    file.write_bytes(png(side, side))
    assert fault_of(file) is None
    file.write_bytes(png(side + 100, side + 100))
    fault = fault_of(file)
    assert fault is not None
    assert fault.rule == "large-image"
