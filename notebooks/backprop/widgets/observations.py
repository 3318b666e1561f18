"""The widgets of lesson 3: each joins a figure to its controls and to numbers measured on the network."""

from functools import cache

import numpy as np

from ..activations import relu, sigmoid, tanh
from ..derivatives import ComplexStep
from ..figures import observations as figures
from ..figures.plane import CLASSES
from .controls import choice, slider
from .explorer import explore
from .prediction import prediction

FUNCTIONS = {"sigmoid": sigmoid, "tanh": tanh, "ReLU": relu}
SPANS = ((-5, 5, 10), (-4, 4, 8), (0, 1, 5), (0, 1, 5))  # of w, z, a and C: from, to, intervals


def loss_squares(net, sample):
    """Move the two outputs, choose the class that is right, and see each node's loss as an area."""
    x, y = sample
    a1, a2 = net.forward(x)[1][net.L]

    def figure(told, a1, a2, y):
        return figures.loss_squares(np.array([a1, a2]), np.array(y), told)

    return explore(
        figure,
        told=prediction("loss squares"),
        a1=slider(-0.5, 1.5, 0.01, round(a1, 2), "output $a_1$"),
        a2=slider(-0.5, 1.5, 0.01, round(a2, 2), "output $a_2$"),
        y=choice([(CLASSES[0], (1, 0)), (CLASSES[1], (0, 1))], "the animal is", tuple(int(y_j) for y_j in y)),
    )


def node_terms(net, sample):
    """Move one weight, the activation it carries and the bias of node 1 of layer 4, and see its input added up."""
    w, b, a = net.W[4][0], net.b[4][0], net.forward(sample[0])[1][3]
    second = np.arange(len(w)) == 1

    def figure(told, w2, a2, b):
        return figures.node_terms(np.where(second, w2, w), np.where(second, a2, a), b, told)

    return explore(
        figure,
        told=prediction("node terms"),
        w2=slider(-2.0, 2.0, 0.1, w[1], "weight $w_{12}^{(4)}$"),
        a2=slider(-1.0, 1.0, 0.02, round(a[1], 2), "activation $a_2^{(3)}$"),
        b=slider(-1.0, 1.0, 0.1, b, "bias $b_1^{(4)}$"),
    )


def activation_slope():
    """Choose an activation function, move z, and see the tangent and the slope's own graph."""
    zs = np.sort(np.append(np.linspace(-5, 5, 81), (-1e-9, 1e-9)))  # ReLU's slope up to its corner
    graphs = {name: (zs, g(zs), ComplexStep(g)(zs)) for name, g in FUNCTIONS.items()}

    def figure(told, name, z):
        g = FUNCTIONS[name]
        at = float(g(z)), float(ComplexStep(g)(z))
        return figures.activation_slope(name, z, at, graphs[name], 0.0 if g is relu else None, told)

    return explore(
        figure,
        told=prediction("activation slope"),
        name=choice([*FUNCTIONS], "function"),
        z=slider(-5.0, 5.0, 0.1, 1.0, "input $z$"),
    )


def chain(net, sample, g=None):
    """Return three functions, z of w_12 of layer 4, a of z and C of a, for node 1 and this sample."""
    x, y = sample
    w, b, a = net.W[4][0], net.b[4][0], net.forward(x)[1][3]
    rest = w @ a + b - w[1] * a[1]
    return (lambda w: a[1] * w + rest), (g or net.g[4]), (lambda a: (a - y[0]) ** 2)


def along(links, w):
    """Return w, z, a and C."""
    values = [w]
    for f in links:
        values.append(float(f(values[-1])))
    return values


def four_lines(net, sample):
    """Turn w_12 of layer 4 and follow a nudge of it over z and a to the loss of node 1."""
    links = chain(net, sample)
    slope = ComplexStep(lambda w: links[2](links[1](links[0](w))))

    def figure(told, w, nudge):
        here, there = along(links, w), along(links, w + nudge)
        slopes = [float(ComplexStep(f)(v)) for f, v in zip(links, here, strict=False)]
        return figures.four_lines(SPANS, here, there, slopes, float(slope(w)), told)

    return explore(
        figure,
        told=prediction("four lines"),
        w=slider(-4.0, 4.0, 0.1, net.W[4][0, 1], "weight $w_{12}^{(4)}$"),
        nudge=slider(-1.0, 1.0, 0.1, 1.0, "nudge $Δw$"),
    )


@cache
def written(name, inner, rest, y):
    """Let sympy write the chain with z = inner w + r, an activation by ``name`` and the target ``y``; r is ``rest``.

    Return the texts of z, a and C, of their slopes, and of C in w alone, the slopes' product and that in w alone; then
    the first three and the slopes as functions.
    """
    import sympy  # only this figure needs it

    w, z, a, r = sympy.symbols("w z a r")
    activation = {"sigmoid": 1 / (1 + sympy.exp(-z)), "tanh": sympy.tanh(z), "sin": sympy.sin(z)}[name]
    links, symbols = (inner * w + r, activation, (a - int(y)) ** 2), (w, z, a)
    slopes = [sympy.diff(link, symbol) for link, symbol in zip(links, symbols, strict=True)]
    product = sympy.Mul(*slopes[::-1])
    composed, alone = (expression.subs(a, links[1]).subs(z, links[0]) for expression in (links[2], product))
    texts = [[str(expression) for expression in part] for part in (links, slopes, (composed, product, alone))]
    functions, rates = (
        [sympy.lambdify(symbol, part.subs(r, rest), "numpy") for symbol, part in zip(symbols, parts, strict=True)]
        for parts in (links, slopes)
    )
    return texts, functions, rates


def written_lines(net, sample):
    """Turn the weight and let sympy write the chain: the functions, their slopes, the product, all of it in w."""
    z_of_w = chain(net, sample)[0]
    rest = float(z_of_w(0.0))
    inner = float(z_of_w(1.0)) - rest

    def figure(told, w, step, name):
        (links, slopes, whole), functions, rates = written(name, inner, rest, float(sample[1][0]))
        values = along(functions, w)
        numbers = [float(rate(v)) for rate, v in zip(rates, values, strict=False)]
        spans = (-5, 5, 2), (-4, 4, 4), *(SPANS[2:] if name == "sigmoid" else ((-1, 1, 4), (0, 4, 4)))
        return figures.written_lines(
            spans, values, rest, links, slopes, whole, [*numbers, np.prod(numbers)], step, told
        )

    return explore(
        figure,
        told=prediction("written lines"),
        step=slider(1, 4, 1, 1, "step"),
        w=slider(-4.0, 4.0, 0.1, net.W[4][0, 1], "weight $w_{12}^{(4)}$"),
        name=choice(["sigmoid", "tanh", "sin"], "activation"),
    )
