"""Pictures of a bank in the package: each once, none mistaken for another, none that does harm."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from exporter.anki.deck import DeckOptions, DeckReport, write_deck
from exporter.model.document import Image
from tests.anki.banks import bank, p, question, topic
from tests.anki.conftest import NOW, Take
from tests.anki.learner import Learner
from tests.pictures import png, svg


def pictures_of(report: DeckReport) -> dict[str, bytes]:
    with ZipFile(report.path) as archive:
        names = json.loads(archive.read("media"))
        return {name: archive.read(number) for number, name in names.items()}


def deck_of(folder: Path, *images: Image) -> DeckReport:
    made = bank(topic("T", *(question(f"Q{n}", p(image)) for n, image in enumerate(images))))
    return write_deck(made, folder / "deck.apkg", DeckOptions(now=NOW))


def written(folder: Path, name: str, data: bytes) -> Image:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    return Image(name, f"what {name} shows", str(folder / name))


def test_files_of_one_name_do_not_collide(tmp_path: Path) -> None:
    first = written(tmp_path, "a/figure.png", png(grey=1))
    second = written(tmp_path, "b/figure.png", png(grey=2))
    assert sorted(pictures_of(deck_of(tmp_path, first, second)).values()) == sorted(
        [png(grey=1), png(grey=2)]
    )


def test_the_same_bytes_are_stored_once(tmp_path: Path) -> None:
    images = [written(tmp_path, name, png()) for name in ("a.png", "b/c.PNG", "d.png")]
    stored = pictures_of(deck_of(tmp_path, *images, images[0]))
    assert list(stored.values()) == [png()]


def test_names_are_flat_and_say_nothing_of_folders(tmp_path: Path) -> None:
    images = [
        written(tmp_path, "deep/er/ä b.png", png(grey=1)),
        written(tmp_path, "_underscore.svg", svg()),
        written(tmp_path, "no-extension", png(grey=2)),
        written(tmp_path, "odd.p&g", png(grey=3)),
    ]
    for name in pictures_of(deck_of(tmp_path, *images)):
        stem, _, extension = name.partition(".")
        assert len(stem) == 24
        assert set(stem) <= set("0123456789abcdef")
        assert extension in ("png", "svg", "")


def test_media_reach_the_learner(tmp_path: Path, learner: Learner, take: Take) -> None:
    image = written(tmp_path, "figure.png", png())
    take(bank(topic("T", question("Q", p(image)))))
    (file,) = Path(learner.collection.media.dir()).iterdir()
    assert file.read_bytes() == png()
    assert f'src="{file.name}"' in learner.notes()[0]["Short"]
    check = learner.collection.media.check()
    assert (list(check.missing), list(check.unused)) == ([], [])


def test_a_missing_file_shows_its_description_and_is_told(tmp_path: Path, take: Take) -> None:
    gone = Image("gone.png", "a <graph>", str(tmp_path / "gone.png"))
    report = deck_of(tmp_path, gone)
    assert pictures_of(report) == {}
    (told,) = report.diagnostics
    assert (told.rule, told.severity, told.where()) == (
        "unusable-media",
        "warning",
        "01-topic.md:1",
    )
    assert "gone.png can't be read" in told.message


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<g onload="alert(1)"/>',
        '<a href="javascript:alert(1)"/>',
        '<a xmlns:x="http://www.w3.org/1999/xlink" x:href="JavaScript:alert(1)"/>',
        "<unclosed>",
    ],
)
def test_a_drawing_with_a_script_stays_out(tmp_path: Path, inside: str) -> None:
    report = deck_of(tmp_path, written(tmp_path, "drawing.svg", svg(inside)))
    assert pictures_of(report) == {}
    assert [d.rule for d in report.diagnostics] == ["unusable-media"]


@pytest.mark.parametrize(
    "inside",
    [
        "<text>on x = 3, once = 1</text>",
        "<style>.a{fill:red}</style><circle class='a'/>",
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">words</p></foreignObject>',
    ],
)
def test_a_drawing_without_a_script_goes_in(tmp_path: Path, inside: str) -> None:
    report = deck_of(tmp_path, written(tmp_path, "drawing.svg", svg(inside)))
    assert list(pictures_of(report).values()) == [svg(inside)]
    assert report.diagnostics == ()


def test_a_remote_picture_becomes_a_link(learner: Learner, take: Take) -> None:
    remote = Image("https://example.org/x.png?a=1&b=2", "A <graph>")
    take(bank(topic("T", question("Q", p(remote)))))
    assert learner.notes()[0]["Short"] == (
        '<p><a class="left-out" href="https://example.org/x.png?a=1&amp;b=2">'
        "A &lt;graph&gt;</a></p>"
    )


def test_a_picture_that_was_refused_leaves_its_words(learner: Learner, take: Take) -> None:
    images = (Image("../../x.png", "Words"), Image("../../y.png", ""))
    take(bank(topic("T", question("Q", *map(p, images)))))
    assert learner.notes()[0]["Short"] == (
        '<p><span class="left-out">Words</span></p>\n'
        '<p><span class="left-out">../../y.png</span></p>'
    )


def test_a_title_that_is_a_picture_asks_something(tmp_path: Path) -> None:
    image = written(tmp_path, "figure.png", png())
    made = bank(topic("T", question([image], p("A"))))
    assert write_deck(made, tmp_path / "deck.apkg", DeckOptions(now=NOW)).cards == 1
