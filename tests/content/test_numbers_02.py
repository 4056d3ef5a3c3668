"""Numbers of topic 02."""

import math
from collections import Counter

import pytest

from tests.test_content_numbers import says


def bleu(candidate: list[str], reference: list[str]) -> float:
    """BLEU-4 of one sentence against one reference of at most its length (Papineni, 2002)."""
    logs = []
    for n in range(1, 5):
        ours, theirs = (
            Counter(zip(*(words[i:] for i in range(n)), strict=False))
            for words in (candidate, reference)
        )
        logs.append(math.log((ours & theirs).total() / ours.total()))
    return math.exp(sum(logs) / 4)


def entropy(*counts: int) -> float:
    return -sum(c / sum(counts) * math.log2(c / sum(counts)) for c in counts if c)


def kl(p: tuple[float, ...], q: tuple[float, ...]) -> float:
    return sum(a * math.log(a / b) for a, b in zip(p, q, strict=True))


def test_losses_of_simple_models() -> None:
    assert math.log(50_000) == pytest.approx(10.8, abs=0.05)
    assert math.exp(2.3) == pytest.approx(10, abs=0.05)
    says("LOS-02", "10.8 nats")
    says("LOS-03", "2.3 nats")


def test_bleu_of_one_changed_word() -> None:
    candidate, reference = "the cat sat on the mat today", "the dog sat on the mat today"
    value = bleu(candidate.split(), reference.split())
    assert value == pytest.approx(0.64, abs=0.005)
    says("LOS-03", "0.64", candidate, reference)
    middle = candidate.replace(" on ", " near ").split()

    def runs(words: list[str]) -> set[tuple[str, ...]]:
        return {tuple(words[i : i + 4]) for i in range(len(words) - 3)}

    assert not runs(middle) & (runs(reference.split()) | runs(candidate.split()))
    says("LOS-03", '"near" for "on"')


def test_divergences() -> None:
    p, q = (0.9, 0.1), (0.5, 0.5)
    assert kl(p, q) == pytest.approx(0.368, abs=5e-4)
    assert kl(q, p) == pytest.approx(0.511, abs=5e-4)
    says("LOS-05", "0.368 nats", "0.511")


def test_code_lengths() -> None:
    assert -math.log(0.99) == pytest.approx(0.01, abs=0.005)
    assert -math.log(0.5) == pytest.approx(0.69, abs=0.005)
    assert -math.log(0.01) == pytest.approx(4.61, abs=0.005)
    says("LOS-06", "0.69", "4.61")


def test_information_gain_of_the_outlook() -> None:
    whole = entropy(9, 5)
    parts = (5 * entropy(2, 3) + 4 * entropy(4, 0) + 5 * entropy(3, 2)) / 14
    assert whole == pytest.approx(0.940, abs=5e-4)
    assert parts == pytest.approx(0.694, abs=5e-4)
    assert whole - parts == pytest.approx(0.247, abs=5e-4)
    says("LOS-10", "0.940", "0.694", "0.247 bits")


def test_where_the_exponential_leaves_a_format() -> None:
    assert math.log(3.4028235e38) == pytest.approx(88.7, abs=0.05)
    assert math.log(65_504) == pytest.approx(11.1, abs=0.05)
    assert math.exp(12) == pytest.approx(162_755, abs=0.5)
    says("LOS-12", "88.7", "11.1", "65,504", "162,755")
