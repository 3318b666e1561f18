"""What the probes of lesson 3 draw."""


def apart(rng, low, high, size=None):
    """Return numbers of either sign whose sizes lie between ``low`` and ``high``: never near 0."""
    return rng.choice([-1.0, 1.0], size) * rng.uniform(low, high, size)
