r"""A formula's TeX into whether it is certainly one that MathJax takes.

Most formulas are letters, symbols, scripts and fractions, and to ask MathJax about each costs more
than all the rest of a deck. What is common is told here by its shape: terms, each with a script or
two, in groups that close. Nothing is said of the rest: it may be sound as well.
"""

import re
from functools import lru_cache

__all__ = ["is_common"]

_LONGEST = 1_000

_SYMBOLS = (
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi "
    "pi rho sigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi "
    "Psi Omega infty partial nabla ell hbar emptyset varnothing forall exists neg prime Re Im top "
    "bot perp angle sum prod int oint bigcup bigcap bigoplus cup cap setminus pm mp times div ast "
    "star cdot circ bullet oplus ominus otimes odot wedge vee land lor le leq ge geq ne neq ll gg "
    "equiv sim simeq approx cong propto doteq in ni notin subset subseteq supset supseteq mid "
    "parallel vdash models to gets mapsto leftarrow rightarrow leftrightarrow Leftarrow Rightarrow "
    "Leftrightarrow longrightarrow longmapsto uparrow downarrow ldots cdots vdots ddots colon "
    "lvert rvert lVert rVert langle rangle lfloor rfloor lceil rceil triangle square"
)
_NO_ARGUMENTS = (
    "arccos arcsin arctan arg cos cosh cot det dim exp gcd inf ker lim liminf limsup ln log max "
    "min Pr sin sinh sup tan tanh implies iff dots"
)
_DELIMITERS = "lvert rvert lVert rVert langle rangle lfloor rfloor lceil rceil"
_OF_ONE = (
    "hat widehat bar overline underline tilde widetilde vec dot ddot check mathrm mathbf mathit "
    "mathsf mathtt mathcal mathbb mathfrak mathscr underbrace overbrace pmod boxed"
)
_OF_TWO = "frac dfrac tfrac binom stackrel"
_TEXTS = "text textbf textit textrm mbox"

_GROUP = "\x01"
"""Stands for `{…}` that has been found whole."""
_THING = "\x02"
"""Stands for anything else that has been found whole: no argument, unless in braces."""


def _command(names: str) -> str:
    return rf"\\(?:{'|'.join(names.split())})(?![a-zA-Z])"


_SYMBOL = rf"(?:[a-zA-Z0-9{_GROUP}+*/=<>,.;:!?()\[\]|-]|\\[{{}}|%$\#&_]|{_command(_SYMBOLS)})"
_ARGUMENT = rf"[ \n]*+{_SYMBOL}"
_BASE = (
    rf"(?:{_SYMBOL}"
    rf"|{_THING}|{_command(_NO_ARGUMENTS)}"
    rf"|{_command(_OF_ONE)}{_ARGUMENT}"
    rf"|{_command(_OF_TWO)}{_ARGUMENT}{_ARGUMENT}"
    rf"|\\operatorname{_GROUP}"
    rf"|\\sqrt(?:\[[a-z0-9]\])?+{_GROUP})"
)
_SUB = rf"[ \n]*+_{_ARGUMENT}"
_SUPER = rf"[ \n]*+\^{_ARGUMENT}"
_PRIMES = r"'{1,3}+"
_SCRIPTS = rf"(?:{_SUB}(?:{_SUPER}|{_PRIMES})?+|{_SUPER}(?:{_SUB})?+|{_PRIMES}(?:{_SUB})?+)"
_GAP = rf"(?:[ \n~]|\\[,;:! ]|{_command('quad qquad')})"
_TERMS = rf"(?:{_BASE}(?:{_SCRIPTS})?+|{_GAP})*+"
_DELIMITER = rf"[ \n]*+(?:[()\[\]|./]|\\[{{}}|]|{_command(_DELIMITERS)})"

_WORDS_IN_BRACES = re.compile(rf"{_command(_TEXTS)}\{{[\w .,;:()'/+-]*+\}}")
_TERMS_IN_BRACES = re.compile(rf"(?<!\\)\{{{_TERMS}\}}")
_FENCED = re.compile(
    rf"\\left(?![a-zA-Z]){_DELIMITER}{_TERMS}\\right(?![a-zA-Z]){_DELIMITER}"
    rf"|\\[bB]igg?+[lrm]?+(?![a-zA-Z]){_DELIMITER}"
)
_LINE = re.compile(_TERMS)


@lru_cache(maxsize=8192)
def is_common(tex: str) -> bool:
    """Whether `tex` is of the common part of the language, and so has no fault to tell of.

    Groups are taken out from the inside outwards; what is left must be a line of terms.
    """
    if len(tex) > _LONGEST or _GROUP in tex or _THING in tex:
        return False
    before, left = "", _WORDS_IN_BRACES.sub(_THING, tex)
    while left != before:
        before, left = left, _TERMS_IN_BRACES.sub(_GROUP, _FENCED.sub(_THING, left))
    return _LINE.fullmatch(left) is not None
