"""A bank into diagnostics: what its author should know before anybody learns from it."""

from exporter.checks.run import run
from exporter.checks.settle import settled

__all__ = ["run", "settled"]
