"""A bank into one plain WeasyPrint document: what the sheets of exporter are compared to.

The pages are the same: the chapters of the study layout, one behind the other, with its styles.
"""

import re
import sys
from pathlib import Path

from weasyprint import CSS, HTML

from exporter.api import read_bank
from exporter.pdf import sheet
from exporter.pdf.options import SheetOptions, settled
from exporter.pdf.runs import runs_of

BODY = re.compile(r"(.*<body[^>]*>)(.*)(</body>.*)", re.DOTALL)

if __name__ == "__main__":
    bank = read_bank(Path(sys.argv[1]), check=False).bank
    room = sheet._room(bank, settled(bank, SheetOptions()), 0, lambda told: None)
    runs = [run for topic in bank.topics for run in runs_of(topic)]
    pieces = [BODY.fullmatch(task.chapter.html) for task in room._tasks(runs, [], [])]
    found = [piece for piece in pieces if piece]
    html = found[0][1] + "".join(piece[2] for piece in found) + found[0][3]
    styles = [CSS(string=style.css, base_url=style.base) for style in room.styles]
    document = HTML(string=html, base_url=Path(sys.argv[1]).as_uri())
    document.write_pdf(sys.argv[2], stylesheets=styles, pdf_variant="pdf/ua-1")
