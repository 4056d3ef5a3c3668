"""A bank into a printed sheet: the way through the rooms of this package."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from exporter.atomic import write_atomically
from exporter.errors import ExporterError
from exporter.fonts import font_folders
from exporter.html.templates import environment
from exporter.model.bank import Bank, Location, Topic, all_questions
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
from exporter.pdf.runs import mixed, runs_of
from exporter.pdf.typeset import LayoutFault, Pages, require_pango, typeset
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
    require_pango()
    if not bank.topics:
        raise ExporterError(f"{bank.title}: there is no question to print")
    told: list[Diagnostic] = []
    moment = moment_of(bank, options.now)
    options = settled(bank, options)
    press = _press(bank, options, moment, told.append)
    laid_out = {topic.slug: parts for topic, parts in press.topics()}
    parts = [part for parts in laid_out.values() for part in parts]
    whole = _merged(bank, [*press.front(parts), *parts], Path(path), press, moment)
    reports = [SheetReport(Path(path), whole, in_file_order(told))]
    for slug, place in topics.items():
        alone = replace(bank, topics=tuple(topic for topic in bank.topics if topic.slug == slug))
        pages = _merged(alone, laid_out[slug], Path(place), press, moment)
        reports.append(SheetReport(Path(place), pages, ()))
    return tuple(reports)


def _merged(bank: Bank, parts: list[Part], path: Path, press: "_Press", moment: int) -> int:
    """Write the parts of a sheet, if there are any; how many pages it has."""
    if not parts:
        return 0
    title = bank.title if len(bank.topics) > 1 else _title(bank)
    data, pages = merge(parts, about(bank, title, moment), press.setting.words["image"])
    write_atomically(path, data)
    return pages


def check_options(bank: Bank, options: SheetOptions) -> None:
    """Raises ExporterError when there is no such paper, layout or look; nothing is written."""
    _setting(bank, settled(bank, options), 0, lambda _: None)


@dataclass(frozen=True, slots=True)
class _Press:
    """Chapters into pages."""

    setting: Setting
    layout: Layout
    styles: tuple[Style, ...]
    folders: tuple[Path, ...]
    """All that a page may be made of lies below these."""
    tell: Callable[[Diagnostic], None]
    progress: Callable[[str, int, int], None] | None

    def topics(self) -> Iterator[tuple[Topic, list[Part]]]:
        """Each topic with its part; without one when it can't be laid out."""
        topics = self.setting.bank.topics
        for done, topic in enumerate(topics):
            self._advance(plain(topic.title), done)
            yield topic, list(self._topic(topic))
        self._advance("", len(topics))

    def front(self, parts: list[Part]) -> Iterator[Part]:
        """What stands before the topics, if there are any and anything does."""
        if not parts:
            return
        folios = {
            name: f"{part.chapter.prefix}{page}"
            for part in parts
            for name, page in part.pages.anchors
        }
        where = Location("bank.toml", 0)
        for chapter in self._made(where, lambda: self.layout.front(self.setting, folios)):
            yield from self._laid_out(chapter)

    def _topic(self, topic: Topic) -> Iterator[Part]:
        for run in runs_of(topic):
            for chapter in self._made(topic.location, partial(self.layout.run, self.setting, run)):
                for part in self._laid_out(chapter):
                    for diagnostic in told_of_glyphs(run.topic, part.pages.missing):
                        self.tell(diagnostic)
                    yield part

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

    def _laid_out(self, chapter: Chapter) -> Iterator[Part]:
        match typeset(chapter, self.styles, self.folders):
            case LayoutFault(message):
                self._tell_fault(chapter.location, message)
            case Pages(notices=notices) as pages:
                for notice in notices:
                    self._tell_notice(chapter.location, notice)
                yield Part(chapter, pages)

    def _tell_fault(self, where: Location, message: str) -> None:
        advice = "look for something very deep, very long or very large in it, and make it simpler"
        text = f"this topic cannot be laid out, so it is not printed ({message})"
        self.tell(Diagnostic("layout-fault", "error", text, advice, where.file, where.line))

    def _tell_notice(self, where: Location, notice: str) -> None:
        self.tell(Diagnostic("print-notice", "warning", notice, "", where.file))

    def _advance(self, title: str, done: int) -> None:
        if self.progress:
            self.progress(title, done, len(self.setting.bank.topics))


def _press(
    bank: Bank, options: SheetOptions, moment: int, tell: Callable[[Diagnostic], None]
) -> _Press:
    setting = _setting(bank, options, moment, tell)
    own = (options.templates / "pdf",) if options.templates else ()
    return _Press(
        setting,
        LAYOUTS[options.layout],
        styles_of(setting),
        (Path(bank.root or "."), *font_folders(), bundled("templates") / "pdf", *own),
        tell,
        options.progress,
    )


def _setting(
    bank: Bank, options: SheetOptions, moment: int, tell: Callable[[Diagnostic], None]
) -> Setting:
    """What the settled `options` mean for `bank`. Raises ExporterError for what there is not."""
    words = Words(bank)
    page = _layout(options.layout).page(page_of(options.paper, options.font_size))
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
