"""Whose functions train in the training figure: a learner's own where they are right, else the course's."""

from .learner import PATIENCE, CannotTrain, disagreement, learner_run, time_limit
from .measured import gradient_error, measured_run

AGREED = 1e-6  # relative error below which a step of train is the right one
COURSE = "What you see is the course's own measured gradient."


class Trainer:
    """Runs for the training figure: a learner's own where they are right, else the course's; remembers each.

    train, g_prime: the learner's function and its dict of slopes, or None for the course's alone.
    """

    def __init__(self, network, X, Y, train=None, g_prime=None, epochs=100):
        self.network, self.X, self.Y, self.epochs = network, X, Y, epochs
        self.train, self.g_prime = train, g_prime
        self.runs, self.errors = {}, {}
        self.said = self.judge()

    def judge(self):
        """Return in sentences whose functions train; forget a ``train`` that cannot be used."""
        if self.train is None:
            return [COURSE]
        try:
            with time_limit(PATIENCE):
                error = disagreement(self.train, self.network, self.g_prime, self.X, self.Y)
        except CannotTrain as reason:
            self.train = None
            return [f"{reason}".rstrip(".")[:110] + ".", COURSE]
        if error < AGREED:
            return [
                "Trained by your own train and what it calls.",
                f"One step of it against the measured gradient: relative error {error:.0e}.",
            ]
        self.train = None
        return [f"One step of your train is off the measured gradient: relative error {error:.2f}.", COURSE]

    def error(self, mistake):
        """Return the relative error that a mistake puts into the first gradient."""
        if mistake not in self.errors:
            self.errors[mistake] = gradient_error(self.network, self.X, self.Y, mistake)
        return self.errors[mistake]

    def run(self, eta, mistake="none"):
        """Return the `Run` for this learning rate and mistake."""
        key = eta, mistake
        if key not in self.runs:
            self.runs[key] = self.go(*key)
        return self.runs[key]

    def go(self, eta, mistake):
        """Train: by the learner's function while it can be used, else by the measured gradient."""
        case = self.network, self.X, self.Y, eta, self.epochs, mistake
        if self.train is not None:
            try:
                return learner_run(self.train, *case[:1], self.g_prime, *case[1:])
            except CannotTrain as reason:
                self.train = None
                self.said = [f"{reason}"[:110], COURSE]
        return measured_run(*case)
