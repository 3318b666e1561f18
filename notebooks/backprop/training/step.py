"""One step of gradient descent."""

from ..calling.closed import closed
from ..network import Network


@closed
def stepped(network, dW, db, eta):
    """Return the `Network` after one step of ``eta`` times the gradient ``(dW, db)``, downhill."""
    W = {l: network.W[l] - eta * dW[l] for l in network.W}
    b = {l: network.b[l] - eta * db[l] for l in network.b}
    return Network(W, b, network.g)
