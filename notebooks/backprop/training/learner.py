"""Gradient descent by a learner's own ``train``, for the training figure: whatever it does, a run or a sentence."""

import signal
import threading
import warnings
from contextlib import contextmanager, nullcontext, redirect_stderr, redirect_stdout
from textwrap import shorten
from time import perf_counter

import numpy as np

from ..calling.bounded import IN_BROWSER, OutOfTime, bounded
from ..calling.readers import Array, Keyed, Together
from ..calling.trial import Sink, call, copied
from ..derivatives import relative_error
from ..measure.gradients import cost_gradient
from ..network import Network
from .measured import MISTAKES, Run

STRIDE = 5  # epochs between two networks of a learner's run
PATIENCE = 3.0  # seconds that a learner's train may take for a run
READ = Together((Keyed("W"), Keyed("b"), Array("history")))


class CannotTrain(Exception):
    """A learner's train did not bring a run; the message says why, in a sentence."""


def learner_run(train, network, g_prime, X, Y, eta, epochs, mistake="none"):
    """Let a learner's ``train`` go the same way, a few epochs at a time; return the `Run` or raise `CannotTrain`.

    The mistake is put into what ``train`` is given, its slopes and its learning rate.
    """
    slopes, rate = MISTAKES[mistake](network.g, g_prime, eta, len(X))
    networks, history = [network], []
    end = perf_counter() + PATIENCE
    with time_limit(PATIENCE):
        for _ in range(0, epochs, STRIDE):
            if perf_counter() > end:
                raise OutOfTime
            here = networks[-1]
            parts = read_run(train, here, slopes, X, Y, rate, min(STRIDE, epochs - len(history)))
            networks.append(Network(*({l: parts[f"{p}[{l}]"] for l in here.W} for p in "Wb"), here.g))
            history.extend(parts["history"][:-1])
    return Run(networks, np.array([*history, parts["history"][-1]]), STRIDE)


def read_run(train, network, slopes, X, Y, rate, epochs):
    """Call ``train`` once and return its answer in parts, or raise `CannotTrain`."""
    blank = []

    def watched(*given):
        try:
            return train(*given)
        except NotImplementedError as error:
            blank.append(innermost(error))
            raise

    arguments = {"W": network.W, "b": network.b, "g": network.g, "g_prime": slopes, "X": X, "Y": Y}
    with quiet(), np.errstate(all="ignore"):
        parts, raised, unreadable = call(watched, copied(arguments | {"eta": rate, "epochs": epochs}), READ)
    if raised and raised.names[0] == "NotImplementedError":
        raise CannotTrain(f"Your {blank[0]} is not written yet." if blank else "Not all is written yet.")
    if raised:
        raise CannotTrain(sentence(f"Your train stopped with {raised.names[0]}: {raised.message}"))
    if unreadable:
        raise CannotTrain(sentence(f"Your train cannot be used: {unreadable}"))
    wanted = {f"{p}[{l}]": v.shape for p, group in (("W", network.W), ("b", network.b)) for l, v in group.items()}
    if {name: part.shape for name, part in parts.items()} != wanted | {"history": (epochs + 1,)}:
        raise CannotTrain("Your train returned other keys or shapes than were asked for.")
    return parts


def innermost(error):
    """Return the name of the function in which the ``error`` arose."""
    trace = error.__traceback__
    while trace.tb_next:
        trace = trace.tb_next
    return trace.tb_frame.f_code.co_name


def sentence(words):
    """Return the words as a sentence for a picture: no marks of code, no half word at its end, one full stop or ?."""
    words = shorten(words.replace("`", ""), 200, placeholder=" …").rstrip(": .")
    return words if words.endswith(("?", "…")) else f"{words}."


def disagreement(train, network, g_prime, X, Y, mistake="none"):
    """Return the relative error of the gradient behind one step of a learner's ``train``, against the measured one."""
    slopes, rate = MISTAKES[mistake](network.g, g_prime, 1.0, len(X))
    parts = read_run(train, network, slopes, X, Y, rate, 1)
    own = [(network.W[l] - parts[f"W[{l}]"]).ravel() for l in network.W]
    own += [network.b[l] - parts[f"b[{l}]"] for l in network.b]
    dW, db = cost_gradient(network, X, Y)
    measured = [*(dW[l].ravel() for l in dW), *db.values()]
    return relative_error(np.concatenate(own), np.concatenate(measured))


def in_main_thread():
    """Say whether this is the main thread. JupyterLab moves sliders in another one, beside the cell that runs."""
    return threading.current_thread() is threading.main_thread()


@contextmanager
def quiet():
    """Catch output and warnings, in the main thread: elsewhere that would take away the output of a running cell."""
    if not in_main_thread():
        yield
        return
    sink = Sink()
    with redirect_stdout(sink), redirect_stderr(sink), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@contextmanager
def time_limit(seconds):
    """Raise `CannotTrain` in what runs longer, where the machine can (a signal, in the main thread; in the browser)."""
    able = not IN_BROWSER and hasattr(signal, "setitimer") and in_main_thread()

    def stop(*_):
        raise OutOfTime

    before = signal.signal(signal.SIGALRM, stop) if able else None
    if able:
        signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        with bounded(seconds) if IN_BROWSER else nullcontext():
            yield
    except OutOfTime:
        raise CannotTrain(f"Your train takes longer than {seconds:g} seconds here.") from None
    finally:
        if able:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
