"""A question into a note: the HTML of its fields, its tags, and which cards it makes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never
from urllib.parse import quote

from markupsafe import Markup, escape

from exporter.anki.decks import deck_names
from exporter.anki.guard import guard_field
from exporter.anki.media import MediaShelf
from exporter.anki.medium import CardMedium
from exporter.anki.note_types import FIELDS
from exporter.anki.tags import tags_of
from exporter.html.render import render_blocks, render_inlines
from exporter.identity.ledger import Ledger
from exporter.model.bank import (
    Bank,
    Form,
    Question,
    Reference,
    Section,
    Topic,
    other_language,
)
from exporter.model.diagnostic import Diagnostic
from exporter.model.document import ListItem

__all__ = ["Note", "Unmade", "make_notes"]

_BLANK = re.compile(r"\{\{c(\d+)::")
_WRITTEN = frozenset(("Question", "Short", "Details", "Options", "Text"))
"""The fields that hold what is asked and answered."""
_TAG = re.compile(r"<(?!img\b)[^>]*>")


@dataclass(frozen=True, slots=True)
class Note:
    """A note of the package."""

    id: int
    """Milliseconds since the epoch; to Anki, when it was added."""
    guid: str
    form: Form
    deck: str
    """The name of its cards' deck."""
    position: int
    """Its place among new cards, from 1 in the whole bank."""
    fields: tuple[str, ...]
    """HTML, in the order of `note_types.FIELDS`."""
    tags: tuple[str, ...]
    cards: tuple[int, ...]
    """The number of each of its cards, from 0; in a cloze, of each blank."""
    modified: int
    """When its fields or tags were last changed, in seconds since the epoch."""


@dataclass(frozen=True, slots=True)
class Unmade:
    """A question without a card, and what is to be said of it: nothing if it has no answer yet."""

    diagnostics: tuple[Diagnostic, ...] = ()


def make_notes(
    bank: Bank, shelf: MediaShelf, ledger: Ledger | None, now: int
) -> Iterator[Note | Unmade]:
    """A note for each question of `bank` in its order, its media put on `shelf`.

    Ids and times are those of `ledger`; a question that is not in it is of `now`.
    """
    rows = {row.guid: row for row in ledger.rows} if ledger else {}
    for topic, deck in zip(bank.topics, deck_names(bank), strict=True):
        for path, question in _with_paths(topic, topic.path):
            if not question.answered:
                yield Unmade()
                continue
            row = rows.get(question.guid)
            shown = (row and row.shown) or question.id
            contents = _contents(bank, path, replace(question, id=shown), shelf)
            if fault := _fault(question, contents):
                yield Unmade((fault,))
                continue
            yield Note(
                id=row.note if row else now * 1000 + question.position,
                guid=question.guid,
                form=question.form,
                deck=deck,
                position=question.position,
                fields=tuple(contents.get(f.name, "") for f in FIELDS[question.form]),
                tags=tags_of(bank, topic, question),
                cards=_cards(question, contents),
                modified=row.mod if row else now,
            )


def _with_paths(
    part: Topic | Section, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Question]]:
    for question in part.questions:
        yield path, question
    for section in part.sections:
        yield from _with_paths(section, section.path)


def _contents(
    bank: Bank, path: tuple[str, ...], question: Question, shelf: MediaShelf
) -> dict[str, Markup]:
    """The fields by name, those that all note types have and those of the question's own."""
    medium = CardMedium(shelf, question.location)
    blanks = CardMedium(shelf, question.location, blanks=question.cloze)
    short = render_blocks(question.short, blanks)
    fields = {
        "ID": medium.text(question.id),
        "Question": _asked(question, medium),
        "Details": render_blocks(question.details, medium),
        "Topic": medium.text(" › ".join(path)),
        "Level": Markup(question.level or ""),
        "Kind": medium.text(question.kind),
        "References": _references(question.references, medium),
        "As of": medium.text(question.as_of),
        "File": escape(quote(question.location.file))
        if "{file}" in bank.source_url
        else Markup(""),
        **_answer(question, short, medium),
    }
    if language := other_language(question.language, bank.language):
        for name in _WRITTEN & fields.keys():
            if fields[name]:
                fields[name] = Markup('<div lang="{}">{}</div>').format(language, fields[name])
    return {name: guard_field(html) for name, html in fields.items()}


def _asked(question: Question, medium: CardMedium) -> Markup:
    title = render_inlines(question.title, medium)
    if not question.stem:
        return title
    stem = render_blocks(question.stem, medium)
    return title + Markup('<div class="stem">{}</div>').format(stem)


def _answer(question: Question, short: Markup, medium: CardMedium) -> dict[str, Markup]:
    match question.form:
        case "question":
            return {"Short": short}
        case "choice":
            right = [n for n, option in enumerate(question.choices) if option.checked]
            return {
                "Options": _options(question.choices, medium),
                "Answer": Markup(", ".join(map(_letter, right))),
                "Short": short,
            }
        case "cloze":
            return {"Text": short}
        case _ as unknown:
            assert_never(unknown)


def _options(options: tuple[ListItem, ...], medium: CardMedium) -> Markup:
    """The list as it stands on both sides: the template says on which one the right ones show."""
    several = sum(bool(option.checked) for option in options) > 1
    items = (
        Markup('<li class="{}">{}</li>').format(
            "right" if option.checked else "wrong", render_blocks(option.blocks, medium)
        )
        for option in options
    )
    return Markup('<ol class="options{}" type="A">\n{}\n</ol>').format(
        " several" if several else "", Markup("\n").join(items)
    )


def _letter(number: int) -> str:
    """What a browser puts in front of an option: A to Z, then AA."""
    letters = ""
    number += 1
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _references(references: tuple[Reference, ...], medium: CardMedium) -> Markup:
    if not references:
        return Markup("")
    items = (Markup("<li>{}</li>").format(_reference(source, medium)) for source in references)
    return Markup("<ul>\n{}\n</ul>").format(Markup("\n").join(items))


def _reference(source: Reference, medium: CardMedium) -> Markup:
    words = medium.text(source.text or source.key)
    if not source.url.startswith(("https://", "http://")):
        return words
    return Markup('<a href="{}">{}</a>').format(source.url, words)


def _cards(question: Question, contents: dict[str, Markup]) -> tuple[int, ...]:
    if question.form != "cloze":
        return (0,)
    return tuple(sorted({int(number) - 1 for number in _BLANK.findall(contents["Text"])}))


def _fault(question: Question, contents: dict[str, Markup]) -> Diagnostic | None:
    """What keeps the question from having a card that asks something."""
    if question.cloze and not _cards(question, contents):
        return _no_card(question, "it has no blank", "mark what is to be recalled: ==like this==")
    if not question.cloze and not _TAG.sub("", contents["Question"]).strip():
        return _no_card(question, "it has no title", "give it one that asks something")
    return None


def _no_card(question: Question, why: str, advice: str) -> Diagnostic:
    return Diagnostic(
        rule="no-card",
        severity="warning",
        message=f"this question becomes no card: {why}",
        help=advice,
        file=question.location.file,
        line=question.location.line,
    )
