"""Links inside a bank, and what they find."""

import pytest

from exporter.pdf.anchors import address_of, targets_of
from exporter.pdf.links import addresses_of
from exporter.pdf.runs import Run
from tests.pdf.banks import Maker, plain_bank


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("#ATT-02", "x-bank:a%2F01-x.md%23ATT-02"),
        ("02-y.md", "x-bank:a%2F02-y.md"),
        ("../b/02-y.md#one-two", "x-bank:b%2F02-y.md%23one-two"),
        ("02%20y.mdx#caf%C3%A9", "x-bank:a%2F02%20y.mdx%23caf%C3%A9"),
        *((href, "") for href in ("https://example.org/a.md", "mailto:a@b.c", "//host/x.md")),
        *((href, "") for href in ("media/x.png", "paper.pdf#page=2", "http://[broken")),
    ],
)
def test_a_link_is_an_address_when_it_stays_in_the_bank(href: str, address: str) -> None:
    assert address_of(href, "a/01-x.md") == address


def test_each_place_has_one_name_and_its_addresses() -> None:
    first, second = plain_bank().topics
    targets = [*targets_of(Run(first)), *targets_of(Run(second))]
    assert len({target.name for target in targets}) == len(targets) == 2 + 3 + 5
    found = addresses_of(targets)
    assert found["#T1-2"].title.startswith("What is")
    assert found["01-topic.md"].title == "First topic"
    assert found["02-topic.md#last-section"].title == "Last section"
    assert found["@T2-1"] is found["#T2-1"]


def test_sections_of_one_title_have_names_of_their_own() -> None:
    make = Maker(1)
    inner = make.section("Same", make.ask("Q?", "A."))
    outer = make.section("Other", sections=(inner,))
    topic = make.topic("T", sections=(make.section("Same ", make.ask("R?", "A.")), outer))
    names = [target.name for target in targets_of(Run(topic))]
    assert len(set(names)) == len(names)
