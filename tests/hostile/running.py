"""The real commands, run on a bank that means them ill: what each said, and what it took."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Place", "Run"]

SECONDS = 60
MEGABYTES = 1024
"""What a command may take, of CPU time and at its peak, whatever is in the bank."""

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Run:
    """A command that ended as one should."""

    code: int
    out: str
    err: str
    seconds: float
    megabytes: float

    def told(self, rule: str) -> list[dict[str, Any]]:
        """What `check --format json` or `model` said of a rule, its places among it."""
        value = json.loads(self.out)
        diagnostics = value if isinstance(value, list) else value["diagnostics"]
        return [one for one in diagnostics if one["rule"] == rule]

    @property
    def titles(self) -> list[str]:
        """The titles of all questions that `model` gave."""
        return [q["title"] for topic in json.loads(self.out)["topics"] for q in _asked_in(topic)]


def _asked_in(part: dict[str, Any]) -> list[dict[str, Any]]:
    inner = (question for section in part["sections"] for question in _asked_in(section))
    return [*part["questions"], *inner]


@dataclass(frozen=True)
class Place:
    """Where a bank lies, and beside it what no command may look into."""

    folder: Path

    @property
    def bank(self) -> Path:
        return self.folder / "bank"

    @property
    def outside(self) -> Path:
        return self.folder / "outside"

    @property
    def deck(self) -> Path:
        return self.folder / "deck.apkg"

    @property
    def sheet(self) -> Path:
        return self.folder / "sheet.pdf"

    def write(self, name: str, text: str | bytes) -> Path:
        """A file of the bank."""
        path = self.bank / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)
        return path

    def run(self, command: str, *words: str, seconds: int = SECONDS) -> Run:
        """Run `exporter COMMAND` on the bank, and see that it did nothing that it must not do."""
        report, log = self.folder / "report.json", self.folder / "log"
        log.touch()
        measured = [sys.executable, "-I", "-S", str(_HERE / "measured.py")]
        exporter = [sys.executable, "-m", "exporter", command, str(self.bank), *words]
        ended = subprocess.run(
            [*measured, str(seconds), str(report), *exporter],
            cwd=self.folder,
            capture_output=True,
            env=self._environment(log),
            check=True,
        )
        out, err = (told.decode("utf-8", "replace") for told in (ended.stdout, ended.stderr))
        run = Run(out=out, err=err, **json.loads(report.read_text(encoding="utf-8")))
        assert "Traceback" not in err, err[-3000:]
        assert run.code in (0, 1), (run.code, run.seconds, err[-3000:])
        assert run.megabytes < MEGABYTES
        assert log.read_text(encoding="utf-8").splitlines()[:9] == []
        return run

    def check(self) -> Run:
        """`exporter check`, as JSON."""
        return self.run("check", "--format", "json")

    def model(self) -> Run:
        """`exporter model`, with the trees."""
        return self.run("model", "--tree", "-q")

    def make_deck(self) -> Run:
        """`exporter deck`, and not what an earlier one made."""
        self.deck.unlink(missing_ok=True)
        return self.run("deck", "-o", str(self.deck))

    def make_sheet(self, *words: str) -> Run:
        """`exporter sheet`, and not what an earlier one made."""
        self.sheet.unlink(missing_ok=True)
        return self.run("sheet", "-o", str(self.sheet), *words)

    def _environment(self, log: Path) -> dict[str, str]:
        return {
            **os.environ,
            "EXPORTER_CACHE": "off",
            "PYTHONPATH": f"{_HERE / 'guard'}{os.pathsep}{_HERE.parents[1]}",
            "HOSTILE_OUTSIDE": str(self.outside),
            "HOSTILE_LOG": str(log),
            "NO_COLOR": "1",
        }
