"""How large δ is, layer by layer, in a deep network, beside the δ of its last layer."""

import numpy as np

from ...activations import identity
from ...measure.nudges import by_inputs
from ...network import Network
from ..axes import Axes
from ..picture import COVERED
from ..svg import INK, bar, colour, label, line, number, picture

WIDTH_OF_LAYER, SEED = 6, 11
LOW, HIGH = -12, 3  # powers of ten
WORDS = (  # what δ does on its way back, by the least ratio of layer 2 to layer L that each word is for
    (1e2, "explodes"),
    (3, "grows"),
    (0.3, "keeps its size, more or less,"),
    (1e-2, "shrinks"),
    (0, "vanishes"),
)


def deep_network(g, scale, L):
    """Return L layers of six nodes with ``g`` in each but the last, weights normal with deviation scale / sqrt(6)."""
    rng = np.random.default_rng(SEED)
    n, layers = WIDTH_OF_LAYER, range(2, L + 1)
    return Network(
        W={l: scale / np.sqrt(n) * rng.normal(size=(n, n)) for l in layers},
        b={l: 0.1 * rng.normal(size=n) for l in layers},
        g={l: identity if l == L else g for l in layers},
    )


def sizes(g, scale, L):
    """Return {l: root mean square of the measured δ^(l)} for one sample."""
    network = deep_network(g, scale, L)
    x, y = np.random.default_rng(SEED + 1).normal(size=(2, WIDTH_OF_LAYER))
    return {l: float(np.sqrt(np.mean(delta**2))) for l, delta in by_inputs(network, x, y).items()}


def depth(g, scale, L, told=True):
    """Draw how many powers of ten δ gains or loses on its way from the last of ``L`` layers, hung from its size there.

    ``g`` = (name, function); ``scale``: that of the weights. While it is not ``told`` how large δ is, there are
    no bars.
    """
    name, function = g
    size = sizes(function, scale, L)
    ratio = {l: value / size[L] for l, value in size.items()}
    axes = Axes((1.4, L + 0.6), (LOW, HIGH), (70, 40, 630, 250))
    width = 630 / (L - 0.8) * 0.7
    parts = [
        axes.frame("layer $l$", "size of $δ^{(l)}$, that of the last layer being 1", x_ticks=range(2, L + 1),
                   y_ticks=(), grid=False),
        *(label(60, axes.py(e) + 5, f"$10^{{{e}}}$" if e >= 0 else f"$10^{{−{-e}}}$", "end", size=12)
          for e in range(LOW, HIGH + 1, 3)),
        *(line(70, axes.py(e), 700, axes.py(e), INK, 1, opacity=0.12) for e in range(LOW, HIGH + 1, 3)),
    ]  # fmt: skip
    built = f"{name}, {L} layers, weights of scale {number(scale)}"
    if not told:
        parts.append(label(385, 160, built, bold=True))
        parts.append(label(385, 186, f"The sizes are {COVERED}", size=13))
    for l, value in ratio.items() if told else ():
        power = float(np.clip(np.log10(value) if value else LOW, LOW, HIGH))
        parts.append(bar(axes.px(l), axes.py(0), axes.py(0) - axes.py(power), width, colour("delta"), upright=True))
    parts.append(line(70, axes.py(0), 700, axes.py(0), INK, 1.5, "4 4"))
    word = next(word for least, word in WORDS if ratio[2] >= least)
    return picture(
        720,
        338,
        *parts,
        title=f"The size of δ in each layer of a {name} network of {L} layers beside the last, as powers of ten",
        readout=f"{built}: δ {word} on its way back, from {number(size[L])} in layer {L} "
        f"to {number(size[2])} in layer 2, {number(ratio[2])} times as large."
        if told
        else f"{built}. The sizes of δ are {COVERED}",
    )
