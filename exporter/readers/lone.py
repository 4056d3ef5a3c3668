"""A file into the one thing that it asks: by its metadata, its only title, or else its name.

Metadata that say `question:` say it outright. Headings that many files have are no titles, but name
the parts of an answer.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from exporter.markdown import FrontMatter
from exporter.model.diagnostic import Diagnostic
from exporter.model.document import (
    Admonition,
    Block,
    Heading,
    Inline,
    Paragraph,
    RawHtml,
    Rule,
    Text,
    inlines_of,
    plain,
    walk,
)
from exporter.readers.answers import is_comment
from exporter.readers.forms.contract import Page
from exporter.readers.labels import label_of, labelled
from exporter.readers.titles import asks, calls_question, read_title
from exporter.readers.topics import name_of, titled

__all__ = [
    "ANSWERING",
    "ASKING",
    "Lone",
    "answering_key",
    "asking_key",
    "begins_answer",
    "lone_of",
    "only_dresses",
    "says_the_same",
    "value_of",
]

MANY = 5
"""How many files must have a heading for it to be part of their answers."""

ASKING = (
    *("question", "frage", "pregunta", "pergunta", "domanda", "vraag", "fråga", "pytanie"),
    *("вопрос", "问题", "問題", "题目", "質問", "질문", "문제", "soru", "soal", "front"),
)
ANSWERING = (
    *("answer", "antwort", "respuesta", "resposta", "risposta", "réponse", "antwoord", "svar"),
    *("odpowiedź", "ответ", "答案", "回答", "答え", "답변", "답", "cevap", "jawaban", "solution"),
    "back",
)
_CALLED = re.compile(r"(?:^|[\W_])([^\W\d_]{4,})[\W_]?\d{1,4}$")
_CALLS = ("layout", "type", "kind")
_CARDS = frozenset(("flashcard", "flashcards", "question"))
_NO_WORDS = frozenset(("true", "false", "yes", "no", "null", "none"))
_OPENERS = re.compile(
    r"(?:what|why|when|where|who|which|how(?! to)|explain|describe|compare|is|are|can|does|do"
    r"|should|was|differences? between|give (?:an )?examples?|wie|warum|wann|wo|wer|welche[rsn]?"
    r"|wozu|erkläre?|qué|cuál(?:es)?|cómo|por qué"
    r"|qu'est-ce|que(?:l|lle|ls|lles)?|pourquoi|comment|quand|o que|qual|quais|como|por que|cosa"
    r"|perché|quale|что|как|почему|зачем|когда|какие?|какой|какая|чем|що|як|чому|co|jak|dlaczego"
    r"|nedir|neden|nasıl|apa|mengapa|bagaimana)(?!\w|\.\w)|什么|什麼|如何|为什么|為什麼|怎么|怎麼"
    r"|.*\w vs\.? \w",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Lone:
    """What a file asks, and what stands below."""

    title: tuple[Inline, ...]
    line: int
    body: tuple[Block, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    named: bool = False
    """Whether the name of the file asks."""
    called: bool = False
    """Whether its first heading, and no other, or the name of the file calls it a question."""

    @property
    def asks(self) -> bool:
        """Whether the title asks, or begins as questions do."""
        return asks(self.title) or _OPENERS.match(plain(read_title(self.title).words)) is not None


def asking_key(front: FrontMatter) -> str:
    """The key of a file's metadata whose value is a question; empty when none is.

    The front of a card is one only beside its back; the title is one where the file is called a
    card.
    """
    key = _key_of(front, ASKING)
    if not key and value_of(front, *_CALLS).casefold() in _CARDS:
        return _key_of(front, ("title",))
    return "" if key.casefold() == "front" and not answering_key(front) else key


def answering_key(front: FrontMatter) -> str:
    """The key of a file's metadata whose value is the answer; empty when none is."""
    return _key_of(front, ANSWERING)


def _key_of(front: FrontMatter, names: Sequence[str]) -> str:
    for key, value in front.values:
        if key.casefold() in names and _says_something(value):
            return key
    return ""


def _says_something(value: str) -> bool:
    return re.search(r"\w", value) is not None and value.strip().casefold() not in _NO_WORDS


def value_of(front: FrontMatter, *names: str) -> str:
    """The value of the first of these keys that a file's metadata have, in whatever case."""
    values = {key.casefold(): value.strip() for key, value in front.values}
    return next((values[name] for name in names if values.get(name)), "")


def lone_of(page: Page) -> Lone | None:
    """What a file asks by its metadata, its only title, or else its name; None when it has none."""
    return page.shelf.fact(f"lone: what is asked in {page.file}", lambda _: _named(page))


def _named(page: Page) -> Lone | None:
    lone = _found(page)
    return replace(lone, named=_name_asks(page)) if lone else None


def _found(page: Page) -> Lone | None:
    front, blocks = page.document.front_matter, page.document.blocks
    if key := asking_key(front):
        return _in_metadata(page, key)
    if asked := _below_label(blocks):
        return asked
    heading = _only_heading(page, blocks)
    key = _key_of(front, ("title",))
    if key and not (heading and asks(heading.children)):
        return _in_metadata(page, key)
    if heading is None:
        return _in_name(page)
    at = blocks.index(heading)
    comments = [block for block in blocks[:at] if is_comment(block)]
    called = _name_calls(page) or _calls_itself(blocks)
    if below := _below_number(blocks, at):
        comments += [block for block in blocks[at : blocks.index(below)] if is_comment(block)]
        heading, at, called = below, blocks.index(below), True
    return Lone(heading.children, heading.line, (*comments, *blocks[at + 1 :]), called=called)


def _below_label(blocks: tuple[Block, ...]) -> Lone | None:
    """What is asked in the text below "Question", and answered behind a rule or a heading."""
    at = next((place for place, block in enumerate(blocks) if isinstance(block, Heading)), None)
    if at is None or not _names_question(blocks[at]) or not all(map(only_dresses, blocks[:at])):
        return None
    comments = tuple(takewhile(is_comment, blocks[at + 1 :]))
    asked, *answer = blocks[at + 1 + len(comments) :] or blocks[:1]
    if not (isinstance(asked, Paragraph) and answer and isinstance(answer[0], Heading | Rule)):
        return None
    if any(_names_question(block) or begins_answer(block) for block in answer):
        return None
    body = answer[1:] if isinstance(answer[0], Rule) else answer
    return Lone(asked.children, blocks[at].line, (*comments, *body), called=True)


def _names_question(block: Block) -> bool:
    return isinstance(block, Heading) and label_of(plain(block.children)) == "question"


def _below_number(blocks: Sequence[Block], at: int) -> Heading | None:
    """The heading right below one that is but a number and a topic: `# Question 7 - Lists`."""
    heading = blocks[at]
    below = next((block for block in blocks[at + 1 :] if not is_comment(block)), None)
    if not (isinstance(heading, Heading) and isinstance(below, Heading)):
        return None
    title = read_title(heading.children)
    numbers = title.number and calls_question(title.label) and not asks(title.words)
    return below if numbers and not label_of(plain(below.children)) else None


def _in_name(page: Page) -> Lone | None:
    """A file without headings whose name asks."""
    blocks = page.document.blocks
    if any(isinstance(block, Heading) for block in walk(blocks)) or not _name_asks(page):
        return None
    if not any(re.search(r"\w", plain(inlines_of(block))) for block in walk(blocks)):
        return None
    return Lone((Text(titled(name_of(page.file)[1])),), 1, blocks)


def _in_metadata(page: Page, key: str) -> Lone:
    words, line = page.document.front_matter.get(key), _line_of_key(page, key)
    title, told = page.line(words, line)
    return Lone(title, line, _without_title(page.document.blocks, words), told)


def _line_of_key(page: Page, key: str) -> int:
    name = re.compile(rf"""["']?{re.escape(key)}["']?\s*[:=]""")
    rows = page.text.split("\n", 200)
    return next((number for number, row in enumerate(rows, 1) if name.match(row)), 1)


def _without_title(blocks: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """The blocks without a heading at their top that only says the title again."""
    for index, block in enumerate(blocks):
        if isinstance(block, Heading) and says_the_same(plain(block.children), title):
            return (*blocks[:index], *blocks[index + 1 :])
        if not is_comment(block):
            break
    return blocks


def says_the_same(words: str, others: str) -> bool:
    """Whether words are the same but for what is no letter."""
    return _bare(words) == _bare(others)


def _bare(words: str) -> str:
    return re.sub(r"\W+", " ", words).strip().casefold()


def _only_heading(page: Page, blocks: tuple[Block, ...]) -> Heading | None:
    """The one heading of the highest level, when it is the first and nothing is said above it.

    Others of its level may name parts of the answer; so do all of them when the file's name asks.
    """
    headings = [block for block in blocks if isinstance(block, Heading)]
    if not headings or not all(map(only_dresses, blocks[: blocks.index(headings[0])])):
        return None
    first, *others = headings
    below = _below_number(blocks, blocks.index(first))
    beside = [h for h in others if h is not below and h.level <= first.level]
    if _name_calls(page) or _calls_itself(blocks):
        return first
    if beside and not (_name_asks(page) and all(h.level == first.level for h in beside)):
        parts = page.shelf.fact("lone: parts", _parts)
        if any(_bare(plain(heading.children)) not in parts for heading in beside):
            return None
    return first


def _calls_itself(blocks: tuple[Block, ...]) -> bool:
    """Whether the first heading alone is called a question, `Q: …`."""
    titles = [read_title(block.children) for block in blocks if isinstance(block, Heading)]
    labels = [title.label for title in titles]
    calls = calls_question(labels[0]) and not titles[0].generic
    return calls and not any(map(calls_question, labels[1:]))


def _parts(pages: Sequence[Page]) -> frozenset[str]:
    """The headings that stand in many files of a bank, and hardly ever first in one."""
    found: Counter[str] = Counter()
    for page in pages:
        words = [_bare(plain(b.children)) for b in page.document.blocks if isinstance(b, Heading)]
        found.update(set(words[1:]) - set(words[:1]))
        found.subtract(words[:1])
    return frozenset(words for words, count in found.items() if count >= MANY)


def _name_asks(page: Page) -> bool:
    """Whether the name of a file asks, as those of notes may."""
    _, words = name_of(page.file)
    return _OPENERS.match(titled(words)) is not None


def _name_calls(page: Page) -> bool:
    """Whether the name of a file ends in the word for a question, and its number."""
    name = _CALLED.search(name_of(page.file)[1])
    return name is not None and calls_question(name[1])


def only_dresses(block: Block) -> bool:
    """Whether a block above a title is a comment, a rule, a badge, or a link to elsewhere."""
    if isinstance(block, Paragraph):
        return not any(isinstance(i, Text) and re.search(r"\w", i.text) for i in block.children)
    return isinstance(block, RawHtml | Rule)


def begins_answer(block: Block) -> bool:
    """Whether a block is, or begins with, the label of an answer."""
    match block:
        case Heading(children=words):
            return label_of(plain(words)) == "answer"
        case Admonition(title=words, fold=fold):
            return bool(fold) and label_of(plain(words)) == "answer"
        case Paragraph(children=words):
            return labelled(words)[0] == "answer"
        case _:
            return False
