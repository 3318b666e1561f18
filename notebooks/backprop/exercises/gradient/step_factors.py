"""A training whose every step is a factor too long, beside another mistake in its gradient: what one step tells."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ...measure.gradients import cost
from ...network import Network
from ..messages import SAY


@dataclass(frozen=True)
class StepFactor:
    """A mistake that multiplies every step by the formula ``of``, and may come with another one (as a `Factor` does).

    After several steps it can no longer be taken out, since each starts where the one before has led.
    """

    number: int
    message: str
    of: Callable

    def undone(self, probe, parts):
        """Return the ``parts`` of one step with the factor taken out, or None where there was not one step."""
        names = [f"{kind}[{l}]" for kind in "Wb" for l in probe[kind]]
        start = [old for kind in "Wb" for old in probe[kind].values()]
        if probe["epochs"] != 1 or set(parts) != {*names, "history"} or parts["history"].shape != (2,):
            return None
        if any(parts[name].shape != old.shape for name, old in zip(names, start, strict=True)):
            return None
        factor = probe.put_into(self.of)
        new = [old + (parts[name] - old) / factor for name, old in zip(names, start, strict=True)]
        W, b = (dict(zip(probe["W"], half, strict=True)) for half in (new[: len(new) // 2], new[len(new) // 2 :]))
        last = cost(Network(W, b, probe["g"]), probe["X"], probe["Y"])
        return dict(zip(names, new, strict=True)) | {"history": np.array([parts["history"][0], last])}


UPHILL = "The steps go uphill: downhill is minus."
STEP_FACTORS = (
    StepFactor(37, UPHILL, lambda: -1),
    StepFactor(3, SAY[3], lambda X: len(X)),
    StepFactor(37, f"{UPHILL} And each is {SAY[3]}", lambda X: -len(X)),
)
