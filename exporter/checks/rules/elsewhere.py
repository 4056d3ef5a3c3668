"""What is told where it is found: in reading, in giving ids, in writing a deck or a sheet.

These rules check nothing; they are here to be looked up.
"""

from exporter.checks.contract import Rule

__all__ = ["RULES"]

_ASKED = '??? question "What is a photon?"\n    '

RULES: tuple[Rule, ...] = (
    Rule(
        "bad-encoding",
        "a file that is not UTF-8; what could not be read shows as �",
        good="a file saved as UTF-8, or as UTF-16 with its byte-order mark",
        bad="a file saved as Latin-1",
    ),
    Rule(
        "bad-front-matter",
        "metadata at the top of a file that are no YAML or TOML",
        good='---\ntitle: "Light: a start"\n---',
        bad="---\ntitle: Light: a start\n---",
    ),
    Rule(
        "bad-metadata",
        "a question's metadata that can't be understood",
        good=_ASKED + "<!-- id: LIG-01; level: 2; as_of: 2024-06 -->",
        bad=_ASKED + "<!-- id: LIG 01; level: high; as_of: June -->",
    ),
    Rule(
        "bad-references",
        "a references.bib that is no BibTeX, or an entry of it that has no title",
        good="@book{hecht, title = {Optics}, author = {Hecht, Eugene}, year = {2017}}",
        bad="@book{hecht, title = {Optics}",
    ),
    Rule(
        "bad-setting",
        "a bank.toml that is no TOML, or a key of it with a value of the wrong type",
        good='title = "Light"\ntags = ["waves"]',
        bad='title = 7\ntags = "waves"',
    ),
    Rule(
        "broken-image",
        "an image that can't be shown, as it is told when a sheet is written",
        good="![A prism](media/prism.svg)",
        bad="![A prism](media/prism.txt)",
    ),
    Rule(
        "cleaned-html",
        "HTML that is left out, since a card must not run or load anything",
        good="Press <kbd>Enter</kbd>.",
        bad="<script>…</script>",
    ),
    Rule(
        "damaged-ledger",
        "a deck.lock that can't be read: without it, nothing may be published",
        good="deck.lock as exporter wrote it, or two branches' merged line by line",
        bad="<<<<<<< HEAD",
    ),
    Rule(
        "doubtful-identity",
        "a question that may be a published one in new words, or a new one",
        good=_ASKED + "<!-- id: LIG-01 -->",
        bad='??? question "What would you call a photon?", with half of the old answer below',
    ),
    Rule(
        "duplicate-id",
        "an id that two questions have: learners' review history hangs on it",
        good="<!-- id: LIG-01 --> here, <!-- id: LIG-02 --> there",
        bad="<!-- id: LIG-01 --> here, <!-- id: LIG-01 --> there",
    ),
    Rule(
        "large-image",
        "an image with more pixels than a page can hold in memory",
        good="a picture of 3,000 by 2,000",
        bad="a picture of 30,000 by 20,000",
    ),
    Rule(
        "layout-fault",
        "a topic that can't be laid out on pages; the others are printed",
        good="lists three deep",
        bad="lists three hundred deep",
    ),
    Rule(
        "missing-glyph",
        "a sign that no font has, so that the sheet shows an empty box",
        good="α → β",
        bad="a sign of a script that no installed font covers",
    ),
    Rule(
        "missing-media",
        "an image that is not there; its words stay",
        good="![A prism](media/prism.svg), and media/prism.svg beside the file",
        bad="![A prism](media/prsim.svg)",
    ),
    Rule(
        "newer-ledger",
        "a deck.lock of a newer exporter",
        good='{"deck.lock": 1, …}',
        bad='{"deck.lock": 99, …}',
    ),
    Rule(
        "no-blank",
        "a cloze without a blank; it becomes a question",
        good='??? cloze "A photon"\n    It has no ==mass==.',
        bad='??? cloze "A photon"\n    It has no mass.',
    ),
    Rule(
        "no-card",
        "an answered question that would make an empty card",
        good=_ASKED + "A quantum of light.",
        bad=_ASKED + "![](gone.svg)",
    ),
    Rule(
        "no-place-for-id",
        "a question into whose file `exporter ids` can't write an id without changing what it says",
        good=_ASKED + "A quantum of light.",
        bad="a question in a file that is not UTF-8",
    ),
    Rule(
        "no-questions",
        "a file in which nothing reads as a question",
        good=_ASKED + "A quantum of light.",
        bad="A photon is a quantum of light.",
    ),
    Rule(
        "no-title",
        "a question without a title; it is left out",
        good='??? question "What is a photon?"',
        bad='??? question ""',
    ),
    Rule("not-text", "a file that is no text", good="notes.md", bad="a picture named notes.md"),
    Rule(
        "outside-media",
        "an image that lies outside the bank; it is never read",
        good="![A prism](media/prism.svg)",
        bad="![A prism](../../prism.svg)",
    ),
    Rule(
        "page-chrome",
        "a line of a copied page that belongs to its site, and is left out",
        good="the text of the page alone",
        bad="Skip to content",
    ),
    Rule(
        "print-notice",
        "what else the typesetter had to say",
        good="a style sheet that it knows all of",
        bad="a style sheet with a property that it does not know",
    ),
    Rule(
        "remote-media",
        "an image on another machine: a card must not load it, so its words link to it",
        good="![A prism](media/prism.svg)",
        bad="![A prism](https://example.org/prism.svg)",
    ),
    Rule(
        "reworded",
        "a question whose words changed, and that is taken for the published one",
        good='??? question "What is a photon?", as it was published',
        bad='??? question "What is a photon, in a sentence?", with its answer as it was',
    ),
    Rule(
        "system-font",
        "a script that the fonts that come with the program lack: pages may differ elsewhere",
        good="the Latin, Greek and Cyrillic scripts",
        bad="光とは何か",
    ),
    Rule(
        "text-between-questions",
        "text behind a question that belongs to none, and is left out",
        good=_ASKED + "A quantum of light.\n\n    Its energy is $h\\nu$.",
        bad=_ASKED + "A quantum of light.\n\nIts energy is $h\\nu$.",
    ),
    Rule(
        "too-deep",
        "lists, quotes or boxes nested too deeply",
        good="three levels",
        bad="300 levels",
    ),
    Rule("too-large", "a file of more than 10 MB; it is left out", good="100 kB", bad="11 MB"),
    Rule(
        "unclosed-fence",
        "a fence that is never closed, and so takes all that follows",
        good="```python\nx = 1\n```",
        bad="```python\nx = 1",
    ),
    Rule(
        "unclosed-title",
        "a title without its closing quote; it is read to the end of the line",
        good='??? question "What is a photon?"',
        bad='??? question "What is a photon?',
    ),
    Rule(
        "unknown-key",
        "a key that nothing reads, in bank.toml or a question's metadata",
        good=_ASKED + "<!-- level: 2 -->",
        bad=_ASKED + "<!-- levle: 2 -->",
    ),
    Rule(
        "unknown-reference",
        "a key of `refs` that references.bib does not have",
        good="<!-- refs: hecht -->, and @book{hecht, …} in references.bib",
        bad="<!-- refs: hect -->",
    ),
    Rule(
        "unknown-tag",
        "a tag that is not in the closed list of bank.toml",
        good='tags = ["waves"] and <!-- tags: waves -->',
        bad='tags = ["waves"] and <!-- tags: wave -->',
    ),
    Rule(
        "unreadable",
        "a file that can't be opened; it is left out",
        good="a file that you may read",
        bad="a file of another user",
    ),
    Rule(
        "unsafe-link",
        "a link to what must not be followed; its words stay",
        good="[source](https://example.org)",
        bad="[source](javascript:…)",
    ),
    Rule(
        "unusable-media",
        "an image that a card can't show, as it is told when a deck is written",
        good="a plain SVG, a PNG, a JPEG",
        bad="an SVG with a script in it",
    ),
)
