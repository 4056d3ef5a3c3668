"""The wheel: built, installed with no checkout beside it, used from elsewhere, without network."""

import json
import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from email import message_from_bytes
from importlib.metadata import packages_distributions
from pathlib import Path

import pikepdf
import pytest

import exporter

CHECKOUT = Path(__file__).resolve().parent.parent
RUNNERS = Path("Scripts" if os.name == "nt" else "bin")


@dataclass(frozen=True, slots=True)
class Installed:
    """A virtual environment that has the wheel, and a folder that is no checkout to call it in."""

    environment: Path
    elsewhere: Path

    def __call__(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """What `exporter` with these arguments said; it has to succeed."""
        done = subprocess.run(
            [self.environment / RUNNERS / "exporter", *arguments],
            cwd=self.elsewhere,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONUTF8": "1"},
        )
        assert done.returncode == 0, done.stderr
        return done


def run(*command: str | Path, cwd: Path) -> None:
    done = subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


def build(target: str, source: Path, into: Path) -> Path:
    """The file that building `target` (wheel or sdist) of `source` leaves in the new `into`."""
    run(sys.executable, "-m", "hatchling", "build", "-t", target, "-d", into, cwd=source)
    [built] = into.iterdir()
    return built


def names_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def files_of(folder: str) -> set[str]:
    """The files of the checkout's `folder`, relative to it."""
    return {
        path.relative_to(CHECKOUT / folder).as_posix()
        for path in (CHECKOUT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def distributions_of(modules: Iterable[str]) -> set[str]:
    """The names of the distributions that these modules come in, as far as they come in any."""
    known = packages_distributions()
    return {name.lower() for module in modules for name in known.get(module, [])}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", CHECKOUT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in an environment of its own, which borrows what the wheel requires from here.

    A line in a .pth file adds the packages of this environment but reads none of its .pth files,
    so the checkout, installed here as editable, stays out of sight.
    """
    environment = tmp_path_factory.mktemp("environment")
    venv.create(environment, with_pip=False)
    python = environment / RUNNERS / "python"
    run(
        *(sys.executable, "-m", "pip", "--python", python, "install"),
        *("--quiet", "--no-index", "--no-deps", wheel),
        cwd=environment,
    )
    [package] = environment.rglob("exporter/__init__.py")
    borrowed = sysconfig.get_path("purelib")
    (package.parent.parent / "borrowed.pth").write_text(f"{borrowed}\n", encoding="utf-8")
    return Installed(environment, tmp_path_factory.mktemp("elsewhere"))


def test_holds_package_templates_and_bank_and_nothing_else(wheel: Path) -> None:
    inside = names_in(wheel)
    information = f"bank_exporter-{exporter.__version__}.dist-info"
    assert {name.split("/")[0] for name in inside} == {"exporter", information}
    for folder in ("templates", "content"):
        shipped = {name.removeprefix(f"exporter/{folder}/") for name in inside}
        assert files_of(folder) <= shipped
    assert {f"exporter/{name}" for name in files_of("exporter")} <= inside
    assert f"{information}/licenses/LICENSE" in inside
    assert not [name for name in inside if "__pycache__" in name]


def test_requires_what_it_imports_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        [name] = [name for name in archive.namelist() if name.endswith("/METADATA")]
        metadata = message_from_bytes(archive.read(name))
        source = "\n".join(
            archive.read(name).decode() for name in archive.namelist() if name.endswith(".py")
        )
    required = {line.split(">=")[0] for line in metadata.get_all("Requires-Dist", [])}
    imported = re.findall(r"^ *(?:from|import) (\w+)", source, re.MULTILINE)
    assert distributions_of(imported) - {"bank-exporter"} <= required
    named = re.findall(r"\w+", source)  # packages of fonts and scripts are looked up, not imported
    assert required <= distributions_of(named)
    assert metadata["License-Expression"] == "MIT"


def test_the_source_archive_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    archive = build("sdist", CHECKOUT, tmp_path / "sdist")
    run(
        *(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps"),
        *("--no-build-isolation", "--wheel-dir", tmp_path, archive),
        cwd=tmp_path,
    )
    assert names_in(tmp_path / wheel.name) == names_in(wheel)


def test_runs_outside_the_checkout(installed: Installed) -> None:
    assert installed("--version").stdout.split() == ["exporter,", "version", exporter.__version__]


def test_takes_the_bank_that_ships_and_says_so(installed: Installed) -> None:
    shipped = installed("topics", "--json")
    assert str(installed.environment) in shipped.stderr
    here = installed("topics", "--json", str(CHECKOUT / "content"))
    assert str(installed.environment) not in here.stderr
    assert json.loads(shipped.stdout) == json.loads(here.stdout)
    assert json.loads(shipped.stdout)["topics"]


def test_copies_its_templates_out(installed: Installed) -> None:
    installed("templates", "looks")
    looks = installed.elsewhere / "looks"
    copied = {path.relative_to(looks).as_posix() for path in looks.rglob("*") if path.is_file()}
    assert copied
    assert copied <= files_of("templates")
    for name in copied:
        assert (looks / name).read_bytes() == (CHECKOUT / "templates" / name).read_bytes()


def test_makes_a_deck_and_a_sheet_of_the_bank_that_ships(installed: Installed) -> None:
    topic = json.loads(installed("topics", "--json").stdout)["topics"][0]["slug"]
    installed("deck", "--topic", topic, "-o", "one.apkg")
    installed("sheet", "--topic", topic, "-o", "one.pdf")
    with zipfile.ZipFile(installed.elsewhere / "one.apkg") as deck:
        assert deck.testzip() is None
        assert "collection.anki2" in deck.namelist()
    with pikepdf.open(installed.elsewhere / "one.pdf") as sheet:
        assert len(sheet.pages) > 1
