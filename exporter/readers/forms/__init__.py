"""The table of forms, in the order in which they are tried: the first that fits reads the file."""

from exporter.readers.forms.admonition import ADMONITION
from exporter.readers.forms.contract import (
    Evidence,
    Form,
    IdPlace,
    Outline,
    Page,
    Part,
    Shelf,
    shelved,
)
from exporter.readers.forms.flattened import FLATTENED

__all__ = ["FORMS", "Evidence", "Form", "IdPlace", "Outline", "Page", "Part", "Shelf", "shelved"]

FORMS: tuple[Form, ...] = (FLATTENED, ADMONITION)
