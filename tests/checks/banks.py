"""Small banks, and what is told of them."""

from pathlib import Path

from exporter.api import read_bank
from exporter.model.diagnostic import Diagnostic

__all__ = ["NOW", "told_of"]

NOW = 1_750_000_000
"""June 2025."""

REFERENCES = "@book{hecht, title = {Optics}, author = {Hecht, Eugene}, year = {2017}}\n"
STUDY = '[check]\nprofile = "study"\n'


def told_of(
    folder: Path, text: str, settings: str = "", references: str = REFERENCES
) -> tuple[Diagnostic, ...]:
    """What is told of a bank with one topic, `topic.md`."""
    (folder / "topic.md").write_text(text, encoding="utf-8", newline="")
    (folder / "references.bib").write_text(references, encoding="utf-8")
    (folder / "bank.toml").write_text(settings, encoding="utf-8")
    return read_bank(folder, now=NOW).diagnostics
