"""A bank into an Anki package."""
