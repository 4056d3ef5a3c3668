"""The tokens of a line into inlines."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from exporter.markdown.elements import element_of
from exporter.markdown.embedded import PLAYING, embedded_of
from exporter.markdown.faults import (
    Fault,
    Faults,
    Place,
    broken_formula,
    cleaned_html,
    linked_html,
    unread_text,
)
from exporter.markdown.inline_parser import unread
from exporter.markdown.links import safe_href
from exporter.markdown.pictures import Media, image_of
from exporter.markdown.raw_html import WITHOUT_CONTENT, Picture, Tag, picture_of, read_tag, width_of
from exporter.markdown.tex import fault_of
from exporter.model.diagnostic import shortened
from exporter.model.document import (
    Break,
    Code,
    CodeBlock,
    Emphasis,
    Inline,
    Link,
    Mark,
    Math,
    MathBlock,
    RawHtml,
    Strike,
    Strong,
    Text,
    plain,
)

__all__ = ["lower_line", "lower_pieces", "merged"]

DEEPEST = 20
"""How many inlines may stand in one another; deeper ones lose their markup, never their words."""


_Piece = Inline | MathBlock | CodeBlock | RawHtml


@dataclass(slots=True)
class _Frame:
    """An inline that is still open."""

    name: str
    children: list[_Piece]
    tag: Tag | None = None
    token: Token | None = None
    flat: bool = False
    """Whether it is too deep to become a node: its children are its parent's."""


@dataclass(slots=True)
class _Line:
    """One run of inline tokens on its way to the tree."""

    faults: Faults
    media: Media
    rows: tuple[int, int]
    splits: bool
    """Whether displayed formulas may become blocks."""
    stack: list[_Frame] = field(default_factory=lambda: [_Frame("", [])])
    row: int = 0
    """Up to where the places of its parts are known: the row, and the column in it, from 0."""
    column: int = 0


def lower_line(token: Token, faults: Faults, media: Media) -> tuple[Inline, ...]:
    """The inlines of an `inline` token; a displayed formula stays in the line."""
    pieces = lower_pieces(token, faults, media, splits=False)
    return merged(_inlines(pieces))


def lower_pieces(token: Token, faults: Faults, media: Media, *, splits: bool) -> list[_Piece]:
    """The inlines of a token; with `splits`, also displayed formulas and a comment in front."""
    children = token.children or []
    if said := unread(children):
        faults.tell_once(
            f"unread:{said}", unread_text(said), Place(faults.line((token.map or (0,))[0]))
        )
    if len(children) == 1 and children[0].type == "text":
        return [Text(children[0].content)] if children[0].content else []
    begin, end = token.map or (0, 1)
    line = _Line(faults, media, (begin, end), splits, row=begin)
    for child in children:
        handler = _HANDLERS.get(child.type)
        if handler:
            handler(line, child)
    while len(line.stack) > 1:
        _dissolve(line)
    return line.stack[0].children


def _add(line: _Line, piece: _Piece) -> None:
    line.stack[-1].children.append(piece)


def _text(line: _Line, token: Token) -> None:
    if token.content:
        _add(line, Text(token.content))


def _soft_break(line: _Line, _token: Token) -> None:
    _add(line, Break(hard=False))


def _hard_break(line: _Line, _token: Token) -> None:
    _add(line, Break(hard=True))


def _code(line: _Line, token: Token) -> None:
    _add(line, Code(token.content))


def _open(line: _Line, token: Token) -> None:
    _push(line, token.type.removesuffix("_open"), token=token)


def _close(line: _Line, token: Token) -> None:
    name = token.type.removesuffix("_close")
    while line.stack[-1].name != name:
        _dissolve(line)
    frame = line.stack.pop()
    if not frame.flat:
        line.stack[-1].children.extend(_wrapped(line, frame))


def _push(line: _Line, name: str, *, tag: Tag | None = None, token: Token | None = None) -> None:
    flat = len(line.stack) > DEEPEST
    children = line.stack[-1].children if flat else []
    line.stack.append(_Frame(name, children, tag, token, flat))


def _dissolve(line: _Line) -> None:
    """A tag that is never closed goes, unless it is no tag at all; what stands in it stays."""
    frame = line.stack.pop()
    if not frame.flat:
        words = [] if frame.tag is None or frame.tag.is_html else [Text(frame.tag.source)]
        line.stack[-1].children.extend((*words, *frame.children))


def _wrapped(line: _Line, frame: _Frame) -> Iterable[_Piece]:
    children = merged(_inlines(frame.children))
    match frame.name:
        case "em":
            return (Emphasis(children),)
        case "strong":
            return (Strong(children),)
        case "s":
            return (Strike(children),)
        case "mark":
            return (Mark(children),)
        case "link":
            return _link(line, frame, children)
        case _:
            return _element(line, frame.tag, children) if frame.tag else children


def _inlines(pieces: Iterable[_Piece]) -> Iterable[Inline]:
    return (p for p in pieces if not isinstance(p, MathBlock | CodeBlock | RawHtml))


def _link(line: _Line, frame: _Frame, children: tuple[Inline, ...]) -> Iterable[Inline]:
    attributes = frame.token.attrs if frame.token else {}
    return _safe_link(
        line, str(attributes.get("href", "")), children, str(attributes.get("title", ""))
    )


def _safe_link(
    line: _Line, address: str, children: tuple[Inline, ...], title: str = ""
) -> Iterable[Inline]:
    href = safe_href(address)
    if href or not address:
        return (Link(href, children, title),) if href and children else children
    fault = Fault(
        "unsafe-link",
        "warning",
        f"the link to {shortened(address)!r} is not one to follow",
        "link to an http, https or mailto address, or to a file of the bank",
    )
    line.faults.tell(fault, line.faults.find(address, line.rows))
    return children


def _element(line: _Line, tag: Tag, children: tuple[Inline, ...]) -> Iterable[Inline]:
    if tag.name == "a":
        return _safe_link(line, tag.get("href"), children)
    if found := embedded_of(tag):
        place = line.faults.find(tag.source, line.rows)
        line.faults.tell_once(f"link:{tag.name}", linked_html(tag.name), place)
        return (found,)
    if tag.name in WITHOUT_CONTENT or not tag.is_html:
        _tell_cleaned(line, tag)
    return () if tag.name in WITHOUT_CONTENT else element_of(tag, children)


def _html(line: _Line, token: Token) -> None:
    """A tag, a comment or something that only looks like one."""
    content = token.content
    if content.startswith("<!--"):
        if line.splits and len(line.stack) == 1 and not line.stack[0].children:
            _add(line, RawHtml(content, line.faults.line(line.rows[0])))
        return
    tag = read_tag(content)
    if tag is None:
        return
    if tag.name in ("br", "hr"):
        _add(line, Break(hard=True))
    elif tag.name == "img" and not tag.attributes:
        _add(line, Text(tag.source))
    elif tag.name == "img":
        place = _place(line, content)
        _add(line, image_of(picture_of(tag), place, line.faults, line.media))
    elif tag.name == "source":
        _take_source(line, tag)
    elif tag.closes:
        _close_tag(line, tag)
    elif tag.name != "wbr":
        _open_tag(line, tag)


def _take_source(line: _Line, source: Tag) -> None:
    """Give what plays the first address that stands in it."""
    for frame in reversed(line.stack):
        if frame.tag and frame.tag.name in PLAYING and not frame.tag.get("src"):
            frame.tag = frame.tag.with_source(source.get("src"))
            return


def _open_tag(line: _Line, tag: Tag) -> None:
    if len(line.stack) > DEEPEST and not tag.is_html:
        _add(line, Text(tag.source))
    elif tag.is_html or not tag.source.endswith("/>"):
        _push(line, _alias(tag.name), tag=tag)
    else:
        _tell_cleaned(line, tag)


def _alias(name: str) -> str:
    """`<` before the name, so that a tag never closes what markdown opened."""
    return "<" + {"em": "i", "strong": "b", "s": "del"}.get(name, name)


def _close_tag(line: _Line, tag: Tag) -> None:
    alias = _alias(tag.name)
    for frame in reversed(line.stack):
        if not frame.name.startswith("<"):
            if not tag.is_html:
                _add(line, Text(tag.source))
            return
        if frame.name == alias:
            break
    while line.stack[-1].name != alias:
        _dissolve(line)
    frame = line.stack.pop()
    if not frame.flat:
        line.stack[-1].children.extend(_wrapped(line, frame))


def _tell_cleaned(line: _Line, tag: Tag) -> None:
    place = line.faults.find(tag.source, line.rows)
    name = tag.source[1 : 1 + len(tag.name)]
    line.faults.tell_once(f"html:{tag.name}", cleaned_html(name), place)


def _image(line: _Line, token: Token) -> None:
    attributes = {key: str(value) for key, value in token.attrs.items()}
    width = attributes.get("list-width") or width_of(attributes.get("list-style", ""))
    inner = Token("inline", "", 0, map=list(line.rows), children=token.children)
    alt = plain(lower_line(inner, Faults("", "", ()), line.media)).replace("\n", " ")
    src = attributes.get("src", "")
    place = _place(line, src)
    found = Picture(src, alt, attributes.get("title", ""), width)
    _add(line, image_of(found, place, line.faults, line.media))


def _math(line: _Line, token: Token) -> None:
    display = bool(token.meta["display"]) and line.splits and len(line.stack) == 1
    tex = token.content.strip()
    fault = fault_of(tex)
    if fault:
        place = _place(line, token.markup)
        line.faults.tell(broken_formula(fault), place)
        _add(line, CodeBlock(tex, "tex", place.line) if display else Code(tex))
    elif display:
        _add(line, MathBlock(tex, _place(line, token.markup).line))
    else:
        _add(line, Math(tex))


def _stray_math(line: _Line, token: Token) -> None:
    place = _place(line, token.content)
    opener = "$$" if token.content.startswith("$$") else token.content.partition("}")[0] + "}"
    if token.meta["tex"] or token.meta["leads"]:  # elsewhere it may be a sign, as in `echo $$`
        line.faults.tell(broken_formula(f"`{opener}` is never closed"), place)
    if not token.meta["tex"]:
        _add(line, Text(token.content))
        return
    tex = token.content.removeprefix("$$").strip()
    display = line.splits and len(line.stack) == 1
    _add(line, CodeBlock(tex, "tex", place.line) if display else Code(tex))


def _place(line: _Line, words: str) -> Place:
    """Where `words` are written; each call goes on behind what the last one found."""
    place = line.faults.find(words, (line.row, line.rows[1]), line.column)
    if place.column:
        line.row = place.row
        line.column = place.column + len(words.partition("\n")[0]) - 1
    return place


def merged(pieces: Iterable[Inline]) -> tuple[Inline, ...]:
    """The same inlines with neighbouring texts made one."""
    result: list[Inline] = []
    run: list[Text] = []
    for piece in pieces:
        if isinstance(piece, Text):
            run.append(piece)
            continue
        if run:
            result.append(_joined(run))
            run = []
        result.append(piece)
    if run:
        result.append(_joined(run))
    return tuple(result)


def _joined(run: Sequence[Text]) -> Text:
    return run[0] if len(run) == 1 else Text("".join(text.text for text in run))


_HANDLERS: dict[str, Callable[[_Line, Token], None]] = {
    "text": _text,
    "text_special": _text,
    "softbreak": _soft_break,
    "hardbreak": _hard_break,
    "code_inline": _code,
    "em_open": _open,
    "em_close": _close,
    "strong_open": _open,
    "strong_close": _close,
    "s_open": _open,
    "s_close": _close,
    "mark_open": _open,
    "mark_close": _close,
    "link_open": _open,
    "link_close": _close,
    "image": _image,
    "html_inline": _html,
    "math": _math,
    "stray_math": _stray_math,
}
