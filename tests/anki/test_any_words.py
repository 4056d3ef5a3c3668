"""Any words at all make a deck that real Anki takes, and are read there as they were written."""

import html
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exporter.anki.deck import DeckOptions, DeckReport, write_deck
from exporter.model.bank import Bank
from exporter.model.document import (
    Admonition,
    BulletList,
    Code,
    CodeBlock,
    Emphasis,
    Inline,
    Link,
    ListItem,
    Mark,
    Text,
)
from tests.anki.banks import bank, blank, option, p, question, topic
from tests.anki.conftest import NOW
from tests.anki.learner import Learner

TRICKY = st.sampled_from(
    [
        *("{{c1::", "}}", "::", "{", "\\", "\\(", "\\[", "[", "[sound:", "[latex]", "[$]", "]"),
        *("<", ">", "&", '"', "'", "&amp;", "&#123;", "\x1f", "\n", "\u2028", " "),
        *("</style>", "<!--", "]]>", "{{FrontSide}}", "{{#Short}}", "[[type:ID]]", "e\u0301"),
    ]
)
# Pygments takes a byte order mark off the front of code, where no reader leaves one.
TEXTS = st.text(max_size=6).filter(lambda words: "\ufeff" not in words)
WORDS = st.lists(TRICKY | TEXTS, max_size=8).map("".join)
LINES = st.lists(
    st.one_of(
        WORDS.map(Text),
        WORDS.map(Code),
        WORDS.map(lambda words: Emphasis((Text(words),))),
        WORDS.map(lambda words: Link("https://example.org", (Text(words),), words)),
    ),
    max_size=4,
).map(lambda inlines: tuple[Inline, ...](inlines))


@contextmanager
def taken(made: Bank) -> Iterator[tuple[Learner, DeckReport]]:
    """Somebody who has imported the deck of `made`."""
    with TemporaryDirectory() as folder:
        report = write_deck(made, Path(folder) / "deck.apkg", DeckOptions(now=NOW))
        with Learner(Path(folder) / "anki") as someone:
            someone.take(report.path)
            yield someone, report


def read(field: str) -> str:
    """What can be read of a field's HTML, without white space and as Anki keeps it."""
    return squeezed(html.unescape(re.sub(r'<(?:[^>"]|"[^"]*")*>', "", field)))


def squeezed(words: str) -> str:
    """Words without white space and without what no field can hold."""
    printable = (c for c in words if unicodedata.category(c) != "Cc" and not c.isspace())
    return unicodedata.normalize("NFC", "".join(printable))


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(title=WORDS, deck=WORDS, named=WORDS, tags=st.lists(WORDS, max_size=3), kind=WORDS)
def test_any_names_import_cleanly(
    title: str, deck: str, named: str, tags: list[str], kind: str
) -> None:
    asked = question("Q", p("A"), tags=tuple(tags), kind=kind, as_of=kind)
    made = bank(
        topic(named, asked),
        title=title,
        deck=deck,
        description=title,
        author=named,
        source_url=f"https://example.org/{deck}",
        labels=(("details", title), ("report", named)),
    )
    with taken(made) as (learner, report):
        assert report.notes == len(learner.notes()) == 1
        assert learner.faults() == []
        (card,) = learner.cards()
        assert "Q" in card.question()
        assert "A" in card.answer()
        (note,) = learner.notes()
        assert read(note["Topic"]) == squeezed(named)
        assert read(note["Kind"]) == squeezed(kind)
        assert not {"marked", "leech"} & {tag.casefold() for tag in note.tags}


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(title=LINES, answer=LINES, code=WORDS, inside=LINES)
def test_any_words_are_read_as_written(
    title: tuple[Inline, ...], answer: tuple[Inline, ...], code: str, inside: tuple[Inline, ...]
) -> None:
    boxed = (Text("In "), *inside)
    asked = question(
        (Text("Q"), *title),
        p(*answer),
        details=(
            CodeBlock(code, "python", 1, title=code),
            Admonition("note", boxed, (BulletList((ListItem((p(*boxed),), 1),), 1),), 1, "closed"),
        ),
    )
    options = (option(list(answer), right=True), option(list(inside)))
    made = bank(topic("T", asked, question("Pick", p(*answer), choices=options)))
    with taken(made) as (learner, _):
        assert learner.faults() == []
        first, second = learner.notes()
        assert read(first["Question"]) == "Q" + squeezed(words_of(title))
        assert read(first["Short"]) == squeezed(words_of(answer))
        assert read(second["Options"]) == squeezed(words_of(answer) + words_of(inside))
        assert read(first["Details"]) == squeezed(2 * code + 2 * words_of(boxed))
        for card in learner.cards():
            assert card.question_av_tags() == card.answer_av_tags() == []


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(before=LINES, inside=LINES, hint=WORDS, after=LINES, more=LINES)
def test_any_words_can_be_a_blank(
    before: tuple[Inline, ...],
    inside: tuple[Inline, ...],
    hint: str,
    after: tuple[Inline, ...],
    more: tuple[Inline, ...],
) -> None:
    first = replace(blank(1, "x", hint), children=(Text("x"), *inside))
    text = p(*before, first, *after, Mark((Text("y"), *more), number=2), *before)
    made = bank(topic("T", question("C", text, cloze=True, details=(p(*inside),))))
    with taken(made) as (learner, report):
        assert learner.faults() == []
        assert report.cards == len(learner.cards()) == 2
        blanked = words_of((Text("x"), *inside))
        start, end = words_of(before), words_of((*after, Text("y"), *more, *before))
        for card in learner.cards():
            assert read(text_of(card.answer())) == squeezed(start + blanked + end)
        asked = read(text_of(learner.cards()[0].question()))
        shown = hint if hint.strip() else "..."
        assert asked == squeezed(f"{start}[{shown}]{end}")


def text_of(card: str) -> str:
    """The text with the blanks, out of a side of a cloze card."""
    return card.split('<div class="short">')[1].split("</div>")[0]


def words_of(inlines: tuple[Inline, ...]) -> str:
    """The words of inlines that have nothing but words in them."""
    found = []
    for inline in inlines:
        match inline:
            case Text(words) | Code(words):
                found.append(words)
            case Emphasis(inner) | Link(children=inner):
                found.append(words_of(inner))
            case _:
                raise AssertionError(inline)
    return "".join(found)
