"""The boxes of a file into what they are: answers, hints, questions by themselves, or text.

A box whose title is a label ("Show answer", "Hint", the same in another language) belongs to the
question above it. So does one of a few titles that come again and again. A box with words of its
own may be a question: what it holds is the answer. The type word of a box decides nothing, except
where the title says as little as "Click here".
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import Literal, TypeGuard

from exporter.model.document import (
    Admonition,
    Block,
    Break,
    Heading,
    Link,
    OrderedList,
    Paragraph,
    Rule,
    children,
    plain,
    walk,
)
from exporter.readers.forms.contract import Page
from exporter.readers.labels import Label, label_of, labelled
from exporter.readers.options import find_options
from exporter.readers.titles import asks, read_title, sounds_asking

__all__ = ["Boxes", "Role", "Survey", "boxes_of", "content_of", "may_hold_boxes"]

Role = Literal["answer", "explanation", "hint", "statement", "question", "section", "text"]
"""statement: a box that only asks, its answer stands elsewhere; question: its body answers it;
section: a fold around folds that are questions."""

_MARK = re.compile(r"<[A-Za-z]|\?\?\?|!!!|===|:::|\[!|\{[%{<:]|[`~]\{")

_CARDS = frozenset(("flashcard", "card", "anki", "faq", "qa"))

MANY = 3
"""How many boxes of one title are enough to speak of a habit."""
SEVERAL = 2
"""How many folds within one are enough to be questions of their own."""


@dataclass(frozen=True, slots=True)
class Survey:
    """How many boxes of each kind a file has, those within a question left out."""

    answers: int
    """Runs of answers, each of which is one; empty ones do not count."""
    named: int
    """Those of them that are called answers."""
    shown: int
    """Those of them that only say that they show something."""
    questions: int
    """Folds with words of their own in their titles, and more than links in them."""
    asking: int
    """Those of them whose titles ask."""
    marked: int
    """Those of them that have a question mark, or are called questions."""
    optioned: int
    """Those of them whose bodies begin with lettered options."""
    listed: int
    """Those of them that numbered items begin with."""
    statements: int


class Boxes:
    """What the boxes of one file are."""

    def __init__(self, blocks: tuple[Block, ...], repeated: frozenset[str]) -> None:
        """`blocks` are those of the file.

        `repeated` are the titles, in lower case, that only name an answer in it.
        """
        self._repeated = repeated
        self._statements = {id(box): box for box in _above_answers(blocks)}
        self._cards = {id(box): box for box in _open_cards(blocks)}
        self._corrections = {id(tab): tab for tab in self._behind_statements(blocks)}
        self._holding: dict[int, tuple[Block, bool]] = {}
        self._sections: dict[int, tuple[Block, bool]] = {}

    def role(self, block: Block) -> Role:
        """What a block is; text for all that is no box."""
        if not isinstance(block, Admonition):
            return "text"
        if id(block) in self._corrections:
            return "answer"
        if id(block) in self._statements:
            return "statement"
        if id(block) in self._cards:
            return "question"
        return self._own_role(block)

    def _own_role(self, block: Admonition) -> Role:
        match _label(block):
            case "answer" | "explanation" | "hint" as label:
                return label
            case "question" if not block.fold:
                return "statement"
            case _ if _words(block) in self._repeated:
                return "answer"
            case "more":
                return "text"
            case _ if block.fold and _words(block):
                return "section" if self._is_section(block) else "question"
            case _:
                return "text"

    def _is_section(self, fold: Admonition) -> bool:
        """Whether a fold does not ask, and holds hardly anything but folds most of which do."""
        if id(fold) not in self._sections:
            inner = [block for block in fold.blocks if _is_titled_fold(block)]
            is_section = (
                len(inner) >= SEVERAL
                and 2 * len(inner) >= len(fold.blocks)
                and not _asks(fold)
                and 2 * sum(_asks(box) or self._is_section(box) for box in inner) >= len(inner)
            )
            self._sections[id(fold)] = fold, is_section
        return self._sections[id(fold)][1]

    def _behind_statements(self, blocks: tuple[Block, ...]) -> Iterator[Admonition]:
        """The tabs behind that of a statement: they answer it, whatever their titles."""
        run: list[Admonition] = []
        for block in (*blocks, None):
            if isinstance(block, Admonition) and block.kind == "tab":
                run.append(block)
            elif run:
                roles = [self._own_role(tab) for tab in run]
                if roles[0] == "statement" or "answer" in roles[1:]:
                    yield from run[1:]
                run = []
            if block is not None:
                yield from self._behind_statements(children(block))

    def holds_answer(self, block: Block) -> bool:
        """Whether there is an answer in a block, at any depth, and it is none itself."""
        if id(block) not in self._holding:
            holds = any(
                self.role(inner) == "answer" or self.holds_answer(inner)
                for inner in children(block)
            )
            self._holding[id(block)] = block, holds
        return self._holding[id(block)][1]


def may_hold_boxes(page: Page) -> bool:
    """Whether anything in a file looks like the beginning of a box."""
    return page.shelf.fact(
        f"boxes: may be in {page.file}", lambda _: _MARK.search(page.text) is not None
    )


def content_of(box: Admonition) -> tuple[Block, ...]:
    """What a labelled box holds; words behind the label in its title ("Answer: B") come first."""
    label, rest = labelled(box.title)
    if label and rest and not label_of(plain(box.title)):
        return (Paragraph(rest, box.line), *box.blocks)
    first = box.blocks[0] if box.blocks else None
    if isinstance(first, Heading) and label_of(plain(first.children)) == "answer":
        return box.blocks[1:]
    return box.blocks


def _label(box: Admonition) -> Label:
    words = plain(box.title).strip()
    if not words:
        return label_of(box.kind) if box.kind != "question" else ""
    label = label_of(words) or labelled(box.title)[0]
    if label == "more" and label_of(box.kind) in ("answer", "explanation", "hint"):
        return label_of(box.kind)
    return label


def _above_answers(blocks: tuple[Block, ...]) -> Iterator[Admonition]:
    """The folds that are only called questions, "Question 3", with an answer right behind them."""
    for block, after in pairwise(blocks):
        if isinstance(after, Admonition) and _label(after) == "answer" and _only_counts(block):
            yield block
    for block in blocks:
        yield from _above_answers(children(block))


def _only_counts(block: Block) -> TypeGuard[Admonition]:
    """Whether a fold is called a question, and its title says no more than which."""
    if not (_is_titled_fold(block) and _label(block) == "question"):
        return False
    return not labelled(block.title)[1]


def _open_cards(blocks: tuple[Block, ...]) -> tuple[Admonition, ...]:
    """The boxes of the kind of questions that hold the answers to their titles, but do not fold.

    There are none where answers have boxes of their own, and none among other texts.
    """
    boxes = [block for block in walk(blocks) if isinstance(block, Admonition)]
    found = [box for box in boxes if _may_be_card(box)]
    if len(found) < MANY or any(_label(box) == "answer" for box in boxes):
        return ()
    texts = sum(not isinstance(block, Admonition | Heading | Rule) for block in blocks)
    if texts > len(found):
        return ()
    return tuple(found) if 2 * sum(map(_asks, found)) >= len(found) else ()


def _may_be_card(box: Admonition) -> bool:
    is_card = box.kind in _CARDS or label_of(box.kind) == "question"
    return is_card and not box.fold and bool(_words(box) and box.blocks) and not _label(box)


def _is_titled_fold(block: Block) -> TypeGuard[Admonition]:
    return isinstance(block, Admonition) and bool(block.fold) and bool(_words(block))


def _words(box: Admonition) -> str:
    return " ".join(plain(box.title).split()).casefold()


def boxes_of(page: Page) -> tuple[Boxes, Survey]:
    """What the boxes of a file are, and how many."""
    return page.shelf.fact(f"boxes: {page.file}", lambda _: _surveyed(page))


def _surveyed(page: Page) -> tuple[Boxes, Survey]:
    blocks = page.document.blocks
    counts: Counter[str] = Counter()
    if any(isinstance(block, Admonition) for block in walk(blocks)):
        boxes = Boxes(blocks, _repeated(page))
        _count(boxes, blocks, counts)
    else:
        boxes = Boxes((), frozenset())
    return boxes, Survey(*(counts[part.name] for part in fields(Survey)))


def _count(boxes: Boxes, blocks: tuple[Block, ...], counts: Counter[str]) -> None:
    behind_answer = False
    for block in blocks:
        role = boxes.role(block)
        if role == "answer" and isinstance(block, Admonition):
            counts["answers"] += not behind_answer and bool(content_of(block))
            counts["named"] += not behind_answer and _label(block) == "answer"
            counts["shown"] += not behind_answer and _label(block) == "more"
        elif role == "question" and isinstance(block, Admonition) and not boxes.holds_answer(block):
            counts["questions"] += not _only_leads(block)
            counts["asking"] += _asks(block) and not _only_leads(block)
            counts["marked"] += _is_marked(block) and not _only_leads(block)
            counts["optioned"] += _has_options(block)
        else:
            counts["statements"] += role == "statement"
            counts["listed"] += _listed(boxes, block)
            _count(boxes, children(block), counts)
        behind_answer = role == "answer"


def _listed(boxes: Boxes, block: Block) -> int:
    """How many items of a numbered list begin with a fold that has words of its own."""
    items = block.items if isinstance(block, OrderedList) else ()
    return sum(boxes.role(item.blocks[0]) == "question" for item in items if item.blocks)


def _asks(box: Admonition) -> bool:
    if _label(box) == "more":  # "show" is also a word that tasks begin with
        return False
    return sounds_asking(read_title(box.title).words) or _is_marked(box)


def _is_marked(box: Admonition) -> bool:
    title = read_title(box.title)
    return asks(title.words) or bool(title.label)


def _only_leads(box: Admonition) -> bool:
    """Whether a box holds nothing but a list of links: a part of some contents."""
    items = [item for block in box.blocks for item in children(block)]
    return len(items) > 1 and all(
        isinstance(item, Paragraph) and all(isinstance(i, Link | Break) for i in item.children)
        for item in items
    )


def _has_options(box: Admonition) -> bool:
    options = find_options(box.blocks[:3])
    return options is not None and options.lettered


def _repeated(page: Page) -> frozenset[str]:
    """The titles that come again and again in a file, or, if they say nothing, in its bank."""
    bank: Mapping[str, int] = page.shelf.fact("boxes: bare titles", _bare_titles)
    folds = _folds_of(page)
    own = Counter(_words(box) for box in folds if not _asks(box))
    labelled_ones = any(_label(box) == "answer" for box in folds)
    found = set()
    if 2 * len(own) <= own.total():
        found = {words for words, count in own.items() if count >= MANY and words}
    if not labelled_ones:
        found |= {words for words in own if bank.get(words, 0) >= MANY}
    return frozenset(found)


def _bare_titles(pages: tuple[Page, ...]) -> Mapping[str, int]:
    """The titles in a bank that say nothing, such as "Click to expand", and how often."""
    folds = (box for page in pages for box in _folds_of(page))
    return Counter(_words(box) for box in folds if _label(box) == "more")


def _folds_of(page: Page) -> tuple[Admonition, ...]:
    """The folds of a file; what stands within one is left out."""
    return page.shelf.fact(
        f"boxes: folds of {page.file}", lambda _: tuple(_folds(page.document.blocks))
    )


def _folds(blocks: tuple[Block, ...]) -> Iterator[Admonition]:
    for block in blocks:
        if isinstance(block, Admonition) and block.fold:
            yield block
        elif inner := children(block):
            yield from _folds(inner)
