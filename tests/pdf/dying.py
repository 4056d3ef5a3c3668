"""A way to lay out that ends its process at a word, as one does that runs out of memory."""

import os

from exporter.pdf.typeset import LayoutFault, Pages, Task, typeset

__all__ = ["WORD", "typeset_or_die"]

WORD = "Fatal"


def typeset_or_die(task: Task) -> Pages | LayoutFault:
    if WORD in task.chapter.html:
        os._exit(1)
    return typeset(task)
