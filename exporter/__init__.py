"""exporter turns a markdown question bank into an Anki deck and printed study sheets."""

__version__ = "0.1.0"
