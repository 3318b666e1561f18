"""The widgets of lesson 2: each joins a figure to its controls."""

from ..figures import notation as figures
from .controls import slider, switch
from .explorer import explore
from .prediction import prediction

TWO_ROUNDS = 6  # lines that the loop has run after its second round, where it forgets to raise its index


def index_explorer(net):
    """Choose l, j and k, or click an edge or a matrix entry, and see which weight that is; some do not exist."""

    def figure(told, l, j, k):
        return figures.index_explorer(net, l, j, k, told)

    most = max(net.sizes)
    return explore(
        figure,
        told=prediction("index explorer"),
        l=slider(1, net.L, 1, net.L, "layer $l$"),
        j=slider(0, most, 1, 2, "first index $j$"),
        k=slider(0, most, 1, 1, "second index $k$"),
    )


def sum_loop(a):
    """Run a loop that sums the numbers ``a``, line by line; at first without the line that raises its index."""

    def figure(told, step, forgets):
        return figures.sum_loop(a, step, forgets, told)

    return explore(
        figure,
        longest={"told": True, "step": 4 + 3 * len(a)},
        told=prediction("sum loop"),
        step=slider(0, 4 + 3 * len(a), 1, TWO_ROUNDS, "lines run"),
        forgets=switch("forget j = j + 1", value=True),
    )


def shape_calculator(n):
    """Choose the layer sizes, ``n`` at the start, and see the shapes and the number of parameters."""

    names = {f"n{l}": f"nodes in layer {l}, $n_{l}$" for l in range(1, len(n) + 1)}

    def figure(told, **sizes):
        return figures.shape_calculator([sizes[name] for name in names], told)

    sliders = {name: slider(1, 8, 1, size, words) for (name, words), size in zip(names.items(), n, strict=True)}
    return explore(figure, told=prediction("shape calculator"), **sliders)
