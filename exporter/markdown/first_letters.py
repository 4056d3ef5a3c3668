"""Rules by the letter that they begin with: a line of words is asked of four, not of twenty.

markdown-it-py tries each rule on each line, those that may end a paragraph on each line of it, and
each inline rule wherever a text may end. Nearly all of them look at one letter, and go.
"""

from collections.abc import Mapping
from typing import TypeVar

from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.parser_inline import RuleFuncInlineType
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock, lheading, table
from markdown_it.rules_inline import StateInline

__all__ = ["blocks_by_letter", "inlines_by_letter"]

_CHAINS = ("", "paragraph", "reference", "blockquote", "list")

_Rule = TypeVar("_Rule", RuleFuncBlockType, RuleFuncInlineType)


class _OneRule(Ruler[_Rule]):
    """A ruler that asks the rules of another by a single one in each of its chains."""

    def __init__(self, ruler: Ruler[_Rule], chains: Mapping[str, _Rule]) -> None:
        super().__init__()
        self._ruler: Ruler[_Rule] = ruler
        self._chains: dict[str, list[_Rule]] = {name: [rule] for name, rule in chains.items()}

    def getRules(self, chainName: str = "") -> list[_Rule]:  # noqa: N802, N803
        return self._chains[chainName]

    def get_active_rules(self) -> list[str]:
        return self._ruler.get_active_rules()


def blocks_by_letter(
    ruler: Ruler[RuleFuncBlockType], letters: Mapping[RuleFuncBlockType, str]
) -> Ruler[RuleFuncBlockType]:
    """The rules of `ruler`, each asked only where a line begins with one of its `letters`.

    What `letters` does not hold is asked of every line; the order of the rules stays.
    """
    chains = {chain: _block_rule(ruler.getRules(chain), letters) for chain in _CHAINS}
    return _OneRule(ruler, chains)


def inlines_by_letter(
    ruler: Ruler[RuleFuncInlineType], letters: Mapping[RuleFuncInlineType, str]
) -> Ruler[RuleFuncInlineType]:
    """The rules of `ruler`, each asked only at one of its `letters`.

    What `letters` does not hold is asked at every other one.
    """
    return _OneRule(ruler, {"": _inline_rule(ruler.getRules(""), letters)})


def _block_rule(
    rules: list[RuleFuncBlockType], letters: Mapping[RuleFuncBlockType, str]
) -> RuleFuncBlockType:
    rules_of = _by_letter([_BELOW.get(rule, rule) for rule in rules], letters)
    others = tuple(_BELOW.get(rule, rule) for rule in rules if rule not in letters)

    def first_that_fits(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        begin = state.bMarks[start_line] + state.tShift[start_line]
        for rule in rules_of.get(state.src[begin : begin + 1], others):
            if rule(state, start_line, end_line, silent):
                return True
        return False

    return first_that_fits


def _inline_rule(
    rules: list[RuleFuncInlineType], letters: Mapping[RuleFuncInlineType, str]
) -> RuleFuncInlineType:
    others = tuple(rule for rule in rules if rule not in letters)
    rules_of = {
        letter: tuple(rule for rule in found if rule in letters)
        for letter, found in _by_letter(rules, letters).items()
    }

    def first_that_fits(state: StateInline, silent: bool) -> bool:
        for rule in rules_of.get(state.src[state.pos], others):  # noqa: SIM110 (any() is slower)
            if rule(state, silent):
                return True
        return False

    return first_that_fits


def _by_letter(rules: list[_Rule], letters: Mapping[_Rule, str]) -> dict[str, tuple[_Rule, ...]]:
    """Each letter that a rule may begin with → the rules to ask there, in their order."""
    return {
        letter: tuple(rule for rule in rules if letter in letters.get(rule, letter))
        for letter in "".join(letters.values())
    }


def _table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A table, where the line below may be its row of dashes."""
    below = start_line + 1
    if below >= end_line:
        return False
    begin = state.bMarks[below] + state.tShift[below]
    dashes = state.src[begin : begin + 1] in ("|", "-", ":")
    return dashes and table(state, start_line, end_line, silent)


def _lheading(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """An underlined heading, where there is a line below."""
    below = start_line + 1
    underlined = below < end_line and not state.isEmpty(below)
    return underlined and lheading(state, start_line, end_line, silent)


_BELOW: Mapping[RuleFuncBlockType, RuleFuncBlockType] = {table: _table, lheading: _lheading}
"""The rules that look at the line below, and what asks them only where there is one."""
