"""A file into the one thing that it asks, and a bank into those of its files that are like that.

Metadata that say `question:` say it outright. A file with nothing but a title asks when most files
of its folder do, by their titles or their names, and none of them has questions further down.
Headings that many files have are no titles, but name the parts of an answer.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from exporter.markdown import FrontMatter
from exporter.model.diagnostic import Diagnostic
from exporter.model.document import (
    Admonition,
    Block,
    BulletList,
    Heading,
    Inline,
    OrderedList,
    Paragraph,
    RawHtml,
    Rule,
    Strong,
    Text,
    inlines_of,
    plain,
    walk,
)
from exporter.readers.answers import is_comment
from exporter.readers.files import is_readme
from exporter.readers.forms.contract import Page
from exporter.readers.labels import label_of, labelled
from exporter.readers.titles import asks, read_title
from exporter.readers.topics import name_of, titled

__all__ = [
    "Folder",
    "Lone",
    "answering_key",
    "asking_key",
    "begins_answer",
    "lone_files",
    "lone_of",
    "says_the_same",
    "value_of",
]

MANY = 5
"""How many files of a folder must have a title each for what they ask to be looked at."""
MOST = 0.6
"""Which part of a folder's files must have one, and which part of those must ask."""
FEW = 0.2
"""Which part of them may have questions further down."""

_ASKING = (
    *("question", "frage", "pregunta", "pergunta", "domanda", "vraag", "fråga", "pytanie"),
    *("вопрос", "问题", "問題", "题目", "質問", "질문", "문제", "soru", "soal", "front"),
)
_ANSWERING = (
    *("answer", "antwort", "respuesta", "resposta", "risposta", "réponse", "antwoord", "svar"),
    *("odpowiedź", "ответ", "答案", "回答", "答え", "답변", "답", "cevap", "jawaban", "solution"),
    "back",
)
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


def asking_key(front: FrontMatter) -> str:
    """The key of a file's metadata whose value is a question; empty when none is.

    The front of a card is one only beside its back.
    """
    key = _key_of(front, _ASKING)
    return "" if key.casefold() == "front" and not answering_key(front) else key


def answering_key(front: FrontMatter) -> str:
    """The key of a file's metadata whose value is the answer; empty when none is."""
    return _key_of(front, _ANSWERING)


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
    front, blocks = page.document.front_matter, page.document.blocks
    if key := asking_key(front):
        return _in_metadata(page, key)
    heading = _only_heading(page, blocks)
    key = _key_of(front, ("title",))
    if key and not (heading and asks(heading.children)):
        return _in_metadata(page, key)
    if heading is None:
        return _in_name(page)
    at = blocks.index(heading)
    comments = (block for block in blocks[:at] if is_comment(block))
    return Lone(heading.children, heading.line, (*comments, *blocks[at + 1 :]))


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
    if not headings or not all(map(_only_dresses, blocks[: blocks.index(headings[0])])):
        return None
    first, *others = headings
    beside = [heading for heading in others if heading.level <= first.level]
    if beside and not (_name_asks(page) and all(h.level == first.level for h in beside)):
        parts = page.shelf.fact("lone: parts", _parts)
        if any(_bare(plain(heading.children)) not in parts for heading in beside):
            return None
    return first


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


def _only_dresses(block: Block) -> bool:
    """Whether a block above a title is a comment, a rule, a badge, or a link to elsewhere."""
    if isinstance(block, Paragraph):
        return not any(isinstance(i, Text) and re.search(r"\w", i.text) for i in block.children)
    return isinstance(block, RawHtml | Rule)


@dataclass(frozen=True, slots=True)
class Folder:
    """What speaks for a folder's files being one question each."""

    why: str
    asks: bool
    """Whether their titles or names ask; else they are only alike."""
    files: int
    """How many of them have one title."""


def lone_files(pages: Sequence[Page]) -> Mapping[str, Folder]:
    """The files of a bank that ask one thing each by their titles, with what speaks for it."""
    found: dict[str, Folder] = {}
    for group in _groups(pages):
        alone = {page.file: lone for page in group if (lone := lone_of(page))}
        named = sum(page.file in alone and _name_asks(page) for page in group)
        if folder := _judged(list(alone.values()), named, len(group)):
            found.update(dict.fromkeys(alone, folder))
    return found


def _groups(pages: Sequence[Page]) -> Iterator[list[Page]]:
    """The files of each folder; where each question has a folder of its own, those of one name."""
    groups: dict[str, list[Page]] = {}
    for page in pages:
        folder, _, name = page.file.rpartition("/")
        if is_readme(name):
            folder = f"*/{name}" if folder else "*"
        groups.setdefault(folder, []).append(page)
    for group in groups.values():
        if len(group) >= MANY:
            yield [page for page in group if not asking_key(page.document.front_matter)]


def _judged(alone: Sequence[Lone], named: int, files: int) -> Folder | None:
    """What speaks for the files of a folder being questions, of which some have one title each.

    `named` of these have a name that asks.
    """
    count = len(alone)
    if count < max(MANY, MOST * files):
        return None
    parted = sum(_begins_question(lone.body) for lone in alone)
    if parted >= MOST * count:
        why = f"what it asks below its title, as {parted} of {files} do beside it"
        return Folder(why, asks=True, files=count)
    if sum(_asks_further(lone.body) for lone in alone) > FEW * count:
        return None
    asking = sum(map(_asks, alone))
    if asking >= MOST * count:
        why = f"its only title asks, as {asking} of {files} do beside it"
        return Folder(why, asks=True, files=count)
    if named >= MOST * count:
        why = f"one title, and a name that asks, as {named} of {files} have beside it"
        return Folder(why, asks=True, files=count)
    answering = sum(_answers_in(lone.body) == 1 for lone in alone)
    if answering >= MOST * count:
        why = f"one title and one answer, as in {answering} of {files} files beside it"
        return Folder(why, asks=False, files=count)
    return None


def _asks(lone: Lone) -> bool:
    return asks(lone.title) or _OPENERS.match(plain(read_title(lone.title).words)) is not None


def _asks_further(body: tuple[Block, ...]) -> bool:
    """Whether there are questions of their own in a file's text."""
    marks = items = 0
    for block in walk(body):
        match block:
            case Heading() | Admonition() | Paragraph(children=(Strong(),)):
                title = inlines_of(block)
                marks += asks(title) or bool(read_title(title).label)
            case BulletList(found) | OrderedList(found):
                items += sum(asks(inlines_of(item.blocks[0])) for item in found if item.blocks)
            case _:
                continue
        if marks > 1 or items >= MANY:
            return True
    return _answers_in(body) > 1


def _begins_question(body: tuple[Block, ...]) -> bool:
    """Whether a heading right below a title says that what is asked follows, and no other does."""
    headings = [block for block in body if isinstance(block, Heading)]
    named = [block for block in headings if label_of(plain(block.children)) == "question"]
    first = next((block for block in body if not _only_dresses(block)), None)
    return len(named) == 1 and first is named[0] and _answers_in(body) <= 1


def _answers_in(body: tuple[Block, ...]) -> int:
    """How many blocks of a file's text are labelled as an answer."""
    return sum(map(begins_answer, body))


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
