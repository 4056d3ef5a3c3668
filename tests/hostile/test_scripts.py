"""No script runs in what is written, whatever a bank writes into it."""

import json
import re
import sqlite3
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pikepdf
import pytest

from tests.hostile.running import Place

ACTING = (
    "<script>alert(1)</script>",
    "<ScRiPt/src=//x.org/x.js></sCrIpT >",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src='x'onerror=alert(1)//",
    '<img """><script>alert(1)</script>">',
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea><img title='</textarea><img src=x onerror=alert(1)>'>",
    "<iframe srcdoc='<script>alert(1)</script>' src=javascript:alert(1)></iframe>",
    "<object data=javascript:alert(1)></object><embed src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>a</a> <a href=' &#106;ava\tscript:alert(1)'>b</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>c</a> <a href=vbscript:x>d</a>",
    "[a](javascript:alert(1)) [b](<java\nscript:alert(1)>) [c](&#x6a;avascript:alert(1))",
    "[a](JaVaScRiPt&colon;alert(1)) [b](data:text/html;base64,PHNjcmlwdD4=) <javascript:alert(1)>",
    "[a][r]\n\n    [r]: javascript:alert(1)",
    '![a](javascript:alert(1)) ![b](x" onerror="alert(1)) ![" onerror=alert(1)](x)',
    '![a](x "\\" onerror=alert(1) \\"") [b](https://x.org/"onclick="alert(1) "t\\" onclick=x")',
    "<b onclick=alert(1)>b</b> <details ontoggle=alert(1) open><summary onclick=x>s</summary>",
    "<div style='behavior:url(x)' onmouseover=alert(1)>d</div> <base href=javascript:x>",
    "<form action=javascript:alert(1)><button formaction=javascript:alert(1)>x</button></form>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'><link rel=import href=x>",
    "<style>@import 'javascript:alert(1)'</style><body onload=alert(1)>",
    "<!--><script>alert(1)</script>--> <!-- --!><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]> <?x <script>alert(1)</script>?>",
    "<x-y onclick=alert(1)>z</x-y> <span class='\" onclick=alert(1) \"'>s</span>",
    "$<script>alert(1)</script>$ $\\href{javascript:alert(1)}{x}$ $\\text{</script><script>x}$",
    "```html onload=alert(1)\n    <script>alert(1)</script>\n    ```",
    '```"><script>alert(1)</script>\n    x\n    ```',
    '!!! "><script>alert(1)</script> "<script>alert(1)</script>"\n        x',
    "| <script>alert(1)</script> |\n    |---|\n    | <img src=x onerror=alert(1)> |",
    "&lt;script&gt;alert(1)&lt;/script&gt; {% raw %}{{ x }} [[ x ]] [# x",
    "[anki:play:q:0] [sound:x.mp3] {{c1::<script>alert(1)</script>}} {{Front}}",
)
SETTINGS = """\
title = "<script>alert(1)</script>\\" onload=alert(1)"
description = "<script>alert(1)</script><img src=x onerror=alert(1)>"
author = "</title><script>alert(1)</script>"
licence = "<script>alert(1)</script>"
source_url = "{url}"
deck = "<script>alert(1)</script>"
[labels]
answer = "<script>alert(1)</script>"
options = "{{{{c1::x}}}}\\" onclick=alert(1)"
[print]
header = "'}}</style><script>alert(1)</script>"
footer = "\\"; }} @import 'javascript:alert(1)'"
"""
BOOKS = """\
@book{k, title = {<script>alert(1)</script>}, author = {<img src=x onerror=alert(1)>},
  url = {javascript:alert(1)}, year = {" onclick="alert(1)}}
@book{l, title = {L}, url = {https://x.org/" onclick="alert(1)}, year = 2000}
"""


def bank(place: Place, url: str = "javascript:alert(1)//{id}") -> None:
    """A bank that tries to run scripts from every place that it can write in."""
    rows = [
        f'??? question "{words.partition(chr(10))[0]} {n}?"\n'
        "    <!-- refs: k, l; kind: <script>; tags: <script>alert(1)</script>; as_of: <b> -->\n"
        f"    {words}\n\n    Words.\n\n"
        for n, words in enumerate(ACTING)
    ]
    place.write("a.md", f"---\ntitle: '<script>alert(1)</script>'\n---\n\n{''.join(rows)}")
    options = "".join(f"    - [x] {words.partition(chr(10))[0]}\n" for words in ACTING)
    place.write("b.md", f'## <script>alert(1)</script>\n\n??? question "Which?"\n{options}')
    blanks = " ".join(f"=={words.partition(chr(10))[0]} :: <script>==" for words in ACTING)
    place.write("<img src=x onerror=alert(1)>.md", f'??? cloze "C"\n    {blanks}\n')
    place.write("bank.toml", SETTINGS.format(url=url))
    place.write("references.bib", BOOKS)


class Acting(HTMLParser):
    """Collects what would run, as a browser reads the HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "iframe", "object", "embed", "base", "meta", "link", "form", "style"):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            address = re.sub(r"[\x00-\x20]", "", value or "").casefold()
            script = name in ("href", "src") and re.match(r"(java|vb)script:|data:", address)
            if name.startswith("on") or name in ("srcdoc", "formaction") or script:
                self.found.append(f"{tag} {name}={value}")


def htmls(value: Any) -> Iterator[str]:
    """The HTML in the trees of a model."""
    if isinstance(value, dict):
        yield from (inner for key, inner in value.items() if key == "html")
        for inner in value.values():
            yield from htmls(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from htmls(inner)


def addresses(value: Any) -> Iterator[str]:
    """The addresses of the links in the trees of a model."""
    if isinstance(value, dict):
        yield from (inner for key, inner in value.items() if key == "href")
        for inner in value.values():
            yield from addresses(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from addresses(inner)


def test_no_script_is_in_a_model(place: Place) -> None:
    bank(place)
    run = place.model()
    value = json.loads(run.out)
    assert len(run.titles) >= len(ACTING)
    assert Acting("".join(htmls(value))).found == []
    assert [href for href in addresses(value) if re.match(r"\s*(java|vb)script|data", href)] == []
    assert {told["line"] for told in run.told("unsafe-link")} - {0}


def written_in(deck: Path, folder: Path) -> tuple[list[str], dict[str, Any], dict[str, Any]]:
    """The fields of all notes of a deck, its note types and its decks."""
    with ZipFile(deck) as archive:
        (folder / "collection").write_bytes(archive.read("collection.anki2"))
    connection = sqlite3.connect(folder / "collection")
    fields = [row[0] for row in connection.execute("SELECT flds FROM notes")]
    models, decks = connection.execute("SELECT models, decks FROM col").fetchone()
    connection.close()
    return fields, json.loads(models), json.loads(decks)


@pytest.mark.parametrize("url", ["javascript:alert(1)//{id}", 'https://x.org/" onclick="x{id}'])
def test_no_script_is_in_a_deck(place: Place, url: str) -> None:
    bank(place, url.replace('"', '\\"'))
    assert place.make_deck().code == 0
    fields, models, decks = written_in(place.deck, place.folder)
    assert len(fields) >= len(ACTING)
    assert [found for field in fields for found in Acting(field).found] == []
    for model in models.values():
        for template in model["tmpls"]:
            assert Acting(template["qfmt"] + template["afmt"]).found == []
    assert [found for deck in decks.values() for found in Acting(deck["desc"]).found] == []


def test_no_script_is_in_a_sheet(place: Place) -> None:
    bank(place)
    place.make_sheet()
    with pikepdf.open(place.sheet) as pdf:
        names = {
            str(value)
            for found in pdf.objects
            if isinstance(found, pikepdf.Dictionary)
            for key, value in found.items()
            if key == "/S" or (key == "/URI" and "script:" in str(value))
        }
        keys = {
            key for found in pdf.objects if isinstance(found, pikepdf.Dictionary) for key in found
        }
    assert not {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData"} & names
    assert not any("script:" in name for name in names)
    assert not {"/JS", "/AA", "/OpenAction"} & keys


DRAWINGS = {
    "element": "<script>alert(1)</script>",
    "handler": "<rect onclick='alert(1)'/>",
    "link": "<a href='javascript:alert(1)'><rect/></a>",
    "tab": "<a href='java&#9;script:alert(1)'><rect/></a>",
    "break": "<a href='&#10;JAVA&#13;&#10;SCRIPT:alert(1)'><rect/></a>",
    "set": "<a><set attributeName='href' to=' javascript:alert(1)'/></a>",
    "page": "<foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>",
    "data": "<a href='data:text/html,&lt;script>alert(1)&lt;/script>'><rect/></a>",
    "inner": "<use href='data:image/svg+xml,&lt;svg onload=alert(1)/>'/>",
}


def test_no_script_is_in_a_drawing_of_a_deck(place: Place) -> None:
    space = 'xmlns="http://www.w3.org/2000/svg"'
    for name, content in DRAWINGS.items():
        place.write(f"{name}.svg", f"<svg {space}>{content}</svg>")
    place.write("plain.svg", f"<svg {space}><rect width='1' height='1'/></svg>")
    shown = "".join(f"    ![{name}]({name}.svg)\n" for name in (*DRAWINGS, "plain"))
    place.write("a.md", f'??? question "A?"\n{shown}')
    run = place.make_deck()
    with ZipFile(place.deck) as archive:
        kept = list(json.loads(archive.read("media")))
    assert len(kept) == 1
    assert run.err.count("has a script in it") >= 1
