"""A bank into the same bank with ids, guids and a namespace; ids given twice are told."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from exporter.identity import derive
from exporter.model.bank import Bank, Question, Section, Topic, all_questions
from exporter.model.diagnostic import Diagnostic, in_file_order
from exporter.model.document import plain, plain_blocks

__all__ = ["Resolution", "resolve"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """A bank in which every question is known by an id."""

    bank: Bank
    diagnostics: tuple[Diagnostic, ...]


def resolve(bank: Bank) -> Resolution:
    """Give every question of the whole `bank` an id and a guid, and the bank a namespace.

    A written id is taken as it is; one that two questions have is an error. Without one, the id
    grows from the topic, the question's words, and how many of the same words stood there before.
    """
    namespace = bank.namespace or derive.namespace(bank.title)
    topics = tuple(_identified(topic, namespace) for topic in bank.topics)
    resolved = replace(bank, namespace=namespace, topics=topics)
    return Resolution(resolved, in_file_order(_doubles(resolved)))


def _identified(topic: Topic, namespace: str) -> Topic:
    seen: Counter[str] = Counter()

    def identify(question: Question) -> Question:
        written = question.id
        if not written:
            words = _words(question)
            seen[words] += 1
            written = derive.question_id(topic.slug, words, seen[words])
        guid = derive.guid(namespace, written, question.form)
        return replace(question, id=written, guid=guid)

    return replace(
        topic,
        questions=tuple(map(identify, topic.questions)),
        sections=_with_questions(topic.sections, identify),
    )


def _with_questions(
    sections: tuple[Section, ...], change: Callable[[Question], Question]
) -> tuple[Section, ...]:
    return tuple(
        replace(
            section,
            questions=tuple(map(change, section.questions)),
            sections=_with_questions(section.sections, change),
        )
        for section in sections
    )


def _words(question: Question) -> str:
    """What a question is known by while nobody has written it an id.

    A cloze's title may only say what it is about, and many share it: its text is what is asked.
    """
    title = plain(question.title)
    return f"{title} {plain_blocks(question.short)}" if question.cloze else title


def _doubles(bank: Bank) -> list[Diagnostic]:
    first: dict[str, Question] = {}
    found = []
    for question in all_questions(bank):
        earlier = first.setdefault(question.id.casefold(), question)
        if earlier is not question:
            place = f"{earlier.location.file}:{earlier.location.line}"
            found.append(
                Diagnostic(
                    rule="duplicate-id",
                    severity="error",
                    message=f"the id {question.id} is already taken by the question at {place}",
                    help="give one of the two another id: learners' review history hangs on it",
                    file=question.location.file,
                    line=question.location.line,
                )
            )
    return found
