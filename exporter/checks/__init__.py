"""A bank into diagnostics: what its author should know before anybody learns from it."""

from exporter.checks.run import run

__all__ = ["run"]
