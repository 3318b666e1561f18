"""Two independent machines and plain central differences agree on every derivative of a random network."""

import numpy as np
import pytest

from backprop.activations import relu, sigmoid, tanh
from backprop.derivatives import central_difference, relative_error
from backprop.exercises.gradient.telling_draws import samples
from backprop.measure.gradients import cost, cost_gradient
from backprop.measure.tangents import Tangents
from backprop.network import Network, batch, net

NETWORKS = [([4, 5, 3], [tanh, sigmoid]), ([3, 3, 3, 3], [sigmoid, tanh, sigmoid]), ([2, 6, 4, 1], [relu, tanh, tanh])]


def by_central_differences(network, X, Y):
    """Return (dW, db) by a central difference for each parameter."""
    answer = []
    for which in ("W", "b"):
        slopes = {}
        for l, parameter in getattr(network, which).items():
            slopes[l] = np.empty(parameter.shape)
            for entry in np.ndindex(parameter.shape):

                def C(value, which=which, l=l, parameter=parameter, entry=entry):
                    moved = parameter.copy()
                    moved[entry] = value
                    parts = {"W": network.W, "b": network.b, which: {**getattr(network, which), l: moved}}
                    return Network(parts["W"], parts["b"], network.g).cost(X, Y)

                slopes[l][entry] = central_difference(C, parameter[entry])
        answer.append(slopes)
    return answer


def flat(gradient):
    return np.concatenate([np.ravel(d[l]) for d in gradient for l in sorted(d)])


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("sizes", "g"), NETWORKS)
def test_the_gradient_is_the_same_by_complex_steps_by_tangents_and_by_central_differences(sizes, g, seed):
    network, X, Y = samples(np.random.default_rng(seed), sizes, g, 5)
    by_steps = flat(cost_gradient(network, X, Y))
    assert relative_error(by_steps, flat(Tangents(network, X, Y).gradient())) < 1e-14
    assert relative_error(by_steps, flat(by_central_differences(network, X, Y))) < 1e-7


def test_the_cost_is_the_network_s_own():
    assert cost(net, *batch) == pytest.approx(net.cost(*batch), rel=1e-14)


def test_an_altered_term_alters_the_gradient_and_only_where_a_path_leads_through_it():
    tangents = Tangents(net, *batch)
    dW, _ = tangents.gradient()
    altered, _ = tangents.gradient(W=lambda l, _: tangents.W[l] * 2 if l == 3 else tangents.W[l])
    assert np.allclose(altered[2], 2 * dW[2])
    assert np.array_equal(altered[3], dW[3])
    assert np.array_equal(altered[4], dW[4])
