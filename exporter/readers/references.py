"""`references.bib` into the references that answers name by their keys."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from exporter.markdown import Fault
from exporter.markdown.links import safe_href
from exporter.model.bank import Reference
from exporter.model.diagnostic import Diagnostic
from exporter.readers.files import read_text
from exporter.readers.inside import leads_out

__all__ = ["FILE", "read_references"]

FILE = "references.bib"
MOST_NAMES = 3
"""How many authors are named; of more, the first and "et al."."""

_ARXIV = "https://arxiv.org/abs/"
_DOI = "https://doi.org/"


def read_references(root: Path) -> tuple[Mapping[str, Reference], tuple[Diagnostic, ...]]:
    """The references of the bank at `root`, by key, and what is wrong with them."""
    path = root / FILE
    try:
        if not path.is_file():
            return {}, ()
        if leads_out(root, FILE):
            message = "the file is a link that leads out of the bank: it is left out"
            return {}, (Fault("bad-references", "warning", message).at(FILE),)
        text, told = read_text(path, FILE)
    except OSError as error:
        fault = Fault("bad-references", "warning", f"the file can't be read: {error.strerror}")
        return {}, (fault.at(FILE),)
    found, faults = _parsed(text or "")
    return found, (*told, *faults)


def _parsed(text: str) -> tuple[dict[str, Reference], list[Diagnostic]]:
    # pybtex takes long to load, and most banks have no references.
    from pybtex.database.input.bibtex import Parser
    from pybtex.errors import capture
    from pybtex.exceptions import PybtexError

    faults: list[Diagnostic] = []
    parser = Parser()
    with capture() as errors:
        try:
            parser.parse_string(text)
        except (PybtexError, RecursionError) as stop:
            errors.append(stop)
    for error in errors:
        help_ = "mend the entry; the ones that can be read are used"
        fault = Fault("bad-references", "warning", str(error).partition("\n")[0], help_)
        # pybtex counts more characters as ends of lines than an editor does.
        faults.append(fault.at(FILE, min(_line_of(error), text.count("\n") + 1)))
    return {key: _reference(key, entry) for key, entry in parser.data.entries.items()}, faults


def _line_of(error: Exception) -> int:
    line = getattr(error, "lineno", 0)
    return line if isinstance(line, int) else 0


def _reference(key: str, entry: Any) -> Reference:
    fields = {name.lower(): _plain(value) for name, value in entry.fields.items()}
    names = _names(entry.persons.get("author") or entry.persons.get("editor") or ())
    year = fields.get("year") or fields.get("date", "")[:4]
    head = f"{names} ({year})" if names and year else names or year
    venue = next((fields[name] for name in _VENUES if fields.get(name)), "")
    parts = [part.rstrip(".") for part in (head, fields.get("title", ""), venue) if part]
    return Reference(key, " ".join(map(_ended, parts)), _url(fields))


_VENUES = (
    "journal",
    "journaltitle",
    "booktitle",
    "publisher",
    "school",
    "institution",
    "organization",
    "howpublished",
)


def _ended(part: str) -> str:
    """With a full stop, unless it ends in a mark of its own."""
    return part if part.endswith((".", "?", "!", "…")) else f"{part}."


def _names(persons: Iterable[Any]) -> str:
    names = [_name(person) for person in persons]
    if len(names) > MOST_NAMES or names[-1:] == ["others"]:
        return f"{names[0]} et al."
    return " and ".join(", ".join(names).rsplit(", ", 1)) if len(names) > 1 else "".join(names)


def _name(person: Any) -> str:
    given = [_plain(name) for name in (*person.first_names, *person.middle_names)]
    initials = [f"{name[0]}." if name[0].isalpha() else name for name in given if name]
    family = [_plain(name) for name in (*person.prelast_names, *person.last_names)]
    lineage = [_plain(name) for name in person.lineage_names]
    return " ".join([*initials, *family, *lineage]).strip()


def _url(fields: Mapping[str, str]) -> str:
    """Where the source is: its own address, its DOI, or its arXiv page."""
    if url := safe_href(fields.get("url", "")):
        return url
    if doi := fields.get("doi", ""):
        return safe_href(_DOI + doi.partition("doi.org/")[2] if "doi.org/" in doi else _DOI + doi)
    archive = fields.get("archiveprefix", fields.get("eprinttype", "")).lower()
    if archive == "arxiv" and fields.get("eprint"):
        return safe_href(_ARXIV + fields["eprint"].removeprefix("arXiv:"))
    if "arxiv" in fields:
        return safe_href(_ARXIV + fields["arxiv"].removeprefix("arXiv:"))
    return ""


def _plain(tex: str) -> str:
    """The words of a BibTeX field, its accents and braces resolved."""
    from pybtex.exceptions import PybtexError
    from pybtex.richtext import Text

    try:
        words = str(Text.from_latex(tex))
    except (PybtexError, RecursionError, ValueError):
        words = tex.replace("{", "").replace("}", "")
    return " ".join(words.split())
