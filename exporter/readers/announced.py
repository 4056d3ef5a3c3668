"""A page into the sections that are said to hold questions: by their headings, or by its name.

"Interview questions" above a list makes its items questions, even those that are no sentences.
"""

import re
from pathlib import PurePosixPath

from exporter.model.document import Heading, plain
from exporter.readers.forms.contract import Page
from exporter.readers.titles import asks, is_about_the_file

__all__ = ["announced_sections", "announces", "announces_itself", "is_announced"]

LONGEST = 120
"""How many letters of a heading are looked at."""

_SPACED = (
    "questions faq faqs q&a q&as quiz quizzes flashcards prüfungsfragen kontrollfragen testfragen "
    "lernfragen fragen preguntas cuestionario cuestionarios perguntas questões domande vragen "
    "frågor spørgsmål spørsmål pytania otázky kérdések întrebări вопросы вопросов вопросам "
    "питання запитання въпроси прашања pitanja vprašanja ερωτήσεις sorular soruları soal "
    "pertanyaan câu·hỏi أسئلة الأسئلة سوالات שאלות प्रश्न सवाल"
)
_UNSPACED = (
    "面试题 面試題 题库 題庫 题目 題目 试题 試題 考题 常见问题 常見問題 問題集 質問集 質問一覧 "
    "질문 문제 면접 คำถาม"
)
_ANNOUNCES = re.compile(
    r"(?<!\w)(?:{})(?!\w)|{}".format(
        "|".join(re.escape(word).replace("·", r"\s") for word in _SPACED.split()),
        "|".join(_UNSPACED.split()),
    ),
    re.IGNORECASE,
)
_NAME_PARTS = re.compile(r"[-_.]+|(?<=[a-z])(?=[A-Z])")
_OPEN = re.compile(r"\b(?:open|unresolved|outstanding|remaining|offene|ouvertes)\b", re.IGNORECASE)
"""Questions that wait for a decision."""


def announces(words: str) -> bool:
    """Whether a title says that questions follow."""
    words = words[:LONGEST]
    return _ANNOUNCES.search(words) is not None and not _OPEN.search(words)


def is_announced(page: Page) -> bool:
    """Whether the whole file is said to hold questions: by its name, its folders' or its title."""
    return page.shelf.fact(f"announced: {page.file}", lambda _: _is_announced(page))


def _announces(name: str) -> bool:
    return announces(_NAME_PARTS.sub(" ", name))


def announced_sections(page: Page) -> frozenset[int]:
    """The lines of the headings that say so, and of those below them."""
    return page.shelf.fact(f"announced: sections of {page.file}", lambda _: _sections(page))


def _is_announced(page: Page) -> bool:
    folders = PurePosixPath(page.file).parent.parts
    return any(map(_announces, folders)) or announces_itself(page)


def announces_itself(page: Page) -> bool:
    """Whether a file's own name or title says that it holds questions."""
    front = page.document.front_matter
    if any(map(_announces, (PurePosixPath(page.file).stem, front.get("title")))):
        return True
    first = next((block for block in page.document.blocks if isinstance(block, Heading)), None)
    return first is not None and _says_so(first)


def _sections(page: Page) -> frozenset[int]:
    found: set[int] = set()
    depth = 0
    for block in page.document.blocks:
        if not isinstance(block, Heading):
            continue
        if depth and block.level <= depth:
            depth = 0
        if not depth and _says_so(block):
            depth = block.level
        if depth and not is_about_the_file(block.children):
            found.add(block.line)
    return frozenset(found)


def _says_so(heading: Heading) -> bool:
    return announces(plain(heading.children)) and not asks(heading.children)
