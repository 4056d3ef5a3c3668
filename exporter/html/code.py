"""Code into HTML with Pygments' classes."""

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter

from markupsafe import Markup, escape
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES, _TokenType
from pygments.util import ClassNotFound

from exporter.cache import digest, parts

__all__ = ["highlight"]

_PLAIN = frozenset({"", "text", "plain", "plaintext", "txt", "output", "console-output"})


def highlight(text: str, language: str) -> Markup:
    """`text` escaped, in spans of Pygments' short class names where `language` is known.

    Neighbours of one class share a span: half the spans, and as much less for a page to lay out.
    """
    lexer = _lexer(language)
    if lexer is None:
        return escape(text)
    key = digest("code", language, text)
    kept = parts().get(key)
    if kept is not None:
        return Markup(kept.decode("utf-8", "surrogatepass"))
    runs = groupby(_classed(lexer, text), key=itemgetter(0))
    html = "".join([_span(name, "".join([word for _, word in run])) for name, run in runs])
    parts().put(key, html.encode("utf-8", "surrogatepass"))
    return Markup(html)


def _classed(lexer: Lexer, text: str) -> Iterator[tuple[str, str]]:
    """(class, words) of each token; white space joins whatever stands before it."""
    name = ""
    for token, word in lexer.get_tokens(text):
        if not word.isspace():
            name = _class(token)
        yield name, word


@lru_cache(maxsize=4096)
def _span(name: str, words: str) -> str:
    """Finished HTML; most words of code are the same few."""
    return f'<span class="{name}">{escape(words)}</span>' if name else str(escape(words))


@cache
def _class(token: _TokenType) -> str:
    while token not in STANDARD_TYPES and token.parent is not None:
        token = token.parent
    return STANDARD_TYPES[token]


@lru_cache(maxsize=256)
def _lexer(language: str) -> Lexer | None:
    if language in _PLAIN:
        return None
    try:
        # Pygments would else strip the blank lines at a block's edges and add a last line end.
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
