"""One term of the tangents altered: what a learner's slip on the way back through a network comes to.

A *term* is a formula of what `Tangents` hold, by name (``tangents`` for all of it), and returns one of the terms of
`Tangents.per_sample`. A *gradient* takes `Tangents` and returns ``(dW, db)``, here a wrong one.
"""

import numpy as np

from ...activations import sigmoid, tanh
from ...derivatives import ComplexStep
from ..exercise import names_of
from .activation_slopes import slope_from_a


def term_of(tangents, formula):
    """Return what the formula gives for the values of ``tangents`` that it names."""
    return formula(**{name: tangents if name == "tangents" else getattr(tangents, name) for name in names_of(formula)})


def altered(**terms):
    """Return the gradient with these ``terms`` in place of the right ones."""
    return lambda tangents: tangents.gradient(**{name: remembered(tangents, f) for name, f in terms.items()})


def remembered(tangents, formula):
    """Return `term_of`, computed once: the same term is altered in many a pair of mistakes."""
    if formula not in tangents.terms:
        tangents.terms[formula] = term_of(tangents, formula)
    return tangents.terms[formula]


def altered_in(layers):
    """Return `altered` for terms that are altered in the ``layers`` alone, a formula as they are."""
    return lambda **terms: altered(**{name: partly(layers, name, formula) for name, formula in terms.items()})


def partly(layers, name, formula):
    """Return the term called ``name`` that is the ``formula``'s in the ``layers``, and right in all others."""
    own = name.removeprefix("own_").removeprefix("later_")

    def term(tangents):
        new, there = term_of(tangents, formula), term_of(tangents, layers)
        return {l: new[l] if l in there else right for l, right in getattr(tangents, own).items()}

    return term


in_hidden = altered_in(lambda hidden: hidden)
in_output = altered_in(lambda L: [L])


# slopes


def no_slope(slope):
    """Return slopes of 1: the activation is not crossed."""
    return {l: np.ones(s.shape) for l, s in slope.items()}


def slope_at(values):
    """Return the term in which each layer's slope is taken at ``values``, a formula."""

    def term(tangents):
        at = term_of(tangents, values)
        return {l: ComplexStep(g)(at[l]) for l, g in tangents.network.g.items()}

    return term


def slope_of(g):
    """Return the term in which every layer has the slope of ``g`` at its z."""
    return lambda z: {l: ComplexStep(g)(z_l) for l, z_l in z.items()}


def made_from_a(g):
    """Return the term in which every layer has the slope of ``g`` as it is made from a."""
    return lambda a: {l: slope_from_a(g)(a_l) for l, a_l in a.items()}


def made_from_z(g):
    """Return the term in which every layer has what makes the slope of ``g`` from a, given z."""
    return lambda z: {l: slope_from_a(g)(z_l) for l, z_l in z.items()}


def made_from_dC_da(tangents):
    """Return the gradient in which every slope is made as the sigmoid's is, from ∂C/∂a of its node and not from a."""
    slope, bare = dict(tangents.slope), no_slope(tangents.slope)
    for l in reversed(tangents.layers):
        _, dC_da = tangents.per_sample(own_slope=bare, later_slope=slope)
        slope[l] = slope_from_a(sigmoid)(dC_da[l])
    return tangents.gradient(slope=slope)


def by_position(slopes):
    """Return the term with ``slopes(tanh)`` in the hidden layers and ``slopes(sigmoid)`` in the output layer."""
    hidden, output = slopes(tanh), slopes(sigmoid)
    return lambda tangents, L: {**term_of(tangents, hidden), L: term_of(tangents, output)[L]}


def g_prime_of(pick):
    """Return the term in which layer l has the slope function of the layer ``pick(l, L)``, at its own z."""
    return lambda network, z, L: {l: ComplexStep(network.g[pick(l, L)])(z_l) for l, z_l in z.items()}


def next_layer(values):
    """Return the term in which each hidden layer has what the formula ``values`` holds for the layer after it."""

    def term(tangents):
        held = term_of(tangents, values)
        return {l: held[min(l + 1, tangents.L)] for l in tangents.layers}

    return term


# weights that lead on, and what weights are multiplied by


def each_W(change):
    """Return the term in which every layer's weights that lead on are ``change(W)``."""
    return lambda W: {l: change(W_l) for l, W_l in W.items()}


def only_row(j):
    """Return the term that keeps, of all weights that lead on, those into the node ``j``."""
    return each_W(lambda W: W * (np.arange(len(W)) == j % len(W))[:, None])


def without_row(j):
    """Return the term that leaves out, of all weights that lead on, those into the node ``j``."""
    return each_W(lambda W: W * (np.arange(len(W)) != j % len(W))[:, None])


def received_z(z, X):
    """Return what the weights would receive without the activations: z of the layer before, x for the first."""
    return {l: z[l - 1] if l > 2 else X for l in z}


def received_x(layers, X):
    """Return the samples' inputs as what every layer's weights receive."""
    return dict.fromkeys(layers, X)


def summed_over_nodes(values):
    """Return each sample's sum in the place of each of its values."""
    return 0 * values + values.sum(axis=1, keepdims=True)
