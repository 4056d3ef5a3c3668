"""One file per question: its metadata or its only title asks, and all the rest answers.

Or headings name what is asked and what is answered, once in each language. The folders of such
files are the topics.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from exporter.model.bank import Question
from exporter.model.diagnostic import Diagnostic, shortened
from exporter.model.document import (
    Admonition,
    Block,
    Heading,
    Inline,
    Paragraph,
    RawHtml,
    Text,
    plain,
    plain_blocks,
)
from exporter.readers.answers import (
    is_comment,
    is_more,
    make_question,
    metadata_comment,
    without_comments,
)
from exporter.readers.choices import Asked, asked_of
from exporter.readers.cloze_files import cloze_of
from exporter.readers.forms.contract import Evidence, Form, IdPlace, Outline, Page, Part
from exporter.readers.id_places import below, in_comment
from exporter.readers.labels import label_of, labelled
from exporter.readers.lone import (
    Lone,
    answering_key,
    asking_key,
    begins_answer,
    lone_of,
    says_the_same,
    value_of,
)
from exporter.readers.lone_folders import lone_files
from exporter.readers.metadata import is_id, unchecked_in
from exporter.readers.noise import Answer, tell_noise, without_noise
from exporter.readers.options import find_options
from exporter.readers.row_ends import holds_metadata
from exporter.readers.sides import Sides, sided_files, sides_in
from exporter.readers.stems import Body, asked_and_answered
from exporter.readers.titles import read_title

__all__ = ["FILE_PER_QUESTION"]

SURE = 3
"""How many files must say that they are questions for none of them to be doubtful."""

_LEVELS: Mapping[str, int] = {
    **dict.fromkeys(("1", "easy", "beginner", "basic", "junior"), 1),
    **dict.fromkeys(("2", "medium", "intermediate", "middle"), 2),
    **dict.fromkeys(("3", "hard", "advanced", "difficult", "senior", "expert"), 3),
}
_Blocks = tuple[Block, ...]


def _evidence(page: Page) -> Evidence:
    key = asking_key(page.document.front_matter)
    if key:
        files = page.shelf.fact("file-per-question: metadata", _saying_so)
        why = f"`{key}:` in its metadata, as in {files} file{'' if files == 1 else 's'}"
        return Evidence(files, why, doubtful=files < SURE)
    if _cloze(page):
        return Evidence(1, "a heading `Text` above words to be hidden")
    if _sides(page):
        files = len(page.shelf.fact("file-per-question: sides", sided_files))
        why = f"headings name its question and its answer, as in {files} files"
        return Evidence(files, why, doubtful=files < SURE)
    found = page.shelf.fact("file-per-question: titles", lone_files)
    if file := found.get(page.file):
        return Evidence(file.files, file.why, doubtful=not file.asks)
    return Evidence(0, "nothing says that it is one question")


def _saying_so(pages: Sequence[Page]) -> int:
    return sum(bool(asking_key(page.document.front_matter)) for page in pages)


def _sides(page: Page) -> tuple[Sides, ...]:
    if page.file not in page.shelf.fact("file-per-question: sides", sided_files):
        return _cloze(page)
    name = f"file-per-question: sides of {page.file}"
    return page.shelf.fact(name, lambda _: sides_in(page))


def _cloze(page: Page) -> tuple[Sides, ...]:
    name = f"file-per-question: cloze {page.file}"
    cloze = page.shelf.fact(name, lambda _: cloze_of(page))
    return (cloze,) if cloze else ()


def _read(page: Page) -> Outline:
    if (sides := _sides(page)) and not asking_key(page.document.front_matter):
        return _read_sides(page, sides)
    front = page.document.front_matter
    lone = lone_of(page)
    if lone is None:
        return Outline(Part(), front, page.document.diagnostics)
    asked, answer = _asked_in(page, lone)
    title = read_title(lone.title)
    question, told = make_question(page, title.words, lone.line, answer.blocks)
    root = Part(line=lone.line)
    if question:
        question = replace(
            question,
            stem=asked.stem,
            choices=asked.choices or question.choices,
            level=question.level or title.level,
            references=(*question.references, *answer.references),
        )
        root.questions.append(_described(question, page))
    noise = tell_noise(page.file, answer.noise)
    diagnostics = (*page.document.diagnostics, *lone.diagnostics, *asked.diagnostics, *told, *noise)
    return Outline(root, front, diagnostics, single=True)


def _read_sides(page: Page, sides: Sequence[Sides]) -> Outline:
    root = Part(line=sides[0].line)
    told: list[Diagnostic] = []
    for side in sides:
        question, faults = _question_of(page, side)
        told.extend(faults)
        if question and len(sides) == 1:
            question = _described(question, page)
        root.questions.extend([question] if question else [])
    front = page.document.front_matter
    return Outline(root, front, (*page.document.diagnostics, *told), single=True)


def _question_of(page: Page, side: Sides) -> tuple[Question | None, tuple[Diagnostic, ...]]:
    answer = without_noise(tuple(filter(_is_read, side.answer)))
    comments = tuple(filter(is_comment, filter(_is_read, side.stem)))
    title = read_title(_shown(page, side))
    asked = asked_of(without_comments(side.stem), answer.blocks, page.file, side.line)
    ends_in_heading = isinstance(asked.stem[-1] if asked.stem else None, Heading)
    body = (*comments, *answer.blocks)
    question, told = make_question(page, title.words, side.line, body, cloze=side.is_cloze)
    if question:
        question = replace(
            question,
            stem=asked.stem[:-1] if asked.choices and ends_in_heading else asked.stem,
            choices=asked.choices or question.choices,
            level=question.level or title.level,
            references=(*question.references, *answer.references),
            language=side.language,
        )
    return question, (*asked.diagnostics, *told, *tell_noise(page.file, answer.noise))


def _shown(page: Page, side: Sides) -> tuple[Inline, ...]:
    """The title of a question; one that is a picture is called as its file is."""
    if plain(side.title).strip():
        return side.title
    said = shortened(plain_blocks(without_comments(side.stem)))
    name = PurePosixPath(page.file).stem.replace("-", " ").replace("_", " ")
    return (Text(said or name),)


def _described(question: Question, page: Page) -> Question:
    """The question with what the file's metadata say of it, unless a comment says it."""
    front = page.document.front_matter
    name = value_of(front, "id")
    names = page.shelf.fact("file-per-question: ids", _ids)
    level = _LEVELS.get(value_of(front, "level", "difficulty").casefold(), 0)
    tags = next((found for key, found in front.lists if key.casefold() == "tags"), ())
    tags = tags or tuple(value_of(front, "tags").split(","))
    return replace(
        question,
        id=question.id or (name if is_id(name) and names[name] < 2 else ""),
        level=question.level or level,
        unchecked=question.unchecked or unchecked_in(value_of(front, "check")),
        tags=question.tags or tuple(dict.fromkeys(tag for t in tags if (tag := t.strip()))),
    )


def _ids(pages: Sequence[Page]) -> Counter[str]:
    """The ids in the metadata of all files, each with how many have it: two of one name none."""
    names = (value_of(page.document.front_matter, "id") for page in pages)
    return Counter(name for name in names if is_id(name))


def _id_places(page: Page) -> Mapping[int, IdPlace]:
    if (sides := _sides(page)) and not asking_key(page.document.front_matter):
        rows = page.text.split("\n")
        return {side.line: below(side.line, rows, "") for side in sides}
    lone = lone_of(page)
    if lone is None:
        return {}
    rows = page.text.split("\n")
    comment = metadata_comment(tuple(filter(_is_read, lone.body)))
    if comment and (place := in_comment(comment, rows)):
        return {lone.line: place}
    fence = rows[0].rstrip()
    if not page.document.front_matter.values:
        named = not any(isinstance(block, Heading) for block in page.document.blocks)
        above = IdPlace(1, 0, "<!-- id: ", " -->\n")
        return {lone.line: above if named else below(lone.line, rows, "")}
    if value_of(page.document.front_matter, "id"):
        end = next(n for n, row in enumerate(rows[1:], 2) if row.rstrip() in (fence, "..."))
        return {lone.line: below(end, rows, "")}
    before, after = ('\nid = "', '"') if fence == "+++" else ("\nid: ", "")
    return {lone.line: IdPlace(1, len(rows[0]), before, after)}


def _asked_in(page: Page, lone: Lone) -> tuple[Asked, Answer]:
    """What else is asked below the title, with options of which the answer picks some, and that."""
    stem, body = _parted(page, lone)
    if not stem:
        above, below = asked_and_answered(Body(body, options=True))
        found = without_noise(below)
        options = find_options(above)
        asked = asked_of(above, found.blocks, page.file, lone.line)
        if options and options.sure and asked.choices:
            return asked, found
    comments = tuple(block for block in stem if is_comment(block) and not is_more(block))
    answer = without_noise((*comments, *body))
    return asked_of(without_comments(stem), answer.blocks, page.file, lone.line), answer


def _parted(page: Page, lone: Lone) -> tuple[_Blocks, _Blocks]:
    """What else is asked below the title, and the answer."""
    front, body = page.document.front_matter, tuple(filter(_is_read, lone.body))
    if (key := answering_key(front)) and asking_key(front):
        return (), (*body, *page.parse(front.get(key), (lone.line,)).blocks)
    at = [index for index, block in enumerate(body) if begins_answer(block)]
    if not at and not asking_key(front):
        return _parted_at_heading(lone, body)
    asked = body[: at[0]] if at else ()
    if not at or (asking_key(front) and not all(map(is_comment, asked))):
        return (), body
    answer = (*_unlabelled(body[at[0]]), *body[at[0] + 1 :])
    if asking_key(front) and not answer:
        return (), body
    first = next((block for block in asked if not is_comment(block)), None)
    if isinstance(first, Heading) and _names_question(first):
        asked = tuple(block for block in asked if block is not first)
    return asked, answer


def _parted_at_heading(lone: Lone, body: _Blocks) -> tuple[_Blocks, _Blocks]:
    """What stands below a heading for what is asked, unless the title says it, and the rest."""
    first = next((block for block in body if not is_comment(block)), None)
    if not (isinstance(first, Heading) and _names_question(first)):
        return (), body
    at = body.index(first)
    end = at + 1
    while end < len(body) and not _is_as_high(body[end], first):
        end += 1
    stem, answer = body[at + 1 : end], (*body[:at], *body[end:])
    if not body[end:]:
        return (), body
    return () if says_the_same(plain_blocks(stem), plain(lone.title)) else stem, answer


def _is_as_high(block: Block, heading: Heading) -> bool:
    return isinstance(block, Heading) and block.level <= heading.level


def _names_question(heading: Heading) -> bool:
    return label_of(plain(heading.children)) == "question"


def _is_read(block: Block) -> bool:
    """Whether it is anything but a comment that is not for this program."""
    if not (isinstance(block, RawHtml) and is_comment(block)):
        return True
    return is_more(block) or holds_metadata(block.html)


def _unlabelled(block: Block) -> _Blocks:
    match block:
        case Heading():
            return ()
        case Admonition(blocks=blocks):
            return blocks
        case Paragraph(children=words):
            _, rest = labelled(words)
            return (replace(block, children=rest),) if rest else ()
        case _:
            return (block,)


FILE_PER_QUESTION = Form(
    name="file-per-question",
    about="a folder of files with one question each, as `question:` or as the only title",
    evidence=_evidence,
    read=_read,
    marked=True,
    id_places=_id_places,
)
