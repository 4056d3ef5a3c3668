"""Banks written into a folder from a fixture's text, and a reading as text again."""

from collections.abc import Iterator
from pathlib import Path

from exporter.model.bank import Question, Section, Topic
from exporter.model.document import Block
from exporter.readers import Reading
from tests.markdown.dump import dump, line_of

__all__ = ["dump_reading", "write_bank"]


def write_bank(folder: Path, text: str) -> Path:
    """Writes the files of `text`, each below a line `== name`, and gives what is to be read.

    Text without such a line is one file, `page.md`, and that is what is to be read.
    """
    if not text.startswith("== "):
        text = f"== page.md\n{text}"
    parts = (part.partition("\n") for part in text.removeprefix("== ").split("\n== "))
    files = {name: content for name, _, content in parts}
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return folder / "page.md" if list(files) == ["page.md"] else folder


def dump_reading(reading: Reading) -> str:
    """What was read: bank, topics, sections and questions with their trees, and what is told."""
    rows = [f"bank {reading.bank.title!r} {reading.bank.slug}"]
    for topic in reading.bank.topics:
        path = " > ".join(topic.path) or "-"
        code = f" code={topic.code}" if topic.code else ""
        lang = f" lang={topic.language}" if topic.language else ""
        rows.append(
            f"topic {topic.number} {topic.slug} [{path}] {line_of(topic.title)}{code}{lang}"
        )
        rows += _deeper(_part(topic))
    for found in reading.diagnostics:
        rows.append(f"{found.severity} {found.where()} {found.rule}: {found.message}")
    return "\n".join(rows)


def _part(part: Topic | Section) -> Iterator[str]:
    if part.intro:
        yield "intro"
        yield from _deeper(_rows(part.intro))
    for question in part.questions:
        yield from _question(question)
    for section in part.sections:
        where = f"{section.location.line}: section [{' > '.join(section.path)}]"
        yield f"{where} {line_of(section.title)}"
        yield from _deeper(_part(section))


def _question(question: Question) -> Iterator[str]:
    facts = {
        "id": question.id,
        "level": question.level or "",
        "kind": question.kind,
        "tags": ",".join(question.tags),
        "refs": ",".join(f"{r.key}({r.text}|{r.url})" for r in question.references),
        "as_of": question.as_of,
        "seed": question.seed,
        "lang": question.language,
    }
    said = "".join(f" {key}={value}" for key, value in facts.items() if value)
    answered = "" if question.answered else " unanswered"
    place = f"{question.location.line}: #{question.number}/{question.position}"
    yield f"{place} {question.form}{answered} {line_of(question.title)}{said}"
    yield from (f"  stem {row}" for row in _rows(question.stem))
    for choice in question.choices:
        yield f"  {'right' if choice.checked else 'wrong'} {dump(choice.blocks)}"
    yield from (f"  short {row}" for row in _rows(question.short))
    yield from (f"  details {row}" for row in _rows(question.details))


def _rows(blocks: tuple[Block, ...]) -> list[str]:
    return dump(blocks).split("\n") if blocks else []


def _deeper(rows: Iterator[str] | list[str]) -> list[str]:
    return [f"  {row}" for row in rows]
