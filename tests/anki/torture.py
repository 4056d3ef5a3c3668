"""A bank in which every construct occurs, and everything that a card could trip over."""

from html import escape
from pathlib import Path

from exporter.model.bank import Bank, Question, Reference
from exporter.model.document import (
    Admonition,
    Block,
    Break,
    BulletList,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    Image,
    Inline,
    Link,
    ListItem,
    Mark,
    Math,
    MathBlock,
    OrderedList,
    Quote,
    RawHtml,
    RawInline,
    Rule,
    Span,
    Strike,
    Strong,
    Table,
    Text,
)
from tests.anki.banks import bank, blank, line, option, p, question, topic
from tests.pictures import png, svg

LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrikant" * 4
LITERALS = (
    r"\(x^2\) and \[y\]",
    "[sound:x.mp3]",
    "[latex]x[/latex]",
    "[$]x[/$]",
    "[$$]x[/$$]",
    "[anki:play:q:0]",
    "[[type:Question]]",
    "{{c1::x}}",
    "{{FrontSide}}",
    "</script><script>ran()</script>",
    '<img src=x onerror="ran()">',
    "a < b && c > d",
)
"""What must be read on a card as it is written here."""

WIDE_FORMULA = " + ".join(rf"\alpha_{{{n}}} x^{{{n}}}" for n in range(1, 18))
assert len(WIDE_FORMULA) > 200

DEEP = r"\frac{a}{\sqrt{b_{c_{d}}}}"


def torture_bank(folder: Path) -> Bank:
    """The bank; its pictures are written into `folder`."""
    return bank(
        topic(
            "Words: \\(x\\) [sound:x] {{c1::x}}",
            *(_literal(number, words) for number, words in enumerate(LITERALS)),
            *_scripts_of_the_world(),
        ),
        topic("Blocks :: and boxes", *_boxes(), *_code(), *_others(folder), number=2),
        topic("Blanks", *_blanks(), number=3),
        topic("Choices", *_choices(folder), number=4),
        title="Torture :: bank",
        root=str(folder),
        source_url="https://example.org/{{x}}/new?title={id}&file={file}",
    )


def _literal(number: int, words: str) -> Question:
    """The words everywhere where a card has words."""
    cells = (line("plain"), line(Code(words)))
    return question(
        [Text(f"{number}: {words} "), Code(words)],
        p(words, Text(" "), Code(words), Text(" "), Emphasis(line(words))),
        CodeBlock(words, "", line=1, title=words),
        CodeBlock(words, "html", line=1),
        details=(
            BulletList((ListItem((p(words),), 1),), 1),
            Table((line(words), line("b")), (cells,), ("", "right"), 1),
            Admonition("warning", line(words), (p(words),), 1),
            p(Link(f"https://example.org/?q={words}", line(words), title=words)),
            p(Image("https://example.org/x.png", words, title=words)),
            RawHtml(f"<p>{escape(words, quote=False)}</p>", 1),
        ),
        kind=words,
        as_of=words,
        tags=(words,),
        references=(Reference(words, words, f"https://example.org/{words}"),),
        id=f"LIT-{number}",
    )


def _scripts_of_the_world() -> tuple[Question, ...]:
    words = (
        "مرحبا بالعالم: كيف تعمل آلية الانتباه؟",
        "注意力机制是如何工作的？" * 20,
        "ความสนใจทำงานอย่างไร",
        "👩‍💻🏳️‍🌈👨‍👩‍👧‍👦 é é",
        LONG_WORD,
    )
    return tuple(
        question(text, p(text), p(Code(text)), details=(p(text),), id=f"WORLD-{number}")
        for number, text in enumerate(words)
    )


def _boxes() -> tuple[Question, ...]:
    wide = tuple(line(f"column {n}") for n in range(8))
    rows = tuple(
        tuple(line(f"{row}.{n} {'word ' * (n % 3)}") for n in range(8)) for row in range(40)
    )
    every_box = tuple(
        Admonition(kind, line(kind) if kind != "note" else (), (p("Inside."),), 1)
        for kind in ("note", "tip", "warning", "danger", "question", "example", "quote", "unknown")
    )
    folded = Admonition(
        "info", (), (Admonition("bug", line("in"), (p("x"),), 1, "open"),), 1, "closed"
    )
    return (
        question(
            "A table of forty rows", p("See below."), details=(Table(wide, rows, ("",) * 8, 1),)
        ),
        question(
            "Boxes in boxes", *every_box, details=(folded, Quote((Quote((p("deep"),), 1),), 1))
        ),
        question(
            "Lists in lists", _nested(8), details=(_tasks(), Rule(1), Heading(1, line("H"), 1))
        ),
    )


def _code() -> tuple[Question, ...]:
    return (
        question(
            [Text("Formulas "), Math(WIDE_FORMULA)],
            p(Math(r"a < b > c & d".replace("&", r"\&")), Text(" in a line "), Math(WIDE_FORMULA)),
            MathBlock(WIDE_FORMULA, 1),
            MathBlock(
                rf"\begin{{align}} x &= {DEEP} \\ y &< \text{{[sound:x] and \}}}} \end{{align}}", 1
            ),
            MathBlock(r"\broken{", 1),
            details=(p(Math(r"\undefined \( x"), Text(" and "), Math("x^{{2}}")),),
        ),
        question(
            "Code that is wide",
            CodeBlock(
                "x = " + " + ".join(map(str, range(120))) + "\n\n\tif x:\n\t\tpass", "python", 1
            ),
            CodeBlock("┌──────┬─────┐\n│ box  │ art │\n└──────┴─────┘", "text", 1),
            p(Code("a_very_long_name." * 20)),
            CodeBlock(r"\(x\) \\(y\\) {{c1::z}}" + " \\", "tex", 1),
        ),
    )


def _others(folder: Path) -> tuple[Question, ...]:
    return (
        question("Pictures", *_pictures(folder)),
        question("Raw HTML", *_raw()),
        question(
            [Emphasis(line("All")), Break(hard=True), Strong(line("the")), Strike(line("inlines"))],
            p(*_inlines()),
        ),
        question("Only details", details=(p("They are not folded."),), level=3),
        question("Not answered yet"),
        question("\x00\x0bControl\x1f characters\x7f", p("tab\tand \x1f\x1e")),
    )


def _nested(depth: int) -> BulletList | OrderedList:
    inside: tuple[Block, ...] = (p("An item that says something of its own"),)
    items = (ListItem((*inside, _nested(depth - 1)) if depth else inside, 1),)
    return BulletList(items, 1) if depth % 2 else OrderedList(items, 1, start=9, tight=False)


def _tasks() -> BulletList:
    return BulletList(tuple(ListItem((p("task"),), 1, done) for done in (True, False)), 1)


def _inlines() -> tuple[Inline, ...]:
    return (
        Mark(line("marked")),
        Mark(line("a blank where none can be"), number=1),
        Span(("term", 'quote"s'), line("spanned")),
        RawInline("<kbd>Ctrl</kbd>"),
        RawInline("H<sub>2</sub>O"),
        Link("#somewhere", line("dead")),
        Link("other.md", line("dead too")),
        Link("https://example.org/" + "a" * 300, line("https://example.org/" + "a" * 300)),
        Text("\\"),
        Text("(not a formula"),
        Break(hard=False),
        Text("{"),
        Text("{c1::no blank}}"),
    )


def _pictures(folder: Path) -> tuple[Block, ...]:
    files = {
        "a/figure.png": png(1600, 40),
        "b/figure.png": png(8, 8, 10),
        "same.PNG": png(8, 8, 10),
        "drawing.svg": svg(width=2000),
        "hostile.svg": svg("<script>ran()</script>"),
    }
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    local = [Image(name, f'alt "{name}"', str(folder / name)) for name in files]
    others = [
        Image("gone.png", "What was here", str(folder / "gone.png")),
        Image("refused.png", "What may not be here"),
        Image("https://example.org/x.png", "What is elsewhere"),
        Image("b/figure.png", "wide", str(folder / "b" / "figure.png"), width="50%"),
        Image("b/figure.png", "300", str(folder / "b" / "figure.png"), width="3000"),
    ]
    return tuple(p(image) for image in (*local, *others))


def _raw() -> tuple[Block, ...]:
    cells = "".join(f"<td>{'word' * 5} {n}</td>" for n in range(12))
    return (
        RawHtml(f'<table class="wide"><tbody><tr>{cells}</tr></tbody></table>', 1),
        RawHtml('<details open=""><summary>More</summary><p>Less</p></details>', 1),
        RawHtml(
            '<p>See <a href="other.md">this</a> and <a href="https://example.org">that</a></p>', 1
        ),
        RawHtml(rf"<pre>{'=' * 300} \(x\)</pre>", 1),
    )


def _blanks() -> tuple[Question, ...]:
    return (
        question(
            "Blanks that could end early",
            p(
                blank(1, "a::b}}c}", "hint::}}"),
                Text(" {{c9::none}} "),
                blank(2, [Math(r"x^{a_{b}}"), Text(":")]),
                blank(2, Code("std::vector<T>{{}}")),
                blank(5, [Text("outer "), blank(6, "inner", "hint"), Text(" end")]),
                blank(500, "past the last"),
                Math("y_{{c1::2}}"),
            ),
            BulletList((ListItem((p("An item with ", blank(3, Strong(line("bold")))),), 1),), 1),
            cloze=True,
            details=(p("{{c8::not a blank}} ", Mark(line("nor this"), number=4)),),
        ),
        question("A cloze without a blank", p("Nothing to fill in"), cloze=True),
    )


def _choices(folder: Path) -> tuple[Question, ...]:
    picture = folder / "option.png"
    picture.write_bytes(png(900, 20))
    return (
        question(
            "Which of these?",
            p("Because."),
            choices=(
                option([Math(WIDE_FORMULA)], right=True),
                option([Code("x" * 100)]),
                option([Image("option.png", "a picture", str(picture))], right=True),
                option(LONG_WORD),
                ListItem((p("Two"), CodeBlock("blocks " * 30, "python", 1)), 1, checked=False),
            ),
            details=(p("More."),),
        ),
        question("None is right", choices=(option("a"), option("b"))),
        question("Only options", choices=(option("yes", right=True), option("no"))),
    )
