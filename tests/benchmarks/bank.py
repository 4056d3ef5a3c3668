"""A seed and a number into a folder of markdown: a bank of that many questions, always the same.

What a question holds is near what real banks hold: a short answer, and details with a table, two
formulas, of which about half are in other questions too, a block of code and a box.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random

__all__ = ["write_bank"]

A_TOPIC = 100
"""How many questions a file has, if nothing else is asked for."""

_THINGS = (
    *("the river", "a glacier", "the delta", "an estuary", "the aquifer", "a spring", "the tide"),
    *("a current", "the monsoon", "a cyclone", "the jet stream", "a cold front", "the ice sheet"),
    *("a volcano", "the mantle", "a fault", "the crust", "a geyser", "the basin", "a dune"),
    *("the steppe", "a mangrove", "the reef", "a lagoon", "the fjord", "a moraine", "the canyon"),
    *("a landslide", "the watershed", "a peat bog", "the tundra", "an atoll", "the shelf"),
)
_VERBS = (
    *("feed", "erode", "slow", "heat", "cool", "move", "drain", "shape", "reach", "outlast"),
    *("block", "mirror", "carry", "store", "release", "mix with"),
)
_ASKED = (
    "How does {} {} {}?",
    "Why can {} {} {}?",
    "When does {} {} {}?",
    "What happens where {} and {} meet, and which of them does {} change?",
    "How would you measure whether {} could {} {}?",
    "Which part of {} lets it {} {}?",
)
_LEXICON = """
water rock heat salt sand pressure depth slope season wind layer flow grain level rate wave
surface sediment density gradient energy volume channel bank bed shore mouth source current warm
cold deep shallow steep slow fast local annual average early late fresh saline frozen rises
falls spreads settles gathers returns melts freezes turns carries leaves keeps crosses and but
while because where since until although with without under over between against through along
beside behind beyond near toward across within every most some few both each
"""
_WORDS = _LEXICON.split()
_COMMON_FORMULAS = (
    *(r"\rho", r"Q", r"v^2", r"\Delta T", r"O(n^2)", r"\tau_b", r"h_0", r"\frac{dh}{dt}", r"R_e"),
    *(r"\sqrt{gh}", r"\alpha", r"\nabla p", r"u_*", r"10^{-3}", r"c_p", r"\theta", r"k_s", r"S_0"),
)
_OWN_FORMULAS = (
    r"Q_{{{a}}} = \frac{{1}}{{{b}}} \sum_{{i=1}}^{{n}} A_i \sqrt{{{c} S_i}}",
    r"\frac{{\partial h}}{{\partial t}} + {a}\,\nabla\cdot(h\mathbf{{u}}) = {b} - {c}E",
    r"\tau_{{{a}}} = \rho g h \sin\theta \left(1 - \frac{{{b}}}{{{c}}}\right)",
    r"v(z) = \frac{{u_*}}{{\kappa}} \ln\frac{{z + {a}}}{{z_0 + {b}}} \quad \text{{for }} z > {c}",
    r"P = \int_{{{a}}}^{{{b}}} \rho(z)\, g \, dz \approx {c}\,\mathrm{{kPa}}",
)
_LINES = (
    "{name} = [{a}, {b}, {c}]",
    "for index, level in enumerate({name}):",
    "    total += level * {a}  # weighted by its depth",
    "    if level > {b} and index % 2 == 0:",
    '        print(f"{{index}}: {{level:.2f}} m")',
    "rate = sum({name}) / max(len({name}), 1)",
    "assert {a} <= rate + {c}, 'out of range'",
    "result = {{'mean': rate, 'peak': max({name})}}",
    "def drained(volume: float, hours: int = {a}) -> float:",
    "    return volume * 0.{b} ** hours",
)


def write_bank(folder: Path, questions: int, seed: int = 1, a_topic: int = A_TOPIC) -> None:
    """Write a bank of so many questions, none with a written id, into the new `folder`."""
    folder.mkdir(parents=True)
    (folder / "bank.toml").write_text('title = "Physical geography"\n', encoding="utf-8")
    random = Random(seed)
    titles = _titles(random)
    for number, first in enumerate(range(0, questions, a_topic), 1):
        asked = islice(titles, min(a_topic, questions - first))
        text = f"# Region {number}\n\n" + "\n".join(_question(random, title) for title in asked)
        (folder / f"{number:03}-region-{number}.md").write_text(text, encoding="utf-8")


def _titles(random: Random) -> Iterator[str]:
    """Titles without end, no two of them the same."""
    known = set()
    while True:
        one, other = random.sample(_THINGS, 2)
        title = random.choice(_ASKED).format(one, random.choice(_VERBS), other)
        title = f"{title[:-1]} in the {random.choice(_WORDS)} {random.choice(_WORDS)}?"
        if title not in known:
            known.add(title)
            yield title


def _question(random: Random, title: str) -> str:
    body = "\n\n".join(
        (
            f"<!-- level: {random.randint(1, 3)}; kind: concept; tags: {random.choice(_WORDS)} -->",
            f"{_sentence(random)} **{_phrase(random, 3)}**. {_sentence(random)}",
            "<!-- more -->",
            f"{_sentence(random)} With ${_formula(random)}$ it is *{_phrase(random, 2)}*.",
            f"$$\n{_formula(random)}\n$$",
            _table(random),
            _code(random),
            "\n".join(f"- {_sentence(random)}" for _ in range(3)),
            f'!!! warning "Pitfalls"\n    - {_sentence(random)}\n    - {_sentence(random)}',
        )
    )
    indented = "\n".join(f"    {line}" if line else "" for line in body.split("\n"))
    return f'??? question "{title}"\n{indented}\n'


def _phrase(random: Random, length: int) -> str:
    return " ".join(random.choices(_WORDS, k=length))


def _sentence(random: Random) -> str:
    words = f"{_phrase(random, random.randint(5, 12))} `{random.choice(_WORDS)}`"
    return f"{words} {_phrase(random, 3)}.".capitalize()


def _formula(random: Random) -> str:
    if random.random() < 0.5:
        return random.choice(_COMMON_FORMULAS)
    a, b, c = random.sample(range(2, 100), 3)
    return random.choice(_OWN_FORMULAS).format(a=a, b=b, c=c)


def _table(random: Random) -> str:
    rows = (
        f"| {_phrase(random, 2)} | {random.randint(1, 999)} | {_phrase(random, 3)} |"
        for _ in range(4)
    )
    return "\n".join(("| Where | How much | Since when |", "|:---|---:|---|", *rows))


def _code(random: Random) -> str:
    name = f"{random.choice(_WORDS)}_{random.choice(_WORDS)}"
    a, b, c = random.sample(range(1, 100), 3)
    lines = [line.format(name=name, a=a, b=b, c=c) for line in _LINES]
    begin = random.choice((0, 1, 5))
    return "\n".join(("```python", *lines[begin : begin + random.randint(5, 10)], "```"))
