"""Banks to print, made of markdown and of the model's values, without a reader."""

from pathlib import Path

from exporter.markdown import MediaFile, read_document
from exporter.model.bank import Bank, Location, Question, Reference, Section, Topic
from exporter.model.document import Block, BulletList, Inline, ListItem, Mark, Paragraph, Text
from tests.pictures import png

__all__ = ["Maker", "bank_of", "fault", "plain_bank", "rich_bank", "torture_bank"]

LINES_A_QUESTION = 100
"""Lines are numbered as if each question of a topic began this far after the one before."""


class Maker:
    """Parts of one topic."""

    def __init__(self, number: int, folder: Path | None = None) -> None:
        self.number = number
        self.file = f"{number:02}-topic.md"
        self._folder = folder
        self._asked = 0

    def blocks(self, text: str, line: int = 1) -> tuple[Block, ...]:
        lines = range(line, line + text.count("\n") + 2)
        return read_document(text, file=self.file, media=self._media, lines=lines).blocks

    def line(self, text: str) -> tuple[Inline, ...]:
        (paragraph,) = self.blocks(text)
        assert isinstance(paragraph, Paragraph)
        return paragraph.children

    def ask(
        self, title: str, short: str | tuple[Block, ...] = (), details: str = "", **fields: object
    ) -> Question:
        self._asked += 1
        start = LINES_A_QUESTION * self._asked
        given: dict[str, object] = {
            "id": f"T{self.number}-{self._asked}",
            "short": self.blocks(short, start + 1) if isinstance(short, str) else short,
            "details": self.blocks(details, start + 20) if details else (),
            "number": self._asked,
        }
        location = Location(self.file, start)
        return Question(self.line(title), location, **{**given, **fields})  # type: ignore[arg-type]

    def options(self, text: str) -> tuple[ListItem, ...]:
        (block,) = self.blocks(text)
        assert isinstance(block, BulletList)
        return block.items

    def section(
        self, title: str, *questions: Question, sections: tuple[Section, ...] = (), intro: str = ""
    ) -> Section:
        path = ("Topic", title)
        intro_blocks = self.blocks(intro) if intro else ()
        where = Location(self.file, 10 + len(title))
        return Section(self.line(title), path, where, intro_blocks, questions, sections)

    def topic(
        self,
        title: str,
        *questions: Question,
        sections: tuple[Section, ...] = (),
        intro: str = "",
        summary: str = "",
    ) -> Topic:
        return Topic(
            number=self.number,
            slug=f"topic-{self.number}",
            title=self.line(title),
            location=Location(self.file, 1),
            path=(title,),
            summary=summary,
            intro=self.blocks(intro) if intro else (),
            questions=questions,
            sections=sections,
        )

    def _media(self, src: str) -> MediaFile:
        file = self._folder / src if self._folder else None
        return MediaFile(str(file)) if file and file.is_file() else MediaFile()


def bank_of(*topics: Topic, root: Path | str = "", **fields: object) -> Bank:
    given: dict[str, object] = {"author": "A. Writer", "licence": "CC BY 4.0"}
    return Bank("A bank", "a-bank", str(root), topics, **{**given, **fields})  # type: ignore[arg-type]


def plain_bank(root: Path | str = "") -> Bank:
    """Two topics, sections, five questions, all of whose letters the bundled fonts have."""
    one, two = Maker(1), Maker(2)
    first = one.topic(
        "First topic",
        one.ask("Why is the sky blue?", "Air scatters blue light most.", level=1, kind="concept"),
        sections=(
            one.section(
                "A section",
                one.ask(
                    "What is $e^{i\\pi}$?",
                    "It is $-1$.",
                    "See [the other](#T2-1), [its section](02-topic.md#last-section), and"
                    " [the web](https://example.org/page). [Gone](#T9-9).\n\n$$e^{i\\pi}+1=0$$",
                    tags=("maths", "numbers"),
                    references=(
                        Reference("euler", "Euler (1748). Introductio.", "https://e.org/i"),
                    ),
                ),
                one.ask("What has nobody answered?"),
                sections=(one.section("Deeper", one.ask("How deep?", "Very.", as_of="2026-03")),),
            ),
        ),
        intro="What this topic is about.",
        summary="Light and numbers.",
    )
    second = two.topic(
        "Second topic",
        sections=(two.section("Last section", two.ask("What comes last?", "This.")),),
    )
    return bank_of(first, second, root=root, description="A small bank.")


def rich_bank(folder: Path) -> Bank:
    """Everything that a screen reader tells apart, wherever a question can hold it."""
    (folder / "drawn.png").write_bytes(png(40, 30))
    one, two = Maker(1, folder), Maker(2, folder)
    linked = "[link with `code`](https://example.org/q)"
    options = one.options(f"- [x] Two, by a {linked}\n- [ ] Nine, `code`\n- [x] $2^{{13}}-1$")
    blanks = (Mark((Text("Paris"),), 1), Text(" lies on the "), Mark((Text("Seine"),), 2))
    rich = one.ask(
        f"Rich `code`, a {linked}, $e^2$?",
        _RICH,
        _RICH,
        stem=one.blocks(_RICH),
        tags=("one", "two"),
        level=2,
        references=(Reference("euler", "Euler (1748). Introductio.", "https://e.org/i"),),
    )
    deeper = one.section("Deeper", one.ask("Nobody?"))
    choices = one.ask("Which are prime?", "Nine is $3^2$.", choices=options)
    first = one.topic(
        "First `topic`",
        rich,
        sections=(one.section("With `code`", choices, sections=(deeper,), intro=_RICH),),
        intro=_RICH,
        summary="What it is about.",
    )
    second = two.topic(
        "Second",
        two.ask("A list?", "- `only`, and first\n- two"),
        two.ask("The capital?", short=(Paragraph(blanks, 1),), cloze=True),
    )
    return bank_of(first, second, root=folder)


def torture_bank(folder: Path) -> Bank:
    """Everything that a page can hold, and what it can hold only with care."""
    (folder / "drawn.png").write_bytes(png(40, 30))
    (folder / "broken.png").write_bytes(b"no picture at all")
    (folder / "huge.png").write_bytes(png(9000, 9000))
    (folder / "wild.svg").write_text(_WILD_SVG, encoding="utf-8")
    return bank_of(_texts(folder), _figures(folder), _choices(), root=folder)


def _texts(folder: Path) -> Topic:
    make = Maker(1, folder)
    rows = "\n".join(
        f"| row {n} | {'some words ' * 6}end {n} | {n * 1000:,} |" for n in range(1, 41)
    )
    nested = "".join(f"{'  ' * n}- level {n}\n" for n in range(12))
    return make.topic(
        "Texts",
        make.ask("日本語 and 🦜, with עברית and عربي?", "中文字, Ελληνικά, Кириллица."),
        make.ask("A very long word?", "Donaudampfschiff" * 190),
        make.ask("A long table?", "Below.", f"| Name | Words | Number |\n|:--|:--|--:|\n{rows}"),
        make.ask("Nested lists?", "Below.", nested),
        make.ask("Wide code?", "Below.", f"```python\n{_CODE}\n```\n\n```text\n{_DRAWN}\n```"),
        make.ask("A broken formula?", "Here: $\\frac{a$ and $\\nosuch{x}$.", "$$\\frac{a$$"),
        make.ask(
            "Headings inside?",
            "Below.",
            "# One\n\nText.\n\n### Three\n\nText.\n\n# Another\n\nEnd.",
        ),
        make.ask("Boxes?", "Below.", _BOXES),
    )


def _figures(folder: Path) -> Topic:
    make = Maker(2, folder)
    return make.topic(
        "Figures",
        make.ask("A drawing?", "Below.", '![What it shows](drawn.png "Its caption")'),
        make.ask("A broken one?", "Below.", "![A broken thing](broken.png)"),
        make.ask("A huge one?", "Below.", "![A huge thing](huge.png)"),
        make.ask("A wild one?", "Below.", "![A wild thing](wild.svg)"),
        make.ask("A remote one?", "Below.", "![A far thing](https://example.org/far.png)"),
        make.ask("In a line?", "An icon ![of a thing](drawn.png) in a line.", f"{_LONG}\n\n" * 3),
    )


def _choices() -> Topic:
    make = Maker(3)
    options = make.options("- [x] Two\n- [ ] Nine\n- [x] $2^{13}-1$")
    blanks = (Mark((Text("Paris"),), 1), Text(" lies on the "), Mark((Text("Seine"),), 2))
    return make.topic(
        "Choices",
        make.ask("Which are prime?", "Nine is $3^2$.", choices=options, level=3),
        make.ask("The capital?", short=(Paragraph(blanks, 1),), cloze=True),
        make.ask("Unanswered, one?"),
        make.ask("Unanswered, two?"),
    )


def fault(number: int = 4) -> Topic:
    """A topic that WeasyPrint cannot lay out: lists in lists, 150 deep."""
    make = Maker(number)
    blocks = make.blocks("deep")
    for _ in range(150):
        blocks = (BulletList((ListItem(blocks, 1),), 1),)
    return make.topic("A fault", make.ask("How deep?", blocks))


_RICH = """\
Words with *emphasis*, `code`, **strong words**, $a^2$, a [link with `code`, *emphasis* and $b^2$ in
it that goes on for so many words that it does not fit into a line](https://example.org/a), and
[`only code`](https://example.org/b), [another `question`](#T2-1), [a `gone` one](#T9-9).

- An item with `code` and $c^2$
    - nested, with [a `link`](https://example.org/c)
        1. deeper still
        2. and `deeper` still

- `code` first

    A second paragraph in the item.

    ```python
    x = 1
    ```

- ![in an item](drawn.png)

| Left, with `code` | Right |
|:--|--:|
| [a link](https://example.org/d) | `code` |
| $d^2$ | **strong** |

> A quote with a [`link`](https://example.org/e).

!!! note "A box with `code`"
    Its words.

![What it shows](drawn.png "Its caption")

[![A linked image](drawn.png)](https://example.org/f)

## A heading

After it.

#### A deeper one

$$e = mc^2$$

```text
some code
```
"""
_LONG = "A paragraph of many words that says nothing at all but fills the lines of a page. " * 8
_CODE = "def f(x):  # a comment\n    return " + " + ".join(
    f"argument_number_{n}" for n in range(12)
)
_DRAWN = """\
┌─────────┬───────┐
│ key     │ value │
├─────────┼───────┤
│ heads   │ 8     │
└─────────┴───────┘"""
_BOXES = "\n\n".join(
    f'!!! {kind} "A {kind}"\n    Inside the {kind}.'
    for kind in ("note", "tip", "example", "warning", "danger", "question", "quote", "abstract")
)
_WILD_SVG = """<?xml version="1.0"?>
<!DOCTYPE svg [<!ENTITY secret SYSTEM "file:///etc/hostname">]>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
 viewBox="0 0 40 30" width="40" height="30"><script>alert(1)</script>
<image xlink:href="file:///etc/hostname" width="5" height="5"/>
<rect width="40" height="30" fill="#888"/></svg>"""
