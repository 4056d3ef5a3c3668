"""TeX into what shows it: MathJax's delimiters for Anki, a picture for print."""

from base64 import b64encode

from markupsafe import Markup

from exporter.fonts import SYMBOLS, TEXT
from exporter.mathjax import Formula, FormulaFault, fault_of, typeset

__all__ = ["for_anki", "for_print"]


def for_anki(tex: str, *, display: bool) -> Markup:
    r"""`\(…\)` or `\[…\]` around the escaped TeX; a formula that MathJax refuses, as code."""
    if fault_of(tex, display=display):
        return _broken(tex)
    return Markup(r"\[{}\]" if display else r"\({}\)").format(tex)


def for_print(tex: str, *, display: bool) -> Markup:
    """An image sized in em, on the baseline, with its TeX as `alt`; a refused one, as code.

    Of a blank formula nothing is shown.
    """
    if not tex.strip():
        return Markup("")
    match typeset(tex, display=display):
        case Formula(svg, width, depth=depth):
            # Letters that MathJax has no shapes for, as in \text{grün}, in the face of the text.
            drawn = svg.replace('font-family="serif"', f'font-family="{TEXT}, {SYMBOLS}, serif"')
            return Markup(
                '<img class="tex" src="data:image/svg+xml;base64,{}" alt="{}"'
                ' style="width:{}em;vertical-align:{}em">'
            ).format(b64encode(drawn.encode()).decode(), tex.strip(), width, -depth)
        case FormulaFault():
            return _broken(tex)


def _broken(tex: str) -> Markup:
    return Markup('<code class="broken">{}</code>').format(tex)
