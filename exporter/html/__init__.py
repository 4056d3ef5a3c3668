"""A document tree into HTML, for cards and for pages."""
