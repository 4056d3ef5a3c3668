"""Cards as a browser shows them: nothing overflows, breaks, runs a script or stays raw."""

import re
from pathlib import Path

import pytest

from exporter.model.document import Image, Math, MathBlock, RawHtml, RawInline, Text
from tests.anki.banks import bank, blank, option, p, question, topic
from tests.anki.conftest import CardsOf
from tests.anki.learner import Learner
from tests.anki.reviewer import Look, Reviewer, Shown
from tests.anki.torture import LITERALS, LONG_WORD

LOOKS = [
    Look(360, platform="ankidroid"),
    Look(360, night=True, platform="ankimobile"),
    Look(900),
    Look(900, night=True),
]


def by_title(tortured: Learner, shown: list[Shown], title: str) -> list[Shown]:
    """The sides of the cards whose question begins so."""
    ids = {c.id for c in tortured.cards() if c.note()["Question"].startswith(title)}
    found = [side for side in shown if side.card in ids]
    assert found, f"no card asks {title!r}"
    return found


def faults_of(side: Shown) -> tuple[str, ...]:
    """What no card may have."""
    return (
        *side.formula_errors,
        *side.raw_tex,
        *side.cut,
        *side.broken_images,
        *side.loaded,
        *(["a script ran"] if side.ran else []),
        *([f"{side.overflow} px too wide"] if side.overflow else []),
    )


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_no_card_is_broken(torture_cards: Reviewer, tortured: Learner, look: Look) -> None:
    shown = torture_cards.show(look)
    assert len(shown) == 2 * len(tortured.cards())
    assert {(side.card, side.side): f for side in shown if (f := faults_of(side))} == {}
    assert all(side.text.strip() for side in shown)
    assert sum(side.formulas for side in shown) >= 24


def test_what_anki_acts_on_is_read_as_written(torture_cards: Reviewer, tortured: Learner) -> None:
    shown = torture_cards.show(Look())
    for number, words in enumerate(LITERALS):
        front, back = by_title(tortured, shown, f"{number}: ")
        in_topic = front.text.splitlines()[0].count(words)
        assert front.text.count(words) == 3 + in_topic, words  # the kind, and twice the title
        assert back.text.count(words) > 10, words


def test_words_of_every_script_are_read(torture_cards: Reviewer, tortured: Learner) -> None:
    for word in ("مرحبا بالعالم", "注意力机制", "👩‍💻🏳️‍🌈", LONG_WORD):
        for side in by_title(tortured, torture_cards.show(Look()), word):
            assert word in side.text


def test_no_script_is_in_a_card(torture_cards: Reviewer) -> None:
    html = "".join(side.html for side in torture_cards.show(Look()))
    tags = re.findall(r'<[a-z](?:[^>"]|"[^"]*")*>', html)
    assert len(tags) > 1000
    assert not [tag for tag in tags if re.match(r"<(script|iframe|object|embed)\b", tag)]
    assert not [tag for tag in tags if re.search(r"\son\w+=", re.sub(r'"[^"]*"', "", tag))]
    assert "javascript:" not in html


def test_only_details_stand_open(torture_cards: Reviewer, tortured: Learner) -> None:
    (_, answer) = by_title(tortured, torture_cards.show(Look()), "Only details")
    assert "They are not folded." in answer.text
    assert "<details" not in answer.html


def test_a_night_is_dark_and_a_day_is_light(torture_cards: Reviewer) -> None:
    for look in LOOKS:
        for side in torture_cards.show(look):
            ink, paper = luminance(side.ink), luminance(side.paper)
            assert (ink > 0.6 and paper < 0.1) if look.night else (ink < 0.1 and paper > 0.9), look


def luminance(colour: str) -> float:
    """Of `rgb(…)`, from 0 to 1 (WCAG 2.2, relative luminance)."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_harness_sees_what_is_broken(cards_of: CardsOf) -> None:
    hostile = RawInline('<img src="gone.png" onerror="ran()">')
    wide = RawHtml('<div style="width: 3000px">wide</div>', 1)
    made = bank(topic("T", question("Broken?", p(hostile, Math("x")), wide)))
    (_, answer) = cards_of(made).show(Look(360))
    assert answer.broken_images
    assert answer.ran
    assert answer.overflow > 2000
    assert len(faults_of(answer)) >= 3
    assert answer.formulas == 1


def test_a_formula_is_typeset_where_it_stands(cards_of: CardsOf) -> None:
    made = bank(
        topic(
            "T",
            question([Text("Is "), Math("a < b"), Text("?")], MathBlock(r"\frac{a}{b}", 1)),
            question("Blank", p("It is ", blank(1, Math("x_{a_{b}}"))), cloze=True),
        )
    )
    shown = cards_of(made).show(Look())
    assert [side.formulas for side in shown] == [1, 2, 0, 1]
    assert [side.formula_errors for side in shown] == [()] * 4


def test_a_formula_sits_on_the_line(cards_of: CardsOf) -> None:
    made = bank(topic("T", question("Line?", p("base ", Math("x^{2^{2^2}}"), " ", Math("m")))))
    cards = cards_of(made)
    cards.show(Look())
    bottoms = cards.measure(
        "[...document.querySelectorAll('.short mjx-c')].at(-1).getBoundingClientRect().bottom"
        " - (() => { const mark = document.createElement('span');"
        " mark.style.display = 'inline-block';"
        " document.querySelector('.short p').append(mark);"
        " return mark.getBoundingClientRect().bottom; })()"
    )
    assert abs(bottoms) < 2


def test_a_choice_hides_its_answer_until_it_is_turned(cards_of: CardsOf) -> None:
    made = bank(
        topic(
            "T",
            question(
                "Pick",
                p("Why."),
                choices=(option("a"), option("b", right=True), option("c", right=True)),
            ),
        )
    )
    front, back = cards_of(made).show(Look())
    assert "Why." not in front.text
    assert "Answer" not in front.text
    assert "More than one is right" in front.text
    assert "Answer B, C" in back.text
    assert "Why." in back.text


def test_a_blank_is_hidden_and_then_shown(cards_of: CardsOf) -> None:
    text = p("It has ", blank(1, "keys::and}}", "what?"), " and ", blank(2, "values"), ".")
    made = bank(topic("T", question("Cache", text, cloze=True, details=(p("More."),))))
    first, first_back, second, second_back = cards_of(made).show(Look())
    assert "It has [what?] and values." in first.text
    assert "It has keys::and}} and values." in first_back.text
    assert "It has keys::and}} and [...]." in second.text
    assert "More." not in first.text
    assert "More." in second_back.text


def test_a_mistake_is_reported_with_its_id(cards_of: CardsOf) -> None:
    url = "https://example.org/new?title={id}&file={file}&body={other}{{x}}"
    made = bank(topic("T", question("Q", p("A"), id="ATT-02")), source_url=url)
    front, back = cards_of(made).show(Look())
    assert "Report a mistake" not in front.text
    expected = "https://example.org/new?title=ATT-02&amp;file=01-topic.md&amp;body=%7Bother%7D%7B%7Bx%7D%7D"
    assert f'href="{expected}"' in back.html


def test_words_of_the_bank_stand_in_the_interface(cards_of: CardsOf) -> None:
    made = bank(
        topic("T", question("Q", p("A"), details=(p("B"),), level=1)),
        labels=(("details", "Mehr {{dazu}} & so"), ("core", "<Kern>")),
    )
    front, back = cards_of(made).show(Look())
    assert "<Kern>" in front.text
    assert "Mehr {{dazu}} & so" in back.text


def test_pictures_are_shown_from_the_package(cards_of: CardsOf, tmp_path: Path) -> None:
    drawing = tmp_path / "drawing.svg"
    drawing.write_bytes(b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"/>')
    image = Image("drawing.svg", 'a "drawing"', str(drawing), width="50%")
    made = bank(topic("T", question("Q", p(image))))
    (_, back) = cards_of(made).show(Look())
    assert back.broken_images == ()
    assert re.search(
        r'<img src="[0-9a-f]{24}\.svg" alt="a &quot;drawing&quot;" style="width:50%">', back.html
    )
