"""Hypothesis, patient: a busy machine is no finding; it tries 45 examples, and 300 on CI."""

from hypothesis import HealthCheck, settings

from ..verdicts import SEEDS

settings.register_profile(
    "patient", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=15 * len(SEEDS)
)
settings.load_profile("patient")
