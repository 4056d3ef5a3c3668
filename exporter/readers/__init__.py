"""A folder or a file into a `Bank`."""

from exporter.readers.read import FileReading, Reading, read

__all__ = ["FileReading", "Reading", "read"]
