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
class Repeated:
    """What stands around the answers of a file and belongs to none of them."""

    addresses: frozenset[str] = frozenset()
    """Where links above the first question lead."""
    lines: frozenset[tuple[str, ...]] = frozenset()
    """The lines in which many answers end: words, and where they lead."""


_NOTHING = Repeated()


def without_noise(blocks: Sequence[Block], repeated: Repeated = _NOTHING) -> Answer:
    """The answer that `blocks` are, without what only dresses its edges.

    `repeated` is what `repeated_in` says of the file.
    """
    left = list(blocks)
    noise: list[Noise] = []
    references: list[Reference] = []
    while left:
        if kind := _kind(left[-1], repeated):
            noise.append(Noise(kind, left.pop().line))
        elif (sources := _sources(left))[0]:
            count, found = sources
            references[:0] = found
            noise.extend([] if found else [Noise("source", left[-1].line)])
            del left[-count:]
        elif kind := _kind(left[0], _NOTHING):
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
        line for blocks in answers for line in {_line_of(block) for block in blocks[1:][-LAST:]}
    )
    most = max(REPEATED, len(answers) // 4)
    lines = {line for line, count in ends.items() if count >= most and len(line) > 1}
    addresses = {href for block in walk(tuple(above)) for href, _ in _links(block)}
    outside = {href for href in addresses if not href.startswith("#")}
    return Repeated(frozenset(outside), frozenset(lines))


def tell_noise(file: str, noise: Iterable[Noise]) -> tuple[Diagnostic, ...]:
    """What was taken off the answers of a file: the first of each kind."""
    first: dict[Kind, int] = {}
    for found in noise:
        first[found.kind] = min(found.line, first.get(found.kind, found.line))
    return tuple(
        Fault(f"left-out-{kind}", "info", _TOLD[kind]).at(file, line)
        for kind, line in first.items()
    )


def _kind(block: Block, repeated: Repeated) -> Kind | None:
    """What kind of dressing a block at an answer's edge is; None when it answers."""
    match block:
        case Rule():
            return "rule"
        case RawHtml(html) if html.startswith("<!--"):
            return None
        case Quote(blocks) if blocks and len({_kind(inner, repeated) for inner in blocks}) == 1:
            return _kind(blocks[0], repeated)
        case Paragraph() | Heading() | RawHtml():
            return _kind_of_line(block, repeated)
        case _:
            return None


def _kind_of_line(block: Paragraph | Heading | RawHtml, repeated: Repeated) -> Kind | None:
    links, shows = _links(block), _pictures(block)
    if not (_words(block) or shows):
        return "rule"
    if links and not shows and _leads_back(block, links):
        return "top"
    if _line_of(block) in repeated.lines:
        return "promotion"
    if any(href in repeated.addresses for href, _ in links) and (
        isinstance(block, Heading) or (shows and not _beside(block, links))
    ):
        return "promotion"
    if isinstance(block, Paragraph) and _is_placeholder(block):
        return "placeholder"
    return None


def _leads_back(block: Block, links: Sequence[tuple[str, str]]) -> bool:
    """Whether a line is nothing but links, all of which lead to the top, or to a list of all."""
    if _beside(block, links):
        return False
    return all(map(_is_way_back, links))


def _is_way_back(link: tuple[str, str]) -> bool:
    href, words = link
    if href in ("#", "#top", "#toc"):
        return True
    says_so = _TOP.search(words) is not None
    if href.startswith("#"):
        return says_so or not re.search(r"\w", words)
    return says_so and _ARROW.search(words) is not None


def _beside(block: Block, links: Sequence[tuple[str, str]]) -> bool:
    """Whether there are words in a line that lead nowhere, or more links than a line has."""
    if len(links) > MOST_LINKS:
        return True
    words = _words(block)
    for _, linked in links:
        words = words.replace(linked, "", 1)
    return re.search(r"\w", words) is not None


def _is_placeholder(block: Paragraph) -> bool:
    plainly = Text | Strong | Emphasis | Break
    return (
        all(isinstance(inline, plainly) for inline in walk_inlines(block.children))
        and _PLACEHOLDER.fullmatch(plain(block.children).strip()) is not None
    )


def _words(block: Block) -> str:
    if isinstance(block, RawHtml):
        return " ".join(unescape(_TAG.sub(" ", block.html)).split())
    return " ".join(plain(inlines_of(block)).split())


def _links(block: Block) -> list[tuple[str, str]]:
    """Where the links of a block lead, and their words."""
    if isinstance(block, RawHtml):
        return [
            (href[1], " ".join(unescape(_TAG.sub(" ", anchor[2])).split()))
            for anchor in _ANCHOR.finditer(block.html)
            if (href := _HREF.search(anchor[1]))
        ]
    return [
        (inline.href, " ".join(plain(inline.children).split()))
        for inline in walk_inlines(inlines_of(block))
        if isinstance(inline, Link)
    ]


def _pictures(block: Block) -> list[str]:
    return [i.src for i in walk_inlines(inlines_of(block)) if isinstance(i, Image)]


def _line_of(block: Block) -> tuple[str, ...]:
    """The words of a line, where they lead and what they show; only the words when nowhere."""
    return (_words(block), *(href for href, _ in _links(block)), *_pictures(block))


def _sources(blocks: Sequence[Block]) -> tuple[int, tuple[Reference, ...]]:
    """How many of the last blocks only name sources, and which."""
    if found := _labelled(blocks[-1]):
        return 1, found
    if _is_label(blocks[-1], any_words=False):
        return 1, ()
    lines: list[tuple[str, str]] = []
    urls = True
    for count, block in enumerate(blocks[: -MOST_SOURCES - 1 : -1]):
        if lines and _is_label(block, any_words=urls):
            return count + 1, tuple(_reference(words, href) for words, href in lines)
        found_here = _source_lines(block)
        if not found_here:
            break
        urls = urls and all(_URL.fullmatch(words) for words, _ in found_here)
        lines[:0] = found_here
    return 0, ()


def _source_lines(block: Block) -> list[tuple[str, str]]:
    """The words and the address of each source in a block; none when it holds anything else."""
    if isinstance(block, BulletList | OrderedList):
        items = [_source_of(item.blocks) for item in block.items]
        return [item for item in items if item] if all(items) else []
    source = _source_of((block,))
    return [source] if source else []


def _source_of(blocks: Sequence[Block]) -> tuple[str, str] | None:
    """The words and the address of a line that names one source."""
    if len(blocks) != 1 or not isinstance(blocks[0], Paragraph):
        return None
    words, links = _words(blocks[0]), _links(blocks[0])
    if not links and _URL.fullmatch(words):
        return words, words.strip("<>")
    if len(links) != 1 or len(words.split()) > LONGEST_SOURCE or links[0][0].startswith("#"):
        return None
    return words, links[0][0]


def _is_label(block: Block, *, any_words: bool) -> bool:
    """Whether a line says that sources follow; above bare addresses `any_words` of a label do."""
    if not isinstance(block, Heading | Paragraph) or _links(block):
        return False
    words = _words(block)
    if _SOURCES.fullmatch(words.strip(_EDGES)):
        return True
    is_title = isinstance(block, Heading) or words.endswith((":", "："))
    return any_words and is_title and len(words.split()) <= LONGEST_LABEL


def _labelled(block: Block) -> tuple[Reference, ...]:
    """The references of a line such as "Source: …"."""
    links = _links(block) if isinstance(block, Paragraph | RawHtml) else []
    words = _words(block) if links else _url_behind_label(block)
    label, _, rest = words.replace("：", ":", 1).partition(":")
    if not (rest and _SOURCES.fullmatch(label.strip(_EDGES))):
        return ()
    if not links:
        return (_reference(rest.strip(), rest.strip()),)
    return () if _beside_label(rest, links) else tuple(_reference(w, href) for href, w in links)


def _url_behind_label(block: Block) -> str:
    words = _words(block) if isinstance(block, Paragraph) else ""
    return words if _URL.fullmatch(words.replace("：", ":", 1).partition(":")[2].strip()) else ""


def _beside_label(rest: str, links: Sequence[tuple[str, str]]) -> bool:
    if len(links) > MOST_LINKS:
        return True
    for _, words in links:
        rest = rest.replace(words, "", 1)
    return re.search(r"\w", rest) is not None


def _reference(words: str, address: str) -> Reference:
    return Reference(address, words, address if address.startswith("http") else "")
