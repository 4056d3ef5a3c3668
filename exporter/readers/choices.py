"""What stands between a title and its answer into what else is asked, and the options."""

from dataclasses import dataclass, replace

from exporter.markdown import Fault
from exporter.model.diagnostic import Diagnostic
from exporter.model.document import Block, ListItem, Paragraph
from exporter.readers.marked_options import marked_options
from exporter.readers.options import Options, find_options
from exporter.readers.tasks import is_ticked
from exporter.readers.titles import asks
from exporter.readers.verdicts import judge

__all__ = ["Asked", "asked_of"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands between a title and its answer."""

    stem: tuple[Block, ...]
    choices: tuple[ListItem, ...] = ()
    """The options, the right ones checked; empty when they are not options, or none is right."""
    diagnostics: tuple[Diagnostic, ...] = ()


def asked_of(blocks: tuple[Block, ...], answer: tuple[Block, ...], file: str, line: int) -> Asked:
    """What `blocks` ask below the title on `line` of `file`, given the `answer`.

    Options that the answer does not point at are part of the stem, as they are written; so are
    those that are ticked.
    """
    options = None if any(map(is_ticked, blocks)) else find_options(blocks)
    if options is None or _asks(options):
        return Asked(blocks)
    if options.starred:
        return Asked((*options.above, *options.below), options.items)
    verdict = judge(options, answer)
    count = len(options.items)
    told = tuple(_no_option(letter, count).at(file, line) for letter in verdict.unknown)
    items, right = options.items, verdict.right
    if not right:
        items, right = marked_options(options)
    if not right:
        return Asked(blocks, (), told if options.lettered else ())
    choices = tuple(replace(item, checked=place in right) for place, item in enumerate(items))
    return Asked((*options.above, *options.below), choices, told)


def _asks(options: Options) -> bool:
    """Whether a plain list holds questions: it asks in parts, and the answer may name each."""
    firsts = (item.blocks[0] for item in options.items if item.blocks)
    asking = sum(isinstance(block, Paragraph) and asks(block.children) for block in firsts)
    return not options.lettered and 2 * asking > len(options.items)


def _no_option(letter: str, options: int) -> Fault:
    message = f"the answer names the option {letter}, and there are {options} options"
    return Fault("no-such-option", "warning", message, "mend the letter, or add the option")
