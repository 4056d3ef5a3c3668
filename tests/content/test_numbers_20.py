"""Numbers of topic 20."""

import numpy as np

from tests.test_content_numbers import says


def test_distance_and_cosine_of_unit_vectors() -> None:
    rng = np.random.default_rng(0)
    a, b = (v / np.linalg.norm(v) for v in rng.normal(size=(2, 64)))
    assert np.isclose(((a - b) ** 2).sum(), 2 - 2 * a @ b)
    says("EMB-01", r"\lVert a-b\rVert^2 = 2-2\cos(a,b)")


def test_in_batch_negatives() -> None:
    assert 1_024 - 1 == 1_023
    says("EMB-02", "1,024 pairs", "1,023 negatives")
