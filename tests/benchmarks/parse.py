"""The markdown of a bank into tokens, and nothing more: what reading is compared to."""

import sys
from pathlib import Path

from markdown_it import MarkdownIt

if __name__ == "__main__":
    parser = MarkdownIt("commonmark").enable("table")
    for file in sorted(Path(sys.argv[1]).rglob("*.md")):
        parser.parse(file.read_text(encoding="utf-8"))
