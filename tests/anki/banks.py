"""Short ways to write a bank as values, with identities: what a reader makes of markdown."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from exporter.identity.resolve import resolve
from exporter.model.bank import Bank, Location, Question, Topic
from exporter.model.document import (
    Block,
    Inline,
    ListItem,
    Mark,
    Paragraph,
    Text,
)

NAMESPACE = "0b0c6c3e-7d8b-4a55-9a39-3f2f3d5b8a11"

Words = str | Inline | list[Inline] | tuple[Inline, ...]


def line(words: Words) -> tuple[Inline, ...]:
    """A text, an inline or several as the inlines of a line."""
    if isinstance(words, str):
        return (Text(words),)
    return tuple(words) if isinstance(words, list | tuple) else (words,)


def p(*words: Words) -> Paragraph:
    """A paragraph."""
    return Paragraph(tuple(inline for part in words for inline in line(part)), line=1)


def blank(number: int, words: Words, hint: str = "") -> Mark:
    """A blank of a cloze."""
    return Mark(line(words), number, hint)


def option(words: Words, *, right: bool = False) -> ListItem:
    """An option of a choice question."""
    return ListItem((p(words),), line=1, checked=right)


def question(title: Words, *short: Block, **more: Any) -> Question:
    """A question with its short answer; `more` goes to `Question` as it is."""
    return Question(title=line(title), location=Location("01-topic.md", 1), short=short, **more)


def topic(title: Words, *questions: Question, number: int = 1, **more: Any) -> Topic:
    """A topic, its questions numbered."""
    words = line(title)
    name = " ".join(inline.text for inline in words if isinstance(inline, Text))
    return Topic(
        number=number,
        slug=more.pop("slug", f"topic-{number}"),
        title=words,
        location=Location(f"{number:02}-topic.md", 1),
        path=(name,) if name else (),
        numbered=True,
        questions=tuple(replace(q, number=n) for n, q in enumerate(questions, 1)),
        **more,
    )


def bank(*topics: Topic, title: str = "Small bank", **more: Any) -> Bank:
    """A bank with identities resolved and its questions in order."""
    position = iter(range(1, 1_000_000))

    def placed(questions: Iterable[Question]) -> tuple[Question, ...]:
        return tuple(replace(q, position=next(position)) for q in questions)

    whole = Bank(
        title=title,
        slug="small-bank",
        root=more.pop("root", ""),
        topics=tuple(replace(t, questions=placed(t.questions)) for t in topics),
        namespace=more.pop("namespace", NAMESPACE),
        **more,
    )
    resolution = resolve(whole)
    assert not resolution.diagnostics
    return resolution.bank
