"""Numbers of topic 11."""

import pytest

from tests.test_content_numbers import ADAM, GB, says


def test_full_fine_tuning_of_llama_2() -> None:
    parameters = 6.74e9
    assert ADAM == 16
    assert parameters * ADAM / GB == pytest.approx(107.8, abs=0.05)
    assert parameters * 2 / GB == pytest.approx(13.5, abs=0.05)
    assert parameters * ADAM / 8 / GB == pytest.approx(13.5, abs=0.05)
    assert ADAM / 2 == 8
    says("HWN-01", "107.8 GB", "13.5 GB", "108 GB", "16 bytes", "18 bytes")


def test_the_roofline_of_an_h100() -> None:
    assert pytest.approx(295, abs=0.5) == 989e12 / 3.35e12
    assert 70e9 * 2 / GB == 140
    assert pytest.approx(34, abs=0.5) == 4.8e12 / 140e9
    assert pytest.approx(0.43, abs=0.005) == 4.8 / 3.35 - 1
    says("HWN-02", "295 operations", "140 GB", "34 tokens", "43 %")
