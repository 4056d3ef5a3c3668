"""How many headings and items of a file ask, whatever form it is in."""

from exporter.model.document import Heading
from exporter.readers.forms.contract import Page
from exporter.readers.line_questions import lines_of
from exporter.readers.titles import asks, read_title

__all__ = ["asking_headings", "asking_items", "numbered_headings", "numbered_lines"]


def asking_headings(page: Page) -> int:
    """How many headings have a question mark."""
    return sum(asks(block.children) for block in _headings(page))


def numbered_headings(page: Page) -> int:
    """How many headings have a question mark, or a number."""
    return sum(
        asks(block.children) or bool(read_title(block.children).number) for block in _headings(page)
    )


def asking_items(page: Page) -> int:
    """How many items of lists begin with a line that has a question mark."""
    return sum(bool(line.in_list) and asks(line.title.words) for line in lines_of(page))


def numbered_lines(page: Page) -> int:
    """How many texts begin with a line in bold that has a number and a question mark."""
    bold = (line for line in lines_of(page) if line.bold and line.number and not line.in_list)
    return sum(asks(line.title.words) for line in bold)


def _headings(page: Page) -> list[Heading]:
    return [block for block in page.document.blocks if isinstance(block, Heading)]
