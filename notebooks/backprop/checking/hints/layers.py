"""Dicts of all layers: a key that is not there, or the whole dict where one layer's array belongs."""

import re

from ...exercises.messages import SAY
from .quoted_line import bare


def whole_dict(raised, probe):
    """Return the hint on a dict of all layers that is computed with as if it were one layer's, else ""."""
    if raised.names[0] not in ("TypeError", "ValueError"):
        return ""
    for name in bare(raised.line):
        if isinstance(probe.arguments.get(name), dict) and (
            "'dict'" in raised.message or "dimensions" in raised.message
        ):
            return f"`{name}` is a dict of all layers: pick one, as in `{name}[l]`."
    return ""


def missing_layer(l, L, line, backward):
    """Return the hint on a dict that has no key ``l``, in a network of ``L`` layers; ``line``: where it was asked."""
    keys = f"Here the weights' keys are 2 to {L}."
    if re.search(r"\.pop\(", line):
        return 0, "`pop` takes an entry out, and then it is gone: square brackets leave it there."
    if re.search(r"\bW\[\s*[jk]\b", line):
        return 0, "W's keys are the layers: pick layer l's array first; j and k count the rows and columns of that."
    if 2 <= l <= L and re.search(r"@ ?a\[l\]|, ?a\[l\]\)", line):
        return 15, f"a[{l}] is what this line is to make. {SAY[15]}"
    if l < 0:
        return 39, f"{keys} A dict has no entry counted from the end: the last layer is L, `max(W)`."
    if 2 <= l <= L:
        return 0, f"For layer {l} nothing is stored yet: does the loop get there, and is it filled before it is read?"
    if l == 1 and re.search(r"\bg_prime\[", line):
        return 30, "Layer 1 holds the sample: it has no z and no g', so the way back ends with layer 2."
    if l == 1 and re.search(r"\bz\[l ?- ?1\]", line):
        return 16, f"Layer 1 holds the sample, a[1] = x, and has no z. {SAY[16]}"
    if l == 1 and (behind := re.search(r"\b([Wbg])\[l ?- ?1\](?!\.T)", line)) and not backward:
        return 39, f"{keys} `{behind[1]}[l - 1]` is that of the layer before: layer l has its own, `{behind[1]}[l]`."
    if l > L:
        if backward and re.search(r"\.T\b|transpose|W\[l ?\+ ?1\]", line):
            return 18, f"{keys} {SAY[18]}"
        if re.search(rf"\[{l}\]", line):
            return (
                39,
                f"{keys} The {l} was typed in: how many layers there are, W tells: L is its largest key, `max(W)`.",
            )
        return 39, f"{keys} {SAY[39]} The loop ends at L, the largest key of W: `range(2, L + 1)`."
    sample = " Layer 1 holds the sample: a[1] = x." if l == 1 else ""
    return 39, f"{keys} {SAY[39]}{sample}"
