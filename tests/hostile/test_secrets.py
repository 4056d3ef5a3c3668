"""What lies outside the bank, whatever in it points there, is in no output, and is never opened."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from zipfile import ZipFile

import pikepdf
import pytest

from tests.hostile.running import Place
from tests.pictures import png

WORDS = "canary-5d8f3c"
"""What is written in every file outside."""

SPACE = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
STYLE = f".card::after {{ content: '{WORDS}' }} p::after {{ content: '{WORDS}' }}"
OUTSIDE: dict[str, bytes] = {
    "secret.md": f'??? question "{WORDS}?"\n    {WORDS}\n'.encode(),
    "secret.png": png(3, 3) + WORDS.encode(),
    "secret.svg": f"<svg {SPACE} width='9' height='9'><title>{WORDS}</title></svg>".encode(),
    "secret.css": STYLE.encode(),
    "secret.bib": f"@book{{k, title = {{{WORDS}}}, author = {{A B}}, year = 2000}}".encode(),
    "secret.toml": f'title = "{WORDS}"\n'.encode(),
    "secret.lock": f'{{"deck.lock": 1, "namespace": "{WORDS}"}}\n'.encode(),
}


def addresses(place: Place, name: str) -> Iterator[str]:
    """All the ways to write where a file outside is, from the bank's folder."""
    absolute = (place.outside / name).as_posix()
    relative = f"../outside/{name}"
    yield from (relative, absolute, f"file://{absolute}", f"FILE://localhost{absolute}")
    yield from (quote(relative, safe=""), relative.replace("..", "%2e%2e"), f"/{relative}")
    yield from (f"media/../{relative}", f"././/{relative}?x#y", f"a/b/../../{relative}")
    yield from (relative.replace("/", "\\"), f"\\\\localhost{absolute}".replace("/", "\\"))
    yield from (f"link-{name}", f"link-folder/{name}", f"link-folder/../outside/{name}")


def plant(place: Place) -> None:
    """The files outside, and links to them from within the bank."""
    for name, data in OUTSIDE.items():
        (place.outside / name).write_bytes(data)
        (place.bank / f"link-{name}").symlink_to(place.outside / name)
    (place.bank / "link-folder").symlink_to(place.outside, target_is_directory=True)
    place.write("media/own.png", png(2, 2))


def drawing(content: str, head: str = "") -> str:
    return f'{head}<svg {SPACE} width="9" height="9">{content}</svg>'


def drawings(place: Place) -> dict[str, str]:
    """Drawings that would show what lies outside."""
    at = (place.outside / "secret.svg").as_uri()
    return {
        "entity": drawing("<text>&x;</text>", f'<!DOCTYPE svg [<!ENTITY x SYSTEM "{at}">]>'),
        "parameter": drawing("<g/>", f'<!DOCTYPE svg [<!ENTITY % x SYSTEM "{at}"> %x;]>'),
        "doctype": drawing("<g/>", f'<!DOCTYPE svg SYSTEM "{at}">'),
        "style": drawing("<g/>", f'<?xml-stylesheet href="{at}"?>'),
        "include": drawing(f'<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="{at}"/>'),
        "font": drawing(f"<style>@font-face {{ font-family: a; src: url({at}) }}</style>"),
        "fill": drawing(f'<rect width="9" height="9" fill="url({at}#a)"/>'),
        **{
            f"image-{number}": drawing(
                f'<image href="{address}" width="9" height="9"/><use xlink:href="{address}#a"/>'
            )
            for number, address in enumerate(addresses(place, "secret.svg"))
            if "\\" not in address and "%" not in address
        },
    }


def pages(place: Place) -> str:
    """Questions whose answers ask for what lies outside in every way that there is."""
    asked = [
        f"![a]({address}) ![b](<{address}>) <img src='{address}'> ![[{address}]]"
        for name in ("secret.png", "secret.svg")
        for address in addresses(place, name)
    ]
    asked += [
        form.format(address)
        for address in addresses(place, "secret.md")
        for form in ('--8<-- "{}"', "@include({})", "[link]({})", '<iframe src="{}"></iframe>')
    ]
    asked += [f"![own](media/{name}.svg)" for name in drawings(place)]
    asked += [
        "<div style='background: url(../outside/secret.png)'>styled</div>",
        "![own](media/own.png)",
    ]
    rows = (f'??? question "Question {n}?"\n    {words}\n\n' for n, words in enumerate(asked))
    return "".join(rows)


@pytest.fixture
def planted(place: Place) -> Place:
    """A bank that asks for everything outside."""
    plant(place)
    for name, text in drawings(place).items():
        place.write(f"media/{name}.svg", text)
    at = (place.outside / "secret.css").as_uri()
    font = f"@font-face {{ font-family: x; src: url({at}) }} body {{ background: url('{at}') }}"
    place.write("theme.css", f"@import '../outside/secret.css'; @import url({at}); {font}\n")
    place.write("pages.md", pages(place))
    place.write("bank.toml", '[cards]\ntheme = "theme.css"\n[print]\ntheme = "theme.css"\n')
    return place


def contents(deck: Path) -> bytes:
    """All that is in a deck, unpacked."""
    with ZipFile(deck) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def streams(sheet: Path) -> bytes:
    """All that is in a PDF, unpacked."""
    with pikepdf.open(sheet) as pdf:
        found = (o for o in pdf.objects if isinstance(o, pikepdf.Stream))
        return b"\n".join(o.read_bytes(pikepdf.StreamDecodeLevel.generalized) for o in found)


def test_nothing_from_outside_is_in_a_model_or_a_deck(planted: Place) -> None:
    run = planted.model()
    assert WORDS not in run.out
    outside = run.told("outside-media")
    assert len(outside) > 50
    assert all(told["file"] == "pages.md" and told["line"] for told in outside)
    assert planted.make_deck().code == 0
    data = contents(planted.deck)
    assert WORDS.encode() not in data
    with ZipFile(planted.deck) as archive:
        assert png(2, 2) in [archive.read(name) for name in archive.namelist()]


def test_nor_in_a_sheet(planted: Place) -> None:
    planted.make_sheet()
    assert planted.sheet.exists()
    assert WORDS.encode() not in streams(planted.sheet) + planted.sheet.read_bytes()


@pytest.mark.parametrize("name", ["bank.toml", "references.bib", "deck.lock"])
def test_what_belongs_to_a_bank_is_read_from_nowhere_else(place: Place, name: str) -> None:
    plant(place)
    place.write("a.md", '??? question "A?"\n    <!-- refs: k -->\n    B.\n')
    (place.bank / name).symlink_to(place.outside / f"secret.{name.partition('.')[2]}")
    run = place.model()
    assert run.titles == ["A?"]
    assert WORDS not in run.out
    assert name in {told["file"] for told in json.loads(run.out)["diagnostics"]}


def test_settings_point_to_nothing_outside(place: Place) -> None:
    plant(place)
    place.write("a.md", '??? question "A?"\n    B.\n')
    for address in ("../outside/secret.css", str(place.outside / "secret.css"), "link-secret.css"):
        place.write(
            "bank.toml", f'files = ["*.md", "../outside/*"]\n[cards]\ntheme = "{address}"\n'
        )
        run = place.model()
        assert run.titles == ["A?"]
        [told] = run.told("bad-setting")
        assert told["line"] == 3
