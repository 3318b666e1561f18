"""Numbers for lesson 3's probes that cannot hide what they multiply or are added to."""


def either_sign(rng, low, high, size=None):
    """Return numbers of either sign whose sizes lie between ``low`` and ``high``: never near 0."""
    return rng.choice([-1.0, 1.0], size) * rng.uniform(low, high, size)
