"""A folder or a file into a `Bank`: the way through, from the disk to numbered questions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from exporter.cache import digest, parts, pickled, unpickled
from exporter.errors import ExporterError
from exporter.markdown import Fault, Media, MediaFile, read_documents
from exporter.model.bank import Bank, Reference, Topic, all_questions
from exporter.model.diagnostic import Diagnostic, in_file_order
from exporter.model.document import plain
from exporter.readers import settings as bank_settings
from exporter.readers.choose import Choice, choose
from exporter.readers.files import files_of, read_text, shown
from exporter.readers.folders import gathered
from exporter.readers.forms import Outline, Page, Part, shelved
from exporter.readers.key_answers import with_answers
from exporter.readers.language_places import file_languages, language_of_topic, note_languages
from exporter.readers.media import media_of
from exporter.readers.references import read_references
from exporter.readers.repeats import without_repeats
from exporter.readers.settings import Settings, read_settings
from exporter.readers.silent import is_silent, no_questions, nothing_found, odd
from exporter.readers.slugs import slug_of, unique
from exporter.readers.topics import (
    left_out,
    name_of,
    numbered,
    titled,
    topic_of_file,
    topics_in_file,
)

__all__ = ["FileReading", "Reading", "read"]


@dataclass(frozen=True, slots=True)
class FileReading:
    """How one file was read."""

    file: str
    """Relative to the bank's folder."""
    form: str
    """The name of the form; empty when nothing in the file reads as a question."""
    why: str
    """What spoke for that form."""
    questions: int
    answered: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A bank as it was read."""

    bank: Bank
    diagnostics: tuple[Diagnostic, ...]
    """What is wrong, in the order of the files."""
    files: tuple[FileReading, ...]
    selected: str = ""
    """The slug of the topic that was asked for, when a file of a bank's folder was named."""


@dataclass(frozen=True, slots=True)
class _Source:
    """What stands on the disk: where the bank is, and which of its files are to be read."""

    root: Path
    names: tuple[str, ...]
    settings: Settings
    references: Mapping[str, Reference]
    alone: bool = False
    """Whether the bank is one file."""


def read(path: Path, *, form: str = "") -> Reading:
    """The bank that is the folder or the file at `path`.

    A file of a folder with `bank.toml` gives that whole bank, with the file's topic named in
    `selected`. `form` names the form to read with, whatever the files say. Every fault is a
    diagnostic; raises ExporterError only when there is nothing to read at `path`, or no such form.
    """
    place = _existing(path)
    if place.is_dir():
        return _read(_folder(place), form)
    for root in place.parents:
        if (root / bank_settings.FILE).is_file():
            source = _folder(root)
            name = place.relative_to(root).as_posix()
            if name in source[0].names:
                reading = _read(source, form)
                if slug := _slug_of_file(reading.bank, shown(name)):
                    return replace(reading, selected=slug)
            break
    return _read(_file(place), form)


def _existing(path: Path) -> Path:
    try:
        place = path.resolve(strict=True)
    except (OSError, RuntimeError, ValueError) as error:
        raise ExporterError(f"{path}: there is no such file or folder; name a bank") from error
    if not (place.is_dir() or place.is_file()):
        raise ExporterError(f"{path}: neither a file nor a folder; name a bank")
    return place


def _folder(root: Path) -> tuple[_Source, tuple[Diagnostic, ...]]:
    settings = read_settings(root)
    references, told = read_references(root)
    names, unread = files_of(root, settings.files, settings.exclude)
    return _Source(root, names, settings, references), (*settings.diagnostics, *told, *unread)


def _file(place: Path) -> tuple[_Source, tuple[Diagnostic, ...]]:
    references, told = read_references(place.parent)
    source = _Source(place.parent, (place.name,), Settings(), references, alone=True)
    return source, told


def _read(found: tuple[_Source, tuple[Diagnostic, ...]], form: str) -> Reading:
    source, told = found
    asked: dict[tuple[str, str], MediaFile] = {}
    pages, unread = _pages(source, asked)
    key = _key_of(source, pages, form) if parts().keeps else b""
    reading = _kept(source, key) if key else None
    if reading is None:
        reading = _made(source, shelved(pages, form), form)
        if key:
            parts().put(key, pickled((tuple(asked.items()), reading)))
    told = in_file_order((*told, *unread, *reading.diagnostics))
    return replace(reading, diagnostics=told)


def _key_of(source: _Source, pages: list[Page], form: str) -> bytes:
    """What a reading is kept by: all that it is made of but the media, which may come and go."""
    said = (str(source.root), form, repr(source.settings), repr(source.references))
    texts = (text for page in pages for text in (page.file, page.text))
    return digest("reading", said, str(source.alone), texts)


def _kept(source: _Source, key: bytes) -> Reading | None:
    """The reading in the cache, if all the media that it asked for are as they were then."""
    match unpickled(parts().get(key)):
        case (tuple(asked), Reading() as reading):
            media: dict[str, Media] = {}
            for (file, src), answer in asked:
                if file not in media:
                    media[file] = media_of(source.root, (source.root / file).parent)
                if media[file](src) != answer:
                    return None
            return reading
        case _:
            return None


def _made(source: _Source, pages: Sequence[Page], form: str) -> Reading:
    diagnostics: list[Diagnostic] = []
    files: list[FileReading] = []
    outlines: list[tuple[Page, Outline]] = []
    for place, document in read_documents([page.source for page in pages]).items():
        pages[place].know(document)
    languages = file_languages(pages)
    for page, choice, outline in _read_pages(pages, form):
        if outline and outline.root.holds_questions():
            note_languages(outline.root, languages.get(page.file, ""))
            outlines.append((page, outline))
            diagnostics.extend((*outline.diagnostics, *odd(page, choice)))
        else:
            diagnostics.extend(nothing_found(page, choice, outline, alone=source.alone))
        files.append(_reading_of(page, choice, outline))
    if not outlines and not source.alone and sum(map(is_silent, diagnostics)) != 1:
        count = f"none of the {len(pages):,} files" if pages else "no file"
        diagnostics.append(no_questions(f"{count} in this folder asks a question").at("."))
    if source.alone:
        bank = _bank_in_file(source, outlines, diagnostics)
    else:
        bank = _bank_in_folder(source, outlines)
    return Reading(bank, tuple(diagnostics), tuple(files))


def _read_pages(pages: Sequence[Page], form: str) -> Iterator[tuple[Page, Choice, Outline | None]]:
    """What the files say, each with its form, without what some repeat from others."""
    choices = choose(pages, form)
    found = [_outline(page, choice, form) for page, choice in zip(pages, choices, strict=True)]
    named = [(page.file, o) for page, (_, o) in zip(pages, found, strict=True) if o]
    kept = iter(without_repeats(named))
    for page, (choice, outline) in zip(pages, found, strict=True):
        yield page, choice, next(kept) if outline else None


def _outline(page: Page, choice: Choice, form: str) -> tuple[Choice, Outline | None]:
    """What a file says, the answers of its keys given to its questions."""
    outline = choice.form.read(page) if choice.form else None
    if not page.keys:
        return choice, outline
    if outline and (answered := with_answers(outline, page.keys, page.file)):
        return choice, answered
    whole = page.as_whole()
    [choice] = choose((whole,), form)
    return choice, choice.form.read(whole) if choice.form else None


def _pages(
    source: _Source, asked: dict[tuple[str, str], MediaFile]
) -> tuple[list[Page], tuple[Diagnostic, ...]]:
    """The files of the bank, and what can't be read; `asked` notes what they ask of its media."""
    pages: list[Page] = []
    diagnostics: list[Diagnostic] = []
    tags = frozenset(source.settings.tags)
    for name in source.names:
        path, name = source.root / name, shown(name)
        try:
            text, told = read_text(path, name)
        except OSError as error:
            if source.alone:
                raise ExporterError(f"{path}: {error.strerror}") from error
            fault = Fault("unreadable", "warning", f"the file can't be read: {error.strerror}")
            text, told = None, (fault.at(name),)
        diagnostics.extend(told)
        if text is not None:
            media = _noting(asked, name, media_of(source.root, path.parent))
            pages.append(Page(name, text, media, source.references, tags))
    return pages, tuple(diagnostics)


def _noting(asked: dict[tuple[str, str], MediaFile], file: str, media: Media) -> Media:
    """`media`, which notes in `asked` what `file` asked it, and what it said."""

    def find(src: str) -> MediaFile:
        found = asked[file, src] = media(src)
        return found

    return find


def _reading_of(page: Page, choice: Choice, outline: Outline | None) -> FileReading:
    questions = list(outline.root.all_questions()) if outline else []
    answered = sum(question.answered for question in questions)
    name = choice.form.name if choice.form else ""
    return FileReading(page.file, name, choice.why, len(questions), answered)


def _bank_in_folder(source: _Source, outlines: list[tuple[Page, Outline]]) -> Bank:
    topics: list[Topic] = []
    taken: dict[str, int] = {}
    title = titled(shown(source.root.name)) or "Bank"
    found = gathered([(page.file, outline) for page, outline in outlines])
    for place, made in enumerate(found, 1):
        number, words = name_of(made.name)
        slug = unique(slug_of(words) or f"topic-{place}", taken)
        front = made.outline.front_matter
        topic = topic_of_file(
            made.outline.root,
            made.file,
            number=place if number is None else number,
            numbered=number is not None,
            slug=slug,
            title=front.get("title"),
            otherwise=titled(words) or title,
            summary=front.get("summary"),
            code=front.get("code"),
        )
        topics.append(topic)
    return _bank(source, title, tuple(topics))


def _bank_in_file(
    source: _Source, outlines: list[tuple[Page, Outline]], diagnostics: list[Diagnostic]
) -> Bank:
    name = shown(source.names[0])
    stem = Path(name).stem
    if not outlines:
        return _bank(source, stem, ())
    [(_, outline)] = outlines
    front = outline.front_matter
    title = front.get("title") or " ".join(plain(outline.root.title).split()) or stem
    topics = topics_in_file(outline.root, name, title=title)
    if topics:
        diagnostics.extend(_left_out(part, name) for part in left_out(outline.root))
    else:
        topic = topic_of_file(
            outline.root,
            name,
            number=1,
            numbered=False,
            slug=slug_of(title) or slug_of(stem) or "topic-1",
            title=front.get("title"),
            otherwise=stem,
            summary=front.get("summary"),
            code=front.get("code"),
        )
        topics = (topic,)
    return replace(_bank(source, title, topics), description=front.get("summary"))


def _left_out(part: Part, file: str) -> Diagnostic:
    message = "this section asks nothing, and other sections are the topics: it is left out"
    help_ = "move its text above the first question of a section"
    return Fault("text-between-questions", "info", message, help_).at(file, part.line)


def _bank(source: _Source, title: str, topics: tuple[Topic, ...]) -> Bank:
    settings = source.settings
    texts = settings.texts
    title = texts.get("title") or title
    name = Path(source.names[0]).stem if source.alone else source.root.name
    return Bank(
        title,
        slug_of(title) or slug_of(name) or "bank",
        str(source.root),
        tuple(replace(topic, language=language_of_topic(topic)) for topic in numbered(topics)),
        description=texts.get("description", ""),
        author=texts.get("author", ""),
        licence=texts.get("licence", ""),
        source_url=texts.get("source_url", ""),
        language=texts.get("language") or "en",
        deck=texts.get("deck", ""),
        decks=settings.decks,
        namespace=texts.get("namespace", ""),
        labels=settings.labels,
        cards=settings.cards,
        print=settings.print,
        check=settings.check,
        tags=settings.tags,
    )


def _slug_of_file(bank: Bank, name: str) -> str:
    return next((topic.slug for topic in bank.topics if _is_in(topic, name)), "")


def _is_in(topic: Topic, file: str) -> bool:
    questions = all_questions(topic)
    return topic.location.file == file or any(q.location.file == file for q in questions)
