"""What all answers of a function have in common: whole numbers, rounded ones, one and the same, one factor too many."""

from itertools import pairwise

import numpy as np

from ..exercises.exercise import Raises
from .comparison import RELATIVE, close
from .first_wrong import ratio_of


def cut_off(outcomes, expected):
    """Say whether only whole numbers came, not all 0 and not the same throughout, where fractions were expected."""
    pairs = [(o.parts, e) for o, e in zip(outcomes, expected, strict=False) if o.parts and not isinstance(e, Raises)]
    came = [value for parts, _ in pairs for value in parts.values()]
    asked = [value for _, wanted in pairs for value in wanted.values()]
    if any(parts.keys() != wanted.keys() for parts, wanted in pairs):
        return False
    if [value.shape for value in came] != [value.shape for value in asked]:
        return False
    if not came or not all(np.isfinite(value).all() and (value == np.trunc(value)).all() for value in came):
        return False
    if all((value == np.trunc(value)).all() for value in asked):
        return False
    differ = any(not close(a, b) for (a, _), (b, _) in pairwise(pairs))
    return differ and any(value.any() for value in came)


def only_zeros(outcomes, expected):
    """Say whether every answer has the right form, and nothing but zeros in it, where other numbers were expected."""
    pairs = [(o.parts, e) for o, e in zip(outcomes, expected, strict=False) if not isinstance(e, Raises)]
    if not pairs or any(not parts or parts.keys() != wanted.keys() for parts, wanted in pairs):
        return False
    both = [(parts[name], value) for parts, wanted in pairs for name, value in wanted.items()]
    return all(came.shape == value.shape and not came.any() for came, value in both)


def rounded(outcomes, expected):
    """Return to how many decimals, 1 to 6, every answer came rounded, and else right; 0 where it is otherwise."""
    rows = [(o, e) for o, e in zip(outcomes, expected, strict=False) if not isinstance(e, Raises)]
    if any(not o.parts or o.parts.keys() != e.keys() for o, e in rows):
        return 0
    pairs = [(o.parts[name], value) for o, e in rows for name, value in e.items()]
    if any(came.shape != value.shape or not np.isfinite(came).all() for came, value in pairs):
        return 0
    decimals = next((d for d in range(1, 7) if all((came == came.round(d)).all() for came, _ in pairs)), 0)
    near = all(np.abs(came - value).max(initial=0) < 0.51 * 10**-decimals for came, value in pairs)
    return decimals if near and any(came.any() for came, _ in pairs) else 0


def same_answers(probes, outcomes, expected):
    """Say whether two different inputs of the plain case brought one answer.

    A value that is not finite has other causes, and so may zeros. One number where many were asked for may agree by
    chance: it counts where it is the same everywhere, and no whole number.
    """
    everywhere = [o.parts for o in outcomes if o.parts]
    constant = all(close(*pair) for pair in pairwise(everywhere))
    plain = [
        (o.parts, e)
        for p, o, e in zip(probes, outcomes, expected, strict=False)
        if p.group == "plain" and o.parts and not isinstance(e, Raises)
        if all(np.isfinite(value).all() for value in o.parts.values())
        if not any(name in e and lone(value, e[name], constant) for name, value in o.parts.items())
        if all(value.any() for value in o.parts.values())
    ]
    return any(close(a, b) and not close(x, y) for (a, x), (b, y) in pairwise(plain))


def lone(value, asked, constant):
    """Say whether ``value`` is a single number where many were ``asked`` for: whole, or not ``constant`` everywhere."""
    return value.ndim == 0 and asked.ndim > 0 and (float(value).is_integer() or not constant)


def constant_ratio(outcomes, expected):
    """Return the one factor between all outcomes and the expected values, or None."""
    ratios = []
    for outcome, wanted in zip(outcomes, expected, strict=False):
        if isinstance(wanted, Raises) or outcome.parts is None or set(outcome.parts) != set(wanted):
            return None
        for name, value in wanted.items():
            if outcome.parts[name].shape != value.shape:
                return None
            ratios.append(ratio_of(outcome.parts[name], value))
    ratios = np.concatenate([r for r in ratios if r is not None] or [[]])
    if len(ratios) < 2 or not np.isfinite(ratios).all() or not ratios[0]:
        return None
    if np.abs(ratios / ratios[0] - 1).max() >= RELATIVE:
        return None
    scaled = [{name: ratios[0] * value for name, value in wanted.items()} for wanted in expected]
    pairs = zip(outcomes, scaled, strict=False)
    return float(ratios[0]) if all(close(o.parts, s) for o, s in pairs) else None  # where 0 was asked for, too


def without_signs(outcomes, expected):
    """Say whether the sizes of what was asked for came, throughout, and none of its signs."""
    pairs = list(zip(outcomes, expected, strict=False))
    if any(isinstance(e, Raises) or not o.parts for o, e in pairs):
        return False
    sizes = [{name: np.abs(value) for name, value in e.items()} for _, e in pairs]
    return all(close(o.parts, size) for (o, _), size in zip(pairs, sizes, strict=True))
