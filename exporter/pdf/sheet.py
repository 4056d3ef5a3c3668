"""A bank into a printed sheet: the way through the rooms of this package."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from exporter.atomic import write_atomically
from exporter.errors import ExporterError
from exporter.fonts import font_folders
from exporter.html.templates import environment
from exporter.model.bank import Bank, Location, all_questions
from exporter.model.diagnostic import Diagnostic, in_file_order
from exporter.model.document import plain
from exporter.pdf.chapter import Chapter
from exporter.pdf.glyphs import told_of_glyphs
from exporter.pdf.layouts import LAYOUTS, Layout
from exporter.pdf.merge import Part, merge
from exporter.pdf.metadata import about
from exporter.pdf.moment import moment_of
from exporter.pdf.options import SheetOptions, settled
from exporter.pdf.pages import Setting, Style, styles_of
from exporter.pdf.paper import page_of
from exporter.pdf.press import laid_out
from exporter.pdf.runs import Run, mixed, runs_of
from exporter.pdf.typeset import LayoutFault, Pages, Task
from exporter.pdf.views import Viewer
from exporter.pdf.words import Words
from exporter.resources import bundled

__all__ = ["SheetOptions", "SheetReport", "check_options", "write_sheet", "write_sheets"]


@dataclass(frozen=True, slots=True)
class SheetReport:
    """What was written."""

    path: Path
    pages: int
    """0: nothing was written, for no topic could be laid out."""
    diagnostics: tuple[Diagnostic, ...]


_DEFAULT = SheetOptions()


def write_sheet(bank: Bank, path: str | Path, options: SheetOptions = _DEFAULT) -> SheetReport:
    """Write `bank` as a PDF to `path`; a file that is there is replaced at once, or not at all.

    A topic that cannot be laid out is told as an error, and the others are written. Raises
    ExporterError when Pango is missing, the paper or the layout unknown, the place not writable,
    or the bank empty.
    """
    return write_sheets(bank, path, {}, options)[0]


def write_sheets(
    bank: Bank,
    path: str | Path,
    topics: Mapping[str, str | Path],
    options: SheetOptions = _DEFAULT,
) -> tuple[SheetReport, ...]:
    """Write the sheet of `bank` as `write_sheet` does, and a sheet of its own for some topics.

    `topics` maps a topic's slug to where its sheet goes. Each topic is laid out once. Gives the
    report of the whole, then one for each of `topics`; what is wrong is told in the first.
    """
    if not bank.topics:
        raise ExporterError(f"{bank.title}: there is no question to print")
    told: list[Diagnostic] = []
    options = settled(bank, options)
    moment = moment_of(bank, options.now)
    room = _room(bank, options, moment, told.append)
    parts = room.parts()
    whole = _merged(bank, [*room.front(parts), *(part for _, part in parts)], Path(path), moment)
    reports = [SheetReport(Path(path), whole, in_file_order(told))]
    for slug, place in topics.items():
        alone = replace(bank, topics=tuple(topic for topic in bank.topics if topic.slug == slug))
        own = [(topic, part) for topic, part in parts if topic == slug]
        front = replace(room, setting=replace(room.setting, bank=alone)).front(own)
        pages = _merged(alone, [*front, *(part for _, part in own)], Path(place), moment)
        reports.append(SheetReport(Path(place), pages, ()))
    return tuple(reports)


def _merged(bank: Bank, parts: Sequence[Part], path: Path, moment: int) -> int:
    """Write the parts of a sheet, if there are any; how many pages it has."""
    if not parts:
        return 0
    title = bank.title if len(bank.topics) > 1 else _title(bank)
    data, pages = merge(parts, about(bank, title, moment))
    write_atomically(path, data)
    return pages


def check_options(bank: Bank, options: SheetOptions) -> None:
    """Raises ExporterError when there is no such paper, layout or look; nothing is written."""
    _room(bank, settled(bank, options), 0, lambda _: None)


@dataclass(frozen=True, slots=True)
class _Room:
    """All that turns the runs of a bank into pages."""

    setting: Setting
    layout: Layout
    styles: tuple[Style, ...]
    folders: tuple[Path, ...]
    """All that a page may be made of lies below these."""
    tell: Callable[[Diagnostic], None]
    progress: Callable[[str, int, int], None] | None

    def parts(self) -> list[tuple[str, Part]]:
        """(slug of its topic, part), in order; none of what can't be laid out."""
        runs = [run for topic in self.setting.bank.topics for run in runs_of(topic)]
        offered: list[tuple[Run, Chapter]] = []
        parts: list[tuple[str, Part]] = []
        for number, made in enumerate(laid_out(self._tasks(runs, offered, parts))):
            run, chapter = offered[number]
            self._advance(plain(run.topic.title), number + 1, len(runs))
            for pages in self._told(made, chapter):
                for diagnostic in told_of_glyphs(run.topic, pages.missing):
                    self.tell(diagnostic)
                parts.append((run.topic.slug, Part(chapter, pages)))
        return parts

    def front(self, parts: Sequence[tuple[str, Part]]) -> Iterator[Part]:
        """What stands before the topics, if there are any and anything does."""
        if not parts:
            return
        folios = {
            name: f"{part.chapter.prefix}{page}"
            for _, part in parts
            for name, page in part.pages.anchors
        }
        where = Location("bank.toml", 0)
        for chapter in self._made(where, lambda: self.layout.front(self.setting, folios)):
            for made in laid_out([self._task(chapter)]):
                for pages in self._told(made, chapter):
                    yield Part(chapter, pages)

    def _tasks(
        self, runs: Sequence[Run], offered: list[tuple[Run, Chapter]], done: Sequence[object]
    ) -> Iterator[Task]:
        """What is to be laid out, while it is added to `offered`, without its HTML: of a large bank
        that would take more memory than all else."""
        for run in runs:
            self._advance(plain(run.topic.title), len(done), len(runs))
            make = partial(self.layout.run, self.setting, run)
            for chapter in self._made(run.topic.location, make):
                offered.append((run, replace(chapter, html="", goes_on=not run.opens)))
                yield self._task(chapter)

    def _task(self, chapter: Chapter) -> Task:
        return Task(
            chapter,
            self.styles,
            self.folders,
            unnamed=self.setting.words["image"],
            even=bool(self.setting.options.duplex),
            bundled_fonts_only=self.setting.options.bundled_fonts_only,
        )

    def _made(self, where: Location, make: Callable[[], Chapter | None]) -> Iterator[Chapter]:
        try:
            chapter = make()
        except RecursionError:
            self._tell_fault(where, "it is nested too deeply")
        except UnicodeError as error:
            self._tell_fault(where, str(error))
        else:
            if chapter:
                yield chapter

    def _told(self, made: Pages | LayoutFault, chapter: Chapter) -> Iterator[Pages]:
        match made:
            case LayoutFault(message):
                self._tell_fault(chapter.location, message)
            case Pages(notices=notices) as pages:
                for notice in notices:
                    self._tell_notice(chapter.location, notice)
                yield pages

    def _tell_fault(self, where: Location, message: str) -> None:
        advice = "look for something very deep, very long or very large in it, and make it simpler"
        text = f"this topic cannot be laid out, so it is not printed ({message})"
        self.tell(Diagnostic("layout-fault", "error", text, advice, where.file, where.line))

    def _tell_notice(self, where: Location, notice: str) -> None:
        self.tell(Diagnostic("print-notice", "warning", notice, "", where.file))

    def _advance(self, title: str, done: int, of: int) -> None:
        if self.progress:
            self.progress(title, done, of)


def _room(
    bank: Bank, options: SheetOptions, moment: int, tell: Callable[[Diagnostic], None]
) -> _Room:
    setting = _setting(bank, options, moment, tell)
    own = (options.templates / "pdf",) if options.templates else ()
    return _Room(
        setting,
        LAYOUTS[options.layout],
        styles_of(setting, LAYOUTS[options.layout].styles),
        (Path(bank.root or "."), *font_folders(), bundled("templates") / "pdf", *own),
        tell,
        options.progress,
    )


def _setting(
    bank: Bank, options: SheetOptions, moment: int, tell: Callable[[Diagnostic], None]
) -> Setting:
    """What the settled `options` mean for `bank`. Raises ExporterError for what there is not."""
    words = Words(bank)
    layout = _layout(options.layout)
    size = options.font_size or layout.text
    page = layout.page(page_of(options.paper, size, duplex=bool(options.duplex)))
    homes = {question.location: topic for topic in bank.topics for question in all_questions(topic)}
    return Setting(
        bank=mixed(bank, options.shuffle) if options.mixed else bank,
        page=page,
        words=words,
        viewer=Viewer(page, words, options, homes, tell),
        options=options,
        templates=environment("pdf", options.templates),
        date=words.date(moment),
    )


def _title(bank: Bank) -> str:
    return f"{plain(bank.topics[0].title)} ({bank.title})"


def _layout(name: str) -> Layout:
    if name not in LAYOUTS:
        raise ExporterError(f"no layout is called {name!r}: there is {', '.join(LAYOUTS)}")
    return LAYOUTS[name]
