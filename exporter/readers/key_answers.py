"""The answers of a key to the questions above it, once a file is read."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from exporter.model.bank import Question
from exporter.model.diagnostic import Diagnostic
from exporter.model.document import Block
from exporter.readers.choices import asked_of
from exporter.readers.forms.contract import Outline, Part
from exporter.readers.keys import Key
from exporter.readers.options import Options, find_options
from exporter.readers.verdicts import judge

__all__ = ["with_answers"]


def with_answers(outline: Outline, keys: Iterable[Key], file: str) -> Outline | None:
    """The outline with the answers of `keys`; None when one of them has not as many as asked."""
    told: list[Diagnostic] = []
    for key in keys:
        found = sorted(_places(outline.root, key), key=_line)
        if len(found) != len(key.answers):
            return None
        if 2 * sum(_is_answered(part.questions[place]) for part, place in found) > len(found):
            continue  # it only repeats what stands with the questions
        for (part, place), answer in zip(found, key.answers, strict=True):
            part.questions[place], faults = _answered(part.questions[place], answer, file)
            told.extend(faults)
    return replace(outline, diagnostics=(*outline.diagnostics, *told))


def _places(part: Part, key: Key) -> Iterator[tuple[Part, int]]:
    """Where the questions of a key stand."""
    for place, question in enumerate(part.questions):
        if key.begin <= question.location.line < key.line:
            yield part, place
    for inner in part.parts:
        yield from _places(inner, key)


def _line(found: tuple[Part, int]) -> int:
    part, place = found
    return part.questions[place].location.line


def _is_answered(question: Question) -> bool:
    if question.choices:
        return any(option.checked for option in question.choices)
    return question.answered and find_options(question.short) is None


def _answered(
    question: Question, answer: tuple[Block, ...], file: str
) -> tuple[Question, tuple[Diagnostic, ...]]:
    if question.choices:
        options = Options((), question.choices, (), lettered=True)
        right = judge(options, answer).right
        choices = tuple(
            replace(option, checked=place in right) for place, option in enumerate(question.choices)
        )
        return replace(question, choices=choices, short=(*answer, *question.short)), ()
    stem = (*question.stem, *question.short)
    asked = asked_of(stem, answer, file, question.location.line)
    answered = replace(question, stem=asked.stem, choices=asked.choices, short=answer)
    return answered, asked.diagnostics
