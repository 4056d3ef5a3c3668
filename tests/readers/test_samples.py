"""The banks of ten strangers, where EXPORTER_SAMPLES names the folder that holds them.

Each lies in a folder `OWNER+NAME` of it, at the commit that its sample names. What is right was
counted by hand; nothing of what they say is kept here.
"""

import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from exporter.readers import Reading, read


@dataclass(frozen=True, slots=True)
class Sample:
    """A bank, and how many questions it has."""

    name: str
    commit: str
    files: str
    """The files that are the bank, as a glob; `*` does not reach into folders, `**` does."""
    questions: int
    answered: int


SAMPLES = (
    Sample("artem961+java-backend-notes", "9f5d145b24f3", "docs/interview-questions.md", 166, 166),
    Sample("dmccreary+linear-algebra", "61ee4e5ca89c", "docs/chapters/*/quiz.md", 150, 150),
    Sample("Devinterview-io+llms-interview-questions", "88a155109e0d", "README.md", 15, 15),
    Sample("FAQGURU+FAQGURU", "52f6a1092c38", "topics/*/*.md", 2242, 2237),
    Sample("sudheerj+reactjs-interview-questions", "4c355593498b", "README.md", 416, 415),
    Sample("bregman-arie+devops-exercises", "db1fe19af297", "topics/**/*.md", 2172, 1897),
    Sample("ewels+mkdocs-quiz", "84deabedd1b1", "docs/**/*.md", 41, 41),
    Sample("cocosberlucens+hashcards-deck", "91b93a40af50", "cards/*.md", 160, 160),
    Sample("btcneves+bombeiro-comunitario-2026", "2774d2cf4455", "**/Deck*.md", 208, 208),
    Sample("DataTalksClub+faq", "7757d2a0e71d", "_questions/**/*.md", 1215, 1215),
)


@cache
def _files(root: Path, sample: Sample) -> frozenset[str]:
    """The files of a sample, relative to its folder."""
    assert root.is_dir(), f"{root} is not there: fetch it at commit {sample.commit}"
    found = (file.relative_to(root).as_posix() for file in root.glob(sample.files))
    names = frozenset(name for name in found if not name.startswith("."))
    assert names, f"{root} has no {sample.files}"
    return names


def _copied(root: Path, sample: Sample, folder: Path) -> Path:
    """A folder with nothing but the bank in it."""
    for name in _files(root, sample):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / name, folder / name)
    return folder


def _counts(reading: Reading, names: frozenset[str]) -> tuple[int, int]:
    files = [file for file in reading.files if file.file in names]
    return sum(file.questions for file in files), sum(file.answered for file in files)


@pytest.fixture(params=SAMPLES, ids=[sample.name for sample in SAMPLES])
def sample(request: pytest.FixtureRequest) -> Sample:
    assert isinstance(request.param, Sample)
    return request.param


def test_a_bank_has_its_questions(sample: Sample, samples_folder: Path, tmp_path: Path) -> None:
    root = samples_folder / sample.name
    reading = read(_copied(root, sample, tmp_path))
    assert _counts(reading, _files(root, sample)) == (sample.questions, sample.answered), "\n".join(
        f"{file.file}: {file.form}: {file.questions}/{file.answered}" for file in reading.files
    )


def test_a_bank_has_its_questions_beside_everything_else(
    sample: Sample, samples_folder: Path
) -> None:
    root = samples_folder / sample.name
    counts = _counts(read(root), _files(root, sample))
    assert counts == (sample.questions, sample.answered)
