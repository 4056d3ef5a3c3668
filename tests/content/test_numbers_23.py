"""Numbers of topic 23."""

import pytest

from tests.test_content_numbers import says


def test_reciprocal_rank_fusion() -> None:
    assert pytest.approx(0.0323, abs=5e-5) == 1 / 61 + 1 / 63
    assert pytest.approx(0.0323, abs=5e-5) == 2 / 62
    assert 1 / 61 + 1 / 63 > 2 / 62
    assert pytest.approx(0.0164, abs=5e-5) == 1 / 61
    says("RET-04", "$1/61+1/63=0.0323$", "$0.0164$")
