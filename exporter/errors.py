"""The exceptions that end a run: one base class, so that the command line tells them in a line."""

__all__ = ["ExporterError"]


class ExporterError(Exception):
    """Something that cannot go on; its text says what, where, and what to do about it."""
