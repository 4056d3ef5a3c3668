"""Quizzes: each `<quiz>` is a question, with options in a task list or with `[[words]]` to fill in.

What stands above the first option is asked, what follows the last one explains. A text to fill in
ends at a rule, and what follows that explains.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from exporter.model.document import (
    Admonition,
    Block,
    BulletList,
    Emphasis,
    Heading,
    Inline,
    Mark,
    OrderedList,
    Paragraph,
    Quote,
    RawHtml,
    Rule,
    Span,
    Strong,
    Text,
    children,
    inlines_of,
    walk,
    walk_inlines,
)
from exporter.readers.answers import is_comment, metadata_comment
from exporter.readers.forms.contract import Evidence, Form, IdPlace, Outline, Page
from exporter.readers.holes import gaps_in
from exporter.readers.id_places import below, in_comment
from exporter.readers.outliner import Outliner
from exporter.readers.tasks import find_tasks, title_above
from exporter.readers.titles import read_title

__all__ = ["QUIZ"]

_FILLED = re.compile(r"\[\[([^\[\]\n]+)\]\]")
_MORE = "<!-- more -->"
_Blocks = tuple[Block, ...]


def _evidence(page: Page) -> Evidence:
    if "<quiz" not in page.text.lower():
        return Evidence(0, "no `<quiz>`")
    marks = sum(1 for _ in _quizzes(page))
    return Evidence(marks, f"{marks} `<quiz>` element{'' if marks == 1 else 's'}")


def _quizzes(page: Page) -> Iterator[Admonition]:
    for block in walk(page.document.blocks):
        if isinstance(block, Admonition) and _is_quiz(block):
            yield block


def _is_quiz(block: Block) -> bool:
    return isinstance(block, Admonition) and block.kind == "quiz" and not block.title


def _read(page: Page) -> Outline:
    outliner = Outliner(page, page.document)
    _read_blocks(outliner, page.document.blocks)
    return outliner.outline()


def _read_blocks(outliner: Outliner, blocks: _Blocks) -> None:
    for block in blocks:
        if isinstance(block, Admonition) and _is_quiz(block):
            _question(outliner, block)
        elif isinstance(block, Heading):
            outliner.heading(block)
        elif any(map(_is_quiz, walk((block,)))):
            _read_blocks(outliner, children(block))
        else:
            outliner.text(block)


def _question(outliner: Outliner, quiz: Admonition) -> None:
    tasks = find_tasks(quiz.blocks)
    if tasks is None:
        _text_to_fill_in(outliner, quiz)
        return
    title, stem = title_above(tasks.above)
    found = read_title(title)
    options = BulletList(tasks.items, tasks.items[0].line, tight=True)
    outliner.question(found.words, quiz.line, tasks.below, stem=(*stem, options), level=found.level)


def _text_to_fill_in(outliner: Outliner, quiz: Admonition) -> None:
    blocks = tuple(b for block in quiz.blocks for b in _without_underline(block))
    end = next((n for n, block in enumerate(blocks) if isinstance(block, Rule)), len(blocks))
    asked, explained = blocks[:end], blocks[end + 1 :]
    text = tuple(map(_with_blanks, asked))
    if text == asked:
        title, stem = title_above(asked)
        outliner.question(title, quiz.line, explained, stem=stem)
        return
    title, _ = title_above(text)
    more = (RawHtml(_MORE, quiz.line), *explained) if explained else ()
    outliner.question(gaps_in(title), quiz.line, (*text, *more), cloze=True)


def _without_underline(block: Block) -> _Blocks:
    """A text that the rule right below it made a heading is a text again, and a rule."""
    if isinstance(block, Heading) and _FILLED.search(_words(block)):
        return Paragraph(block.children, block.line), Rule(block.line + 1)
    return (block,)


def _words(block: Block) -> str:
    found = walk_inlines(inlines_of(block))
    return "".join(inline.text for inline in found if isinstance(inline, Text))


def _with_blanks(block: Block) -> Block:
    match block:
        case Paragraph() | Heading():
            return replace(block, children=_filled(block.children))
        case BulletList() | OrderedList():
            items = (
                replace(item, blocks=tuple(map(_with_blanks, item.blocks))) for item in block.items
            )
            return replace(block, items=tuple(items))
        case Quote() | Admonition():
            return replace(block, blocks=tuple(map(_with_blanks, block.blocks)))
        case _:
            return block


def _filled(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A line with a mark for each `[[…]]`."""
    done: list[Inline] = []
    for inline in inlines:
        match inline:
            case Text(text):
                parts = _FILLED.split(text)
                for place, words in enumerate(parts):
                    if words:
                        done.append(Mark((Text(words.strip()),)) if place % 2 else Text(words))
            case Strong() | Emphasis() | Span():
                done.append(replace(inline, children=_filled(inline.children)))
            case _:
                done.append(inline)
    return tuple(done)


def _id_places(page: Page) -> Mapping[int, IdPlace]:
    rows = page.text.split("\n")
    places: dict[int, IdPlace] = {}
    for quiz in _quizzes(page):
        comments = tuple(block for block in quiz.blocks if is_comment(block))
        comment = metadata_comment(comments)
        place = in_comment(comment, rows) if comment else None
        if place is None and quiz.blocks:
            row = rows[quiz.line - 1]
            place = below(quiz.line, rows, row[: len(row) - len(row.lstrip(" \t>"))])
        if place:
            places[quiz.line] = place
    return places


QUIZ = Form(
    name="quiz",
    about="`<quiz>` elements with a task list or `[[words]]` to fill in",
    evidence=_evidence,
    read=_read,
    marked=True,
    id_places=_id_places,
)
