"""Each form that the README shows is read as it says: by that name, with so many questions."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from exporter.model.bank import all_questions
from exporter.readers import read
from exporter.readers.forms import FORMS
from exporter.readers.ids import with_ids

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
SHOWN = re.compile(
    r"^\*\*`(?P<form>[a-z-]+)`\*\* \((?P<questions>\d+) questions?, (?P<answered>\d+) answered"
    r"(?:, from (?P<least>\d+) in a file on)?; id (?P<place>[a-z ]+)\):[^`]*(?:`[^`]+`[^`]*)*?"
    r"\n\n```markdown\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A form as the README shows it."""

    form: str
    questions: int
    answered: int
    least: int
    """How many questions a file must have to be read so."""
    place: str
    """Where an id is written."""
    text: str


EXAMPLES = [
    Shown(
        match["form"],
        int(match["questions"]),
        int(match["answered"]),
        int(match["least"] or 1),
        match["place"],
        match["text"],
    )
    for match in SHOWN.finditer(README)
]


def test_every_form_is_shown_once_in_a_few_lines() -> None:
    assert sorted(shown.form for shown in EXAMPLES) == sorted(form.name for form in FORMS)
    assert all(shown.text.count("\n") <= 6 for shown in EXAMPLES)


@pytest.mark.parametrize("shown", EXAMPLES, ids=[shown.form for shown in EXAMPLES])
def test_a_form_is_read_as_the_page_says(shown: Shown, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    times = -(-shown.least // shown.questions)
    page.write_text("\n".join([shown.text] * times), encoding="utf-8")
    reading = read(page)
    [file] = reading.files
    found = (file.form, file.questions, file.answered)
    assert found == (shown.form, shown.questions * times, shown.answered * times)

    questions = all_questions(reading.bank)
    ids = {question.location: f"NEW-{n}" for n, question in enumerate(questions, 1)}
    edits = with_ids(tmp_path, reading.files, ids)
    assert edits.left == ()
    written = [row for row in edits.files[0].after.decode().splitlines() if "NEW-" in row]
    assert [place_of(row) for row in written] == [shown.place] * file.questions


@pytest.mark.parametrize(
    "shown", [shown for shown in EXAMPLES if shown.least > 1], ids=lambda shown: str(shown.form)
)
def test_fewer_than_the_page_says_are_not_read_so(shown: Shown, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    times = (shown.least - 1) // shown.questions
    page.write_text("\n".join([shown.text] * times), encoding="utf-8")
    assert read(page).files[0].form != shown.form


def place_of(row: str) -> str:
    """Where the id in a row stands."""
    if "<!--" not in row:
        return "in the metadata"
    return "below the title" if row.lstrip().startswith("<!--") else "behind the title"
