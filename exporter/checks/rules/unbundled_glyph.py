"""Signs that no font has which comes with the program."""

from collections import defaultdict
from collections.abc import Iterator

from exporter.checks.contract import Rule, Subject
from exporter.checks.parts import blocks_of
from exporter.fonts import uncovered
from exporter.model.bank import Location, Question
from exporter.model.diagnostic import Diagnostic
from exporter.model.document import plain, plain_blocks, walk

__all__ = ["RULE"]

_MOST = 8


def _check(subject: Subject) -> Iterator[Diagnostic]:
    lacking: defaultdict[str, set[str]] = defaultdict(set)
    first: dict[str, Location] = {}
    for question in subject.questions:
        if signs := _lacking(_text(question)):
            file = question.location.file
            lacking[file].update(signs)
            first[file] = first.get(file) or _line_of(question, signs)
    for file, found in lacking.items():
        message = f"no bundled font has {_shown(found)}: on paper, a font of the computer is used"
        yield RULE.told(message, "write it otherwise if it must print alike anywhere", first[file])


def _text(question: Question) -> str:
    return f"{plain(question.title)}\n{plain_blocks(blocks_of(question))}"


def _lacking(text: str) -> frozenset[str]:
    # Nearly all texts are Latin, and to open the fonts takes longer than to look.
    return uncovered(text) if any(letter > "\u04ff" for letter in text) else frozenset()


def _line_of(question: Question, signs: frozenset[str]) -> Location:
    for block in walk(blocks_of(question)):
        if signs.intersection(plain_blocks((block,))):
            return Location(question.location.file, block.line)
    return question.location


def _shown(signs: set[str]) -> str:
    named = ", ".join(f"{sign} (U+{ord(sign):04X})" for sign in sorted(signs)[:_MOST])
    return f"{named} and {len(signs) - _MOST} more" if len(signs) > _MOST else named


RULE = Rule(
    "S303",
    "unbundled-glyph",
    "signs that no font has which comes with the program: how they print is up to the computer",
    good='??? question "What does α stand for?"\n    An angle → see β.',
    bad='??? question "What is 光?"\n    Light.',
    severity="info",
    check=_check,
)
