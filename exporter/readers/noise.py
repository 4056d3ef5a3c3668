"""The blocks of an answer into those that answer: what only dresses its edges is taken off.

Links back to the top, rules, empty lines of HTML, promotion and placeholders go; a list of bare
links under "Source" becomes references. What goes is told, once a kind.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Literal

from exporter.markdown import Fault
from exporter.model.bank import Reference
from exporter.model.diagnostic import Diagnostic
from exporter.model.document import (
    Block,
    Break,
    BulletList,
    Code,
    Emphasis,
    Heading,
    Image,
    Link,
    OrderedList,
    Paragraph,
    Quote,
    RawHtml,
    Rule,
    Strong,
    Text,
    inlines_of,
    plain,
    walk,
    walk_inlines,
)

__all__ = ["Answer", "Kind", "Noise", "Repeated", "repeated_in", "tell_noise", "without_noise"]

Kind = Literal["top", "rule", "promotion", "placeholder", "source"]

REPEATED = 3
"""How many answers must end in the same line for it to be the file's, not theirs."""
LAST = 4
"""How many blocks at the end of an answer may be such lines."""
MOST_LINKS = 20
"""How many links a line has at most that is looked at."""
MOST_SOURCES = 50
"""How many blocks at the end of an answer are looked at for sources."""
LONGEST_LABEL = 4
"""How many words stand at most above a list of links that is no answer."""
LONGEST_SOURCE = 20
"""How many words a source has at most."""

_TOLD: dict[Kind, str] = {
    "top": "links back to the top are left out",
    "rule": "rules and lines without words at the edges of answers are left out",
    "promotion": "links that stand around many answers are left out",
    "placeholder": "placeholders are no answers: they are left out",
    "source": "a heading for sources has none below it: it is left out",
}
_ANCHOR = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.IGNORECASE | re.DOTALL)
_HREF = re.compile(r"""href\s*=\s*["']?([^"'\s>]*)""", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_URL = re.compile(r"<?(?:https?://|www\.)\S+>?", re.IGNORECASE)
_ARROW = re.compile("[↑⬆⇧▲△🔝☝⤴↥⇑⏫🔼⭱]")
_TOP = re.compile(
    r"[↑⬆⇧▲△🔝☝⤴↥⇑⏫🔼⭱]|\b(?:top|toc|contents?|index|start|beginning|menu|home|questions)\b"
    r"|наверх|вверх|начал|содержани|оглавлени|вгору|догори|зміст|顶部|頂部|目录|目錄|返回|トップ|先頭|目次"
    r"|맨\s?위|위로|처음|목차|\b(?:oben|anfang|inhalt\w*|haut|sommaire|arriba|inicio|[íi]ndice"
    r"|topo|in[íi]cio|sommario|inizio|su|g[óo]ry|spis\w*|obsah|nahoru|yukarı|başa|đầu|mục lục)\b"
    r"|لأعلى|الأعلى|ऊपर",
    re.IGNORECASE,
)
_SOURCES = re.compile(
    r"(?:re)?sources?|references?|refs?|links?|credits?|bibliography|citations?"
    r"|(?:further|more|additional) (?:reading|info\w*)|read more|learn more|see also"
    r"|источник\w*|ссылк\w*|литература"
    r"|джерел\w*|посилання|来源|來源|参考|參考|参考资料|參考資料|参考文献|參考文獻|延伸阅读|出典|出処|参照|출처|참고"
    r"|참고\s?자료|quellen?|literatur|weiterführend\w*|fuentes?|referencias?|enlaces?|fontes?"
    r"|referências?|fonti|fonte|riferimenti|références?|liens?|źródł\w*|zdroj\w*|kaynak\w*"
    r"|nguồn|tham khảo|bron(?:nen)?|källor|kilder|lähteet|sumber"
    r"|المصدر|المصادر|المراجع|מקור\w*|स्रोत",
    re.IGNORECASE,
)
_EDGES = " \t:：*_.-–—>[]()"
_PLACEHOLDER = re.compile(
    r"\W*(?:(?:your |write |add |put |type |insert )?(?:the |an? |your )?(?:answer|solution)s? "
    r"(?:goes )?(?:here|pending|coming soon|to be added)|todo|tbd|tba|fixme|wip|coming soon"
    r"|to be (?:added|done|answered|written|determined|continued)|work in progress"
    r"|no answer(?: yet)?|not answered(?: yet)?|unanswered|contributions? (?:are )?welcome"
    r"|待补充|待補充|待续|待續|暂无答案|暫無答案|скоро|нет ответа|в разработке)\W*|[.…\-–—_\s]+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Noise:
    """Something that was taken off an answer."""

    kind: Kind
    line: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What is left of an answer's blocks."""

    blocks: tuple[Block, ...]
    references: tuple[Reference, ...] = ()
    """The links that stood at its end as its sources."""
    noise: tuple[Noise, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """What a text, a heading or a line of HTML says."""

    words: str
    links: tuple[tuple[str, str], ...] = ()
    """Where each link leads, and its words."""
    pictures: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """The words, where they lead and what is shown; only the words when nowhere."""
        return (self.words, *(href for href, _ in self.links), *self.pictures)


@dataclass(frozen=True, slots=True)
class Repeated:
    """What stands around the answers of a file and belongs to none of them."""

    addresses: frozenset[str] = frozenset()
    """Where links above the first question lead."""
    lines: frozenset[tuple[str, ...]] = frozenset()
    """The lines in which many answers end: words, and where they lead."""


_NOTHING = Repeated()
_EMPTY = _Line("")


def without_noise(blocks: Sequence[Block], repeated: Repeated = _NOTHING) -> Answer:
    """The answer that `blocks` are, without what only dresses its edges.

    `repeated` is what `repeated_in` says of the file.
    """
    left = list(blocks)
    noise: list[Noise] = []
    references: list[Reference] = []
    while left:
        line = _line_of(left[-1])
        if kind := _kind(left[-1], line, repeated):
            noise.append(Noise(kind, left.pop().line))
        elif (sources := _sources(left, line))[0]:
            count, found = sources
            references[:0] = found
            noise.extend([] if found else [Noise("source", left[-1].line)])
            del left[-count:]
        elif kind := _kind(left[0], _line_of(left[0]), _NOTHING):
            noise.append(Noise(kind, left.pop(0).line))
        else:
            break
    return Answer(tuple(left), tuple(references), tuple(noise))


def repeated_in(answers: Sequence[Sequence[Block]], above: Sequence[Block] = ()) -> Repeated:
    """What the `answers` of a file end in though it is not theirs.

    `above` is what stands over the first question: what leads to the same place behind the last one
    is promotion.
    """
    ends = Counter(
        line
        for blocks in answers
        for line in {_line_of(block).all for block in blocks[1:][-LAST:] if _may_lead(block)}
    )
    most = max(REPEATED, len(answers) // 4)
    lines = {line for line, count in ends.items() if count >= most and len(line) > 1}
    addresses = {href for block in walk(tuple(above)) for href, _ in _line_of(block).links}
    outside = {href for href in addresses if not href.startswith("#")}
    return Repeated(frozenset(outside), frozenset(lines))


def _may_lead(block: Block) -> bool:
    """Whether a block has links or pictures, as far as its outermost inlines tell."""
    return isinstance(block, RawHtml) or not all(
        isinstance(inline, Text | Break | Code) for inline in inlines_of(block)
    )


def tell_noise(file: str, noise: Iterable[Noise]) -> tuple[Diagnostic, ...]:
    """What was taken off the answers of a file: the first of each kind."""
    first: dict[Kind, int] = {}
    for found in noise:
        first[found.kind] = min(found.line, first.get(found.kind, found.line))
    return tuple(
        Fault(f"left-out-{kind}", "info", _TOLD[kind]).at(file, line)
        for kind, line in first.items()
    )


def _kind(block: Block, line: _Line, repeated: Repeated) -> Kind | None:
    """What kind of dressing a block at an answer's edge is; None when it answers."""
    match block:
        case Rule():
            return "rule"
        case RawHtml(html) if html.startswith("<!--"):
            return None
        case Quote(blocks) if blocks:
            kinds = {_kind(inner, _line_of(inner), repeated) for inner in blocks}
            return kinds.pop() if len(kinds) == 1 else None
        case Paragraph() | Heading() | RawHtml():
            return _kind_of_line(block, line, repeated)
        case _:
            return None


def _kind_of_line(
    block: Paragraph | Heading | RawHtml, line: _Line, repeated: Repeated
) -> Kind | None:
    if not (line.words or line.pictures):
        return "rule"
    if line.links and not line.pictures and _leads_back(line):
        return "top"
    if repeated.lines and line.all in repeated.lines:
        return "promotion"
    if any(href in repeated.addresses for href, _ in line.links) and (
        isinstance(block, Heading) or (line.pictures and not _beside(line))
    ):
        return "promotion"
    if isinstance(block, Paragraph) and _is_placeholder(block, line):
        return "placeholder"
    return None


def _leads_back(line: _Line) -> bool:
    """Whether a line is nothing but links, all of which lead to the top, or to a list of all."""
    return not _beside(line) and all(map(_is_way_back, line.links))


def _is_way_back(link: tuple[str, str]) -> bool:
    href, words = link
    if href in ("#", "#top", "#toc"):
        return True
    says_so = _TOP.search(words) is not None
    if href.startswith("#"):
        return says_so or not re.search(r"\w", words)
    return says_so and _ARROW.search(words) is not None


def _beside(line: _Line) -> bool:
    """Whether there are words in a line that lead nowhere, or more links than a line has."""
    if len(line.links) > MOST_LINKS:
        return True
    words = line.words
    for _, linked in line.links:
        words = words.replace(linked, "", 1)
    return re.search(r"\w", words) is not None


def _is_placeholder(block: Paragraph, line: _Line) -> bool:
    plainly = Text | Strong | Emphasis | Break
    return _PLACEHOLDER.fullmatch(line.words) is not None and all(
        isinstance(inline, plainly) for inline in walk_inlines(block.children)
    )


def _line_of(block: Block) -> _Line:
    """What a block says in its own words; nothing when it has none."""
    if isinstance(block, RawHtml):
        links = (
            (href[1], _words(unescape(_TAG.sub(" ", anchor[2]))))
            for anchor in _ANCHOR.finditer(block.html)
            if (href := _HREF.search(anchor[1]))
        )
        return _Line(_words(unescape(_TAG.sub(" ", block.html))), tuple(links))
    inlines = inlines_of(block)
    if not inlines:
        return _EMPTY
    if len(inlines) == 1 and isinstance(words := inlines[0], Text):
        return _Line(_words(words.text))
    found = [i for i in walk_inlines(inlines) if isinstance(i, Link | Image)]
    return _Line(
        _words(plain(inlines)),
        tuple((i.href, _words(plain(i.children))) for i in found if isinstance(i, Link)),
        tuple(i.src for i in found if isinstance(i, Image)),
    )


def _words(text: str) -> str:
    return " ".join(text.split())


def _sources(blocks: Sequence[Block], line: _Line) -> tuple[int, tuple[Reference, ...]]:
    """How many of the last blocks only name sources, and which; `line` is what the last says."""
    last = blocks[-1]
    if found := _labelled(last, line):
        return 1, found
    if _is_label(last, line, any_words=False):
        return 1, ()
    lines: list[tuple[str, str]] = []
    urls = True
    for count, block in enumerate(blocks[: -MOST_SOURCES - 1 : -1]):
        line = _line_of(block) if count else line
        if lines and _is_label(block, line, any_words=urls):
            return count + 1, tuple(_reference(words, href) for words, href in lines)
        found_here = _source_lines(block, line)
        if not found_here:
            break
        urls = urls and all(_URL.fullmatch(words) for words, _ in found_here)
        lines[:0] = found_here
    return 0, ()


def _source_lines(block: Block, line: _Line) -> list[tuple[str, str]]:
    """The words and the address of each source in a block; none when it holds anything else."""
    if isinstance(block, Paragraph):
        source = _source_of(line)
        return [source] if source else []
    sources: list[tuple[str, str]] = []
    for item in block.items if isinstance(block, BulletList | OrderedList) else ():
        alone = len(item.blocks) == 1 and isinstance(item.blocks[0], Paragraph)
        if not (alone and (source := _source_of(_line_of(item.blocks[0])))):
            return []
        sources.append(source)
    return sources


def _source_of(line: _Line) -> tuple[str, str] | None:
    """The words and the address of a line that names one source."""
    words, links = line.words, line.links
    if not links and _URL.fullmatch(words):
        return words, words.strip("<>")
    if len(links) != 1 or len(words.split()) > LONGEST_SOURCE or links[0][0].startswith("#"):
        return None
    return words, links[0][0]


def _is_label(block: Block, line: _Line, *, any_words: bool) -> bool:
    """Whether a line says that sources follow; above bare addresses `any_words` of a label do."""
    if not isinstance(block, Heading | Paragraph) or line.links:
        return False
    words = line.words
    if _SOURCES.fullmatch(words.strip(_EDGES)):
        return True
    is_title = isinstance(block, Heading) or words.endswith((":", "："))
    return any_words and is_title and len(words.split()) <= LONGEST_LABEL


def _labelled(block: Block, line: _Line) -> tuple[Reference, ...]:
    """The references of a line such as "Source: …"."""
    if not isinstance(block, Paragraph | RawHtml):
        return ()
    label, _, rest = line.words.replace("：", ":", 1).partition(":")
    if not (rest and _SOURCES.fullmatch(label.strip(_EDGES))):
        return ()
    rest = rest.strip()
    if line.links:
        beside = _beside(_Line(rest, line.links))
        return () if beside else tuple(_reference(w, href) for href, w in line.links)
    is_url = isinstance(block, Paragraph) and _URL.fullmatch(rest)
    return (_reference(rest, rest),) if is_url else ()


def _reference(words: str, address: str) -> Reference:
    return Reference(address, words, address if address.startswith("http") else "")
