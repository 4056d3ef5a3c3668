"""Small banks made of the model's values, for tests of what comes after the reader."""

from exporter.model.bank import Bank, Location, Question, Section, Topic
from exporter.model.document import Paragraph, Text

__all__ = ["bank_of", "question", "section", "topic", "words"]


def words(text: str) -> tuple[Text, ...]:
    return (Text(text),)


def question(title: str, *, answer: str = "Because.", line: int = 1, **fields: object) -> Question:
    short = (Paragraph(words(answer), line + 1),) if answer else ()
    location = Location("01-topic.md", line)
    return Question(words(title), location, **{"short": short, **fields})  # type: ignore[arg-type]


def section(title: str, *questions: Question, sections: tuple[Section, ...] = ()) -> Section:
    location = Location("01-topic.md", 1)
    return Section(words(title), (title,), location, questions=questions, sections=sections)


def topic(
    number: int, title: str, *questions: Question, sections: tuple[Section, ...] = ()
) -> Topic:
    return Topic(
        number=number,
        slug=title.casefold().replace(" ", "-"),
        title=words(title),
        location=Location(f"{number:02}-topic.md", 1),
        path=(title,),
        numbered=True,
        questions=questions,
        sections=sections,
    )


def bank_of(*topics: Topic, **fields: object) -> Bank:
    return Bank(title="A bank", slug="a-bank", root="", topics=topics, **fields)  # type: ignore[arg-type]
