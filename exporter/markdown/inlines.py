"""The tokens of a line into inlines; a paragraph with displayed formulas into several blocks."""

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from markdown_it.token import Token

from exporter.markdown.faults import Fault, Faults, Place
from exporter.markdown.links import safe_href
from exporter.markdown.raw_html import (
    KEPT_INLINE,
    WITHOUT_CONTENT,
    Picture,
    Tag,
    picture_of,
    read_tag,
)
from exporter.markdown.tex import fault_of
from exporter.model.document import (
    Break,
    Code,
    CodeBlock,
    Emphasis,
    Image,
    Inline,
    Link,
    Mark,
    Math,
    MathBlock,
    Paragraph,
    RawHtml,
    RawInline,
    Span,
    Strike,
    Strong,
    Text,
    plain,
)

__all__ = [
    "Media",
    "MediaFile",
    "lower_line",
    "lower_paragraph",
    "picture",
    "tell_broken",
    "tell_cleaned",
]

DEEPEST = 20
"""How many inlines may stand in one another; deeper ones lose their markup, never their words."""


@dataclass(frozen=True, slots=True)
class MediaFile:
    """What an image's address leads to."""

    file: str = ""
    """Absolute; empty when there is no file in the bank."""
    fault: Fault | None = None


Media = Callable[[str], MediaFile]
"""From an address as it is written to the file it names."""

_Split = Paragraph | MathBlock | CodeBlock | RawHtml
_Piece = Inline | MathBlock | CodeBlock | RawHtml

_MARK_BEHIND = re.compile(r"([.,;:])(?=\s|$)")


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
    last: Place | None = None


def lower_line(token: Token, faults: Faults, media: Media) -> tuple[Inline, ...]:
    """The inlines of an `inline` token; a displayed formula stays in the line."""
    pieces = _lower(token, faults, media, splits=False)
    return _merged(
        piece for piece in pieces if not isinstance(piece, MathBlock | CodeBlock | RawHtml)
    )


def lower_paragraph(token: Token, faults: Faults, media: Media) -> tuple[_Split, ...]:
    """The blocks of a paragraph's `inline` token: its text, parted at each displayed formula."""
    line = faults.line((token.map or [0])[0])
    pieces = _lower(token, faults, media, splits=True)
    blocks: list[_Split] = []
    words: list[Inline] = []
    for piece in pieces:
        if isinstance(piece, MathBlock | CodeBlock | RawHtml):
            _end_paragraph(blocks, words, line)
            blocks.append(piece)
            words = []
            line = piece.line + (0 if isinstance(piece, RawHtml) else _text_of(piece).count("\n"))
        else:
            words.append(piece)
    _end_paragraph(blocks, words, line)
    return tuple(blocks)


def picture(found: Picture, place: Place, faults: Faults, media: Media) -> Image:
    """The node for an image, with its file looked up and what is wrong with it told."""
    target = media(found.src)
    if target.fault:
        faults.tell(target.fault, place)
    width = re.fullmatch(r"\s*(\d{1,5}(?:\.\d+)?)(px|%)?\s*", found.width)
    size = width[1] + ("%" if width[2] == "%" else "") if width else ""
    return Image(found.src, found.alt.strip(), target.file, found.title, size)


def _end_paragraph(blocks: list[_Split], words: list[Inline], line: int) -> None:
    """Adds what stood between two displayed formulas; a mark behind one is set with it."""
    last = blocks[-1] if blocks else None
    if isinstance(last, MathBlock) and words and isinstance(words[0], Text):
        mark = _MARK_BEHIND.match(words[0].text)
        if mark:
            blocks[-1] = MathBlock(last.tex + mark[1], last.line)
            words = [Text(words[0].text[mark.end() :]), *words[1:]]
    inlines = _trimmed(_merged(words))
    if inlines:
        above = next((i for i, word in enumerate(words) if not _is_blank(word)), 0)
        line += sum(isinstance(word, Break) for word in words[:above])
        blocks.append(Paragraph(inlines, line))


def _text_of(block: MathBlock | CodeBlock) -> str:
    return block.tex if isinstance(block, MathBlock) else block.text


def _lower(token: Token, faults: Faults, media: Media, *, splits: bool) -> list[_Piece]:
    begin, end = token.map or (0, 1)
    line = _Line(faults, media, (begin, end), splits)
    for child in token.children or ():
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
    children = _merged(piece for piece in frame.children if not isinstance(piece, RawHtml))
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
        case name:
            return _element(line, name.removeprefix("<"), frame, children)


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
        f"the link to {_short(address)} is not one to follow",
        "link to an http, https or mailto address, or to a file of the bank",
    )
    line.faults.tell(fault, line.faults.find(address, line.rows))
    return children


def _element(
    line: _Line, name: str, frame: _Frame, children: tuple[Inline, ...]
) -> Iterable[Inline]:
    """The node of an HTML element within a line."""
    tag = frame.tag or Tag(name, f"<{name}>", closes=False)
    match name:
        case "b":
            return (Strong(children),)
        case "i":
            return (Emphasis(children),)
        case "del" | "strike":
            return (Strike(children),)
        case "mark":
            return (Mark(children),)
        case "code" | "tt":
            return (Code(plain(children)),)
        case "a":
            return _safe_link(line, tag.get("href"), children)
        case "span":
            classes = tuple(tag.get("class").split())
            return (Span(classes, children),) if classes else children
        case _ if name in WITHOUT_CONTENT:
            _tell_cleaned(line, tag)
            return ()
        case _ if name in KEPT_INLINE:
            return _raw(name, children)
        case _:
            if not tag.is_html:
                _tell_cleaned(line, tag)
            return children


def _raw(name: str, children: tuple[Inline, ...]) -> Iterable[Inline]:
    if not plain(children).strip():
        return children
    try:
        return (RawInline(f"<{name}>{_html_of(children)}</{name}>"),)
    except _NoHtmlError:
        return children


class _NoHtmlError(Exception):
    """An inline that only a writer can show."""


def _html_of(inlines: tuple[Inline, ...]) -> str:
    return "".join(_HTML_OF.get(type(inline), _no_html)(inline) for inline in inlines)


def _no_html(inline: Inline) -> str:
    raise _NoHtmlError(inline)


_HTML_OF: dict[type, Callable[..., str]] = {
    Text: lambda node: html.escape(node.text, quote=False),
    Code: lambda node: f"<code>{html.escape(node.text, quote=False)}</code>",
    Emphasis: lambda node: f"<em>{_html_of(node.children)}</em>",
    Strong: lambda node: f"<strong>{_html_of(node.children)}</strong>",
    Strike: lambda node: f"<del>{_html_of(node.children)}</del>",
    Break: lambda node: "<br>" if node.hard else " ",
    RawInline: lambda node: node.html,
    Span: lambda node: _html_of(node.children),
}


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
    elif tag.name == "img":
        place = _place(line, content)
        _add(line, picture(picture_of(tag), place, line.faults, line.media))
    elif tag.closes:
        _close_tag(line, tag)
    elif tag.name != "wbr":
        _open_tag(line, tag)


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
    tell_cleaned(line.faults, tag.name, line.faults.find(tag.source, line.rows))


def tell_cleaned(faults: Faults, name: str, place: Place) -> None:
    """Says, once for each kind of tag, that it is left out."""
    fault = Fault("cleaned-html", "info", f"`<{name}>` is left out", "write it in markdown")
    faults.tell_once(f"html:{name.lower()}", fault, place)


def _image(line: _Line, token: Token) -> None:
    attributes = {key: str(value) for key, value in token.attrs.items()}
    style = re.search(r"(?<![\w-])width:\s*([\d.]+(?:px|%)?)", attributes.get("list-style", ""))
    width = attributes.get("list-width") or (style[1] if style else "")
    inner = Token("inline", "", 0, map=list(line.rows), children=token.children)
    alt = plain(lower_line(inner, Faults("", "", ()), line.media)).replace("\n", " ")
    src = attributes.get("src", "")
    place = _place(line, src)
    found = Picture(src, alt, attributes.get("title", ""), width)
    _add(line, picture(found, place, line.faults, line.media))


def _math(line: _Line, token: Token) -> None:
    display = bool(token.meta["display"]) and line.splits and len(line.stack) == 1
    tex = token.content.strip()
    fault = fault_of(tex)
    if fault:
        place = _place(line, token.markup)
        tell_broken(line.faults, fault, place)
        _add(line, CodeBlock(tex, "tex", place.line) if display else Code(tex))
    elif display:
        _add(line, MathBlock(tex, _place(line, token.markup).line))
    else:
        _add(line, Math(tex))


def _stray_math(line: _Line, token: Token) -> None:
    place = _place(line, token.content)
    opener = "$$" if token.content.startswith("$$") else token.content.partition("}")[0] + "}"
    tell_broken(line.faults, f"`{opener}` is never closed", place)
    if not token.meta["tex"]:
        _add(line, Text(token.content))
        return
    tex = token.content.removeprefix("$$").strip()
    display = line.splits and len(line.stack) == 1
    _add(line, CodeBlock(tex, "tex", place.line) if display else Code(tex))


def tell_broken(faults: Faults, fault: str, place: Place) -> None:
    """Says that a formula is shown as code, and why."""
    help_ = "mend the formula; until then it is shown as code"
    faults.tell(Fault("broken-formula", "warning", f"the formula is broken: {fault}", help_), place)


def _place(line: _Line, words: str) -> Place:
    """Where `words` are written; each call goes on behind what the last one found."""
    place = line.faults.find(words, line.rows, line.last)
    line.last = Place(place.line, place.column + len(words.partition("\n")[0]) - 1)
    return place


def _short(words: str) -> str:
    return repr(words if len(words) <= 60 else words[:57] + "…")


def _merged(pieces: Iterable[_Piece]) -> tuple[Inline, ...]:
    """The same inlines with neighbouring texts made one."""
    merged: list[Inline] = []
    run: list[str] = []
    for piece in pieces:
        if isinstance(piece, Text):
            run.append(piece.text)
            continue
        if run:
            merged.append(Text("".join(run)))
            run = []
        merged.append(piece)  # type: ignore[arg-type]
    if run:
        merged.append(Text("".join(run)))
    return tuple(merged)


def _trimmed(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Without the breaks and spaces at both ends."""
    words = list(inlines)
    while words and _is_blank(words[0]):
        words.pop(0)
    while words and _is_blank(words[-1]):
        words.pop()
    if words and isinstance(words[0], Text):
        words[0] = Text(words[0].text.lstrip())
    if words and isinstance(words[-1], Text):
        words[-1] = Text(words[-1].text.rstrip())
    return tuple(words)


def _is_blank(inline: Inline) -> bool:
    return isinstance(inline, Break) or (isinstance(inline, Text) and not inline.text.strip())


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
