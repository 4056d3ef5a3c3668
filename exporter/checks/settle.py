"""Diagnostics as they were told into those that the bank's author wants to hear.

The rules of `[check]` in bank.toml and of the comments at questions hold for whatever is told, be
it told by a rule or in reading, in giving ids, in writing a deck or a sheet.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from exporter.checks.contract import Rule
from exporter.checks.rules import RULES
from exporter.model.bank import Bank, CheckLevel, CheckSettings, Question, RuleLevel, all_questions
from exporter.model.diagnostic import Diagnostic

__all__ = ["is_on", "settled"]

_BY_NAME = {rule.name: rule for rule in RULES}
_STRENGTH: tuple[CheckLevel, ...] = ("off", "error", "warning", "info")
"""Of two levels that a bank gives one rule, the first of these holds."""


def settled(diagnostics: Iterable[Diagnostic], bank: Bank) -> tuple[Diagnostic, ...]:
    """The same with their codes, as severe as the bank wants them, without what it has silenced."""
    quiet = _Quiet(bank)
    found: list[Diagnostic] = []
    for diagnostic in diagnostics:
        rule = _BY_NAME.get(diagnostic.rule)
        if rule is None:
            found.append(diagnostic)
            continue
        level = _level(rule, bank.check) or diagnostic.severity
        if level != "off" and not quiet.about(rule, diagnostic):
            found.append(replace(diagnostic, severity=level, code=rule.code))
    return tuple(found)


def is_on(rule: Rule, settings: CheckSettings) -> bool:
    """Whether a bank with these settings wants to hear of `rule`."""
    return (_level(rule, settings) or rule.severity) != "off"


def _level(rule: Rule, settings: CheckSettings) -> CheckLevel | None:
    """What the bank has decided; None when it is as severe as it was told."""
    if rule.fixed:
        return None
    asked = [entry for entry in settings.levels if rule.answers_to(entry.rule)]
    if asked:
        return min(asked, key=lambda entry: _rank(rule, entry)).level
    return rule.study if settings.profile == "study" else None


def _rank(rule: Rule, entry: RuleLevel) -> tuple[int, int]:
    """A name or a code goes before `S2`, and that before `S`."""
    exact = entry.rule in (rule.name, rule.code)
    return (-len(rule.code) if exact else -len(entry.rule), _STRENGTH.index(entry.level))


class _Quiet:
    """Knows which rules say nothing of which lines: from a question's to that of the next."""

    def __init__(self, bank: Bank) -> None:
        self._questions: dict[str, list[Question]] = {}
        every = list(all_questions(bank))
        if any(question.unchecked for question in every):
            files: defaultdict[str, list[Question]] = defaultdict(list)
            for question in every:
                files[question.location.file].append(question)
            for file, inside in files.items():
                self._questions[file] = sorted(inside, key=lambda q: q.location.line)

    def about(self, rule: Rule, diagnostic: Diagnostic) -> bool:
        questions = self._questions.get(diagnostic.file, [])
        place = bisect_right(questions, diagnostic.line, key=lambda q: q.location.line)
        if rule.fixed or not place:
            return False
        return any(rule.answers_to(words) for words in questions[place - 1].unchecked)
