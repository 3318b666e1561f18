"""The 2-2-1 network with its nine parameters, in another course's letters and in ours, and its condensed form below."""

from ..diagram import edge, node, places
from ..picture import COVERED
from ..svg import INK, arrow, colour, label, picture

NINE = [("w", 2, 1, 1), ("w", 2, 1, 2), ("b", 2, 1, 0)] + [
    (letter, 1, k, j) for k in (1, 2) for letter, j in (("w", 1), ("w", 2), ("b", 0))
]
"""(letter, weight layer, node it leads to, node it comes from): weight layers from 1, and 0 where there is none."""
NODES = {1: ("input 1", "input 2"), 2: ("hidden node 1", "hidden node 2"), 3: ("the output node",)}


def theirs(letter, layer, k, j):
    """Return the parameter in the other course's letters."""
    return f"w^{layer}_{{{k}{j}}}" if letter == "w" else f"b^{layer}_{k}"


def ours(letter, layer, k, j):
    """Return the parameter in our letters, with layers counted from the inputs."""
    return f"w_{{{k}{j}}}^{{({layer + 1})}}" if letter == "w" else f"b_{k}^{{({layer + 1})}}"


def small_network(picked, told=True):
    """Draw the 2-2-1 network with one of the NINE lit, its two names and its update, and the condensed chain.

    While it is not ``told`` how many touch a node, the biases' names are left out, and the count.
    """
    letter, layer, k, j = picked
    spots = places([2, 2, 1], (60, 26, 300, 190))
    names = {(1, 1): "$x_1$", (1, 2): "$x_2$", (2, 1): "$h^1_1$", (2, 2): "$h^1_2$", (3, 1): "$h^2_1$"}
    parts = []
    for weight_layer, n_from, n_to in ((1, 2, 2), (2, 2, 1)):
        for to in range(1, n_to + 1):
            for source in range(1, n_from + 1):
                lit = picked == ("w", weight_layer, to, source)
                ends = spots[weight_layer, source], spots[weight_layer + 1, to]
                parts.append(edge(*ends, 1.3 if lit else 0.3, colour("w"), faint=not lit))
    for (l, i), (u, v) in spots.items():
        own = letter == "b" and (l, i) == (layer + 1, k)
        parts.append(node(u, v, names[l, i], colour=colour("b") if own else INK, width=5 if own else 2))
        if l > 1 and (told or own):
            parts.append(label(u, v + 42, f"$b^{l - 1}_{i}$", colour=colour("b"), size=15 if own else 13, bold=own))
    came = f"from {NODES[layer][j - 1]}" if letter == "w" else "as its bias"
    leads = f"{'leads to' if letter == 'w' else 'belongs to'} {NODES[layer + 1][k - 1]}"
    a, b, tone = theirs(*picked), ours(*picked), colour(letter)
    parts += [
        label(440, 56, f"there ${a}$, here ${b}$", "start", tone, 18),
        label(440, 86, leads, "start"),
        label(440, 106, came, "start"),
        label(440, 144, f"${a}$  ←  ${a} − η · ∂L/∂{a}$", "start", tone, 16),
        label(440, 176, "one of nine, each by its own derivative", "start", size=13) if told else "",
        label(24, 256, "condensed to one node a layer:", "start"),
    ]
    chain = [(270, "$x$"), (410, "$h_1$"), (550, "$h_2$")]
    for i, (u, name) in enumerate(chain):
        parts.append(node(u, 268, name))
        if i:
            parts.append(arrow(chain[i - 1][0] + 26, 268, u - 27, 268, colour("w"), 2.5))
            parts.append(label(u - 70, 258, f"$w_{i}$", colour=colour("w"), size=15))
            parts.append(label(u, 310, f"$b_{i}$", colour=colour("b"), size=13) if told else "")
    parts += [arrow(576, 268, 640, 268, INK, 2), label(660, 273, "$L$", colour=colour("C"), size=16)]
    return picture(
        720,
        322,
        *parts,
        title="A network of two inputs, two hidden nodes and one output, and below it a chain of one node a layer",
        readout=f"${a}$ there is ${b}$ here: it {leads} {came}. Two inputs, two hidden nodes, one output"
        + (
            ": six weights and three biases. Condensed to one node a layer, two weights and two biases are left."
            if told
            else f". How many touch a node is {COVERED}"
        ),
    )
