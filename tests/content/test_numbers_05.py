"""Numbers of topic 05."""

import pytest

from tests.test_content_numbers import says


def test_what_reading_costs() -> None:
    encoder, decoder = 2 * 0.15e9 * 500, 2 * 8e9 * 500
    assert encoder == pytest.approx(1.5e11)
    assert decoder == pytest.approx(8e12)
    assert decoder / encoder == pytest.approx(53, abs=0.5)
    says("ARC-10", r"$1.5\cdot10^{11}$", r"$8\cdot10^{12}$", "53 times")


def test_the_hidden_states_of_bert() -> None:
    assert 12 + 1 == 13
    says("ARC-08", "13 for BERT base")
