"""Titles and file names into the short names that files and commands use."""

import re
import unicodedata

__all__ = ["natural_key", "slug_of", "unique"]

LONGEST = 60


def slug_of(words: str) -> str:
    """`words` as lower-case letters, digits and hyphens; empty when it has none of them."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode("ascii").lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return slug[:LONGEST].rstrip("-")


def unique(slug: str, taken: dict[str, int]) -> str:
    """`slug`, with a number behind it where it is taken already; notes it in `taken`."""
    name = slug
    while name in taken:
        taken[slug] += 1
        name = f"{slug}-{taken[slug]}"
    taken[name] = 1
    return name


def natural_key(path: str) -> tuple[tuple[tuple[int, int, str], ...], ...]:
    """A sort key by which `2-x` comes before `10-x`, folder by folder."""
    return tuple(
        tuple(
            (0, int(part), "") if part.isdecimal() and part.isascii() else (1, 0, part.casefold())
            for part in re.split(r"([0-9]+)", folder)
            if part
        )
        for folder in path.split("/")
    )
