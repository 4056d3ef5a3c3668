"""Numbers of topic 01."""

import numpy as np
import pytest

from tests.test_content_numbers import says


def test_the_standard_error_of_an_accuracy() -> None:
    assert pytest.approx(0.95, abs=0.005) == 100 * (0.9 * 0.1 / 1_000) ** 0.5
    assert pytest.approx(3) == 100 * (0.9 * 0.1 / 100) ** 0.5
    says("MLF-09", "0.95 points", "3 points", "1,000 cases")


def test_the_best_of_a_hundred_equals() -> None:
    draws = np.random.default_rng(0).normal(size=(20_000, 100)).max(1)
    assert draws.mean() == pytest.approx(2.5, abs=0.03)
    assert draws.mean() < (2 * np.log(100)) ** 0.5
    says("MLF-12", "2.5 points", "100 settings")
