"""A measured product of terms, with one of the terms altered: what a learner's slip in that term comes to."""


def altering(measure):
    """Return the function that takes altered terms by name, and returns a mistake's formula: ``measure`` with these.

    ``measure`` is a formula; so is each term, ``slope=lambda g_prime, a_j: g_prime(a_j)``, in place of the probe's own
    value of that name.
    """

    def altered(**terms):
        return lambda probe: probe.put_into(measure, **{name: probe.put_into(term) for name, term in terms.items()})

    return altered
