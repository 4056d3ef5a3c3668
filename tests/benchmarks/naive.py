"""A bank into an `.apkg`, as somebody would write it in an afternoon: what exporter is compared to.

It reads only what `bank.py` writes, checks nothing, and keeps no ledger.
"""

import random
import re
import sys
from pathlib import Path
from textwrap import dedent

import genanki
from markdown_it import MarkdownIt
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

QUESTION = re.compile(r'^\?\?\? question "(.*)"\n((?:(?:    .*)?\n)+)', re.MULTILINE)
METADATA = re.compile(r"<!-- level: (\d); kind: (\w+); tags: (\w+) -->")


def coloured(code: str, language: str, attributes: str) -> str:
    return highlight(code, get_lexer_by_name(language), HtmlFormatter())


def formula(tex: str, options: dict[str, bool]) -> str:
    escaped = tex.strip().replace("&", "&amp;").replace("<", "&lt;")
    return rf"\[{escaped}\]" if options["display_mode"] else rf"\({escaped}\)"


md = MarkdownIt("commonmark", {"highlight": coloured}).enable("table")
md.use(dollarmath_plugin, renderer=formula).use(admon_plugin)

model = genanki.Model(
    random.Random("model").randrange(1 << 30, 1 << 31),
    "Geography",
    fields=[{"name": name} for name in ("Question", "Short", "Details", "Topic", "Level")],
    templates=[
        {
            "name": "Card",
            "qfmt": "{{Topic}}<h1>{{Question}}</h1>",
            "afmt": "{{FrontSide}}<hr>{{Short}}{{Details}}",
        }
    ],
    css=HtmlFormatter().get_style_defs(".highlight"),  # type: ignore[no-untyped-call]
)


def deck_of(path: Path) -> genanki.Deck:
    text = path.read_text(encoding="utf-8")
    topic = text.partition("\n")[0].removeprefix("# ")
    name = f"Physical geography::{topic}"
    deck = genanki.Deck(random.Random(name).randrange(1 << 30, 1 << 31), name)
    for title, body in QUESTION.findall(text):
        level, kind, tag = METADATA.search(body).groups()  # type: ignore[union-attr]
        short, _, details = METADATA.sub("", dedent(body)).partition("<!-- more -->")
        fields = [md.renderInline(title), md.render(short), md.render(details), topic, level]
        deck.add_note(genanki.Note(model=model, fields=fields, tags=[tag, f"kind::{kind}"]))
    return deck


if __name__ == "__main__":
    files = sorted(Path(sys.argv[1]).glob("*.md"))
    genanki.Package([deck_of(file) for file in files]).write_to_file(sys.argv[2])
