"""Numbers of topic 07."""

from tests.test_content_numbers import GIB, KIB, says


def test_the_cache_of_llama_3() -> None:
    token = 32 * 8 * 128 * 2 * 2
    assert token == 128 * KIB
    assert token * 131_072 == 16 * GIB
    says("POS-09", "128 KiB", "131,072 tokens", "16 GiB")
