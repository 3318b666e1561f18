"""A fully connected network, its forward pass, and the small named one that runs through the whole course."""

from dataclasses import dataclass

import numpy as np

from .activations import sigmoid, tanh


@dataclass(frozen=True)
class Network:
    """Weights, biases and activation functions, in dicts keyed by the layer's own number 2..L.

    ``W[l]`` has shape (n_l, n_{l-1}): row j - 1 holds the weights into node j. ``b[l]`` has shape (n_l,).
    ``g[l]`` is the activation function of layer l, applied node by node.
    """

    W: dict
    b: dict
    g: dict

    @property
    def L(self):
        """The number of layers, the input layer included; also the index of the output layer."""
        return max(self.W)

    @property
    def sizes(self):
        """The nodes of every layer, first to last: [n_1, ..., n_L]."""
        return [self.W[2].shape[1]] + [len(self.b[l]) for l in range(2, self.L + 1)]

    def forward(self, x):
        """Send one sample ``x``, shape (n_1,), through; return ``(z, a)``, dicts of every layer's values.

        ``a`` has the keys 1..L (``a[1]`` is ``x``), ``z`` the keys 2..L.
        """
        z, a = {}, {1: np.asarray(x)}
        for l in range(2, self.L + 1):
            z[l] = self.W[l] @ a[l - 1] + self.b[l]
            a[l] = self.g[l](z[l])
        return z, a

    def loss(self, x, y):
        """Return C_0, the squared errors of one sample's outputs, summed (lesson 3)."""
        return loss(self.forward(x)[1][self.L], y)

    def cost(self, X, Y):
        """Return C, the mean of the samples' losses; ``X`` and ``Y`` hold one sample a row."""
        return sum(self.loss(x, y) for x, y in zip(X, Y, strict=True)) / len(X)

    def replace(self, l, j, k, w):
        """Return the same network with w_jk of layer l (1-based ``j``, ``k``) set to ``w``."""
        W_l = np.array(self.W[l], dtype=np.result_type(self.W[l], w))
        W_l[j - 1, k - 1] = w
        return Network({**self.W, l: W_l}, self.b, self.g)


def node_losses(a, y):
    """Return (a_j - y_j)² for each node j, same shape; real or complex (lesson 3)."""
    error = np.subtract(a, y)
    return error * error


def loss(a_L, y):
    """Return C_0, the losses of the output nodes added up: shape (..., n_L) in, shape (...) out (lesson 3)."""
    return node_losses(a_L, y).sum(axis=-1)


net = Network(
    W={
        2: np.array([[0.8, -0.5], [0.3, 0.9], [-0.7, 0.4]]),
        3: np.array([[0.6, -0.4, 0.5], [-0.3, 0.7, 0.2], [0.9, 0.1, -0.6]]),
        4: np.array([[-0.8, 0.9, 0.5], [0.7, -0.6, 0.4]]),
    },
    b={2: np.array([0.1, -0.2, 0.3]), 3: np.array([-0.1, 0.2, 0.1]), 4: np.array([0.2, -0.1])},
    g={2: tanh, 3: tanh, 4: sigmoid},
)
"""The course's network, 2-3-3-2: two hidden layers of tanh nodes, an output layer of sigmoid nodes."""

sample = np.array([0.5, -1.0]), np.array([1.0, 0.0])
"""The course's sample, an owl: its eyes and its ears ``x``, and the desired outputs ``y`` for owl and fox."""

batch = (
    np.array([[0.5, -1.0], [-0.6, 0.8], [1.2, 0.4], [-0.9, -0.7], [0.2, 1.1]]),
    np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 1.0], [0.0, 1.0]]),
)
"""The course's batch, two owls and three foxes: ``X`` and ``Y``, one sample a row; the first row is ``sample``."""
