"""A bank and its ledger into the same bank with ids, guids and a namespace, and the next ledger."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from exporter.identity import derive
from exporter.identity.blanks import blanks_of, with_numbers
from exporter.identity.ledger import Ledger, Row
from exporter.identity.match import Candidate, Doubt, Matching, match
from exporter.identity.parts import answer_print, part_hashes, words_hash, words_of
from exporter.identity.topics import with_kept_numbers
from exporter.model.bank import Bank, Form, Question, Section, Topic, all_questions, with_questions
from exporter.model.diagnostic import Diagnostic, in_file_order, shortened
from exporter.model.document import plain

__all__ = ["Resolution", "resolve"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """A bank in which every question is known by an id."""

    bank: Bank
    ledger: Ledger
    """What the ledger is to be once this bank is published."""
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A question where it stands."""

    question: Question
    topic: Topic
    path: tuple[str, ...]


def resolve(bank: Bank, ledger: Ledger | None = None, *, now: int = 1) -> Resolution:
    """Give every question of the whole `bank` the identity that it has, or a new one.

    A written id is taken as it is; one that two questions have is an error. Without one, the ledger
    tells by the words which question is which, and a question that is in no ledger gets an id from
    its topic, its words, and how many of the same words stood there before. `now` (in seconds since
    the epoch) is when what changed is said to have changed.
    """
    namespace = _namespace(bank, ledger)
    before = ledger or Ledger(namespace)
    placed = list(_placed(bank))
    candidates = tuple(_candidate(one, bank.title) for one in placed)
    matching = match(candidates, before.rows)
    rows = _rows(candidates, matching, before, namespace, now)
    known = iter(rows)
    resolved = with_questions(replace(bank, namespace=namespace), lambda q: _known(q, next(known)))
    told = (*_doubles(resolved), *_doubtful(matching.doubts), *_reworded(candidates, matching))
    ledger = replace(before, namespace=namespace, rows=_with_gone(rows, before))
    numbered, ledger = with_kept_numbers(resolved, ledger)
    return Resolution(numbered, ledger, in_file_order(told))


def _namespace(bank: Bank, ledger: Ledger | None) -> str:
    """The ledger's before the bank's: notes that are out there hang on it."""
    return (ledger and ledger.namespace) or bank.namespace or derive.namespace(bank.title)


def _placed(bank: Bank) -> Iterator[_Placed]:
    def under(part: Topic | Section, topic: Topic) -> Iterator[_Placed]:
        yield from (_Placed(question, topic, part.path) for question in part.questions)
        for section in part.sections:
            yield from under(section, topic)

    for topic in bank.topics:
        yield from under(topic, topic)


def _candidate(one: _Placed, title: str) -> Candidate:
    return Candidate(
        question=one.question,
        topic=one.topic.slug,
        title=plain(one.question.title),
        parts=part_hashes(one.question, (title, one.topic.slug, *one.path)),
        words=words_hash(words_of(one.question)),
        print=answer_print(one.question),
    )


def _rows(
    candidates: tuple[Candidate, ...], matching: Matching, before: Ledger, namespace: str, now: int
) -> list[Row]:
    """The row that each candidate has from now on, in the order of the bank."""
    names = _Names(namespace, before.rows, candidates)
    rows: list[Row] = []
    for index, candidate in enumerate(candidates):
        row = matching.rows.get(index) or names.new_row(candidate, now)
        follows = rows and candidates[index - 1].topic == candidate.topic
        rows.append(_updated(row, candidate, rows[-1].guid if follows else "", now))
    return rows


class _Names:
    """Gives ids, guids and note ids that no question of the bank ever had."""

    def __init__(
        self, namespace: str, rows: tuple[Row, ...], candidates: tuple[Candidate, ...]
    ) -> None:
        self._namespace = namespace
        self._ids = {row.id.casefold() for row in rows} | {c.id.casefold() for c in candidates}
        self._guids = {row.guid for row in rows}
        self._last_note = max((row.note for row in rows), default=0)
        self._occurrences: dict[tuple[str, str], int] = {}

    def new_row(self, candidate: Candidate, now: int) -> Row:
        """A row for a question that has never been published."""
        name = candidate.id or self._derived(candidate)
        guid = self._free_guid(name, candidate.form)
        self._last_note = max(self._last_note + 1, now * 1000)
        return Row(
            guid=guid,
            id=name,
            form=candidate.form,
            note=self._last_note,
            mod=now,
            topic=candidate.topic,
            title=candidate.title,
            words=candidate.words,
            parts=candidate.parts,
        )

    def _free_guid(self, name: str, form: Form) -> str:
        """A guid that no question has: one that had this id, and has another now, keeps its own."""
        occurrence = 1
        guid = derive.guid(self._namespace, name, form)
        while guid in self._guids:
            occurrence += 1
            guid = derive.guid(self._namespace, f"{name} {occurrence}", form)
        self._guids.add(guid)
        return guid

    def _derived(self, candidate: Candidate) -> str:
        words = words_of(candidate.question)
        # A page may ask the same ten thousand times: those before are not counted anew.
        occurrence = self._occurrences.get((candidate.topic, words), 1)
        while (name := derive.question_id(candidate.topic, words, occurrence)) in self._ids:
            occurrence += 1
        self._occurrences[candidate.topic, words] = occurrence + 1
        self._ids.add(name)
        return name


def _updated(row: Row, candidate: Candidate, after: str, now: int) -> Row:
    changed = row.parts != candidate.parts
    name = candidate.id or row.id
    shown = name if changed else row.shown or row.id
    return replace(
        row,
        id=name,
        shown="" if shown == name else shown,
        mod=max(row.mod + 1, now) if changed else row.mod,
        topic=candidate.topic,
        title=candidate.title,
        words=candidate.words,
        parts=candidate.parts,
        print=candidate.print,
        after=after,
        unanswered=not candidate.question.answered,
        blanks=blanks_of(candidate.question, row.blanks) if row.form == "cloze" else (),
        gone=False,
    )


def _with_gone(rows: list[Row], before: Ledger) -> tuple[Row, ...]:
    """All rows of the next ledger: a question that vanished is marked, and never forgotten."""
    here = {row.guid for row in rows}
    vanished = (replace(row, gone=True) for row in before.rows if row.guid not in here)
    return tuple(sorted((*rows, *vanished), key=lambda row: row.guid))


def _known(question: Question, row: Row) -> Question:
    known = replace(question, id=row.id, guid=row.guid)
    return with_numbers(known, row.blanks) if question.cloze else known


def _doubles(bank: Bank) -> Iterator[Diagnostic]:
    first: dict[str, Question] = {}
    for question in all_questions(bank):
        earlier = first.setdefault(question.id.casefold(), question)
        if earlier is not question:
            place = f"{earlier.location.file}:{earlier.location.line}"
            yield Diagnostic(
                rule="duplicate-id",
                severity="error",
                message=f"the id {question.id} is already taken by the question at {place}",
                help="give one of the two another id: learners' review history hangs on it",
                file=question.location.file,
                line=question.location.line,
            )


def _doubtful(doubts: tuple[Doubt, ...]) -> Iterator[Diagnostic]:
    """Only where it costs something: a question without an answer was never a card."""
    for doubt in doubts:
        if doubt.rows[0].unanswered:
            continue
        place = doubt.candidate.question.location
        written = f"<!-- id: {doubt.rows[0].id} -->"
        yield Diagnostic(
            rule="doubtful-identity",
            severity="error",
            message=f"this may be the question {_named(doubt.rows[0])} in new words, or a new one",
            help=f"to keep the old one's review history, write {written} first into its answer; "
            "for a new card write an id of your own",
            file=place.file,
            line=place.line,
        )


def _reworded(candidates: tuple[Candidate, ...], matching: Matching) -> Iterator[Diagnostic]:
    for index in matching.reworded:
        place = candidates[index].question.location
        yield Diagnostic(
            rule="reworded",
            severity="info",
            message=f"taken for {_named(matching.rows[index])} in new words",
            help="its review history is kept; if it is a new question, write an id into its answer",
            file=place.file,
            line=place.line,
        )


def _named(row: Row) -> str:
    return f"“{shortened(row.title)}” ({row.id})"
