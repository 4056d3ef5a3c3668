"""Which form a file is read as: by itself, and beside others."""

from collections.abc import Iterator, Mapping

import pytest

from exporter.markdown import no_media
from exporter.readers import choose as choosing
from exporter.readers.choose import Choice, choose
from exporter.readers.forms import Evidence, Form, Outline, Page, Part, shelved


def _form(name: str) -> Form:
    """A form whose marks are its name: one in a file is doubtful, two are sure.

    Those of forms in capitals hardly mean anything else.
    """

    def evidence(page: Page) -> Evidence:
        marks = page.text.split().count(name)
        return Evidence(marks, f"{marks} marks of {name}", doubtful=marks < 2)

    def read(page: Page) -> Outline:
        return Outline(Part(), page.document.front_matter)

    return Form(name, f"marks of {name}", evidence, read, marked=name.isupper())


@pytest.fixture(autouse=True)
def _two_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "FORMS", (_form("C"), _form("a"), _form("b")))


def _chosen(files: Mapping[str, str]) -> dict[str, Choice]:
    pages = shelved([Page(name, text, no_media) for name, text in files.items()])
    return dict(zip(files, choose(pages), strict=True))


def _many(count: int, text: str, name: str = "in/{}.md") -> Iterator[tuple[str, str]]:
    return ((name.format(n), text) for n in range(count))


def _name(choice: Choice) -> str:
    return choice.form.name if choice.form else ""


@pytest.mark.parametrize(
    ("text", "beside", "form"),
    [
        ("a b b", {}, "a"),
        ("a b b b", {}, "b"),
        ("a b b", {"in/1.md": "b b", "in/2.md": "b b"}, "a"),
        ("a b b", dict(_many(3, "b b")), "b"),
        ("a b", dict(_many(3, "b b")), "b"),
        ("a a b b", dict(_many(20, "b b")), "a"),
        ("b b", dict(_many(20, "a a")), "b"),
        ("a b", dict(_many(3, "b")), "a"),
        ("a b", dict(_many(3, "b b")) | dict(_many(3, "a a", "in/x{}.md")), "a"),
        ("a b", dict(_many(3, "b b", "{}/x.md")), "b"),
        ("a b", dict(_many(3, "b b")) | dict(_many(20, "a a", "out/{}.md")), "b"),
        ("a b", dict(_many(3, "b b", "out/{}.md")), "b"),
        ("a", dict(_many(2, "b b")), "a"),
        ("a", dict(_many(3, "b b")), ""),
        ("a", dict(_many(9, "b b", "out/{}.md")), "a"),
        ("a", dict(_many(10, "b b", "out/{}.md")), ""),
        ("a", dict(_many(9, "b b")) | {"in/y.md": "a a"}, "a"),
        ("a", dict(_many(10, "b b")) | {"in/y.md": "a a"}, ""),
        ("words", dict(_many(20, "b b")), ""),
    ],
)
def test_who_outvotes_whom(text: str, beside: Mapping[str, str], form: str) -> None:
    choice = _chosen({"in/x.md": text, **beside})["in/x.md"]
    assert _name(choice) == form


@pytest.mark.parametrize(
    ("text", "beside", "form"),
    [
        ("a a", dict(_many(19, "words")), "a"),
        ("a a", dict(_many(20, "words")), ""),
        ("a a", dict(_many(20, "")), "a"),
        ("a a a a a", dict(_many(20, "words", "out/{}.md")), ""),
        ("a a a a a a", dict(_many(20, "words")), "a"),
        ("C C", dict(_many(20, "words")), "C"),
        ("C", dict(_many(20, "words")), ""),
        ("a a", dict(_many(20, "words")) | dict(_many(2, "a a", "in/x{}.md")), "a"),
        ("a a", dict(_many(20, "words")) | dict(_many(2, "a a", "{}/x.md")), "a"),
        ("a a", dict(_many(40, "words")) | dict(_many(2, "a a", "out/{}a.md")), ""),
        ("a a", dict(_many(40, "words")) | dict(_many(8, "a a", "{0}/{0}.md")), "a"),
        ("a b", dict(_many(30, "words")) | dict(_many(3, "b b", "in/x{}.md")), "b"),
    ],
)
def test_a_few_questions_among_many_silent_files(
    text: str, beside: Mapping[str, str], form: str
) -> None:
    choice = _chosen({"in/x.md": text, **beside})["in/x.md"]
    assert _name(choice) == form
    assert form or "files that ask nothing" in choice.why


def test_a_choice_says_why() -> None:
    found = _chosen({"in/x.md": "a b", "in/y.md": "a", "out/z.md": "-", **dict(_many(4, "b b"))})
    assert found["in/0.md"].why == "2 marks of b"
    assert found["in/x.md"].why == "1 marks of b, as in 4 files beside it"
    assert "1 marks of a" in found["in/y.md"].why
    assert "4 files in the form b" in found["in/y.md"].why
    assert found["out/z.md"].form is None


def test_a_file_that_is_unlike_those_beside_it_says_so() -> None:
    found = _chosen({"in/x.md": "a a", "out/y.md": "a a", **dict(_many(4, "b b"))})
    assert {name: choice.odd for name, choice in found.items() if choice.odd} == {"in/x.md": "b"}


def test_a_form_that_is_asked_for_is_not_voted_on() -> None:
    pages = shelved([Page("x.md", "b b", no_media), Page("y.md", "words", no_media)])
    assert [_name(choice) for choice in choose(pages, "a")] == ["a", "a"]
