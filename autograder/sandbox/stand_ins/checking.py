"""Stands in for the check inside the sandbox: answers are judged outside, so here it does nothing."""


def check(function=None, seed=None):
    """Return 0.0: nothing is checked here."""
    return 0.0


def probe(name, number=1):
    """Return no arguments: there are no probes here."""
    return {}
