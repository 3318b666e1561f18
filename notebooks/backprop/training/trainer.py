"""Whose functions train in the training figure: a learner's own, right or wrong, where they bring a run."""

import numpy as np

from .learner import PATIENCE, CannotTrain, disagreement, learner_run, time_limit
from .measured import gradient_error, measured_run

AGREED = 1e-6  # relative error below which a step of train is the right one
COURSE = "What you see is the course's own measured gradient."
OWN = "Trained by your own train and what it calls."
WRONG = "Trained by your own train. The gradient behind it is not the measured one; the dashed run has that."


class Trainer:
    """Runs for the training figure: a learner's own while they can be had, else the course's; remembers each.

    train, g_prime: the learner's function and its dict of slopes, or None for the course's alone.
    """

    def __init__(self, network, X, Y, train=None, g_prime=None, epochs=100):
        self.network, self.X, self.Y, self.epochs = network, X, Y, epochs
        self.train, self.g_prime = train, g_prime
        self.runs, self.errors = {}, {}
        self.said = COURSE
        if train is not None:
            error = self.error("none")
            if self.train is not None:
                self.said = OWN if error < AGREED else WRONG

    def give_up(self, reason):
        """Go on with the course's gradient and say why."""
        self.train, self.said = None, f"{reason} {COURSE}"
        self.runs.clear()
        self.errors.clear()

    def error(self, mistake):
        """Return the relative error of the first gradient of the run with this mistake."""
        if mistake not in self.errors:
            self.errors[mistake] = self.first_error(mistake)
        return self.errors[mistake]

    def first_error(self, mistake):
        """Measure it: on a step of the learner's function while it can be used, else on the course's gradient."""
        if self.train is not None:
            try:
                with time_limit(PATIENCE), np.errstate(all="ignore"):
                    return disagreement(self.train, self.network, self.g_prime, self.X, self.Y, mistake)
            except CannotTrain as reason:
                self.give_up(reason)
        return gradient_error(self.network, self.X, self.Y, mistake)

    def run(self, eta, mistake="none"):
        """Return the `Run` for this learning rate and mistake."""
        key = eta, mistake
        if key not in self.runs:
            self.runs[key] = self.go(*key)
        return self.runs[key]

    def both(self, eta, mistake):
        """Return the `Run` and the relative error of its first gradient, both of the same functions."""
        self.error(mistake)  # either may find that the learner's cannot be used
        run = self.run(eta, mistake)
        return run, self.error(mistake)

    def right(self, eta):
        """Return the `Run` of the measured gradient."""
        key = eta, None
        if key not in self.runs:
            self.runs[key] = measured_run(self.network, self.X, self.Y, eta, self.epochs)
        return self.runs[key]

    def go(self, eta, mistake):
        """Train: by the learner's function while it can be used, else by the measured gradient."""
        case = self.network, self.X, self.Y, eta, self.epochs, mistake
        if self.train is not None:
            try:
                return learner_run(self.train, *case[:1], self.g_prime, *case[1:])
            except CannotTrain as reason:
                self.give_up(reason)
        return measured_run(*case)
