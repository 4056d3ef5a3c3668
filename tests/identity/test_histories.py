"""Random histories through the ledger: each question keeps its guid, none gets another's."""

import pytest

from exporter.identity import resolve
from exporter.identity.ledger import Ledger
from exporter.model.bank import all_questions
from tests.identity.histories import EDITS, GENERIC, Author, Known

HISTORIES = 60
STEPS = 6


@pytest.mark.parametrize("ids", [False, True], ids=["without ids", "with ids"])
def test_every_question_keeps_its_identity(ids: bool) -> None:
    asked = imports = 0
    for seed in range(HISTORIES):
        author = Author(seed, ids=ids)
        ledger: Ledger | None = None
        owner: dict[str, Known] = {}
        for step in range(STEPS):
            now = 1_700_000_000 + step * 3600
            resolved = resolve(author.bank(), ledger, now=now)
            if doubts := [told.line for told in resolved.diagnostics if told.severity == "error"]:
                asked += len(doubts)
                answer(author, doubts, ledger)
                resolved = resolve(author.bank(), ledger, now=now)
            assert [told for told in resolved.diagnostics if told.severity == "error"] == []
            imports += 1
            hold(author, ledger, resolved.ledger, owner)
            ledger = resolved.ledger
            for _ in range(author.draw.randint(1, 4)):
                author.edit(author.draw.choice(EDITS))
    assert asked <= imports // 50


def hold(author: Author, before: Ledger | None, after: Ledger, owner: dict[str, Known]) -> None:
    """Fail where a question lost its guid, or has that of another."""
    rows = {row.guid: row for row in after.rows}
    was = {row.guid: row for row in before.rows} if before else {}
    questions = list(all_questions(resolve(author.bank(), after, now=1).bank))
    for known, question in zip(author.all(), questions, strict=True):
        guid = question.guid
        kept = f"{known.form} {guid}"
        generic = GENERIC in (known.title, owner.get(guid, known).title)
        assert owner.setdefault(guid, known) is known or generic, f"{known.title} is another's"
        same_form = [one for one in known.seen if one.startswith(known.form)]
        may_be_new = generic or known.back
        assert not same_form or kept in same_form or may_be_new, f"{known.title} lost its guid"
        known.seen.append(kept)
        if guid in was:
            assert rows[guid].mod >= was[guid].mod
            assert (rows[guid].mod > was[guid].mod) == (rows[guid].parts != was[guid].parts)
    assert set(was) <= set(rows)


def answer(author: Author, lines: list[int], ledger: Ledger | None) -> None:
    """What an author does who is asked: writes the old id, or one of their own."""
    assert ledger is not None
    ids = {row.guid: row.id for row in ledger.rows}
    for line, known in enumerate(author.all(), 1):
        if line in lines:
            guids = [one.split(" ", 1)[1] for one in known.seen if one.startswith(known.form)]
            known.written = ids[guids[-1]] if guids else f"A-{author.draw.random()}"
