"""The numbers of topic 21, computed again, and found in its text."""

import math

import numpy as np
import pytest

from tests.test_content_numbers import says


def test_exact_search_over_a_small_collection() -> None:
    vectors, width = 100_000, 768
    assert np.zeros(1, dtype=np.float32).nbytes == 4
    says("RAG-03", f"{vectors:,} vectors of {width} fp32", f"{vectors * width * 4 / 1e6:.0f} MB")
    says("RAG-03", f"{2 * vectors * width / 1e9:.2f} GFLOPs")


def test_replug_gains_on_mmlu_are_in_order() -> None:
    alone, untuned, tuned = 68.3, 71.4, 71.8
    assert untuned - alone > 5 * (tuned - untuned)  # "keep the gain in proportion"
    says("RAG-06", str(alone), str(untuned), str(tuned))


def test_the_gradient_of_the_divergence() -> None:
    def softmax(a: np.ndarray) -> np.ndarray:
        e = np.exp(a - a.max())
        return np.asarray(e / e.sum())

    rng = np.random.default_rng(0)
    s, q, gamma = rng.normal(size=6), softmax(rng.normal(size=6)), 0.3
    for i, e in enumerate(np.eye(6) * 1e-6):
        up = np.sum(q * np.log(q / softmax((s + e) / gamma)))
        low = np.sum(q * np.log(q / softmax((s - e) / gamma)))
        assert (up - low) / 2e-6 == pytest.approx((softmax(s / gamma) - q)[i] / gamma, abs=1e-5)


def test_maximal_marginal_relevance() -> None:
    def mmr(query: float, chosen: float, weight: float = 0.5) -> float:
        return weight * query - (1 - weight) * chosen

    copy, new = mmr(0.88, 0.95), mmr(0.70, 0.20)
    assert new > copy
    says("RAG-07", "0.88 to the query, 0.95", "0.70 and 0.20")
    says("RAG-07", f"−{-copy:.3f}", f"{new:.2f} and wins")


def test_the_price_of_pasting_the_corpus() -> None:
    tokens = 10 * 400
    says("RAG-09", f"{tokens:,} tokens", f"{1_000_000 // tokens} times")


def test_accuracy_splits_into_hits_and_misses() -> None:
    def whole(r: float, hit: float, miss: float = 0.10) -> float:
        return r * hit + (1 - r) * miss

    says("RAG-10", f"A={whole(0.80, 0.90):.2f}", f"0.90 gives {whole(0.90, 0.90):.2f}")
    says("RAG-10", f"0.95 only {whole(0.80, 0.95):.2f}")


def test_ragas_scores_of_the_example() -> None:
    relevant = [1, 0, 1, 0]
    precision = [sum(relevant[:k]) / k for k in range(1, 5)]
    score = sum(p * v for p, v in zip(precision, relevant, strict=True)) / sum(relevant)
    assert score == pytest.approx((1 + 2 / 3) / 2)
    says("RAG-11", f"give {3 / 4:.2f}", f"{2 / 3:.2f}", f"{score:.2f}")


def test_a_hundred_failures_by_stage() -> None:
    corpus, candidates, cut, model = 12, 45, 18, 25
    assert corpus + candidates + cut + model == 100
    says("RAG-12", f"{corpus} were not", f"{candidates} never", f"{cut} were cut", f"{model} had")
    says("RAG-12", f"up to {candidates}", f"at most {model}")


def test_refusals_right_and_wrong() -> None:
    questions, unanswerable, right, wrong = 1000, 100, 80, 45
    says("RAG-14", f"{questions:,} questions", f"other {questions - unanswerable}")
    says("RAG-14", f"{right / unanswerable:.0%}", f"{wrong / (questions - unanswerable):.0%}")
    says("RAG-14", f"{right + wrong} refusals only {right / (right + wrong):.0%}")


def test_recall_against_k() -> None:
    found = {5: 130, 50: 176, 200: 182}
    for count in found.values():
        says("RAG-15", f"{count} ({count / 200:.0%})")
    says("RAG-15", f"from {found[5] / 200:.0%} to {found[50] / 200:.0%}")
    says(
        "RAG-15",
        f"adds {(found[200] - found[50]) / 2:g} points",
        f"last {200 - found[200]} questions",
    )


def test_a_token_budget() -> None:
    left = 8000 - 600 - 1400 - 1000
    chunks = math.floor(left / 400)
    says("RAG-16", f"leave {left:,}", f"{chunks} chunks of 400", f"The {chunks + 1}th")


def test_positions_in_a_context_of_twenty() -> None:
    mpt = [53.7, 51.8, 52.2, 52.7, 56.3]  # Liu and others, table 6
    says("RAG-16", f"{max(mpt) - min(mpt):.1f} points")
