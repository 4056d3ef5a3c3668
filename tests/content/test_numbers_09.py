"""Numbers of topic 09."""

import pytest

from tests.test_content_numbers import says


def test_the_compute_of_a_small_model() -> None:
    operations = 6 * 1e9 * 100e9
    assert operations == pytest.approx(6e20)
    assert operations / 400e12 / 86_400 == pytest.approx(17.4, abs=0.05)
    says("PRE-01", "about 17 days", r"$6\cdot10^{20}$")


def test_tokens_per_parameter() -> None:
    assert pytest.approx(20) == 1.4e12 / 70e9
    assert pytest.approx(1_875) == 15e12 / 8e9
    says("PRE-03", "1.4T", "1,900", "15T")
