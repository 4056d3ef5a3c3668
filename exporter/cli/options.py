"""The arguments and options that commands share, and the values that they turn into."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from exporter.model.selection import Selection

__all__ = [
    "bank_argument",
    "form_asked",
    "frozen_option",
    "layout_option",
    "ledger_option",
    "look_options",
    "output_option",
    "paper_option",
    "selection_of",
    "selection_options",
    "templates_option",
    "theme_option",
    "verbosity_options",
]

_FORM = "exporter.form"
"""Where a command's context keeps the form that was asked for."""

_Command = TypeVar("_Command", bound=Callable[..., Any])
_File = click.Path(exists=True, dir_okay=False, path_type=Path)
_Folder = click.Path(exists=True, file_okay=False, path_type=Path)


class _Levels(click.ParamType[tuple[int, ...]]):
    """`2`, `1..2` or `1,3` into the levels it names."""

    name = "levels"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, ...]:
        if isinstance(value, tuple):
            return value
        found = re.fullmatch(r"([1-3])(?:\.\.([1-3]))?|[1-3](?:,[1-3])+", value)
        if not found:
            self.fail(f"{value!r} is not a level: write 2, 1..2 or 1,3 (of 1 to 3).", param, ctx)
        if "," in value:
            return tuple(sorted({int(level) for level in value.split(",")}))
        first, last = int(found[1]), int(found[2] or found[1])
        if last < first:
            self.fail(f"{value!r} names no level: write {last}..{first}.", param, ctx)
        return tuple(range(first, last + 1))


class _Paper(click.ParamType[str]):
    """A size that a page can have."""

    name = "paper"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from exporter.errors import ExporterError
        from exporter.pdf.paper import page_of

        try:
            page_of(value)
        except ExporterError as error:
            self.fail(str(error), param, ctx)
        return str(value)


class _Form(click.ParamType[str]):
    """A form's name."""

    name = "form"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from exporter.readers.forms import FORMS

        names = [form.name for form in FORMS]
        if value not in names:
            self.fail(f"no form is called {value!r}; there is {', '.join(names)}.", param, ctx)
        return str(value)


class _Layout(click.ParamType[str]):
    """A layout's name."""

    name = "layout"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from exporter.pdf.layouts import LAYOUTS

        if value not in LAYOUTS:
            self.fail(f"no layout is called {value!r}; there is {', '.join(LAYOUTS)}.", param, ctx)
        return str(value)


def bank_argument(command: _Command) -> _Command:
    """BANK: a folder or a file; with it `--form`, how it is written, for `form_asked`."""
    place = click.Path(path_type=Path)
    form = click.option(
        "--form",
        type=_Form(),
        metavar="NAME",
        expose_value=False,
        callback=_note_form,
        help="How BANK is written, whatever its files say: `topics -v` names the forms.",
    )
    return click.argument("bank", metavar="[BANK]", required=False, type=place)(form(command))


def _note_form(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    ctx.meta[_FORM] = value or ""


def form_asked() -> str:
    """The form that the command line names; empty when each file's own is meant."""
    ctx = click.get_current_context(silent=True)
    return str(ctx.meta.get(_FORM, "")) if ctx else ""


def output_option(what: str, default: str) -> Callable[[_Command], _Command]:
    """`-o`: where `what` goes."""
    place = click.Path(path_type=Path)
    text = f"Where the {what} goes.  [default: {default}]"
    return click.option("-o", "--output", type=place, metavar="PATH", help=text)


def ledger_option(command: _Command) -> _Command:
    """`--ledger`: where the ledger lies."""
    place = click.Path(dir_okay=False, path_type=Path)
    text = "The bank's ledger.  [default: deck.lock in its folder, or beside its file]"
    return click.option("--ledger", type=place, metavar="PATH", help=text)(command)


def frozen_option(command: _Command) -> _Command:
    """`--frozen`: the ledger must not change."""
    text = "Fail where the ledger would change, as in CI."
    return click.option("--frozen", is_flag=True, help=text)(command)


def templates_option(command: _Command) -> _Command:
    """`--templates`: a folder whose files go before the program's own."""
    text = "A folder made by `exporter templates`; its files are used instead of the program's."
    return click.option("--templates", type=_Folder, metavar="DIR", help=text)(command)


def theme_option(command: _Command) -> _Command:
    """`--theme`: one more style sheet, after the program's own."""
    text = "A CSS file that has the last word on looks."
    return click.option("--theme", type=_File, metavar="CSS", help=text)(command)


def paper_option(command: _Command) -> _Command:
    """`--paper`: the size of a page."""
    text = "a4, letter, a5, or WxH such as 200x250mm.  [default: the bank's, else a4]"
    return click.option("--paper", type=_Paper(), metavar="SIZE", help=text)(command)


def layout_option(command: _Command) -> _Command:
    """`--layout`: how a sheet is laid out."""
    text = "study, quiz, fold, cards or crib.  [default: the bank's, else study]"
    return click.option("--layout", type=_Layout(), metavar="NAME", help=text)(command)


def look_options(command: _Command) -> _Command:
    """How the pages of a sheet look."""
    options = (
        click.option(
            "--theme", metavar="THEME", help="colour, plain, or a CSS file that has the last word."
        ),
        click.option(
            "--font-size",
            type=click.FloatRange(6, 24),
            metavar="POINTS",
            help="The size of the text's type, 6 to 24.  [default: what fits the paper]",
        ),
        click.option(
            "--duplex/--simplex",
            default=None,
            help="Whether the margins of left and right pages mirror one another.",
        ),
        click.option(
            "--links",
            type=click.Choice(["notes", "brackets", "hidden"]),
            help="Where the address of a link is printed.  [default: notes, at the page's foot]",
        ),
        click.option(
            "--bundled-fonts-only",
            is_flag=True,
            help="No font of this computer: the same pages on every one.",
        ),
        click.option("--shuffle", is_flag=True, help="In random order, of which S is the seed."),
        click.option("--no-key", is_flag=True, help="A quiz without its answer key."),
        click.option("--key-only", is_flag=True, help="The answer key of a quiz alone."),
        click.option(
            "--flip",
            type=click.Choice(["long", "short"]),
            help="The edge over which the printer turns cards.  [default: long]",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def verbosity_options(command: _Command) -> _Command:
    """`-v` and `-q`."""
    more = click.option(
        "-v", "--verbose", is_flag=True, help="Tell what was dropped or assumed, too."
    )
    less = click.option("-q", "--quiet", is_flag=True, help="Tell errors only.")
    return more(less(command))


def selection_options(command: _Command) -> _Command:
    """SELECT: which questions of the bank."""
    options = (
        click.option(
            "--topic",
            "topics",
            multiple=True,
            metavar="TOPIC",
            shell_complete=_complete_topic,
            help="A topic's number, slug or title, or a section's title; repeatable.",
        ),
        click.option("--tag", "tags", multiple=True, metavar="TAG", help="A tag; repeatable."),
        click.option("--level", "levels", type=_Levels(), help="2, 1..2 or 1,3.", metavar="LEVELS"),
        click.option("--kind", "kinds", multiple=True, metavar="KIND", help="A kind; repeatable."),
        click.option(
            "--id", "ids", multiple=True, metavar="ID", help="A question's id; repeatable."
        ),
        click.option("--answered", is_flag=True, help="Only questions that have an answer."),
        click.option(
            "--sample",
            type=click.IntRange(min=1),
            metavar="N",
            help="N questions, drawn at random.",
        ),
        click.option(
            "--seed", type=int, default=0, metavar="S", help="Another S draws other questions."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def selection_of(chosen: dict[str, Any]) -> "Selection":
    """The selection in the parameters that `selection_options` gave."""
    from exporter.model.selection import Selection

    return Selection(
        topics=chosen["topics"],
        tags=chosen["tags"],
        levels=chosen["levels"] or (),
        kinds=chosen["kinds"],
        ids=chosen["ids"],
        answered=chosen["answered"],
        sample=chosen["sample"] or 0,
        seed=chosen["seed"],
    )


def _complete_topic(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    from exporter.cli.banks import find_bank
    from exporter.errors import ExporterError
    from exporter.model.document import plain
    from exporter.readers import read

    try:
        bank = read(find_bank(ctx.params.get("bank"))).bank
    except ExporterError:
        return []
    return [
        CompletionItem(topic.slug, help=plain(topic.title))
        for topic in bank.topics
        if topic.slug.startswith(incomplete)
    ]
