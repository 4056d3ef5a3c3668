"""HTML into HTML whose lines WeasyPrint breaks in the right places."""

import re

from markupsafe import Markup

__all__ = ["with_spaces_apart"]

_SPACE = re.compile(
    r"(<pre>.*?</pre>)|[ \n](?=<(?:img|em|strong|code|a|mark|del|span|sub|sup|kbd)\b)", re.DOTALL
)


def with_spaces_apart(html: Markup) -> Markup:
    """`html`, each space before an element in a line put into an element of its own.

    A text that fills its line but for the space after it is else taken for one that cannot be
    broken, and is hyphenated at its first long word (WeasyPrint 70, `text/line_break.py`, step 3).
    """
    return Markup(_SPACE.sub(lambda found: found[1] or "<span> </span>", html))
