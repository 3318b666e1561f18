"""Gradient descent for the training figure: on the measured gradient, or by a learner's own ``train``.

A run is the list of the networks met on the way, and the cost before each step and after the last.
"""

import signal
import threading
import warnings
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass

import numpy as np

from .activations import sigmoid
from .answers import Array, Keyed, Together, Unreadable
from .derivatives import ComplexStep, relative_error
from .network import Network
from .nudges import by_parameters, losses, onward
from .trial import Sink, call, copied

STRIDE = 5  # epochs between two networks of a learner's run
PATIENCE = 2.0  # seconds that a learner's train may take for a run
READ = Together((Keyed("W"), Keyed("b"), Array("history")))


def ones(z):
    """Return 1 for every entry: an activation that was forgotten."""
    return np.ones_like(z)


@dataclass(frozen=True)
class AtActivation:
    """The slope of ``g`` taken at g(z), where z was meant."""

    g: object
    g_prime: object

    def __call__(self, z):
        """Return the slope at the wrong place, same shape as ``z``."""
        return self.g_prime(self.g(z))


def no_mistake(g, g_prime, eta, n):
    """Return slopes and learning rate as they are."""
    return g_prime, eta


def no_hidden_slope(g, g_prime, eta, n):
    """Forget the activation of every hidden layer."""
    return {l: g_prime[l] if l == max(g) else ones for l in g}, eta


def slope_at_activation(g, g_prime, eta, n):
    """Give every slope the activation in place of z."""
    return {l: AtActivation(g[l], g_prime[l]) for l in g}, eta


def other_slope(g, g_prime, eta, n):
    """Use the sigmoid's slope in the hidden layers."""
    return {l: g_prime[l] if l == max(g) else ComplexStep(sigmoid) for l in g}, eta


def summed(g, g_prime, eta, n):
    """Add the samples up where their mean was meant: the same as n times the learning rate."""
    return g_prime, n * eta


def uphill(g, g_prime, eta, n):
    """Turn the sign of every step."""
    return g_prime, -eta


MISTAKES = {
    "none": no_mistake,
    "no g′ in the hidden layers": no_hidden_slope,
    "g′ given a in place of z": slope_at_activation,
    "the sigmoid's slope in the tanh layers": other_slope,
    "sum over the samples, not mean": summed,
    "y − a in place of a − y": uphill,
}


@dataclass(frozen=True)
class Run:
    """Gradient descent done: ``networks[i]`` after ``i * stride`` epochs, ``history[e]`` the cost before step e."""

    networks: list
    history: np.ndarray
    stride: int = 1

    def at(self, epoch):
        """Return the network met last at or before ``epoch``."""
        return self.networks[min(epoch // self.stride, len(self.networks) - 1)]


def cost(network, X, Y):
    """Return C for samples in rows."""
    return float(losses(onward(network, 2, X @ network.W[2].T + network.b[2]), Y).mean())


def measured_run(network, X, Y, eta, epochs, mistake="none"):
    """Go down the measured gradient, with the named mistake in it; return the `Run`."""
    slopes, rate = MISTAKES[mistake](network.g, {l: ComplexStep(g) for l, g in network.g.items()}, eta, len(X))
    networks = [network]
    for _ in range(epochs):
        here = networks[-1]
        dW, db = by_parameters(here, X, Y, slopes)
        step = Network({l: here.W[l] - rate * dW[l] for l in dW}, {l: here.b[l] - rate * db[l] for l in db}, here.g)
        networks.append(step)
    return Run(networks, np.array([cost(met, X, Y) for met in networks]))


class CannotTrain(Exception):
    """A learner's train did not bring a run; the message says why, in a sentence."""


def learner_run(train, network, g_prime, X, Y, eta, epochs, mistake="none"):
    """Let a learner's ``train`` go the same way, a few epochs at a time; return the `Run` or raise `CannotTrain`.

    The mistake is put into what ``train`` is given, its slopes and its learning rate.
    """
    slopes, rate = MISTAKES[mistake](network.g, g_prime, eta, len(X))
    networks, history = [network], []
    with time_limit(PATIENCE):
        for _ in range(0, epochs, STRIDE):
            here = networks[-1]
            parts = read_run(train, here, slopes, X, Y, rate, min(STRIDE, epochs - len(history)))
            networks.append(Network(*({l: parts[f"{p}[{l}]"] for l in here.W} for p in "Wb"), here.g))
            history.extend(parts["history"][:-1])
    return Run(networks, np.array([*history, parts["history"][-1]]), STRIDE)


def read_run(train, network, slopes, X, Y, rate, epochs):
    """Call ``train`` once and return its answer in parts, or raise `CannotTrain`."""
    arguments = {"W": network.W, "b": network.b, "g": network.g, "g_prime": slopes, "X": X, "Y": Y}
    sink = Sink()
    with redirect_stdout(sink), redirect_stderr(sink), warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        parts, raised, unreadable = call(train, copied(arguments | {"eta": rate, "epochs": epochs}), READ)
    if raised and raised.names[0] == "NotImplementedError":
        raise CannotTrain("Your functions are not all written yet.")
    if raised:
        raise CannotTrain(f"Your train stopped with {raised.names[0]}: {raised.message}".rstrip(": ."))
    if unreadable:
        raise CannotTrain(f"Your train cannot be used: {unreadable}")
    wanted = {f"{p}[{l}]": v.shape for p, group in (("W", network.W), ("b", network.b)) for l, v in group.items()}
    if {name: part.shape for name, part in parts.items()} != wanted | {"history": (epochs + 1,)}:
        raise CannotTrain("Your train returned other keys or shapes than were asked for.")
    return parts


def disagreement(train, network, g_prime, X, Y):
    """Return the relative error of the gradient behind one step of a learner's ``train``, against the measured one."""
    parts = read_run(train, network, g_prime, X, Y, 1.0, 1)
    own = [(network.W[l] - parts[f"W[{l}]"]).ravel() for l in network.W]
    own += [network.b[l] - parts[f"b[{l}]"] for l in network.b]
    dW, db = by_parameters(network, X, Y)
    measured = [*(dW[l].ravel() for l in dW), *db.values()]
    return relative_error(np.concatenate(own), np.concatenate(measured))


class OutOfTime(KeyboardInterrupt):
    """The clock ran out (a KeyboardInterrupt, so that no ``except Exception`` of a learner's stops it)."""


@contextmanager
def time_limit(seconds):
    """Raise `CannotTrain` in what runs longer, where the machine can (a signal, in the main thread)."""
    able = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()

    def stop(*_):
        raise OutOfTime

    before = signal.signal(signal.SIGALRM, stop) if able else None
    if able:
        signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    except OutOfTime:
        raise CannotTrain(f"Your train takes longer than {seconds:g} seconds here.") from None
    finally:
        if able:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
