"""Numbers of topic 12."""

import math

import pytest

from tests.test_content_numbers import says


def test_the_interval_of_an_accuracy() -> None:
    def half(variance: float, items: int) -> float:
        return 100 * 1.96 * math.sqrt(variance / items)

    alone = 0.8 * 0.2
    assert half(alone, 200) == pytest.approx(5.5, abs=0.05)
    assert half(alone, 1_000) == pytest.approx(2.5, abs=0.05)
    # Two models, unpaired: the variances add. Paired: they differ on 10 % of the items.
    assert half(2 * alone, 200) == pytest.approx(7.8, abs=0.05)
    assert half(0.10, 200) == pytest.approx(4.4, abs=0.05)
    says("SFT-09", "±5.5 points", "±2.5", "±7.8", "±4.4 points")


def test_a_small_model_against_a_large_one() -> None:
    assert 2 * 70e9 / (2 * 1e9) == 70
    assert (2 * 1e9 / 1e9, 2 * 70e9 / 1e9) == (2, 140)
    says("SFT-13", "1/70", "2 GB", "140 GB")


def test_the_shares_of_tasks() -> None:
    sizes = [100_000, 10_000, 1_000]

    def shares(temperature: float) -> list[float]:
        flat = [size ** (1 / temperature) for size in sizes]
        return [each / sum(flat) for each in flat]

    assert [round(100 * p, 1) for p in shares(1)] == [90.1, 9.0, 0.9]
    assert [round(100 * p, 1) for p in shares(2)] == [70.6, 22.3, 7.1]
    assert sum(sizes) == 111_000
    assert sum(sizes) * shares(2)[2] / sizes[2] == pytest.approx(7.8, abs=0.05)
    assert pytest.approx(1, abs=0.05) == 100 * 10 / (10 + 1_000)
    says("SFT-14", "90.1%", "9.0%", "0.9%", "70.6%", "22.3%", "7.1%", "7.8 times", "111,000", "1%")
