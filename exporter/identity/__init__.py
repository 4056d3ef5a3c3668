"""A bank whose questions may lack ids into one in which each has an id and a guid that stay."""

from exporter.identity.resolve import Resolution, resolve

__all__ = ["Resolution", "resolve"]
