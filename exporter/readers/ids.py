"""New ids into the files of a bank, and nothing else: line ends, tabs and encodings stay.

An id is written where the file's form has a place for it, and only if the file then reads as it did
before, but for the id.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path

from exporter.errors import ExporterError
from exporter.markdown import FrontMatter, no_media
from exporter.model.bank import Location
from exporter.readers.choose import choose
from exporter.readers.files import encoding_of, rows_of, text_of
from exporter.readers.forms import FORMS, Form, IdPlace, Outline, Page, shelved
from exporter.readers.read import FileReading

__all__ = ["EditedFile", "Edits", "with_ids"]

_NO_CONTENT = frozenset({"line", "location", "id"})

_COMMENT = "<!--"

_Insertion = tuple[IdPlace, str]
"""Where to write, and which id."""


@dataclass(frozen=True, slots=True)
class EditedFile:
    """A file of the bank with something written into it."""

    file: str
    """Relative to the bank's folder."""
    path: Path
    """Where it is, links followed."""
    before: bytes
    """Empty for a new file."""
    after: bytes
    written: tuple[tuple[int, str], ...]
    """What was written, and the line on which it stands now."""


@dataclass(frozen=True, slots=True)
class Edits:
    """What is to be written so that questions have ids."""

    files: tuple[EditedFile, ...]
    left: tuple[Location, ...]
    """The questions that can't hold an id."""


def with_ids(
    root: Path, files: Sequence[FileReading], ids: Mapping[Location, str], *, form: str = ""
) -> Edits:
    """The files of the bank at `root` with `ids` written into them, as they are to be.

    `files` says how they were read, and `form` which form was asked for, if one was. Raises
    ExporterError when a file is no longer as it was read.
    """
    edited: list[EditedFile] = []
    left: list[Location] = []
    wanted: dict[str, dict[int, str]] = {}
    for location, name in ids.items():
        wanted.setdefault(location.file, {})[location.line] = name
    data = {file.file: _bytes(root / file.file) for file in files}
    pages = {page.file: page for page in _pages(data, form)}
    for reading in files:
        if names := wanted.get(reading.file):
            page = pages.get(reading.file)
            file, missed = _edited(root, reading, names, data[reading.file], page)
            left.extend(Location(reading.file, line) for line in missed)
            edited.extend([file] if file else [])
    _check_bank(files, data, pages, edited, form)
    return Edits(tuple(edited), tuple(left))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _edited(
    root: Path, reading: FileReading, ids: Mapping[int, str], data: bytes, page: Page | None
) -> tuple[EditedFile | None, list[int]]:
    """The file with `ids` (line → id) in it, and the lines of those that it can't hold.

    `data` is what it holds, and `page` the same among the bank's others.
    """
    path = root / reading.file
    form = _form(reading)
    if page is None or rows_of(data) is None:
        return None, sorted(ids)
    before = form.read(page)
    if not {question.location.line for question in before.root.all_questions()}.issuperset(ids):
        raise ExporterError(f"{path}: has changed since it was read; try again")
    places = form.id_places(page)
    found = [
        (places[line], name)
        for line, name in sorted(ids.items())
        if line in places and _is_known(places[line], page)
    ]

    def keeps(insertions: tuple[_Insertion, ...]) -> bool:
        return _keeps(form, before, page, data, insertions)

    chosen = _fitting(keeps, tuple(found))
    kept = {name for _, name in chosen}
    missed = [line for line, name in sorted(ids.items()) if name not in kept]
    if not chosen:
        return None, missed
    after = _spliced(data, chosen)
    written = tuple(_lines(chosen))
    return EditedFile(reading.file, path.resolve(), data, after, written), missed


def _is_known(place: IdPlace, page: Page) -> bool:
    """Whether tools of the file's kind know what comes with the id: MDX has no HTML comments."""
    is_mdx = page.file.casefold().endswith(".mdx") and _COMMENT not in page.text
    return not (is_mdx and _COMMENT in place.before)


def _form(reading: FileReading) -> Form:
    return next(form for form in FORMS if form.name == reading.form)


def _fitting(
    keeps: Callable[[tuple[_Insertion, ...]], bool],
    insertions: tuple[_Insertion, ...],
    chosen: tuple[_Insertion, ...] = (),
) -> tuple[_Insertion, ...]:
    """`chosen` and those of `insertions` that together change nothing else."""
    if not insertions or keeps((*chosen, *insertions)):
        return (*chosen, *insertions)
    if len(insertions) == 1:
        return chosen
    half = len(insertions) // 2
    return _fitting(keeps, insertions[half:], _fitting(keeps, insertions[:half], chosen))


def _keeps(
    form: Form, before: Outline, page: Page, data: bytes, insertions: tuple[_Insertion, ...]
) -> bool:
    """Whether a file that was read as `before` reads the same with the ids, and has them."""
    text, _ = text_of(_spliced(data, insertions), page.file)
    if text is None:
        return False
    changed = Page(page.file, text, no_media)
    page.shelf.put_beside(changed)
    after = form.read(changed)
    new = [name for _, name in sorted(insertions, key=lambda found: found[0].line)]
    old_ids = [question.id for question in before.root.all_questions()]
    new_ids = [question.id for question in after.root.all_questions()]
    if len(old_ids) != len(new_ids) or _said(before) != _said(after):
        return False
    added = [is_ for was, is_ in zip(old_ids, new_ids, strict=True) if was != is_]
    return added == new


def _said(value: object) -> object:
    """What an outline says, without ids and lines."""
    if isinstance(value, tuple | list):
        return [_said(inner) for inner in value]
    if isinstance(value, FrontMatter):
        return [(key, said) for key, said in value.values if key.casefold() != "id"]
    if is_dataclass(value):
        names = (field.name for field in fields(value) if field.name not in _NO_CONTENT)
        return [type(value), *(_said(getattr(value, name)) for name in names)]
    return value


def _spliced(data: bytes, insertions: Sequence[_Insertion]) -> bytes:
    rows = rows_of(data)
    assert rows is not None
    usual = rows[1] if len(rows) > 1 else "\n"
    for place, name in insertions:
        at = 2 * (place.line - 1)
        end = rows[at + 1] if at + 1 < len(rows) else usual
        words = f"{place.before}{name}{place.after}".replace("\n", end)
        rows[at] = rows[at][: place.column] + words + rows[at][place.column :]
    bom, encoding = encoding_of(data)
    return bom + "".join(rows).encode(encoding)


def _lines(insertions: Sequence[_Insertion]) -> Iterator[tuple[int, str]]:
    """What is written, each with its line in the new file."""
    new = 0
    for place, name in sorted(insertions, key=lambda found: found[0].line):
        new += place.before.startswith("\n")
        yield place.line + new, f"id: {name}"
        new += place.after.count("\n")


def _pages(bank: Mapping[str, bytes], asked: str) -> tuple[Page, ...]:
    """The files of a bank, each beside the others, without those that are no text."""
    texts = ((file, text_of(data, file)[0]) for file, data in bank.items())
    pages = [Page(file, text, no_media) for file, text in texts if text is not None]
    return shelved(pages, asked)


def _check_bank(
    files: Sequence[FileReading],
    data: Mapping[str, bytes],
    pages: Mapping[str, Page],
    edited: Sequence[EditedFile],
    wanted: str,
) -> None:
    """How a file is read hangs on those beside it, too. Raises ExporterError when that changed."""
    if not edited:
        return
    changed = _pages({**data, **{file.file: file.after for file in edited}}, wanted)
    forms = {file.file: file.form for file in files}
    for page, choice in zip(changed, choose(changed, wanted), strict=True):
        form = choice.form
        if (form.name if form else "") != forms[page.file]:
            raise ExporterError(
                f"{page.file}: with ids in it, it would be read as another form ({choice.why}); "
                "nothing was written"
            )
        if form and _said(form.read(page)) != _said(form.read(pages[page.file])):
            raise ExporterError(
                f"{page.file}: with ids in the bank, it would say something else; nothing was "
                "written"
            )
