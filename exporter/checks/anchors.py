"""A file of a bank into the names by which links may find a place in it."""

import re

from exporter.checks.sources import Sources
from exporter.model.bank import Bank, all_questions, sections_of

__all__ = ["Anchors"]

_HEADING = re.compile(r"^[ >\t]*+#{1,6}[ \t]++(.+)$", re.MULTILINE)
_UNDERLINED = re.compile(r"^[ >\t]*+(\S.*)\n[ >\t]*+(?:=++|-++)[ \t]*+$", re.MULTILINE)
_TAGGED = re.compile(r"<(?:h[1-6]|summary|dt)\b[^>\n]*>(.{0,300}?)</", re.IGNORECASE | re.DOTALL)
_NAMED = re.compile(r"""\b(?:id|name)\s*=\s*["']?([^"'\s>]+)|\{:?[^{}\n]*?#([\w.:-]+)""")
_FOOTNOTE = re.compile(r"^fn(?:ref)?\b")
_MARKUP = re.compile(r"\]\((?:[^()]++|\([^()]*+\))*+\)|<[^<>]*+>|[^\w]|_")
_REPEATED = re.compile(r"[-_]\d+$")
_EVERYWHERE = frozenset({"", "top"})


class Anchors:
    """Looks into a file only when something links into it.

    Tools make names of headings in different ways; so letters and digits alone are compared.
    """

    def __init__(self, bank: Bank, sources: Sources) -> None:
        self._sources = sources
        self._ids = {_bare(question.id) for question in all_questions(bank)}
        files = {question.location.file for question in all_questions(bank)}
        for topic in bank.topics:
            files |= {topic.location.file, *(s.location.file for s in sections_of(topic))}
        self._files = files
        self._names: dict[str, frozenset[str]] = {}

    def has(self, file: str, name: str) -> bool:
        """Whether a link to `name` in `file` leads somewhere; what is no file of the bank may."""
        if file not in self._files or _FOOTNOTE.match(name):
            return True
        known = self._names.get(file)
        if known is None:
            known = self._names[file] = self._read(file)
        wanted = {_bare(name), _bare(_REPEATED.sub("", name))}
        return bool(wanted & (known | self._ids | _EVERYWHERE))

    def _read(self, file: str) -> frozenset[str]:
        text = self._sources.text(file)
        found = [*_HEADING.findall(text), *_UNDERLINED.findall(text), *_TAGGED.findall(text)]
        found += [one or other for one, other in _NAMED.findall(text)]
        return frozenset(map(_bare, found))


def _bare(name: str) -> str:
    return _MARKUP.sub("", name).casefold()
