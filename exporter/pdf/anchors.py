"""Topics, sections and questions into the names by which links find them.

A link inside the bank is written `x-bank:ADDRESS` in the HTML of a chapter, and becomes a link when
the chapters are merged, if what it leads to is among them. An address is `#ID` of a question,
`FILE.md`, or `FILE.md#heading`, the file relative to the bank's folder; or `@NAME` of any target.
"""

import posixpath
import re
from urllib.parse import quote, unquote, urlsplit

from exporter.model.bank import Question, Section, Topic
from exporter.model.document import plain
from exporter.pdf.chapter import Target
from exporter.pdf.runs import Run

__all__ = [
    "SCHEME",
    "address_of",
    "link_to",
    "question_target",
    "section_target",
    "targets_of",
    "topic_target",
]

SCHEME = "x-bank:"

_UNNAMEABLE = re.compile(r"[^\w.:-]")


def topic_target(topic: Topic) -> Target:
    """Where a topic begins."""
    title = plain(topic.title)
    file = topic.location.file
    return Target(_name("topic", topic.slug), title, (file, f"{file}#{_slug(title)}"))


def section_target(topic: Topic, section: Section) -> Target:
    """Where a section of `topic` begins."""
    title = plain(section.title)
    name = _name(topic.slug, *(_slug(part) for part in section.path[1:] or (title,)))
    # Two sections may have one title, a section and its parent's sibling too.
    return Target(
        f"{name}.{section.location.line}", title, (f"{section.location.file}#{_slug(title)}",)
    )


def question_target(question: Question) -> Target:
    """Where a question stands; named by its id, else by where it is written."""
    title = plain(question.title)
    if not question.id:
        return Target(_name(question.location.file, str(question.location.line)), title)
    return Target(_name(question.id), title, (f"#{question.id}",))


def targets_of(run: Run) -> tuple[Target, ...]:
    """Every place in `run` that links lead to, in reading order."""
    topic = run.topic
    sections = list(topic.sections)
    found = [topic_target(topic)] if run.opens else []
    found.extend(question_target(question) for question in topic.questions)
    while sections:
        section = sections.pop(0)
        found.append(section_target(topic, section))
        found.extend(question_target(question) for question in section.questions)
        sections[:0] = section.sections
    return tuple(found)


def link_to(name: str) -> str:
    """How HTML writes a link to the target of that name in whichever chapter."""
    return SCHEME + quote(f"@{name}", safe="")


def address_of(href: str, file: str) -> str:
    """How HTML writes a link in `file` to elsewhere in the bank; empty for any other link."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    if parts.scheme or parts.netloc:
        return ""
    path = unquote(parts.path)
    if path and not path.casefold().endswith((".md", ".mdx", ".markdown")):
        return ""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(file), path)) if path else file
    fragment = f"#{unquote(parts.fragment)}" if parts.fragment else ""
    return SCHEME + quote(target + fragment, safe="")


def _name(*parts: str) -> str:
    """A name that can stand in HTML, CSS and PDF alike."""
    return _UNNAMEABLE.sub(lambda found: f"%{ord(found[0]):X}", ".".join(parts))


def _slug(title: str) -> str:
    """The fragment that MkDocs gives a heading (`toc.slugify_unicode` of Python-Markdown)."""
    words = re.sub(r"[^\w\s-]", "", title).strip().lower()
    return re.sub(r"[-\s]+", "-", words)
