"""Numbers of topic 24."""

from tests.test_content_numbers import says


def test_a_history_that_is_sent_each_turn() -> None:
    turn, turns = 500, 40
    assert sum(turn * i for i in range(1, turns + 1)) == turn * turns * (turns + 1) // 2 == 410_000
    assert turn * turns == 20_000
    ratio = (80 * 81) / (40 * 41)
    assert 3.9 < ratio < 4.1
    says("AGT-10", "410,000 tokens", "20,000", "500 tokens", "40 turns")
