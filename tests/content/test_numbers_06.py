"""Numbers of the later questions of topic 06."""

from tests.test_content_numbers import says


def test_how_much_smaller_a_shared_cache_is() -> None:
    assert (2 * 32 * 128) / (2 * 128) == 32
    assert 64 / 8 == 8
    says("ATT-07", "32 heads", "32 times")
    says("ATT-09", "64 query heads")
