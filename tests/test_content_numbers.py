"""The numbers that the bank calls computed, computed again, and found in its text."""

import math
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

CONTENT = Path(__file__).parent.parent / "content"
GB = 1e9
KIB, MIB, GIB = 2.0**10, 2.0**20, 2.0**30
ADAM = 2 + 2 + 4 + 4 + 4
"""Bytes a trained weight takes: bf16 weight and gradient, fp32 master weight and two moments."""


def _answers() -> dict[str, str]:
    """Each question's whole block, by its id, with runs of white space made one space."""
    every = {}
    for path in CONTENT.glob("[0-9][0-9]-*.md"):
        text = path.read_text(encoding="utf-8")
        for block in re.split(r"^\?\?\? question ", text, flags=re.MULTILINE)[1:]:
            name = re.search(r"<!-- id: ([\w-]+)", block)
            assert name is not None
            every[name[1]] = " ".join(block.split())
    return every


ANSWERS = _answers()


def says(question: str, *figures: str) -> None:
    """Asserts that a question's text states each figure, not as a part of a longer number."""
    for figure in figures:
        whole = rf"(?<![\w.,]){re.escape(figure)}(?!\w|[.,]\d)"
        assert re.search(whole, ANSWERS[question]), f"{question} does not state {figure!r}"


def lowest(curve: Callable[[float], float], low: float, high: float) -> float:
    """Where a curve with one minimum between two places is lowest (golden-section search)."""
    ratio = (math.sqrt(5) - 1) / 2
    while high - low > 1e-9:
        left, right = high - ratio * (high - low), low + ratio * (high - low)
        low, high = (low, right) if curve(left) < curve(right) else (left, high)
    return (low + high) / 2


def sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def gelu(x: float) -> float:
    return x / 2 * (1 + math.erf(x / math.sqrt(2)))


def silu(x: float) -> float:
    return x * sigmoid(x)


def llama(layers: int, width: int, inner: int, kv_width: int) -> tuple[int, int]:
    """All parameters of a Llama-2 shape (vocabulary 32,000), and those of its linear layers."""
    linear = layers * (2 * width**2 + 2 * width * kv_width + 3 * width * inner)
    norms = (2 * layers + 1) * width
    return linear + norms + 2 * 32_000 * width, linear


def lora(rank: int, shapes: list[tuple[int, int]], layers: int) -> int:
    """Trained parameters of rank-`rank` pairs beside matrices of these shapes in every layer."""
    return layers * sum(rank * (rows + columns) for rows, columns in shapes)


def cached(layers: int, kv_heads: int, head: int = 128, size: int = 2) -> int:
    """Bytes of keys and values for one token."""
    return 2 * layers * kv_heads * head * size


ALL_7B, LINEAR_7B = llama(32, 4096, 11_008, 4096)
QUERIES_AND_VALUES = lora(16, [(4096, 4096)] * 2, 32)
ALL_LINEAR = lora(16, [(4096, 4096)] * 4 + [(4096, 11_008)] * 3, 32)


@pytest.mark.parametrize("figure", ["2.6 MiB", "5 MiB", "2.5 M", "0 GiB"])
def test_a_figure_must_stand_whole(figure: str) -> None:
    with pytest.raises(AssertionError, match="does not state"):
        says("ATT-06", figure)


def test_deepnorm_constants() -> None:
    for layers in (100, 1000):
        alpha, beta = (2 * layers) ** 0.25, (8 * layers) ** -0.25
        says("OPT-04", rf"\alpha\approx {alpha:.2f}", rf"\beta\approx {beta:.3f}")
    # 500 encoder layers of two sub-layers and 500 decoder layers of three
    says("OPT-04", f"{500 * 2 + 500 * 3:,} attention and feed-forward sub-layers")


def test_the_residual_stream_after_64_independent_branches() -> None:
    branches = np.random.default_rng(0).normal(size=(65, 4096))
    root_mean_square = float(np.sqrt((branches.sum(axis=0) ** 2).mean()))
    assert root_mean_square == pytest.approx(math.sqrt(65), rel=0.05)
    says("OPT-05", rf"\sqrt{{65}}\approx {math.sqrt(65):.1f}")


def test_feed_forward_parameters() -> None:
    d, f = 512, 2048
    whole = np.zeros((f, d)).size + f + np.zeros((d, f)).size + d
    assert whole == 8 * d**2 + 5 * d
    says("OPT-07", f"{whole:,} parameters", f"{4 * d * d:,}")
    assert whole / (whole + 4 * d * d) == pytest.approx(2 / 3, abs=1e-3)
    gated = 14_336 / 4096  # the inner width of Llama-3-8B
    says("OPT-07", f"${gated:g}d$", f"${3 * gated:g}d^2$")


def test_gelu_and_its_approximations() -> None:
    places = np.linspace(-8, 8, 160_001)
    exact = np.array([gelu(float(x)) for x in places])
    inner = math.sqrt(2 / math.pi) * (places + 0.044715 * places**3)
    gap = np.abs(places / 2 * (1 + np.tanh(inner)) - exact)
    crude = np.abs(places / (1 + np.exp(-1.702 * places)) - exact)
    mantissa, exponent = f"{gap.max():.1e}".split("e")
    assert gap.max() < 0.0005
    says("OPT-08", "0.0005", rf"{mantissa}\times 10^{{{int(exponent)}}}")
    says("OPT-08", rf"\lvert x\rvert={abs(places[gap.argmax()]):.1f}", f"{crude.max():.3f}")
    where = lowest(gelu, -3, 0)
    says("OPT-08", f"${gelu(where):.3f}$", rf"$x\approx{where:.3f}$")


def test_silu_minimum_and_steepest_slope() -> None:
    def slope(x: float) -> float:
        return sigmoid(x) * (1 + x * (1 - sigmoid(x)))

    where, steepest = lowest(silu, -3, 0), lowest(lambda x: -slope(x), 1, 4)
    assert slope(where) == pytest.approx(0, abs=1e-6)
    assert slope(0.7) == pytest.approx((silu(0.7 + 1e-6) - silu(0.7 - 1e-6)) / 2e-6)
    assert silu(where) == pytest.approx(where + 1)
    says("OPT-09", rf"$x\approx{where:.3f}$", f"${silu(where):.3f}$", f"${where:.2f}$")
    says("OPT-09", f"{slope(steepest):.2f}", f"$x={steepest:.2f}$")


@pytest.mark.parametrize("beta", [0.5, 3.0])
def test_the_minimum_of_swish_moves_with_beta(beta: float) -> None:
    def swish(x: float) -> float:
        return x * sigmoid(beta * x)

    standard, where = lowest(silu, -3, 0), lowest(swish, -9, 0)
    assert where == pytest.approx(standard / beta, abs=1e-4)
    assert swish(where) == pytest.approx(silu(standard) / beta, abs=1e-6)
    says("OPT-09", rf"$x\approx{standard:.3f}/\beta$", rf"${silu(standard):.3f}/\beta$")


def test_gated_widths() -> None:
    exact = 8 * 4096 / 3
    llama_1 = math.ceil(int(exact) / 256) * 256
    llama_3 = math.ceil(int(1.3 * int(exact)) / 1024) * 1024
    says("OPT-10", f"{exact:,.0f}", f"{llama_1:,}", f"{llama_3:,}", f"${llama_3 / 4096:g}d$")
    says("OPT-10", f"{(3 * 4096 * llama_1) / (8 * 4096**2) - 1:.1%}")


def test_the_first_step_of_adam() -> None:
    for gradient in (-1e-3, 0.5, 400.0):
        m, v = 0.1 * gradient, 0.001 * gradient**2
        step = (m / (1 - 0.9)) / math.sqrt(v / (1 - 0.999))
        assert step == pytest.approx(math.copysign(1, gradient))
    says("OPT-12", f"{2 * 4} bytes per weight")


def test_scores_before_scaling() -> None:
    says("ATT-01", f"{math.sqrt(128):.1f}")


def test_what_attention_stores() -> None:
    says("ATT-04", f"{2 * 32_768**2 / GIB:g} GiB in bf16")
    token = cached(32, 32)
    says("ATT-04", f"{token / KIB:g} KiB per token", f"{token * 4096 / GIB:g} GiB at 4,096")


def test_where_the_quadratic_part_takes_over() -> None:
    d = 4096

    def scores(n: int) -> int:
        return 2 * n * n * d + 2 * n * n * d

    projections, feed_forward = 4 * 2 * d * d, 2 * 2 * d * 4 * d
    alone, whole = 2 * d, 6 * d
    assert scores(alone) == alone * projections
    assert scores(whole) == whole * (projections + feed_forward)
    says("ATT-13", f"{alone:,} and {whole:,} tokens")


def test_the_cache_of_a_70b_model() -> None:
    token, shared = cached(80, 64), cached(80, 8)
    weights = 2 * llama(80, 8192, 28_672, 1024)[0]
    says("ATT-06", f"{token / MIB:g} MiB", f"{shared / KIB:g} KiB")
    says("ATT-06", f"{token * 4096 / GIB:g} GiB", f"{shared * 4096 / GIB:g} GiB")
    says("ATT-06", f"{weights / GB:.0f} GB")
    assert 12 * token * 4096 < weights < 13 * token * 4096
    assert "Thirteen such sequences" in ANSWERS["ATT-06"]


def test_the_cache_by_kind_of_head() -> None:
    for heads in (32, 8, 1):
        token = cached(32, heads)
        whole = token * 8192
        size = f"{whole / GIB:g} GiB" if whole >= GIB else f"{whole / MIB:g} MiB"
        says("ATT-08", f"| {heads} | {token / KIB:g} KiB | {size} |")


def test_the_traffic_of_flash_attention() -> None:
    numbers = 100 * 1024 // 2
    says("ATT-11", f"M={numbers:,}".replace(",", "{,}"))
    says("ATT-11", f"{64**2 / numbers:.2f} for $d=64$", f"{128**2 / numbers:.2f} for $d=128$")
    says("ATT-11", "66.6", "75.2", "40.3", "4.4", "41.7", "7.3")
    assert round(40.3 / 4.4) == 9
    assert 7.3 / 41.7 < 1 / 5
    assert "a ninth of the traffic, under a fifth of the time" in ANSWERS["ATT-11"]


def test_what_full_tuning_takes() -> None:
    says("PEF-02", f"{ADAM} bytes per parameter", f"{ADAM * ALL_7B / GB:.0f} GB")
    says("PEF-02", f"{ALL_7B / 1e9:.2f} billion", f"{ADAM * ALL_7B / GB:.1f} GB")
    says("PEF-02", f"{2 * ALL_7B / GB:.1f} GB", f"{100 * 2 * ALL_7B / 1e12:.2f} TB")
    adapter = 2 * QUERIES_AND_VALUES
    says("PEF-02", f"{adapter / 1e6:.1f} MB", f"{100 * adapter / GB:.1f} GB")


def test_the_size_of_adapters() -> None:
    d, r = 1024, 64
    one = np.zeros((r, d)).size + r + np.zeros((d, r)).size + d
    says("PEF-04", f"{one:,}", f"{24 * 2 * one / 1e6:.1f} million")
    says("PEF-04", "80.0 against 80.4", f"{80.4 - 80.0:.1f} points")


def test_the_size_of_a_lora_pair() -> None:
    pair, matrix = lora(16, [(4096, 4096)], 1), 4096**2
    says("PEF-07", f"{pair:,} instead of {matrix:,}", f"{pair / matrix:.2%}")


def test_memory_of_full_lora_and_qlora() -> None:
    frozen = 2 * ALL_7B / GB
    pair, seven = ADAM * QUERIES_AND_VALUES / GB, ADAM * ALL_LINEAR / GB
    says(
        "PEF-14",
        f"{ALL_7B:,} parameters",
        f"| {ADAM * ALL_7B / GB:.1f} | {ADAM * ALL_7B / GB:.1f} |",
    )
    says("PEF-14", f"| {frozen:.1f} | {pair:.2f} | {frozen + pair:.1f} |")
    says("PEF-14", f"| {frozen:.1f} | {seven:.2f} | {frozen + seven:.1f} |")
    says("PEF-14", f"{QUERIES_AND_VALUES / 1e6:.1f} million", f"{QUERIES_AND_VALUES / ALL_7B:.2%}")
    says("PEF-14", f"{ALL_LINEAR / 1e6:.1f} million", f"{frozen:.1f} GB of {frozen + pair:.1f}")


def test_memory_of_four_bit_weights() -> None:
    constants = 8 / 64 + 32 / (64 * 256)
    linear = LINEAR_7B * (4 + round(constants, 3)) / 8 / GB
    rest = 2 * (ALL_7B - LINEAR_7B) / GB
    seven = ADAM * ALL_LINEAR / GB
    says(
        "PEF-14", f"{LINEAR_7B / 1e9:.2f} billion", f"{4 + constants:.3f} bits", f"{constants:.3f}"
    )
    says("PEF-14", f"{linear:.2f} GB", f"{rest:.2f} GB", f"about {linear + rest:.0f} GB")
    says("PEF-14", f"| {linear + rest:.1f} | {seven:.2f} | {linear + rest + seven:.1f} |")


def test_memory_that_comes_on_top() -> None:
    says("PEF-14", f"{2 * 32 * 2048 * 4096 / GB:.2f} GB for one sequence of 2,048 tokens")
    eight_bit = ADAM - 2 * (4 - 1)
    says("PEF-14", f"{eight_bit} per weight", f"{eight_bit * ALL_7B / GB:.0f} GB")
