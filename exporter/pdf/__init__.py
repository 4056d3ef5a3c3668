"""A bank into a printed sheet, a PDF."""
