"""What the sides of a card are called."""

__all__ = ["BACKS", "FRONTS"]

FRONTS = frozenset(
    ("front", "vorderseite", "recto", "anverso", "frente", "fronte", "voorkant", "przód", "正面")
)
BACKS = frozenset(
    ("back", "rückseite", "verso", "reverso", "retro", "achterkant", "tył", "背面", "反面")
)
