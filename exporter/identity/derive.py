"""Names into the numbers and words by which Anki knows a bank, its note types and its notes.

Everything here is a pure function of its arguments, on every machine and for ever: a change would
cost learners their review history.
"""

import hashlib
import re
import uuid

__all__ = ["deck_id", "guid", "is_derived", "model_id", "namespace", "question_id"]

_ROOT = uuid.UUID("7d1c3d6e-0d59-5c53-9a5c-6f1f1c6d2a10")
"""The namespace of all banks that name none of their own."""

_ALPHABET = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&()*+,-./:;<=>?@[]^_`{|}~"
)
"""The 91 characters that Anki writes its own guids in (rslib/src/notes/mod.rs, `base91_u64`)."""


def namespace(title: str) -> str:
    """The UUID of a bank that has none written, from its title."""
    return str(uuid.uuid5(_ROOT, _folded(title)))


def question_id(topic: str, words: str, occurrence: int) -> str:
    """The id of a question without a written one, from its topic's slug and its words.

    `occurrence` counts, from 1, the questions of that topic that have the same words.
    """
    digest = _number("question", topic, _folded(words), str(occurrence))
    return f"q-{digest:016x}"


def is_derived(name: str) -> bool:
    """Whether an id is one of `question_id`, which nobody has written."""
    return re.fullmatch(r"q-[0-9a-f]{16}", name) is not None


def guid(namespace: str, question: str, form: str) -> str:
    """The guid of the note that asks `question` (its id) in `form` ("question", "choice", "cloze").

    The form is part of it: Anki never updates a note across note types.
    """
    number = _number("note", namespace, question, form)
    digits = ""
    while number:
        number, digit = divmod(number, len(_ALPHABET))
        digits = _ALPHABET[digit] + digits
    return digits


def model_id(namespace: str, form: str) -> int:
    """The id of the bank's note type for `form`: no two banks restyle each other's cards."""
    return _timelike(_number("model", namespace, form))


def deck_id(namespace: str, name: str) -> int:
    """The id that a deck has inside a package; Anki itself matches decks by name."""
    return _timelike(_number("deck", namespace, name))


def _number(*parts: str) -> int:
    """64 bits of SHA-256 over `parts`."""
    data = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.sha256(data).digest()[:8], "big")


def _timelike(number: int) -> int:
    """A number in the range that milliseconds had in the years 2001 to 2015, as Anki's own ids."""
    return 1_000_000_000_000 + number % 450_000_000_000


def _folded(words: str) -> str:
    """`words` without what an editor changes by the way: case and white space."""
    return " ".join(words.casefold().split())
