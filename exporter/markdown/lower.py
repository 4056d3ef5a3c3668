"""The tokens of a text into the document tree."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Literal

from markdown_it.token import Token

from exporter.markdown.details import summary_text
from exporter.markdown.embedded import embedded
from exporter.markdown.faults import (
    Fault,
    Faults,
    Place,
    broken_formula,
    cleaned_html,
    linked_html,
    unclosed_box,
    unclosed_title,
)
from exporter.markdown.html_lists import blocks_of_lists
from exporter.markdown.inlines import lower_line
from exporter.markdown.opening import Opening
from exporter.markdown.paragraphs import lower_paragraph
from exporter.markdown.pictures import Media, image_of
from exporter.markdown.raw_html import (
    clean,
    dropped,
    is_too_deep,
    pictures,
    says_something,
    with_false_tags_as_text,
)
from exporter.markdown.syntax import line_of, tokens_of
from exporter.markdown.tex import fault_of
from exporter.model.document import (
    Admonition,
    Block,
    Break,
    BulletList,
    CodeBlock,
    Heading,
    Inline,
    ListItem,
    MathBlock,
    OrderedList,
    Paragraph,
    Quote,
    RawHtml,
    Rule,
    Table,
    Text,
)

__all__ = ["lower"]

DEEPEST_DETAILS = 10
"""How many `<details>` may stand in one another."""

_FOLDS: Mapping[str, Literal["", "closed", "open"]] = {
    "!!!": "",
    "???": "closed",
    "???+": "open",
}
_ALIGNMENTS: Mapping[str, Literal["", "left", "center", "right"]] = {
    "": "",
    "text-align:left": "left",
    "text-align:center": "center",
    "text-align:right": "right",
}
_CALLOUT = re.compile(r"\[!([\w-]+)(?:\|[^\]]*)?\]([+-]?)[ \t]*")
_CALLOUT_FOLDS: Mapping[str, Literal["", "closed", "open"]] = {"": "", "-": "closed", "+": "open"}
_TITLE = re.compile(r"""title=(?:"([^"]*)"|'([^']*)')""")
_LANGUAGE = re.compile(r"\{?\s*\.?([^\s{}]+)")
_ATTRIBUTE_LIST = re.compile(
    r"""\s*\{:?[ \t]*(?:[.#][\w-]+|[\w-]+=(?:"[^"]*"|[^\s{}]+)|[ \t]+)+\}\s*$"""
)


@dataclass(slots=True)
class _Lowering:
    """The tokens of a text, read from the first to the last."""

    tokens: list[Token]
    faults: Faults
    media: Media
    at: int = 0
    details: int = 0
    """How many boxes of HTML are open; markdown-it does not count them."""


def lower(tokens: list[Token], faults: Faults, media: Media) -> tuple[Block, ...]:
    """The blocks that `tokens` are; comments are kept, as raw HTML, for who looks for them."""
    return _blocks(_Lowering(tokens, faults, media), "")


def _blocks(state: _Lowering, closing: str) -> tuple[Block, ...]:
    """The blocks up to the token `closing`, which is taken too; the handlers recur into here."""
    blocks: list[Block] = []
    while state.at < len(state.tokens):
        token = state.tokens[state.at]
        state.at += 1
        if token.type == closing:
            break
        blocks.extend(_HANDLERS[token.type](state, token))
    return tuple(blocks)


def _line(state: _Lowering, token: Token) -> int:
    return state.faults.line(token.map[0] if token.map else 0)


def _inlines(state: _Lowering) -> tuple[Inline, ...]:
    """The inlines of the token that comes next."""
    token = state.tokens[state.at]
    state.at += 1
    return lower_line(token, state.faults, state.media)


def _paragraph(state: _Lowering, _token: Token) -> tuple[Block, ...]:
    inline = state.tokens[state.at]
    state.at += 2
    return lower_paragraph(inline, state.faults, state.media)


def _heading(state: _Lowering, token: Token) -> tuple[Block, ...]:
    inlines = _inlines(state)
    state.at += 1
    if inlines and isinstance(inlines[-1], Text) and inlines[-1].text.rstrip().endswith("}"):
        words = _ATTRIBUTE_LIST.sub("", inlines[-1].text)
        inlines = (*inlines[:-1], Text(words)) if words else inlines[:-1]
    return (Heading(int(token.tag[1]), inlines, _line(state, token)),)


def _fence(state: _Lowering, token: Token) -> tuple[Block, ...]:
    info = token.info.strip()
    title = _TITLE.search(info)
    language = _LANGUAGE.match(info)
    name = language[1].lower() if language and "=" not in language[1] else ""
    words = (title[1] or title[2] or "") if title else ""
    if not _is_closed(token):
        message = "the fence is never closed: the code ends with what it stands in"
        help_ = f"close it with {token.markup}"
        state.faults.tell(
            Fault("unclosed-fence", "warning", message, help_), Place(_line(state, token))
        )
    return (CodeBlock(token.content.removesuffix("\n"), name, _line(state, token), words),)


def _is_closed(fence: Token) -> bool:
    begin, end = fence.map or (0, 0)
    return (
        end - begin == len(fence.content.removesuffix("\n").split("\n")) * bool(fence.content) + 2
    )


def _code(state: _Lowering, token: Token) -> tuple[Block, ...]:
    return (CodeBlock(token.content.rstrip("\n"), "", _line(state, token)),)


def _math(state: _Lowering, token: Token) -> tuple[Block, ...]:
    tex = token.content.strip()
    fault = fault_of(tex)
    if not fault:
        return (MathBlock(tex, _line(state, token)),)
    begin, end = token.map or (0, 1)
    state.faults.tell(broken_formula(fault), state.faults.find(token.markup, (begin, end)))
    return (CodeBlock(tex, "tex", _line(state, token)),)


def _bullet_list(state: _Lowering, token: Token) -> tuple[Block, ...]:
    items, tight = _items(state, "bullet_list_close")
    return (BulletList(items, _line(state, token), tight),)


def _ordered_list(state: _Lowering, token: Token) -> tuple[Block, ...]:
    first = state.tokens[state.at]
    items, tight = _items(state, "ordered_list_close")
    if len(items) == 1 and not items[0].blocks:
        # A reply that is only a number: markdown makes an empty list of it.
        return (Paragraph((Text(first.info + first.markup),), items[0].line),)
    return (OrderedList(items, _line(state, token), int(token.attrs.get("start", 1)), tight),)


def _items(state: _Lowering, closing: str) -> tuple[tuple[ListItem, ...], bool]:
    items: list[ListItem] = []
    tight = True
    while (token := state.tokens[state.at]).type != closing:
        state.at += 1
        begin = state.at
        blocks = _blocks(state, "list_item_close")
        tight = tight and not _is_loose(state.tokens, begin, state.at, token.level + 1)
        checked = token.meta.get("checked") if token.meta else None
        items.append(ListItem(blocks, _line(state, token), checked))
    state.at += 1
    return tuple(items), tight


def _is_loose(tokens: list[Token], begin: int, end: int, level: int) -> bool:
    return any(
        token.type == "paragraph_open" and token.level == level and not token.hidden
        for token in tokens[begin:end]
    )


def _quote(state: _Lowering, token: Token) -> tuple[Block, ...]:
    line = _line(state, token)
    blocks = _blocks(state, "blockquote_close")
    return (_callout(blocks, line) or Quote(blocks, line),)


def _callout(blocks: tuple[Block, ...], line: int) -> Admonition | None:
    """The box that a quote is whose first line is `[!kind] title`; None for any other quote."""
    first = blocks[0] if blocks else None
    if not (isinstance(first, Paragraph) and first.children):
        return None
    words = first.children[0]
    match = _CALLOUT.match(words.text) if isinstance(words, Text) else None
    if not (match and isinstance(words, Text)):
        return None
    inlines = (Text(words.text[match.end() :]), *first.children[1:])
    end = next((i for i, inline in enumerate(inlines) if isinstance(inline, Break)), len(inlines))
    title = tuple(inline for inline in inlines[:end] if inline != Text(""))
    rest = inlines[end + 1 :]
    body = (Paragraph(rest, first.line + 1), *blocks[1:]) if rest else blocks[1:]
    return Admonition(match[1].lower(), title, body, line, _CALLOUT_FOLDS[match[2]])


def _admonition(state: _Lowering, token: Token) -> tuple[Block, ...]:
    opening: Opening = token.meta["opening"]
    line = _line(state, token)
    title = _inlines(state)
    if title and not opening.closed:
        state.faults.tell(unclosed_title(), Place(line))
    blocks = _blocks(state, "admonition_close")
    if not title and "callout" in opening.classes and blocks and isinstance(blocks[0], Heading):
        title, blocks = blocks[0].children, blocks[1:]
    return (Admonition(opening.kind, title, blocks, line, _FOLDS[opening.marker]),)


def _table(state: _Lowering, token: Token) -> tuple[Block, ...]:
    rows: list[tuple[tuple[Inline, ...], ...]] = []
    alignments: list[Literal["", "left", "center", "right"]] = []
    cells: list[tuple[Inline, ...]] = []
    while (part := state.tokens[state.at]).type != "table_close":
        state.at += 1
        match part.type:
            case "th_open" | "td_open":
                if part.type == "th_open":
                    alignments.append(_ALIGNMENTS[str(part.attrs.get("style", ""))])
                cells.append(_inlines(state))
            case "tr_close":
                rows.append(tuple(cells))
                cells = []
    state.at += 1
    header, *body = rows
    return (Table(header, tuple(body), tuple(alignments), _line(state, token)),)


def _rule(state: _Lowering, token: Token) -> tuple[Block, ...]:
    return (Rule(_line(state, token)),)


def _html(state: _Lowering, token: Token) -> tuple[Block, ...]:
    if is_too_deep(token.content):
        return _too_deep(state, token)

    def lower_text(words: str, row: int) -> tuple[Inline, ...]:
        inline = line_of(words)
        inline.map = [row, row + 1]
        return lower_line(inline, state.faults, state.media)

    row = token.map[0] if token.map else 0
    lists = blocks_of_lists(token.content, row, lower_text, state.faults.line)
    return lists or _raw(state, token, token.content)


def _details(state: _Lowering, token: Token) -> tuple[Block, ...]:
    if state.details >= DEEPEST_DETAILS:
        return ()  # its text stays, without a box
    line = _line(state, token)
    if token.meta.get("unclosed"):
        state.faults.tell(unclosed_box(), Place(line))
    title, blocks = _summary(state, token)
    state.details += 1
    while state.tokens[state.at] is not token.meta["close"]:
        part = state.tokens[state.at]
        state.at += 1
        blocks.extend(_HANDLERS[part.type](state, part))
    state.details -= 1
    state.at += 1
    fold: Literal["open", "closed"] = "open" if token.meta["is_open"] else "closed"
    return (Admonition("details", title, tuple(blocks), line, fold),)


def _summary(state: _Lowering, token: Token) -> tuple[tuple[Inline, ...], list[Block]]:
    """The title of a box, and the blocks that its summary holds below it."""
    text = summary_text(token.content)
    tokens = tokens_of(text) if "\n" in text else []
    tops = [part for part in tokens if part.level == 0 and part.nesting >= 0]
    if len(tops) < 2 or tops[0].type not in ("paragraph_open", "heading_open"):
        return lower_line(line_of(" ".join(text.split())), state.faults, state.media), []
    for part in tokens:
        if part.map and token.map:
            part.map = [row + token.map[0] for row in part.map]
    title = lower_line(tokens[1], state.faults, state.media)
    inner = _Lowering(tokens[3:], state.faults, state.media, details=state.details + 1)
    return title, list(_blocks(inner, ""))


def _nothing(_state: _Lowering, _token: Token) -> tuple[Block, ...]:
    return ()


def _raw(state: _Lowering, token: Token, source: str) -> tuple[Block, ...]:
    line = _line(state, token)
    source = with_false_tags_as_text(source, state.faults.closed_tags)
    html = clean(source).strip()
    if "<" not in source:  # nothing in it was a tag
        return (Paragraph((Text(unescape(source.strip())),), line),)
    blocks: list[Block] = [RawHtml(html, line)] if says_something(html) else []
    rows = (token.map[0], token.map[1]) if token.map else (0, 1)
    linked = _embedded(state, source, rows, blocks)
    for name in dropped(source):
        if name.lower() not in linked:
            place = state.faults.find(f"<{name}", rows)
            state.faults.tell_once(f"html:{name.lower()}", cleaned_html(name), place)
    for found in pictures(source):
        place = state.faults.find(found.src, rows)
        image = image_of(found, place, state.faults, state.media)
        blocks.append(Paragraph((image,), place.line))
    return tuple(blocks)


def _embedded(
    state: _Lowering, source: str, rows: tuple[int, int], blocks: list[Block]
) -> frozenset[str]:
    """Add what stands for what `source` embeds; the names of the tags that did."""
    names = set()
    for tag, found in embedded(source):
        place = state.faults.find(f"<{tag.name}", rows)
        state.faults.tell_once(f"link:{tag.name}", linked_html(tag.name), place)
        blocks.append(Paragraph((found,), place.line))
        names.add(tag.name)
    return frozenset(names)


def _comment(state: _Lowering, token: Token) -> tuple[Block, ...]:
    return (RawHtml(token.content, _line(state, token)),)


def _too_deep(state: _Lowering, token: Token) -> tuple[Block, ...]:
    line = _line(state, token)
    fault = Fault(
        "too-deep",
        "warning",
        "this is nested too deep to be read: it is shown as it is written",
        "nest fewer lists and quotes in one another",
    )
    state.faults.tell(fault, Place(line))
    return (CodeBlock(token.content, "", line),)


_HANDLERS: dict[str, Callable[[_Lowering, Token], tuple[Block, ...]]] = {
    "paragraph_open": _paragraph,
    "heading_open": _heading,
    "fence": _fence,
    "code_block": _code,
    "math_block": _math,
    "bullet_list_open": _bullet_list,
    "ordered_list_open": _ordered_list,
    "blockquote_open": _quote,
    "admonition_open": _admonition,
    "table_open": _table,
    "hr": _rule,
    "html_block": _html,
    "details_open": _details,
    "details_close": _nothing,
    "comment": _comment,
    "too_deep": _too_deep,
}
